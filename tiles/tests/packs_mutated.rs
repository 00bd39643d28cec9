//! Thousands of damaged packs, directories, vector tiles and changes: each is read or refused; none panics, hangs or
//! takes much memory. A part of them by default, 10,000 of each with `SENTE_LONG=1`.
#![cfg(feature = "build")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "clippy takes only the tests themselves for tests")]

#[path = "support/packs.rs"]
mod support;
#[path = "support/work.rs"]
mod work;

use std::time::Duration;

use support::{Dice, Tiles};
use tiles::gzip::{gunzip, gzip};
use tiles::mvt;
use tiles::pack::delta::{self, diff};
use tiles::pack::{show, verify};
use tiles::read::{Entry, HEAD, Pack, TileKind, directory};
use tiles::tile::Tile;
use work::measured;

/// Measures the rounds: none may hang.
fn tried(what: &str, rounds: usize, mut one: impl FnMut(usize) -> bool) {
    let (mut good, mut slowest) = (0, Duration::ZERO);
    for round in 0..rounds {
        let (read, work) = measured(|| one(round));
        good += usize::from(read);
        slowest = slowest.max(work);
    }
    let peak = support::peak();
    eprintln!(
        "{rounds} {what}: {good} read, {} refused; {peak:?} kB at most, {slowest:?} the slowest",
        rounds - good
    );
    assert!(slowest < Duration::from_secs(1), "{slowest:?} for one of the {what}");
    if let Some(peak) = peak {
        assert!(peak <= 64 * 1_024, "{peak} kB resident at most");
    }
}

/// Reads all that can be read of it.
fn use_pack(bytes: Vec<u8>) -> bool {
    let Ok(pack) = Pack::open(bytes) else { return false };
    for number in [0, 1, 20, 340, 5_000, u64::from(u32::MAX), 1 << 62] {
        let tile = Tile::from_hilbert(number).unwrap_or_else(Tile::world);
        if let Ok(Some(stored)) = pack.tile(tile) {
            assert!(!stored.is_empty());
        }
    }
    let shown = show(&pack).is_ok();
    let report = verify(&pack, &|_, _| {});
    shown && report.sound()
}

#[test]
fn no_damaged_pack_panics() {
    let mut originals = vec![
        support::bytes(TileKind::Mvt, &support::vector_tiles(1)),
        support::bytes(TileKind::Mvt, &(0..30).map(|n| (n * n, gzip(&support::vector_tile(n), 6))).collect()),
    ];
    // Leaf directories too: lengths that do not pack well.
    let many: Tiles = (0..12_000).map(|n| (n * 3, vec![7; (n * n % 9_973) as usize % 21 + 1])).collect();
    originals.push(support::bytes(TileKind::Webp, &many));
    let mut dice = Dice(2_026);
    tried("packs", support::rounds(400), |round| {
        let mut bytes = originals[round % originals.len()].clone();
        // Header and root directory, where most can go wrong, more often than the rest.
        if dice.below(2) == 0 {
            let mut head = bytes[..400.min(bytes.len())].to_vec();
            dice.mutate(&mut head);
            bytes.splice(..400.min(bytes.len()), head);
        } else {
            dice.mutate(&mut bytes);
        }
        use_pack(bytes)
    });
}

#[test]
fn no_damaged_directory_panics() {
    let entries: Vec<Entry> =
        (0..200).map(|n| Entry { first: n * 5, offset: n * 100, length: 100, run: (n % 5) as u32 }).collect();
    let original = directory::write(&entries);
    let tiles = support::vector_tiles(1);
    let pack = support::bytes(TileKind::Mvt, &tiles);
    let mut dice = Dice(7);
    tried("directories", support::rounds(2_000), |round| {
        let mut bytes = original.clone();
        dice.mutate(&mut bytes);
        let read = directory::read(&bytes);
        if let Ok(entries) = &read {
            assert!(entries.windows(2).all(|pair| pair[0].first < pair[1].first));
            assert_eq!(directory::read(&directory::write(entries)).as_ref(), Ok(entries));
        }
        // As the root of a pack, too; packed anew, so that it is not the packing that fails.
        if round % 8 == 0 {
            let root = gzip(&bytes, 1);
            if root.len() <= HEAD as usize - 127 {
                let mut pack = pack.clone();
                pack[16..24].copy_from_slice(&(root.len() as u64).to_le_bytes());
                pack[127..127 + root.len()].copy_from_slice(&root);
                use_pack(pack);
            }
        }
        read.is_ok()
    });
}

#[test]
fn no_damaged_vector_tile_panics() {
    let mut dice = Dice(3);
    tried("vector tiles", support::rounds(2_000), |round| {
        let mut bytes = support::vector_tile(round as u64 % 50);
        dice.mutate(&mut bytes);
        match mvt::read(&bytes) {
            Ok(_) => true,
            Err(error) => {
                assert!(error.at <= bytes.len());
                false
            }
        }
    });
}

#[test]
fn damaged_changes_never_make_a_wrong_pack() {
    let (old, new) = (support::vector_tiles(1), support::vector_tiles(60));
    let (old, new) = (support::bytes(TileKind::Mvt, &old), support::bytes(TileKind::Mvt, &new));
    let mut file = Vec::new();
    diff(&Pack::open(&old).unwrap(), &Pack::open(&new).unwrap()).unwrap().write(&mut file).unwrap();
    let mut dice = Dice(11);
    let steps_length = u64::from_le_bytes(file[89..97].try_into().unwrap()) as usize;
    let steps = gunzip(&file[delta::HEAD..delta::HEAD + steps_length], 1 << 20).unwrap();
    tried("changes", support::rounds(300), |round| {
        let mut bytes = file.clone();
        if round % 3 == 0 {
            dice.mutate(&mut bytes);
        } else {
            // Other steps, well packed.
            let mut steps = steps.clone();
            dice.mutate(&mut steps);
            let steps = gzip(&steps, 1);
            bytes[89..97].copy_from_slice(&(steps.len() as u64).to_le_bytes());
            bytes.splice(delta::HEAD..delta::HEAD + steps_length, steps);
        }
        let mut out = Vec::new();
        let applied = delta::apply(&old, &bytes, &mut out).is_ok();
        assert!(!applied || out == new);
        applied
    });
}

#[test]
fn a_directory_that_leads_to_itself_comes_to_an_end() {
    // The root leads to a leaf that leads to itself.
    let leaf = |first| Entry { first, offset: 0, length: 0, run: 0 };
    let mut packed = Vec::new();
    for _ in 0..5 {
        let length = packed.len().max(1) as u32;
        packed = gzip(&directory::write(&[Entry { length, ..leaf(0) }, Entry { length, ..leaf(9) }]), 9);
    }
    let mut pack = support::bytes(TileKind::Mvt, &support::vector_tiles(1));
    let at = pack.len() as u64;
    pack[16..24].copy_from_slice(&(packed.len() as u64).to_le_bytes());
    pack[127..127 + packed.len()].copy_from_slice(&packed);
    pack[40..48].copy_from_slice(&at.to_le_bytes());
    pack[48..56].copy_from_slice(&(packed.len() as u64).to_le_bytes());
    pack.extend(&packed);
    let pack = Pack::open(pack).unwrap();
    assert!(pack.tile(Tile::world()).is_err());
    assert!(pack.tiles().count() <= 2);
}
