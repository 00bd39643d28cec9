//! How many durable reviews a second a store takes: twenty in a request, and one by one, from many devices at once; then
//! the same ones again, and the feed that comes of it. `cargo bench --package sente-server --bench store`; PostgreSQL with
//! `SENTE_POSTGRES="host=… dbname=…"` (an empty database).
// A benchmark that fails says so.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;
use protocol::{
    Act, Criteria, Operation, OperationId, Outcome, Pseudonym, Review, RouteRef, StaffAct, Stars, limits,
};
use sente_server::store::{
    Account, CommunityStore, Incoming, KeyHash, PostgresStore, QueueFilter, Scope, SqliteStore,
};
use sha2::{Digest, Sha256};
use tokio::task::JoinSet;
use uuid::Uuid;

const BATCHED: u32 = 20_000;
const SINGLE: u32 = 5_000;
/// Reviews of one device and day.
const EACH: u32 = limits::REVIEWS_A_DAY;

fn incoming(number: u32) -> Incoming {
    let act = Act::Review(Review {
        route: RouteRef(format!("f{}-28357", number % 200)),
        line: "1a2b3c4d".into(),
        stars: Stars::try_from(u8::try_from(number % 5).unwrap() + 1).unwrap(),
        criteria: Criteria::default(),
        text: format!(
            "Beau parcours à travers champs et bois, un peu de boue au gué, passage numéro {number}."
        ),
        walked: "2026-10".parse().unwrap(),
        conditions: vec![],
        recommends: vec![],
        photos: vec![],
        by: Pseudonym("Ana".into()),
    });
    let id = OperationId(Uuid::from_u128(0x0193_6d5e_7c00_7000_8000_0000_0000_0000 + u128::from(number)));
    let operation = Operation { id, thing: None, act };
    let digest = Sha256::digest(serde_json::to_vec(&operation).unwrap()).into();
    Incoming { id: Some(id), digest, operation: Ok(operation) }
}

fn owner(number: u32) -> KeyHash {
    KeyHash(Sha256::digest((number / EACH).to_le_bytes()).into())
}

fn said(what: &str, count: u32, since: Instant) {
    let seconds = since.elapsed().as_secs_f64();
    println!("{what}: {count} in {seconds:.2} s, {:.0} a second", f64::from(count) / seconds);
}

#[tokio::main]
async fn main() {
    let dir = tempfile::tempdir().unwrap();
    let store: Arc<dyn CommunityStore> = match std::env::var("SENTE_POSTGRES") {
        Ok(url) => Arc::new(PostgresStore::open(&url, None).await.unwrap()),
        Err(_) => Arc::new(SqliteStore::open(&dir.path().join("community.sqlite")).unwrap()),
    };
    let now: Timestamp = "2026-11-26T08:00:00Z".parse().unwrap();

    // A hundred devices at once, each with the reviews of its day in one request.
    let since = Instant::now();
    take(&store, (0..BATCHED).step_by(EACH as usize).map(|first| first..first + EACH), 100, now).await;
    said(&format!("reviews, {EACH} in a request, 100 requests at once"), BATCHED, since);

    let since = Instant::now();
    take(&store, (BATCHED..BATCHED + SINGLE).map(|number| number..number + 1), 200, now).await;
    said("reviews, one in a request, 200 requests at once", SINGLE, since);

    let since = Instant::now();
    let again = (0..BATCHED).step_by(EACH as usize).map(|first| first..first + EACH);
    take(&store, again, 100, now).await;
    said("the same reviews sent again", BATCHED, since);

    let published = publish(&store, now, 2_000).await;
    let since = Instant::now();
    let (mut after, mut more, mut read) = (0, true, 0);
    while more {
        let page = store.feed(after, limits::FEED_PAGE).await.unwrap();
        read += u32::try_from(page.changes.len()).unwrap();
        (after, more) = (page.next, page.more);
    }
    assert_eq!(read, published);
    said("changes read from the feed", read, since);
    assert_eq!(store.check().await.unwrap(), Vec::<String>::new());
}

/// Sends requests, at most `at_once` at the same time.
async fn take(
    store: &Arc<dyn CommunityStore>,
    requests: impl Iterator<Item = std::ops::Range<u32>>,
    at_once: usize,
    now: Timestamp,
) {
    let mut running = JoinSet::new();
    for numbers in requests {
        if running.len() >= at_once {
            running.join_next().await.unwrap().unwrap();
        }
        let store = Arc::clone(store);
        running.spawn(async move {
            let (device, operations) = (owner(numbers.start), numbers.map(incoming).collect());
            let outcomes = store.take(device, operations, now).await.unwrap();
            assert!(outcomes.iter().all(|outcome| *outcome == Outcome::Taken), "{outcomes:?}");
        });
    }
    while let Some(done) = running.join_next().await {
        done.unwrap();
    }
}

/// Publishes so many of the first reviews; many at once, as no staff does, because only the reading is measured.
async fn publish(store: &Arc<dyn CommunityStore>, now: Timestamp, count: usize) -> u32 {
    let staff = Account {
        name: "ana".into(),
        shown: "Agence".into(),
        password: None,
        role: protocol::Role::Agence,
        communes: vec![],
    };
    let filter = QueueFilter {
        kind: protocol::ThingKind::Review,
        waiting: true,
        scope: Scope::All,
        after: 0,
        limit: count,
    };
    let mut running = JoinSet::new();
    for entry in store.queue(&filter).await.unwrap().entries {
        let (store, staff) = (Arc::clone(store), staff.clone());
        let filed = protocol::Filed { thing: entry.thing, seen: entry.last.id, act: StaffAct::Publish };
        if running.len() >= 200 {
            running.join_next().await.unwrap().unwrap();
        }
        running.spawn(async move { store.act(&staff, &Scope::All, &filed, now).await.unwrap().unwrap() });
    }
    running.join_all().await;
    u32::try_from(count).unwrap()
}
