//! How much a piece of work costs, whatever else the machine does.

use std::time::{Duration, Instant};

/// Linux counts in hundredths of a second.
const TICK: Duration = Duration::from_millis(10);

/// What came of it, and the processor time that this process needed for it. On a busy machine the clock on the wall tells
/// how long others were served; it is taken only where the system tells nothing else.
pub fn measured<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let (clock, before) = (Instant::now(), processor_time());
    let made = work();
    let needed = processor_time().zip(before).map(|(after, before)| after.saturating_sub(before));
    (made, needed.unwrap_or_else(|| clock.elapsed()))
}

/// Of all threads, those that have ended included; Linux only.
fn processor_time() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program stands in brackets and may hold anything.
    let (_, fields) = stat.rsplit_once(") ")?;
    let ticks: Option<u32> = fields.split(' ').skip(11).take(2).map(|ticks| ticks.parse::<u32>().ok()).sum();
    Some(TICK * ticks?)
}
