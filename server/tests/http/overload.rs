//! Ten times as many senders as the server works for at once: who is let in is served, the others are told to come again,
//! memory stays bounded, and afterwards all is as before. `SENTE_SERVER=FILE` measures another build of it, as
//! docs/reliability.md says.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::http::{Request, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use protocol::{Act, Batch, DeviceKey, paths, sum};

use crate::samples::{a_review, making};

const SENDERS: usize = 640;
const MEMORY_KB: u64 = 300 * 1024;

#[tokio::test(flavor = "multi_thread")]
async fn ten_times_too_many_senders_break_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let measured = std::env::var_os("SENTE_SERVER");
    let own = || env!("CARGO_BIN_EXE_sente-server").into();
    let mut command = Command::new(measured.clone().unwrap_or_else(own));
    command
        .args(["serve", "--listen", "127.0.0.1:0", "--metrics", "127.0.0.1:0", "--data"])
        .arg(folder.path());
    command.args(["--rate-per-address", "0", "--rate-per-key", "0"]).env("RUST_LOG", "error");
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut address = || lines.next().unwrap().unwrap().split(" on ").nth(1).unwrap().to_owned();
    let (server, metrics) = (address(), address());

    let client = Client::builder(TokioExecutor::new()).build_http::<Full<bytes::Bytes>>();
    let end =
        Instant::now() + Duration::from_secs(if std::env::var_os("SENTE_LONG").is_some() { 20 } else { 3 });
    let server = Arc::new(server);
    let senders = (0..SENDERS).map(|number| {
        let (client, server) = (client.clone(), server.clone());
        tokio::spawn(async move {
            let (mut taken, mut later) = (0_u64, 0_u64);
            let mut key = [0; 32];
            while Instant::now() < end {
                // A device of its own for each review, as the daily share is small.
                key[..8].copy_from_slice(&(number as u64).to_be_bytes());
                key[8..16].copy_from_slice(&taken.to_be_bytes());
                let batch = Batch { operations: vec![making(Act::Review(a_review("sous la charge")))] };
                let (key, body) = (DeviceKey::from_bytes(&key), serde_json::to_vec(&batch).unwrap());
                let header = |name: &str| match name {
                    paths::KEY => Some(key.as_str()),
                    "content-type" => Some("application/json"),
                    _ => None,
                };
                let sum = sum::of_request("POST", paths::OPERATIONS, header, &body);
                let request = Request::post(format!("{server}{}", paths::OPERATIONS))
                    .header(paths::KEY, key.as_str())
                    .header(paths::SUM, sum)
                    .header("content-type", "application/json")
                    .body(Full::from(body))
                    .unwrap();
                let reply = client.request(request).await.unwrap();
                match reply.status() {
                    StatusCode::OK => taken += 1,
                    StatusCode::SERVICE_UNAVAILABLE => {
                        assert!(reply.headers().contains_key("retry-after"));
                        later += 1;
                        // Far sooner than it was told.
                        tokio::time::sleep(Duration::from_millis(50)).await;
                    }
                    other => panic!("answered {other}"),
                }
                reply.into_body().collect().await.unwrap();
            }
            (taken, later)
        })
    });
    let (mut taken, mut later) = (0, 0);
    for sender in senders.collect::<Vec<_>>() {
        let (one, other) = sender.await.unwrap();
        taken += one;
        later += other;
    }
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let peak =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok());
    let text =
        client.get(metrics.parse().unwrap()).await.unwrap().into_body().collect().await.unwrap().to_bytes();
    let p99 = quantile(&String::from_utf8_lossy(&text), 0.99);
    println!("{taken} taken, {later} told to come again, 99 % of those taken within {p99} s, {peak:?} kB");
    let again = client.get(format!("{server}/healthz").parse().unwrap()).await.unwrap();
    let id = child.id().to_string();
    Command::new("kill").args(["-TERM", &id]).status().unwrap();
    assert!(child.wait().unwrap().success());

    assert_eq!(again.status(), StatusCode::OK);
    assert!(taken > 0 && later > 0);
    assert!(peak.is_none_or(|kb: u64| kb <= MEMORY_KB), "{peak:?} kB");
    // Unoptimised, and beside other tests, it may take longer.
    let most = if measured.is_some() { 0.1 } else { 2.0 };
    assert!(p99 <= most, "{p99} s");
}

/// The upper bound of the bucket in which the quantile lies.
fn quantile(metrics: &str, quantile: f64) -> f64 {
    const BUCKET: &str = "sente_request_seconds_bucket{route=\"/v1/operations\",le=\"";
    let bucket = |line: &str| {
        let (bound, count) = line.strip_prefix(BUCKET)?.split_once("\"} ")?;
        Some((bound.parse().unwrap_or(f64::INFINITY), count.parse::<f64>().ok()?))
    };
    let buckets: Vec<(f64, f64)> = metrics.lines().filter_map(bucket).collect();
    let all = buckets.last().map_or(0.0, |bucket| bucket.1);
    buckets.iter().find(|(_, count)| *count >= quantile * all).map_or(f64::INFINITY, |bucket| bucket.0)
}
