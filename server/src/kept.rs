//! A value that is costly to make and asked for often: kept until something is done that changes it, and a moment otherwise.

use std::future::Future;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What hikers send, and another process on the same database, is heard of after this time at the latest.
const FRESH: Duration = Duration::from_secs(2);

/// Counts what is done that changes what is kept.
#[derive(Debug, Default)]
pub struct Changes(AtomicU64);

/// When something was made, and after which change.
#[derive(Debug, Clone, Copy)]
pub struct Stamp {
    change: u64,
    at: Instant,
}

impl Changes {
    pub fn count(&self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }

    /// For what is about to be made: a change meanwhile makes it old at once.
    pub fn stamp(&self) -> Stamp {
        Stamp { change: self.0.load(Ordering::SeqCst), at: Instant::now() }
    }

    pub fn is_fresh(&self, made: Stamp) -> bool {
        made.change == self.0.load(Ordering::SeqCst) && made.at.elapsed() < FRESH
    }
}

#[derive(Debug)]
pub struct Kept<T> {
    made: Mutex<Option<(T, Stamp)>>,
    changes: Changes,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Kept { made: Mutex::new(None), changes: Changes::default() }
    }
}

impl<T: Clone> Kept<T> {
    /// Something was done that changes it.
    pub fn forget(&self) {
        self.changes.count();
    }

    /// The value that is kept, or one made now.
    pub async fn or<E>(&self, make: impl Future<Output = Result<T, E>>) -> Result<T, E> {
        if let Some(value) = self.fresh() {
            return Ok(value);
        }
        let stamp = self.changes.stamp();
        let value = make.await?;
        *self.made.lock().unwrap_or_else(PoisonError::into_inner) = Some((value.clone(), stamp));
        Ok(value)
    }

    fn fresh(&self) -> Option<T> {
        let made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let (value, stamp) = made.as_ref()?;
        self.changes.is_fresh(*stamp).then(|| value.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn it_is_made_again_when_it_was_forgotten_and_not_before() {
        let (kept, made) = (Kept::default(), AtomicU64::new(0));
        let ask = async || kept.or(async { Ok::<_, ()>(made.fetch_add(1, Ordering::SeqCst)) }).await;
        assert_eq!((ask().await, ask().await), (Ok(0), Ok(0)));
        kept.forget();
        assert_eq!((ask().await, ask().await), (Ok(1), Ok(1)));
    }

    #[tokio::test]
    async fn what_is_forgotten_while_it_is_made_is_old_at_once() {
        let kept = Kept::default();
        let first = kept.or(async {
            kept.forget();
            Ok::<_, ()>("before")
        });
        assert_eq!(first.await, Ok("before"));
        assert_eq!(kept.or(async { Ok::<_, ()>("after") }).await, Ok("after"));
    }
}
