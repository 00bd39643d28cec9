//! The claims on PostgreSQL, and what only that store claims: several servers on one database, a database that crashes.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use protocol::{Act, StaffAct, ThingId};
use sente_server::store::{CommunityStore, PostgresStore, StoreError};

use crate::support::*;

async fn open(url: &str) -> Arc<dyn CommunityStore> {
    Arc::new(PostgresStore::open(url, None).await.unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_claim_holds_on_postgresql() {
    let Some(postgres) = Postgres::start() else { return };
    let all = [
        crate::posts::CLAIMS,
        crate::moderation::CLAIMS,
        crate::reports::CLAIMS,
        crate::voices::CLAIMS,
        crate::photos::CLAIMS,
        crate::erasure::CLAIMS,
        crate::figures::CLAIMS,
    ];
    let mut broken = Vec::new();
    for (name, claim) in all.concat() {
        let world = World::new(open(&postgres.database()).await);
        if tokio::spawn(claim(world)).await.is_err() {
            broken.push(name);
        }
    }
    assert_eq!(broken, Vec::<&str>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_on_one_database_carry_out_each_operation_once_and_lose_nobody_in_the_feed() {
    const THINGS: u128 = 40;
    let Some(postgres) = Postgres::start() else { return };
    let url = postgres.database();
    // Both make the tables at the same time.
    let (one, other) = tokio::join!(open(&url), open(&url));
    let mut writers = tokio::task::JoinSet::new();
    for store in [one.clone(), other.clone()] {
        writers.spawn(async move {
            let world = World::new(store);
            for number in 1..=THINGS {
                // Devices send to both servers, as after a broken connection.
                let device = u8::try_from(number % 7).unwrap();
                assert_eq!(world.post(device, number, Act::Review(a_review("Un."))).await, TAKEN);
                // One of both comes first, the other one is refused.
                drop(world.act(number, StaffAct::Publish).await);
            }
        });
    }
    let reader = tokio::spawn(async move {
        let (mut after, mut seen) = (0, BTreeSet::new());
        while seen.len() < usize::try_from(THINGS).unwrap() {
            let page = other.feed(after, 3).await.unwrap();
            after = page.next;
            seen.extend(page.changes.into_iter().map(|change| change.thing));
        }
        seen
    });
    writers.join_all().await;
    let seen = tokio::time::timeout(Duration::from_secs(20), reader).await.unwrap().unwrap();
    assert_eq!(seen, (1..=THINGS).map(thing_id).collect::<BTreeSet<ThingId>>());
    assert_eq!(one.public_log().await.unwrap().received, u64::try_from(THINGS).unwrap());
    assert_eq!(one.log(0, 1_000).await.unwrap().len(), usize::try_from(THINGS).unwrap());
    assert_eq!(one.check().await.unwrap(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_when_the_database_crashes_and_the_store_finds_it_again() {
    let Some(postgres) = Postgres::start() else { return };
    let world = Arc::new(World::new(open(&postgres.database()).await));
    let writing = tokio::spawn(until_so_many(world.clone(), 600));
    for _ in 0..3 {
        tokio::time::sleep(Duration::from_millis(150)).await;
        postgres.crash();
        postgres.up();
    }
    all_there(&world, writing.await.unwrap()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_when_another_database_takes_over() {
    let Some(first) = Postgres::start() else { return };
    let second = first.standby();
    let hosts = format!("host={},{} user=postgres", first.host().display(), second.host().display());
    let world = Arc::new(World::new(open(&format!("{hosts} dbname=postgres")).await));
    let writing = tokio::spawn(until_so_many(world.clone(), 300));
    tokio::time::sleep(Duration::from_millis(400)).await;
    first.crash();
    second.promote();
    all_there(&world, writing.await.unwrap()).await;
}

/// One review after the other, each under a new operation, whatever becomes of it; those that were acknowledged.
async fn until_so_many(world: Arc<World>, count: usize) -> Vec<(u8, u128)> {
    let mut acknowledged = Vec::new();
    let mut number = 0;
    while acknowledged.len() < count {
        number += 1;
        let owner = u8::try_from(number / 15 % 256).unwrap();
        let one = vec![incoming(operation(number, None, Act::Review(a_review("Un."))))];
        match world.store.take(key(owner), one, world.now).await {
            Ok(outcomes) if outcomes == [TAKEN] => acknowledged.push((owner, number)),
            // As a device does it comes again a little later.
            Err(StoreError::Away(_)) => tokio::time::sleep(Duration::from_millis(20)).await,
            other => panic!("{other:?}"),
        }
    }
    acknowledged
}

async fn all_there(world: &World, acknowledged: Vec<(u8, u128)>) {
    for (owner, number) in acknowledged {
        assert_eq!(world.own(owner, number).await.thing, thing_id(number));
    }
    assert_eq!(world.faults().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_database_that_was_put_back_marks_what_it_gives_a_second_time() {
    let Some(postgres) = Postgres::start() else { return };
    let url = postgres.database();
    World::new(open(&url).await).published(1..3).await;
    let name = url.split("dbname=").nth(1).unwrap();
    let beside = format!("host={} user=postgres dbname=postgres", postgres.host().display());
    let ended = format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
    postgres.sql(&beside, &ended);
    let said = postgres.sql(&beside, &format!("CREATE DATABASE put_back TEMPLATE {name}"));
    assert!(!said.contains("ERROR"), "{said}");
    let (before, after) =
        (World::new(open(&url).await), World::new(open(&url.replace(name, "put_back")).await));
    before.published(3..5).await;
    after.published(13..16).await;
    let [kept, lost] = [before.store.feed(2, 1).await.unwrap(), before.store.feed(4, 1).await.unwrap()];
    assert_eq!(after.store.feed(2, 1).await.unwrap().before, kept.before);
    let again = after.store.feed(4, 1).await.unwrap();
    assert!(again.next == 5 && again.before != lost.before, "{again:?} {lost:?}");
}

#[tokio::test]
async fn a_newer_database_is_refused_and_the_log_only_grows() {
    let Some(postgres) = Postgres::start() else { return };
    let url = postgres.database();
    drop(open(&url).await);
    for sql in ["UPDATE staff_log SET staff = 'bea'", "DELETE FROM staff_log", "TRUNCATE staff_log"] {
        assert!(postgres.sql(&url, sql).contains("only grows"), "{sql}");
    }
    postgres.sql(&url, "INSERT INTO sente_schema VALUES (99)");
    let refused = PostgresStore::open(&url, None).await;
    assert!(matches!(refused, Err(StoreError::Newer { found: 99, .. })));
}

#[tokio::test]
async fn an_error_says_why_and_quotes_no_row() {
    let Some(postgres) = Postgres::start() else { return };
    let url = postgres.database();
    let world = World::new(open(&url).await);
    postgres.sql(&url, "ALTER TABLE thing ADD CONSTRAINT never CHECK (route <> 'f3-28357')");
    let one = vec![incoming(operation(1, None, Act::Review(a_review("Un."))))];
    let error = world.store.take(key(1), one, world.now).await.unwrap_err();
    let said = sente_server::said::said(&error);
    assert!(said.contains("\"never\" (23514)") && !said.contains("f3-28357"), "{said}");
}

#[tokio::test]
async fn the_program_keeps_its_store_in_the_database_that_it_is_told() {
    let Some(postgres) = Postgres::start() else { return };
    let (url, folder) = (postgres.database(), tempfile::tempdir().unwrap());
    let world = World::new(open(&url).await);
    world.post(1, 1, Act::Review(a_review("Un."))).await;
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_sente-server"));
    let exported =
        program.args(["export", "--postgres", &url, "--data"]).arg(folder.path()).output().unwrap();
    let exported: serde_json::Value = serde_json::from_slice(&exported.stdout).unwrap();
    assert_eq!(exported["reviews"][0]["last"]["text"], "Un.");
}
