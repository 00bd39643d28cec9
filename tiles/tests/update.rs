//! A pack is updated in its place: what comes out, and what is left when it is cut at any step.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "clippy takes only the tests themselves for tests")]

#[path = "support/editions.rs"]
mod editions;
#[path = "support/packs.rs"]
mod support;

use std::cell::Cell;
use std::path::Path;
use std::process::{Command, Stdio};
use std::rc::Rc;
use std::time::{Duration, Instant};

use editions::{Failing, answers, answers_other_than, changes, edition};
use support::Dice;
use tiles::pack::update::{Recovery, UpdateError, fits, recover, update};
use tiles::pack::{Wanted, extract, show, verify};
use tiles::read::{Header, Pack, Section, TileKind};
use tiles::tile::Bounds;

fn updated(pack: &[u8], delta: &Vec<u8>) -> Vec<u8> {
    let (mut pack, mut journal) = (pack.to_vec(), Vec::new());
    update(&mut pack, &mut journal, delta, &mut |_, _| true).unwrap();
    assert!(journal.is_empty());
    pack
}

#[test]
fn the_updated_pack_is_the_new_one_tile_by_tile_and_sound() {
    let (old, new) = (edition(1), edition(2));
    let delta = changes(&old, &new);
    let now = updated(&old, &delta);
    assert_eq!(answers(&now), answers(&new));
    let pack = Pack::open(now.as_slice().to_vec()).unwrap();
    assert!(!pack.header().clustered);
    let report = verify(&pack, &|_, _| ());
    assert!(report.sound(), "{:?}", report.findings);
    let summary = show(&pack).unwrap();
    assert!(summary.waste > 0);
    assert_eq!(summary.metadata, Pack::open(new.clone()).unwrap().metadata().unwrap());
    assert!(now.len() - old.len() < delta.len() + 16_384, "{} {}", now.len() - old.len(), delta.len());
}

#[test]
fn a_compact_pack_made_of_it_is_the_new_one_byte_for_byte() {
    let (old, new) = (edition(1), edition(2));
    let now = updated(&old, &changes(&old, &new));
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("compact.pmtiles");
    let all =
        Wanted { bounds: Bounds { west: -180.0, south: -90.0, east: 180.0, north: 90.0 }, zooms: 0..=31 };
    extract(&Pack::open(now).unwrap(), &all, &out).unwrap();
    assert!(std::fs::read(out).unwrap() == new);
}

#[test]
fn the_next_changes_fit_the_updated_pack_and_others_are_refused() {
    let editions: Vec<Vec<u8>> = (1..=4).map(edition).collect();
    let mut now = editions[0].clone();
    for pair in editions.windows(2) {
        let delta = changes(&pair[0], &pair[1]);
        assert!(fits(&now, &delta).unwrap());
        now = updated(&now, &delta);
        assert_eq!(answers(&now), answers(&pair[1]));
        assert!(!fits(&now, &delta).unwrap());
    }
    let strange = changes(&edition(9), &edition(8));
    let before = now.clone();
    let error = update(&mut now, &mut Vec::new(), &strange, &mut |_, _| true).unwrap_err();
    assert_eq!(error.to_string(), "the changes belong to another pack than this one");
    assert!(now == before);
}

/// As other writers lay packs out: metadata and tiles right behind a root directory, so that the first 16 kB hold them too.
fn tight(pack: &[u8]) -> Vec<u8> {
    let opened = Pack::open(pack.to_vec()).unwrap();
    let old = opened.header().clone();
    let part = |section: Section| &pack[section.offset as usize..(section.offset + section.length) as usize];
    let after = |before: Section, length: u64| Section { offset: before.offset + before.length, length };
    let metadata = after(old.root, old.metadata.length);
    let tiles = after(metadata, old.tiles.length);
    let header =
        Header { metadata, leaves: Section { offset: tiles.offset, length: 0 }, tiles, ..old.clone() };
    [&header.to_bytes()[..], part(old.root), part(old.metadata), part(old.tiles)].concat()
}

#[test]
fn a_pack_of_another_writer_without_room_for_a_longer_directory_is_updated_too() {
    let (old, new) = (tight(&edition(1)), tight(&edition(2)));
    let now = updated(&old, &changes(&old, &new));
    assert_eq!(answers(&now), answers(&new));
    assert!(verify(&Pack::open(now).unwrap(), &|_, _| ()).sound());
}

#[test]
fn an_update_that_is_stopped_leaves_the_pack_as_it_was() {
    let (old, new) = (edition(1), edition(2));
    let (mut pack, mut journal) = (old.clone(), Vec::new());
    let stopped = update(&mut pack, &mut journal, &changes(&old, &new), &mut |_, _| false);
    assert!(matches!(stopped, Err(UpdateError::Stopped)));
    assert!(pack == old && journal.is_empty());
}

#[test]
fn mutated_changes_leave_the_pack_as_it_was_or_make_the_new_one() {
    let (old, new) = (edition(1), edition(2));
    let (delta, wanted) = (changes(&old, &new), answers(&new));
    let mut dice = Dice(5);
    for round in 0..support::rounds(300) {
        let mut broken = delta.clone();
        dice.mutate(&mut broken);
        let mut pack = old.clone();
        match update(&mut pack, &mut Vec::new(), &broken, &mut |_, _| true) {
            // Some bytes mean nothing, as the time in the head of a gzip; the new pack has its hash all the same.
            Ok(_) => assert_eq!(answers(&pack), wanted, "round {round}"),
            Err(_) => assert!(pack == old, "round {round}"),
        }
    }
}

#[test]
fn cut_at_every_step_the_old_pack_or_the_new_one_is_left_and_the_update_can_be_done_again() {
    let (old, new) = (edition(1), edition(2));
    let (delta, wanted) = (changes(&old, &new), answers(&new));
    let (mut damaged, mut cuts) = (0, 0);
    for cut in 1.. {
        let left = Rc::new(Cell::new(cut));
        let (mut pack, mut journal) = (Failing::of(&old, &left), Failing::of(&[], &left));
        let done = update(&mut pack, &mut journal, &delta, &mut |_, _| true);
        // What reached the disk of either file: what was made safe, or everything that was written.
        for states in [
            (&pack.safe, &journal.safe),
            (&pack.now, &journal.now),
            (&pack.now, &journal.safe),
            (&pack.safe, &journal.now),
        ] {
            let (mut found, mut kept) = (states.0.clone(), states.1.clone());
            damaged += usize::from(found != old && answers_other_than(&found, &wanted));
            // Rolling back may be cut as well.
            for again in 1..8 {
                let left = Rc::new(Cell::new(again));
                let (mut pack, mut journal) = (Failing::of(&found, &left), Failing::of(&kept, &left));
                recover(&mut pack, &mut journal).ok();
                (found, kept) = (pack.now, journal.now);
            }
            recover(&mut found, &mut kept).unwrap();
            assert!(kept.is_empty());
            if found != old {
                assert_eq!(answers(&found), wanted, "cut {cut}");
            } else {
                update(&mut found, &mut kept, &delta, &mut |_, _| true).unwrap();
                assert_eq!(answers(&found), wanted, "cut {cut}, again");
            }
        }
        cuts = cut;
        if done.is_ok() {
            break;
        }
    }
    assert!(cuts > 10, "{cuts} steps");
    eprintln!("{cuts} cuts, {damaged} times the pack was neither before it was mended");
    assert!(damaged > 0);
}

#[test]
fn the_journal_of_another_pack_does_nothing() {
    let (old, new) = (edition(1), edition(2));
    let left = Rc::new(Cell::new(8));
    let (mut pack, mut journal) = (Failing::of(&old, &left), Failing::of(&[], &left));
    update(&mut pack, &mut journal, &changes(&old, &new), &mut |_, _| true).unwrap_err();
    let (mut other, mut kept) = (edition(3), journal.now);
    assert!(!kept.is_empty());
    assert_eq!(recover(&mut other, &mut kept), Ok(Recovery::Strange));
    assert!(other == edition(3) && kept.is_empty());
}

fn patch(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sente-tiles"));
    command.arg("patch").arg(folder.join("pack")).arg(folder.join("delta")).arg("--in-place");
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

#[test]
fn killed_at_random_moments_the_program_leaves_the_old_pack_or_the_new_one() {
    let heavy = |seed: u64| -> Vec<u8> {
        let tile = |number: u64| {
            let mut dice = Dice(seed * u64::from(number.is_multiple_of(3)) + number);
            (0..10_000).flat_map(|_| dice.next().to_le_bytes()).collect()
        };
        support::bytes(TileKind::Png, &(0..60).map(|number| (number, tile(number))).collect())
    };
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let (old, new) = (heavy(0), heavy(1));
    let wanted = answers(&new);
    std::fs::write(folder.join("delta"), changes(&old, &new)).unwrap();
    std::fs::write(folder.join("pack"), &old).unwrap();
    let start = Instant::now();
    assert!(patch(folder).status().unwrap().success());
    let whole = start.elapsed();
    let mut dice = Dice(7);
    let rounds = if std::env::var_os("SENTE_LONG").is_some() { 1_000 } else { 200 };
    let (mut before, mut after, mut journals) = (0, 0, 0);
    for round in 0..rounds {
        std::fs::write(folder.join("pack"), &old).unwrap();
        let mut child = patch(folder).spawn().unwrap();
        std::thread::sleep(Duration::from_micros(dice.next() % (whole.as_micros() as u64 * 11 / 10)));
        child.kill().unwrap();
        child.wait().unwrap();
        journals += usize::from(folder.join(".pack.undo").exists());
        tiles::pack::update::file::recover_file(&folder.join("pack")).unwrap();
        let found = std::fs::read(folder.join("pack")).unwrap();
        if found == old {
            before += 1;
        } else {
            assert_eq!(answers(&found), wanted, "round {round}");
            after += 1;
        }
        assert_eq!(std::fs::read_dir(folder).unwrap().count(), 2, "round {round}");
    }
    eprintln!("{rounds} kills within {whole:?}: {before} old, {after} new, {journals} journals left");
    assert!(before > 0);
    std::fs::write(folder.join("pack"), &old).unwrap();
    assert!(patch(folder).status().unwrap().success());
    assert_eq!(answers(&std::fs::read(folder.join("pack")).unwrap()), wanted);
}
