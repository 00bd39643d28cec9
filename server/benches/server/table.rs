//! What was measured, as the tables of docs/benchmarks.md.

use std::time::Duration;

use crate::REVIEWS;
use crate::files::Line;
use crate::peer::{Peer, Took};
use crate::proxy::Bytes;
use crate::side::Side;

#[derive(Default)]
pub struct Table {
    rows: Vec<[String; 5]>,
}

impl Table {
    pub fn alone(&mut self, singles: &[Bytes]) {
        let mean = |bytes: fn(&Bytes) -> u64| singles.iter().map(bytes).sum::<u64>() / singles.len() as u64;
        let (up, down) = (mean(|bytes| bytes.up), mean(|bytes| bytes.down));
        let most = singles.iter().map(|bytes| bytes.both()).max().unwrap_or_default();
        let ours = format!("{} bytes ({up} there, {down} back), at most {most}", up + down);
        let told = met("≤ 800 bytes", up + down <= 800);
        self.row("one review alone, one request, mean of a hundred", ours, "", "", told);
    }

    pub fn exchange(&mut self, ours: &Side, peer: &Peer) {
        self.way("push 10,000 reviews, 500 devices on both sides", ours.push, peer.push);
        let (quick, best) = (ours.push.wall.as_secs_f64(), peer.push_at_once.wall.as_secs_f64());
        let (mine, other) = (format!("{quick:.2} s"), format!("{best:.2} s"));
        let what = "the same, the peer's all from one device";
        self.row(what, mine, &other, &format!("{:.1} ×", best / quick), String::new());
        let each = |took: Took| took.bytes.both() as f64 / REVIEWS as f64;
        let (mine, other, best) = (each(ours.push), each(peer.push), each(peer.push_at_once));
        let ratio = format!("{:.2}", mine / best);
        let other = format!("{other:.0}; {best:.0} from one device");
        let told = met("≤ 120 bytes", mine <= 120.0);
        self.row("push: bytes a review, both ways", format!("{mine:.0}"), &other, &ratio, told);
        self.way("catch up with 10,000 changes", ours.pull, peer.pull);
        let (mine, other) = (ours.pull.bytes.both(), peer.pull.bytes.both());
        let ratio = other as f64 / mine as f64;
        let told = met("≥ 2 × smaller", ratio >= 2.0);
        let size = |bytes: u64| format!("{:.2} MB", bytes as f64 / 1e6);
        self.row("catch up: bytes, both ways", size(mine), &size(other), &format!("{ratio:.1} ×"), told);
    }

    fn way(&mut self, what: &str, ours: Took, peer: Took) {
        let ratio = peer.wall.as_secs_f64() / ours.wall.as_secs_f64();
        let told = met("≥ 10 ×", ratio >= 10.0);
        let seconds = |time: Duration| format!("{:.2} s", time.as_secs_f64());
        self.row(what, seconds(ours.wall), &seconds(peer.wall), &format!("{ratio:.1} ×"), told);
        let cpu = |took: Took| format!("{} + {}", seconds(took.client), seconds(took.server));
        let both = |took: Took| (took.client + took.server).as_secs_f64();
        let ratio = format!("{:.1} ×", both(peer) / both(ours));
        self.row(
            &format!("{what}: processor, client + server"),
            cpu(ours),
            &cpu(peer),
            &ratio,
            String::new(),
        );
    }

    pub fn durable(&mut self, side: &Side) {
        let rate = REVIEWS as f64 / side.push.wall.as_secs_f64();
        let what = format!("{}: durable reviews a second, 20 in a request", side.name);
        self.row(&what, format!("{rate:.0}"), "", "", met("≥ 5,000", rate >= 5_000.0));
        let rate = REVIEWS as f64 / side.pull.wall.as_secs_f64();
        self.row(
            &format!("{}: changes caught up with, a second", side.name),
            format!("{rate:.0}"),
            "",
            "",
            String::new(),
        );
        for (number, read) in side.reads.iter().enumerate() {
            let ours = format!(
                "{:.0} a second, p50 {:.1} ms, p99 {:.1} ms, {:.0} MB/s",
                read.a_second, read.p50, read.p99, read.mb
            );
            let good = read.a_second >= 10_000.0 && read.p99 <= 20.0;
            let told = if number == 0 { met("≥ 10,000, p99 ≤ 20 ms", good) } else { String::new() };
            self.row(&format!("{}: {}", side.name, read.what), ours, "", "", told);
        }
    }

    pub fn file(&mut self, line: &Line) {
        let ratio = line.ours.a_second / line.peer.a_second;
        let shown =
            |read: &crate::reads::Read| format!("{:.0} a second, p99 {:.1} ms", read.a_second, read.p99);
        let told = met("≥ 0.8 ×", ratio >= 0.8);
        self.row(
            line.what,
            shown(&line.ours),
            &format!("nginx {}", shown(&line.peer)),
            &format!("{ratio:.2} ×"),
            told,
        );
    }

    fn row(&mut self, what: &str, ours: String, peer: &str, ratio: &str, target: String) {
        self.rows.push([what.to_owned(), ours, peer.to_owned(), ratio.to_owned(), target]);
    }

    pub fn print(&self) {
        println!("| what | ours | peer | ratio | target |\n|---|---|---|---|---|");
        for row in &self.rows {
            println!("| {} |", row.join(" | "));
        }
    }
}

fn met(target: &str, met: bool) -> String {
    format!("{target}: {}", if met { "met" } else { "missed" })
}
