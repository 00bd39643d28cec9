//! Token buckets in memory: each address and each device may send so many requests a second, with some in reserve.
//! Counted in each process apart.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// Seconds' worth of requests that a bucket holds.
const RESERVE: f64 = 30.0;
/// Buckets that are kept; a full bucket says nothing and is the first to go.
const BUCKETS: usize = 100_000;

#[derive(Debug, Clone, Copy)]
struct Bucket {
    tokens: f64,
    at: Instant,
}

/// One bucket for each of something.
#[derive(Debug)]
pub struct Rate<Key> {
    per_second: f64,
    buckets: Mutex<HashMap<Key, Bucket>>,
}

impl<Key: Eq + Hash> Rate<Key> {
    /// `per_second` on average; 0 is without limit.
    pub fn new(per_second: f64) -> Self {
        Rate { per_second, buckets: Mutex::default() }
    }

    /// Takes a token, or says after how many seconds there is one.
    pub fn take(&self, key: Key, now: Instant) -> Result<(), u32> {
        if self.per_second <= 0.0 {
            return Ok(());
        }
        let reserve = self.per_second * RESERVE;
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= BUCKETS && !buckets.contains_key(&key) {
            buckets.retain(|_, bucket| self.filled(bucket, now) < reserve);
            // Should an attacker fill all of them, forgetting is better than growing.
            if buckets.len() >= BUCKETS {
                buckets.clear();
            }
        }
        let bucket = buckets.entry(key).or_insert(Bucket { tokens: reserve, at: now });
        bucket.tokens = (bucket.tokens + gained(self.per_second, bucket.at, now)).min(reserve);
        bucket.at = now;
        if bucket.tokens >= 1.0 {
            bucket.tokens -= 1.0;
            return Ok(());
        }
        Err(((1.0 - bucket.tokens) / self.per_second).ceil().clamp(1.0, 3_600.0) as u32)
    }

    fn filled(&self, bucket: &Bucket, now: Instant) -> f64 {
        bucket.tokens + gained(self.per_second, bucket.at, now)
    }
}

fn gained(per_second: f64, since: Instant, now: Instant) -> f64 {
    now.saturating_duration_since(since).as_secs_f64() * per_second
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_reserve_may_be_used_at_once_and_fills_again() {
        let rate = Rate::new(2.0);
        let start = Instant::now();
        let taken = (0..100).filter(|_| rate.take("a", start).is_ok()).count();
        assert_eq!(taken, 60);
        assert_eq!(rate.take("a", start), Err(1));
        assert_eq!(rate.take("a", start + Duration::from_secs(1)), Ok(()));
        assert_eq!(rate.take("b", start), Ok(()));
    }

    #[test]
    fn a_rate_of_zero_is_without_limit() {
        let rate = Rate::new(0.0);
        assert!((0..10_000).all(|_| rate.take("a", Instant::now()).is_ok()));
    }

    #[test]
    fn the_memory_of_buckets_is_bounded() {
        let rate = Rate::new(1.0);
        let now = Instant::now();
        for key in 0..BUCKETS + 10 {
            rate.take(key, now).unwrap();
        }
        assert!(rate.buckets.lock().unwrap().len() <= BUCKETS);
    }
}
