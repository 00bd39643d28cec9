//! Changes that lie behind their pack already are applied without a copy of them: what comes out, and what a cut leaves.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "clippy takes only the tests themselves for tests")]

#[path = "support/editions.rs"]
mod editions;
#[path = "support/packs.rs"]
mod support;

use std::cell::Cell;
use std::rc::Rc;

use editions::{Failing, answers, answers_other_than, changes, edition};
use support::Dice;
use tiles::pack::update::{UpdateError, fits, overlay, recover, update_behind};
use tiles::pack::{show, verify};
use tiles::read::Pack;

fn behind(old: &[u8], delta: &[u8]) -> Vec<u8> {
    [old, delta].concat()
}

/// The pack with the changes behind it, updated.
fn updated(old: &[u8], delta: &[u8]) -> Vec<u8> {
    let (mut pack, mut journal) = (behind(old, delta), Vec::new());
    let done = update_behind(&mut pack, &mut journal, old.len() as u64).unwrap();
    assert!(journal.is_empty());
    assert_eq!(done.bytes, pack.len() as u64);
    pack
}

#[test]
fn the_updated_pack_is_the_new_one_tile_by_tile_and_sound() {
    let (old, new) = (edition(1), edition(2));
    let delta = changes(&old, &new);
    let now = updated(&old, &delta);
    assert_eq!(answers(&now), answers(&new));
    let pack = Pack::open(now.clone()).unwrap();
    let report = verify(&pack, &|_, _| ());
    assert!(report.sound(), "{:?}", report.findings);
    assert_eq!(show(&pack).unwrap().metadata, Pack::open(new).unwrap().metadata().unwrap());
    assert!(now.len() < old.len() + delta.len() + 16_384);
}

#[test]
fn joined_by_a_host_that_cannot_write_over_files_it_is_the_same() {
    let (old, new) = (edition(1), edition(2));
    let delta = changes(&old, &new);
    let over = overlay(&old, &delta).unwrap();
    let joined = [&over.head, &old[over.head.len()..], &delta, &over.tail].concat();
    assert!(joined == updated(&old, &delta));
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
    }
    let strange = behind(&now, &changes(&edition(9), &edition(8)));
    let mut pack = strange.clone();
    let error = update_behind(&mut pack, &mut Vec::new(), now.len() as u64).unwrap_err();
    assert_eq!(error.to_string(), "the changes belong to another pack than this one");
    assert!(pack == strange);
}

#[test]
fn mutated_changes_leave_the_pack_as_it_was_or_make_the_new_one() {
    let (old, new) = (edition(1), edition(2));
    let (delta, wanted) = (changes(&old, &new), answers(&new));
    let mut dice = Dice(6);
    for round in 0..support::rounds(300) {
        let mut broken = delta.clone();
        dice.mutate(&mut broken);
        let mut pack = behind(&old, &broken);
        let length = old.len() as u64;
        match update_behind(&mut pack, &mut Vec::new(), length) {
            // Some bytes mean nothing, as the time in the head of a gzip; the new pack has its hash all the same.
            Ok(_) => assert_eq!(answers(&pack), wanted, "round {round}"),
            Err(_) => assert!(pack == behind(&old, &broken), "round {round}"),
        }
    }
    let beyond = update_behind(&mut old.clone(), &mut Vec::new(), old.len() as u64 + 1);
    assert!(matches!(beyond, Err(UpdateError::Delta(_))));
}

#[test]
fn cut_at_every_step_the_old_pack_or_the_new_one_is_left() {
    let (old, new) = (edition(1), edition(2));
    let (delta, before, after) = (changes(&old, &new), answers(&old), answers(&new));
    let start = behind(&old, &delta);
    let (mut olds, mut news) = (0, 0);
    for cut in 1.. {
        let left = Rc::new(Cell::new(cut));
        let (mut pack, mut journal) = (Failing::of(&start, &left), Failing::of(&[], &left));
        let done = update_behind(&mut pack, &mut journal, old.len() as u64);
        for states in [
            (&pack.safe, &journal.safe),
            (&pack.now, &journal.now),
            (&pack.now, &journal.safe),
            (&pack.safe, &journal.now),
        ] {
            let (mut found, mut kept) = (states.0.clone(), states.1.clone());
            recover(&mut found, &mut kept).unwrap();
            if answers_other_than(&found, &after) {
                assert_eq!(answers(&found), before, "cut {cut}");
                // Either the changes are still there, or they are fetched again.
                assert!(found == old || found == start, "cut {cut}");
                olds += 1;
            } else {
                news += 1;
            }
        }
        if done.is_ok() {
            break;
        }
    }
    assert!(olds > 10 && news > 4, "{olds} old, {news} new");
}
