//! A PostgreSQL that takes writes stops without a word, and its standby takes over: the servers find it by themselves,
//! whoever asks meanwhile is told to come again, and nothing acknowledged is lost.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use protocol::{Act, Operation, OperationId, Outcome};
use sente_server::store::{CommunityStore, Incoming, KeyHash, PostgresStore};
use tokio::runtime::Runtime;

use crate::common::written;
use crate::oracle::{judge_feed, judge_hikers, judge_staff};
use crate::postgres::Postgres;
use crate::servers::Servers;
use crate::staff;
use crate::traffic::Met;
use crate::two::run;

/// Within this time a server serves again once there is a database.
const AGAIN: Duration = Duration::from_secs(30);
/// Acknowledged before and after each fail-over.
const BETWEEN: usize = 40;
const ROUNDS_LONG: usize = 20;

/// How a database stops.
#[derive(Debug, Clone, Copy)]
enum End {
    /// Its processes are gone, and connections to them are broken.
    Crash,
    /// Nobody answers any more, and nobody says so.
    Silence,
}

pub fn wait(what: &str, within: Duration, holds: impl Fn() -> bool) -> Duration {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < within, "never: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
    begun.elapsed()
}

pub fn healthy(servers: &Servers) -> [bool; 2] {
    servers.each(|address| {
        let answer = servers.health(address);
        assert!(answer.status == 200 || answer.status == 503 && answer.retry_after.is_some(), "{answer:?}");
        answer.status == 200
    })
}

/// One database stops and the other takes over; how long the servers took to find it.
fn fail_over(servers: &Servers, met: &Met, from: &Postgres, to: &Postgres, end: End) -> Duration {
    let before = met.acknowledged();
    wait("work before", AGAIN, || met.acknowledged() >= before + BETWEEN);
    match end {
        End::Crash => from.crash(),
        End::Silence => from.freeze(),
    }
    wait("the servers say that they cannot work", AGAIN, || healthy(servers) == [false; 2]);
    let told = met.told_to_wait.load(Ordering::SeqCst);
    wait("hikers are told to come again", AGAIN, || met.told_to_wait.load(Ordering::SeqCst) > told);
    to.promote();
    let took = wait("the servers work again", AGAIN, || healthy(servers) == [true; 2]);
    let after = met.acknowledged();
    wait("work afterwards", AGAIN, || met.acknowledged() >= after + BETWEEN);
    took
}

fn fail_over_under_load(ends: &[End]) {
    let Some(first) = Postgres::start() else { return };
    let second = first.standby();
    let url = staff::either(&first, &second);
    let (mut servers, staff) = staff::at_work(&url);
    let (met, begun) = (Met::default(), Instant::now());
    let (mut run, took) = run(&servers, &staff, &met, usize::MAX, || {
        let (mut primary, mut standby) = (&first, &second);
        let mut took = Vec::new();
        for (round, end) in ends.iter().enumerate() {
            took.push(fail_over(&servers, &met, primary, standby, *end));
            if round + 1 < ends.len() {
                if let End::Silence = end {
                    primary.thaw();
                    primary.crash();
                }
                primary.follow(standby);
            }
            (primary, standby) = (standby, primary);
        }
        met.enough.store(true, Ordering::SeqCst);
        took
    })
    .unwrap();
    assert_eq!(*met.unfit.lock().unwrap(), Vec::<String>::new());
    servers.look_again(&url);
    let made = judge_hikers(&servers, &mut run.hikers).unwrap();
    judge_feed(&servers, &mut run.readers).unwrap();
    judge_staff(&servers, &staff, made).unwrap();
    servers.is_sound().unwrap();
    println!(
        "{ends:?}: {} hikers, {} acknowledged, {} told to come again, served again after {took:.1?}, {:.0?}",
        run.hikers.len(),
        met.acknowledged(),
        met.told_to_wait.load(Ordering::SeqCst),
        begun.elapsed()
    );
}

#[test]
fn nothing_acknowledged_is_lost_when_the_database_crashes_and_its_standby_takes_over() {
    match std::env::var_os("SENTE_LONG") {
        None => fail_over_under_load(&[End::Crash]),
        Some(_) => fail_over_under_load(&[[End::Crash, End::Silence]; ROUNDS_LONG / 2].concat()),
    }
}

#[test]
fn a_host_that_says_nothing_does_not_keep_a_server_from_the_one_that_answers() {
    let Some(postgres) = Postgres::start() else { return };
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = silent.local_addr().unwrap().port();
    let hosts = format!("host=127.0.0.1,{} port={port},5432", postgres.host().display());
    let runtime = Runtime::new().unwrap();
    let store = runtime
        .block_on(PostgresStore::open(&format!("{hosts} user=postgres dbname=postgres"), None))
        .unwrap();
    runtime.block_on(store.can_write()).unwrap();
}

#[test]
fn a_lost_standby_stops_writing_and_not_reading_and_the_server_says_so() {
    let Some(first) = Postgres::start() else { return };
    let second = first.standby();
    let servers = Servers::start(&format!("host={} user=postgres dbname=postgres", first.host().display()));
    wait("both write", AGAIN, || healthy(&servers) == [true; 2]);
    second.crash();
    wait("the servers say that they cannot write", AGAIN, || healthy(&servers) == [false; 2]);
    servers.each(|address| servers.feed(address, 0));
    second.up();
    wait("the servers write again", AGAIN, || healthy(&servers) == [true; 2]);
}

/// Sessions of the servers that wait for a standby to have what they have committed.
fn waiting(postgres: &Postgres, url: &str) -> Vec<String> {
    let pids = "SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep'";
    postgres.sql(url, pids).split_whitespace().map(str::to_owned).collect()
}

#[test]
fn what_is_found_done_already_is_acknowledged_when_the_standby_has_it_too() {
    let Some(first) = Postgres::start() else { return };
    let second = first.standby();
    let url = format!("host={} user=postgres dbname=postgres", first.host().display());
    let runtime = Runtime::new().unwrap();
    let store = Arc::new(runtime.block_on(PostgresStore::open(&url, None)).unwrap());
    second.crash();
    let operation = Operation {
        id: OperationId(uuid::Uuid::from_u128(1)),
        thing: None,
        act: Act::Review(written::review("f3")),
    };
    let incoming = Incoming { id: Some(operation.id), digest: [1; 32], operation: Ok(operation) };
    let now = "2026-11-26T08:00:00Z".parse().unwrap();
    let taken = runtime.spawn(async move { store.take(KeyHash([1; 32]), vec![incoming], now).await });
    wait("it is committed, and waits for the standby", AGAIN, || !waiting(&first, &url).is_empty());
    // The connection breaks: what is committed is seen by all from now on, and only this database has it.
    let broken = waiting(&first, &url).remove(0);
    first.sql(&url, &format!("SELECT pg_terminate_backend({broken})"));
    let again = || waiting(&first, &url).iter().any(|pid| *pid != broken);
    wait("it is tried again", AGAIN, || again() || taken.is_finished());
    assert!(!taken.is_finished(), "it was acknowledged, and would be lost with this database");
    second.up();
    assert_eq!(runtime.block_on(taken).unwrap().unwrap(), [Outcome::Taken]);
}
