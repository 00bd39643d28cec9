//! Slows down whoever guesses passwords: from the fifth wrong one on, the same address waits longer and longer before it
//! may try the same name again, at most a minute. Another address is not held up, so that nobody can lock somebody else out.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Wrong passwords without a delay: fingers slip.
const FREE: u32 = 4;
const LONGEST: Duration = Duration::from_secs(60);
/// After so long without a wrong one all is forgotten.
const MEMORY: Duration = Duration::from_secs(30 * 60);
const KEPT: usize = 10_000;

#[derive(Debug, Clone, Copy)]
struct Tries {
    wrong: u32,
    last: Instant,
}

#[derive(Debug, Default)]
pub struct SlowDown(Mutex<HashMap<(String, IpAddr), Tries>>);

impl SlowDown {
    /// Seconds to wait before the next try.
    pub fn wait(&self, name: &str, from: IpAddr, now: Instant) -> Result<(), u32> {
        let tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(tries) = tries.get(&(name.to_owned(), from)) else { return Ok(()) };
        let left = (tries.last + delay(tries.wrong)).saturating_duration_since(now);
        if left.is_zero() { Ok(()) } else { Err(left.as_secs_f64().ceil() as u32) }
    }

    pub fn wrong(&self, name: &str, from: IpAddr, now: Instant) {
        let mut tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if tries.len() >= KEPT {
            tries.retain(|_, tries| now.saturating_duration_since(tries.last) < MEMORY);
            if tries.len() >= KEPT {
                tries.clear();
            }
        }
        let entry = tries.entry((name.to_owned(), from)).or_insert(Tries { wrong: 0, last: now });
        let forgotten = now.saturating_duration_since(entry.last) >= MEMORY;
        *entry = Tries { wrong: if forgotten { 1 } else { entry.wrong.saturating_add(1) }, last: now };
    }

    pub fn right(&self, name: &str, from: IpAddr) {
        let mut tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tries.remove(&(name.to_owned(), from));
    }
}

/// 0 up to the fourth wrong password, then 2, 4, 8 … 60 s.
fn delay(wrong: u32) -> Duration {
    let doublings = wrong.saturating_sub(FREE).min(6);
    if doublings == 0 { Duration::ZERO } else { Duration::from_secs(1 << doublings).min(LONGEST) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: &str = "192.0.2.1";

    fn after(wrong: usize) -> (SlowDown, Instant) {
        let slow = SlowDown::default();
        let now = Instant::now();
        (0..wrong).for_each(|_| slow.wrong("ana", HERE.parse().unwrap(), now));
        (slow, now)
    }

    #[test]
    fn the_fifth_wrong_password_makes_its_address_wait() {
        let (slow, now) = after(4);
        assert_eq!(slow.wait("ana", HERE.parse().unwrap(), now), Ok(()));
        let (slow, now) = after(5);
        assert_eq!(slow.wait("ana", HERE.parse().unwrap(), now), Err(2));
        assert_eq!(slow.wait("ana", HERE.parse().unwrap(), now + Duration::from_secs(2)), Ok(()));
    }

    #[test]
    fn nobody_waits_longer_than_a_minute() {
        let (slow, now) = after(1_000);
        assert_eq!(slow.wait("ana", HERE.parse().unwrap(), now), Err(60));
    }

    #[test]
    fn another_address_and_another_name_do_not_wait() {
        let (slow, now) = after(50);
        assert_eq!(slow.wait("ana", "192.0.2.2".parse().unwrap(), now), Ok(()));
        assert_eq!(slow.wait("luc", HERE.parse().unwrap(), now), Ok(()));
    }

    #[test]
    fn the_right_password_ends_the_waiting() {
        let (slow, now) = after(50);
        slow.right("ana", HERE.parse().unwrap());
        assert_eq!(slow.wait("ana", HERE.parse().unwrap(), now), Ok(()));
    }
}
