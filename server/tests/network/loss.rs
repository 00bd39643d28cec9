//! A network that loses three packets of ten, by the kernel's own `netem` in a namespace of its own. Skips in one line where
//! there is no root, no `unshare`, no `tc`, or no such kernel module.

use std::process::{Command, Stdio};

use jiff::SignedDuration;
use sente_http::{Courier, Patience};

use crate::common::chance::Chance;
use crate::faults::judge;
use crate::hiker::Hiker;
use crate::server::Server;

const INSIDE: &str = "SENTE_IN_LOSSY_NETWORK";
const NAME: &str = "loss::with_three_packets_of_ten_lost_everything_arrives";
const LOSSY: &str = "ip link set lo up && tc qdisc add dev lo root netem loss 30%";

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
        println!("skipped: losing packets needs root, unshare, tc and a kernel with netem");
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
    for seed in 0..3 {
        let mut chance = Chance::new(seed);
        let mut hiker = Hiker::new(&mut chance);
        hiker.engine.set_server(sente_core::Server::At(address.clone())).unwrap();
        for _ in 0..6 {
            hiker.act(&mut chance);
            hiker.exchange(&courier, &address);
        }
        // Here the network is never good; TCP sends again what is lost.
        hiker.settles(&courier, &address, SignedDuration::from_mins(5)).unwrap();
        judge(&mut hiker, &server).unwrap();
    }
}
