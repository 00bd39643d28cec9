//! What is done by the clock: what its delay is over for is forgotten, and files that nothing refers to go.

use std::time::{Duration, SystemTime};

use jiff::Timestamp;

use crate::said::said;
use crate::state::Shared;

const EVERY: Duration = Duration::from_secs(3_600);

/// Runs until it is dropped; the first time at once.
pub async fn run(app: Shared) {
    let mut clock = tokio::time::interval(EVERY);
    loop {
        clock.tick().await;
        if let Err(error) = tidy_up(&app).await {
            tracing::warn!(error = said(&*error), "tidying up failed; the next try is in an hour");
        }
    }
}

async fn tidy_up(app: &Shared) -> anyhow::Result<()> {
    let gone = app.store.purge(Timestamp::now()).await?;
    app.photos.forget(&gone, app.store.as_ref()).await?;
    app.photos.give_up(SystemTime::now()).await?;
    let orphans = app.photos.orphans(app.store.as_ref(), SystemTime::now()).await?;
    app.photos.forget(&orphans, app.store.as_ref()).await?;
    Ok(())
}
