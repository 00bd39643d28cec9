//! Exactly once, whatever happens: real engines and the real store in one process, everything else out of a seed. A failure
//! prints its seed; `SENTE_SEED=N` runs that one alone, `SENTE_SEEDS=N` so many, `SENTE_LONG=1` a hundred thousand in shards
//! that go on where they were broken off.
// A helper that fails is a failed test.
#![allow(clippy::unwrap_used, clippy::panic)]

mod chance;
mod client;
mod common;
mod erased;
mod photos;
mod server;
// It can do more than a run needs.
#[allow(dead_code)]
#[path = "../support/postgres.rs"]
mod support;
mod world;

use std::path::PathBuf;

use common::country::{a_route, catalogue_bytes};
use server::{Fault, Place};
use support::Postgres;

/// By hand; `cargo xtask ci` asks for a thousand.
const SEEDS: u64 = 100;
const LONG: u64 = 100_000;
const SHARD: u64 = 1_000;
/// Each with a database of its own.
const POSTGRES: u64 = 20;
const LONG_POSTGRES: u64 = 1_000;

fn bytes() -> Vec<u8> {
    catalogue_bytes([a_route("f3"), a_route("f4")])
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Runs the seeds on all cores; answers with the failures.
fn failures(seeds: std::ops::Range<u64>, fault: Fault) -> Vec<String> {
    failures_at(|| Place::Sqlite, seeds, fault)
}

/// Each run has a place of its own.
fn failures_at(place: impl Fn() -> Place + Sync, seeds: std::ops::Range<u64>, fault: Fault) -> Vec<String> {
    let bytes = bytes();
    let threads = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    let run =
        |seed| world::run(seed, place(), fault, &bytes).err().map(|found| format!("seed {seed}: {found}"));
    std::thread::scope(|scope| {
        let of = |thread: u64| seeds.clone().filter(move |seed| seed % threads == thread);
        let workers: Vec<_> = (0..threads)
            .map(|thread| scope.spawn(move || of(thread).filter_map(run).collect::<Vec<_>>()))
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    })
}

fn demand_none(failures: &[String]) {
    assert!(failures.is_empty(), "{} failures, first {}", failures.len(), failures[0]);
}

#[test]
fn what_hikers_write_arrives_exactly_once_whatever_happens() {
    if let Some(seed) = number("SENTE_SEED") {
        return demand_none(&failures(seed..seed + 1, Fault::None));
    }
    if std::env::var_os("SENTE_LONG").is_none() {
        return demand_none(&failures(0..number("SENTE_SEEDS").unwrap_or(SEEDS), Fault::None));
    }
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("simulation");
    std::fs::create_dir_all(&folder).unwrap();
    for first in (0..LONG).step_by(SHARD as usize) {
        let done = folder.join(format!("{first}.ok"));
        if !done.exists() {
            demand_none(&failures(first..first + SHARD, Fault::None));
            std::fs::write(&done, "").unwrap();
        }
    }
}

#[test]
fn it_arrives_exactly_once_at_a_server_on_postgresql_too() {
    let Some(postgres) = Postgres::start() else { return };
    let seeds = if std::env::var_os("SENTE_LONG").is_some() { LONG_POSTGRES } else { POSTGRES };
    demand_none(&failures_at(|| Place::Postgres(postgres.database()), 0..seeds, Fault::None));
}

#[test]
fn a_server_that_does_not_know_repeated_operations_is_caught() {
    assert!(!failures(0..20, Fault::NoDedupe).is_empty());
}

#[test]
fn a_server_that_answers_before_it_has_written_is_caught() {
    assert!(!failures(0..20, Fault::EarlyAnswer).is_empty());
}
