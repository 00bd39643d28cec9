//! A network that loses three packets of ten each way, by a rule of the kernel's packet filter in a namespace of its own. Skips in
//! one line where there is no root, no `unshare`, no `nft`, or a kernel without it.

use std::fs;
use std::process::{Command, Stdio};

use jiff::SignedDuration;
use sente_http::{Courier, Patience};

use crate::common::chance::Chance;
use crate::faults::judge;
use crate::hiker::Hiker;
use crate::server::Server;

const INSIDE: &str = "SENTE_IN_LOSSY_NETWORK";
const NAME: &str = "loss::with_three_packets_of_ten_lost_everything_arrives";
const LOSSY: &str = "ip link set lo up && nft 'add table inet lossy; \
     add chain inet lossy arriving { type filter hook input priority 0; }; \
     add rule inet lossy arriving numgen random mod 10 < 3 drop'";

const SEEDS: u64 = 3;
const LONG: u64 = 40;

fn lossy(then: &str) -> Command {
    let mut command = Command::new("unshare");
    command.args(["--net", "sh", "-c", &format!("{LOSSY} && {then}"), "sh"]);
    command
}

#[test]
fn with_three_packets_of_ten_lost_everything_arrives() {
    if std::env::var_os(INSIDE).is_some() {
        return inside();
    }
    let possible = lossy("true").stdin(Stdio::null()).stderr(Stdio::null()).status();
    if !possible.is_ok_and(|status| status.success()) {
        println!("skipped: losing packets needs root, unshare and nft (nftables)");
        return;
    }
    let mut again = lossy("exec \"$@\"");
    again.arg(std::env::current_exe().unwrap()).args(["--exact", NAME, "--nocapture"]).env(INSIDE, "1");
    assert!(again.status().unwrap().success());
}

fn inside() {
    let server = Server::start();
    let address = format!("http://{}", server.address);
    let courier = Courier::new(Patience::default()).unwrap();
    let seeds = if std::env::var_os("SENTE_LONG").is_some() { LONG } else { SEEDS };
    for seed in 0..seeds {
        let mut chance = Chance::new(seed);
        let mut hiker = Hiker::new(&mut chance);
        hiker.engine.set_server(sente_core::Server::At(address.clone())).unwrap();
        for _ in 0..6 {
            hiker.act(&mut chance);
            hiker.exchange(&courier, &address);
        }
        // Here the network is never good; TCP sends again what is lost.
        hiker.settles(&courier, &address, SignedDuration::from_mins(5)).unwrap();
        judge(&mut hiker, &server).unwrap_or_else(|wrong| panic!("seed {seed}: {wrong}"));
    }
    let again = segments_sent_again();
    println!("{seeds} runs, {again} segments sent again");
    assert!(again > seeds, "so few were lost: {again}");
}

/// TCP's, in this namespace, since it began.
fn segments_sent_again() -> u64 {
    let text = fs::read_to_string("/proc/net/snmp").unwrap();
    let mut lines = text.lines().filter(|line| line.starts_with("Tcp:")).map(str::split_whitespace);
    let (mut names, mut numbers) = (lines.next().unwrap(), lines.next().unwrap());
    let at = names.position(|name| name == "RetransSegs").unwrap();
    numbers.nth(at).unwrap().parse().unwrap()
}
