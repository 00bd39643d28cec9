//! Named, timed steps on stderr: what runs, how long it took, what was already done.

use std::cell::RefCell;
use std::time::{Duration, Instant};

use anyhow::Result;

/// What a step found: it had something to do, or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Done,
    UpToDate,
}

thread_local! {
    static TIMES: RefCell<Vec<(String, Duration)>> = const { RefCell::new(Vec::new()) };
}

/// Runs one step under its name and keeps its time for [`summary`].
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("▸ {name}");
    let start = Instant::now();
    let result = work();
    let took = start.elapsed();
    TIMES.with_borrow_mut(|times| times.push((name.to_owned(), took)));
    match &result {
        Ok(_) => eprintln!("✓ {name}: {}", seconds(took)),
        Err(_) => eprintln!("✗ {name}: failed after {}", seconds(took)),
    }
    result
}

/// A step that knows by itself whether there is anything to do; says nothing where there is not.
pub fn quiet_step(name: &str, work: impl FnOnce() -> Result<Outcome>) -> Result<Outcome> {
    let start = Instant::now();
    let result = work();
    let took = start.elapsed();
    match &result {
        Ok(Outcome::UpToDate) => eprintln!("✓ {name}: up to date"),
        Ok(Outcome::Done) => eprintln!("✓ {name}: {}", seconds(took)),
        Err(_) => eprintln!("✗ {name}: failed after {}", seconds(took)),
    }
    if !matches!(result, Ok(Outcome::UpToDate)) {
        TIMES.with_borrow_mut(|times| times.push((name.to_owned(), took)));
    }
    result
}

/// The time of every step that did something, in order.
pub fn summary() -> String {
    TIMES.with_borrow(|times| {
        let width = times.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
        times.iter().map(|(name, took)| format!("  {name:width$}  {:>9}\n", seconds(*took))).collect()
    })
}

fn seconds(took: Duration) -> String {
    let tenths = took.as_millis() / 100;
    if tenths >= 1_200 {
        format!("{} min {:02} s", tenths / 600, tenths % 600 / 10)
    } else {
        format!("{}.{} s", tenths / 10, tenths % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_times_are_told_in_minutes() {
        assert_eq!(seconds(Duration::from_millis(1_250)), "1.2 s");
        assert_eq!(seconds(Duration::from_secs(125)), "2 min 05 s");
    }
}
