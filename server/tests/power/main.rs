//! The power goes at any moment: a layer under SQLite writes down what the disk gets to see while the real store of the
//! server and the real engine of a hiker work; then, for each of these moments, the files are made that a disk may leave, and
//! opened as they are in life. No file may be damaged, everything acknowledged is there, and nothing is half done.
//! Some hundred cuts; `SENTE_LONG=1`: each moment, in seven ways.
// A helper that fails is a failed test.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../simulation/chance.rs"]
mod chance;
#[path = "../simulation/common.rs"]
mod common;
mod disk;
mod engine;
mod state;
mod store;
#[path = "../support/mod.rs"]
mod support;
mod vfs;

use std::ops::RangeInclusive;
use std::path::Path;

use chance::Chance;
use disk::{Disk, Rest};
use tempfile::TempDir;
use vfs::Event;

/// What is done wrong on purpose; the oracle must find it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    None,
    /// Nothing is flushed, as with `synchronous=OFF`.
    NoFlush,
    /// It is acknowledged before it is written.
    EarlyAnswer,
}

/// In memory where the system has such a folder: no cut waits for a disk.
fn memory_folder() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

/// So many cuts in a run that is not long.
const CUTS: usize = 200;

/// Moments at which the power goes, each with a way in which it does.
fn moments(events: &[Event], long: bool) -> Vec<(usize, Rest)> {
    use Rest::{Arrived, Lost, Shuffled, Torn};
    if long {
        let ways = [Lost, Arrived, Torn, Shuffled, Shuffled, Shuffled, Shuffled];
        return (0..events.len()).flat_map(|at| ways.map(|way| (at, way))).collect();
    }
    // Half of them right before and right after something is flushed or removed, half of them anywhere.
    let flush = |event: &Event| matches!(event, Event::Flushed(_) | Event::FolderFlushed | Event::Removed(_));
    let edges: Vec<usize> =
        (0..events.len()).filter(|at| flush(&events[*at]) || *at > 0 && flush(&events[at - 1])).collect();
    let evenly = |many: usize| (0..CUTS / 2).map(move |cut| cut * many / (CUTS / 2));
    let edges = evenly(edges.len()).map(|at| edges[at]).zip([Lost, Shuffled].into_iter().cycle());
    let others = evenly(events.len()).zip([Torn, Shuffled, Lost, Shuffled, Arrived].into_iter().cycle());
    let mut moments: Vec<_> = edges.chain(others).collect();
    moments.sort_by_key(|(at, _)| *at);
    moments
}

/// Cuts the power after each of these events and lets `judge` open what is left; `done..=begun` are the steps up to which
/// everything may be there. Answers with how many cuts there were, and what was found.
fn failures(
    events: &[Event],
    fault: Fault,
    judge: impl Fn(&Path, RangeInclusive<usize>) -> Result<(), String> + Sync,
) -> (usize, Vec<String>) {
    let moments = moments(events, std::env::var_os("SENTE_LONG").is_some() && fault == Fault::None);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = |thread: usize| {
        let (mut disk, mut found, mut chance) = (Disk::default(), Vec::new(), Chance::new(thread as u64));
        let (mut begun, mut done, mut next) = (0, 0, 0);
        for (at, event) in events.iter().enumerate() {
            match (event, fault) {
                (Event::Begun(step), Fault::EarlyAnswer) => (begun, done) = (*step, *step),
                (Event::Begun(step), _) => begun = *step,
                (Event::Done(step), _) => done = *step,
                (Event::Flushed(_) | Event::FolderFlushed, Fault::NoFlush) => {}
                _ => disk.take(event),
            }
            while let Some((_, rest)) = moments.get(next).filter(|(moment, _)| *moment == at) {
                next += 1;
                if next % threads != thread {
                    continue;
                }
                let folder = memory_folder();
                for (name, bytes) in disk.cut(*rest, &mut chance) {
                    std::fs::write(folder.path().join(name), bytes).unwrap();
                }
                // What is left of the shared memory is of another time, or nothing.
                if chance.percent(50) {
                    for name in ["community.sqlite-shm", "carnet.sqlite-shm", "nouvelles.sqlite-shm"] {
                        let old = [chance.below(256) as u8].repeat(32_768);
                        std::fs::write(folder.path().join(name), old).unwrap();
                    }
                }
                let judged = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                    judge(folder.path(), done..=begun)
                }));
                let judged = judged.unwrap_or_else(|_| Err("it panicked".into()));
                found.extend(
                    judged
                        .err()
                        .map(|what| format!("event {at} ({rest:?}), steps {done} to {begun}: {what}")),
                );
            }
        }
        found
    };
    let found = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|thread| scope.spawn(move || share(thread))).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    (moments.len(), found)
}

fn demand_none(of: &str, (cuts, found): (usize, Vec<String>)) {
    assert!(found.is_empty(), "{} of {cuts} cuts, first: {}", found.len(), found[0]);
    println!("{of}: {cuts} cuts, 0 damaged, 0 acknowledged lost, 0 half done");
}

#[test]
fn what_the_server_has_acknowledged_survives_a_power_cut() {
    let life = store::Life::record(1);
    demand_none("server", failures(&life.events, Fault::None, |folder, steps| life.judge(folder, steps)));
}

#[test]
fn what_a_hiker_has_written_survives_a_power_cut_and_still_arrives_once() {
    let life = engine::Life::record(1);
    demand_none("hiker", failures(&life.events, Fault::None, |folder, steps| life.judge(folder, steps)));
}

/// The oracle notices what is wrong with the store of the server, and with that of a hiker.
fn is_caught(fault: Fault) {
    let life = store::Life::record(2);
    let found = failures(&life.events, fault, |folder, steps| life.judge(folder, steps)).1;
    assert!(!found.is_empty());
    let life = engine::Life::record(2);
    let found = failures(&life.events, fault, |folder, steps| life.judge(folder, steps)).1;
    assert!(!found.is_empty());
}

#[test]
fn a_store_that_flushes_nothing_is_caught() {
    is_caught(Fault::NoFlush);
}

#[test]
fn a_store_that_answers_before_it_has_written_is_caught() {
    is_caught(Fault::EarlyAnswer);
}
