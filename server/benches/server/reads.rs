//! Reads under load by wrk: two threads, 32 connections that stay open, on the same two cores as the server.

use std::path::Path;
use std::process::Command;

use protocol::{paths, sum};

use crate::REVIEWS;
use crate::devices::post;
use crate::side::PASSWORD;

const SECONDS: &str = "5";
const CONNECTIONS: &str = "32";

/// What wrk has measured.
#[derive(Debug, Clone)]
pub struct Read {
    pub what: &'static str,
    pub a_second: f64,
    /// Milliseconds.
    pub p50: f64,
    pub p99: f64,
    /// Megabytes a second.
    pub mb: f64,
}

/// A script of wrk that asks for `path` followed by a number, another one each time.
fn numbers(folder: &Path, name: &str, path: &str, from: usize, to: usize) -> String {
    let script = folder.join(format!("{name}.lua"));
    let text =
        format!("request = function() return wrk.format('GET', '{path}' .. math.random({from}, {to})) end\n");
    std::fs::write(&script, text).unwrap();
    script.display().to_string()
}

/// The reads of a server with all reviews published; none where wrk is not installed.
pub async fn run(name: &str, folder: &Path, address: &str) -> Vec<Read> {
    if Command::new("wrk").arg("-v").output().is_err() {
        println!("skipped: wrk is not installed (apt-get install wrk)");
        return vec![];
    }
    let gzip = "accept-encoding: gzip";
    let (cookie, key) = (format!("cookie: {}", sign_in(address).await), format!("{:064x}", 1));
    let sum = sum::of_request("GET", paths::MINE, |name| (name == paths::KEY).then_some(key.as_str()), &[]);
    let (key, sum) = (format!("{}: {key}", paths::KEY), format!("{}: {sum}", paths::SUM));
    let newest = numbers(folder, &format!("{name}-newest"), "/v1/feed?after=", REVIEWS - 64, REVIEWS);
    let any = numbers(folder, &format!("{name}-any"), "/v1/feed?after=", 0, REVIEWS);
    let queue = "/v1/staff/queue?kind=review&waiting=false&after=";
    let queue = numbers(folder, &format!("{name}-queue"), queue, 0, REVIEWS);
    vec![
        wrk("changes after one of the last 64", address, "/", &[gzip], Some(&newest)),
        wrk("a whole page of 500 changes", address, "/v1/feed?after=0", &[gzip], None),
        wrk("500 changes after any of 10,000", address, "/", &[gzip], Some(&any)),
        wrk("own things of a device that has none", address, "/v1/mine", &[gzip, &key, &sum], None),
        wrk("50 reviews of the staff's queue", address, "/", &[gzip, &cookie], Some(&queue)),
    ]
}

/// Signs in; the cookie.
async fn sign_in(address: &str) -> String {
    let body = serde_json::json!({ "name": "ana", "password": PASSWORD });
    let answer = post(address, paths::STAFF_SESSION, &body).await;
    let cookie = answer.headers().get("set-cookie").expect("staff is let in").to_str().unwrap();
    cookie.split(';').next().unwrap_or_default().to_owned()
}

/// Asks for one path, or what the script says, after a second of it that does not count.
pub fn wrk(what: &'static str, address: &str, path: &str, headers: &[&str], script: Option<&str>) -> Read {
    let once = |seconds: &str| {
        let mut command = Command::new("wrk");
        command.args(["-t2", "-c", CONNECTIONS, "-d", seconds, "--latency"]);
        for header in headers {
            command.args(["-H", header]);
        }
        if let Some(script) = script {
            command.args(["-s", script]);
        }
        let output = command.arg(format!("http://{address}{path}")).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    once("1");
    let text = once(SECONDS);
    assert!(!text.contains("Non-2xx"), "{what}: {text}");
    if let Some(errors) = text.lines().find(|line| line.contains("Socket errors")) {
        println!("{what}: {}", errors.trim());
    }
    // Before that, shares in percent stand beside other figures.
    let figures = text.split_once("Latency Distribution").unwrap_or_else(|| panic!("{what}: {text}")).1;
    let after = |label: &str| {
        let rest = figures.split_once(label).unwrap_or_else(|| panic!("{what}: {text}")).1;
        rest.split_whitespace().next().unwrap_or_default().to_owned()
    };
    let ms = |label| unit(&after(label), &[("us", 0.001), ("ms", 1.0), ("s", 1_000.0)]);
    let mb = unit(
        &after("Transfer/sec:"),
        &[("KB", 0.001_024), ("MB", 1.048_576), ("GB", 1_073.741_824), ("B", 1e-6)],
    );
    let a_second = after("Requests/sec:").parse().unwrap();
    println!("{what}: {a_second:.0} a second");
    Read { what, a_second, p50: ms("50%"), p99: ms("99%"), mb }
}

/// A number with its unit, which is one of these.
fn unit(text: &str, units: &[(&str, f64)]) -> f64 {
    let found =
        units.iter().find_map(|(name, factor)| Some(text.strip_suffix(name)?.parse::<f64>().ok()? * factor));
    found.unwrap_or_else(|| panic!("wrk says {text}"))
}
