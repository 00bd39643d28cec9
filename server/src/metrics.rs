//! What is counted for whoever runs the server, in the text format of Prometheus: requests by route, method and status,
//! and how long those took that were let in. No addresses, no keys, no identities.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::http::{Method, StatusCode};

/// Upper bounds of the times, in milliseconds.
const BOUNDS_MS: [u64; 10] = [1, 2, 5, 10, 20, 50, 100, 500, 2_000, 10_000];

#[derive(Debug, Default)]
struct Times {
    counts: [u64; BOUNDS_MS.len()],
    all: u64,
    seconds: f64,
}

#[derive(Debug, Default)]
pub struct Metrics(Mutex<Counted>);

#[derive(Debug, Default)]
struct Counted {
    /// By route, then by method and status.
    requests: BTreeMap<String, BTreeMap<(&'static str, u16), u64>>,
    times: BTreeMap<String, Times>,
}

impl Metrics {
    /// `route` is a pattern (`/v1/photos/{photo}`), never an address that was asked for.
    pub fn answered(&self, route: &str, method: &Method, status: StatusCode, took: Duration) {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !counted.requests.contains_key(route) {
            counted.requests.insert(route.to_owned(), BTreeMap::new());
        }
        if let Some(answers) = counted.requests.get_mut(route) {
            *answers.entry((name(method), status.as_u16())).or_default() += 1;
        }
        // Those that were sent away at once would only flatter the times.
        if status == StatusCode::TOO_MANY_REQUESTS || status == StatusCode::SERVICE_UNAVAILABLE {
            return;
        }
        if !counted.times.contains_key(route) {
            counted.times.insert(route.to_owned(), Times::default());
        }
        if let Some(times) = counted.times.get_mut(route) {
            times.all += 1;
            times.seconds += took.as_secs_f64();
            for (count, bound) in times.counts.iter_mut().zip(BOUNDS_MS) {
                *count += u64::from(took <= Duration::from_millis(bound));
            }
        }
    }

    /// Everything, as `/metrics` gives it.
    pub fn text(&self) -> String {
        let counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut text = String::new();
        write(&counted, &mut text).expect("a String takes all that is written to it");
        text
    }
}

fn write(counted: &Counted, out: &mut String) -> std::fmt::Result {
    writeln!(out, "# TYPE sente_requests_total counter")?;
    let all =
        counted.requests.iter().flat_map(|(route, answers)| answers.iter().map(move |one| (route, one)));
    for (route, ((method, status), count)) in all {
        writeln!(
            out,
            "sente_requests_total{{route=\"{route}\",method=\"{method}\",status=\"{status}\"}} {count}"
        )?;
    }
    writeln!(out, "# TYPE sente_request_seconds histogram")?;
    for (route, times) in &counted.times {
        for (count, bound) in times.counts.iter().zip(BOUNDS_MS) {
            let seconds = bound as f64 / 1_000.0;
            writeln!(out, "sente_request_seconds_bucket{{route=\"{route}\",le=\"{seconds}\"}} {count}")?;
        }
        writeln!(out, "sente_request_seconds_bucket{{route=\"{route}\",le=\"+Inf\"}} {}", times.all)?;
        writeln!(out, "sente_request_seconds_sum{{route=\"{route}\"}} {}", times.seconds)?;
        writeln!(out, "sente_request_seconds_count{{route=\"{route}\"}} {}", times.all)?;
    }
    Ok(())
}

/// A method that we do not know is not counted by its name: it comes from outside and could be any.
fn name(method: &Method) -> &'static str {
    const KNOWN: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    KNOWN.into_iter().find(|name| *name == method.as_str()).unwrap_or("other")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_counted_by_route_and_status_with_their_times() {
        let metrics = Metrics::default();
        for ms in [1, 30] {
            metrics.answered("/v1/feed", &Method::GET, StatusCode::OK, Duration::from_millis(ms));
        }
        let text = metrics.text();
        for line in [
            "sente_requests_total{route=\"/v1/feed\",method=\"GET\",status=\"200\"} 2",
            "sente_request_seconds_bucket{route=\"/v1/feed\",le=\"0.02\"} 1",
            "sente_request_seconds_bucket{route=\"/v1/feed\",le=\"0.05\"} 2",
        ] {
            assert!(text.contains(line), "{text}");
        }
    }
}
