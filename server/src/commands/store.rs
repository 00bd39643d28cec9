//! `migrate`, `check` and `export`: the store by itself.

use std::io::Write;
use std::process::ExitCode;

use anyhow::Result;
use protocol::{Change, LogEntry, QueueEntry, ThingKind, limits};
use sente_server::config::Settings;
use sente_server::opening;
use sente_server::store::{CommunityStore, QueueFilter, Scope};
use serde_json::json;

pub async fn migrate(settings: Settings) -> Result<ExitCode> {
    // To open a store is to bring it to this version.
    opening::open(&settings).await?;
    println!("the store is of this version");
    Ok(ExitCode::SUCCESS)
}

pub async fn check(settings: Settings) -> Result<ExitCode> {
    let damage = opening::open(&settings).await?.check().await?;
    for line in &damage {
        println!("{line}");
    }
    if damage.is_empty() {
        println!("sound");
        return Ok(ExitCode::SUCCESS);
    }
    Ok(ExitCode::FAILURE)
}

/// Writes all things with their states, the log, the feed and the figures as one JSON. Whose device sent what is not in it.
pub async fn export(settings: Settings) -> Result<ExitCode> {
    let store = opening::open(&settings).await?;
    let store = store.as_ref();
    let export = json!({
        "reviews": things(store, ThingKind::Review).await?,
        "recommendations": things(store, ThingKind::Recommendation).await?,
        "reports": things(store, ThingKind::Report).await?,
        "feed": feed(store).await?,
        "log": log(store).await?,
        "moderation": store.public_log().await?,
        "indicators": store.indicators().await?,
    });
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &export)?;
    writeln!(out)?;
    Ok(ExitCode::SUCCESS)
}

async fn things(store: &dyn CommunityStore, kind: ThingKind) -> Result<Vec<QueueEntry>> {
    let mut all = Vec::new();
    let mut after = Some(0);
    while let Some(from) = after {
        let filter =
            QueueFilter { kind, waiting: false, scope: Scope::All, after: from, limit: limits::QUEUE_PAGE };
        let page = store.queue(&filter).await?;
        all.extend(page.entries);
        after = page.next;
    }
    Ok(all)
}

async fn feed(store: &dyn CommunityStore) -> Result<Vec<Change>> {
    let mut all = Vec::new();
    let (mut after, mut more) = (0, true);
    while more {
        let page = store.feed(after, limits::FEED_PAGE).await?;
        all.extend(page.changes);
        (after, more) = (page.next, page.more);
    }
    Ok(all)
}

async fn log(store: &dyn CommunityStore) -> Result<Vec<LogEntry>> {
    let mut all: Vec<LogEntry> = Vec::new();
    loop {
        let page = store.log(all.last().map_or(0, |entry| entry.seq), limits::FEED_PAGE).await?;
        if page.is_empty() {
            return Ok(all);
        }
        all.extend(page);
    }
}
