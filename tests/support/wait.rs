//! Waits for a condition, never for a time.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

const PATIENCE: Duration = Duration::from_secs(40);
const PAUSE: Duration = Duration::from_millis(60);

/// Asks until the answer is there. An error while asking (a button that was just drawn anew) counts as "not yet";
/// after 40 seconds the last one is told.
pub async fn until<T>(what: &str, mut probe: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    let start = Instant::now();
    loop {
        let last = match probe().await {
            Ok(Some(found)) => return Ok(found),
            Ok(None) => "it never came".to_owned(),
            Err(error) => format!("{error:#}"),
        };
        if start.elapsed() > PATIENCE {
            bail!("waited {} s for {what}: {last}", PATIENCE.as_secs());
        }
        tokio::time::sleep(PAUSE).await;
    }
}
