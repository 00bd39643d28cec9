//! Thousands of damaged grids of each format: read, in part, or refused; none panics, hangs or takes much memory. A part of
//! them by default, 10,000 of each with `SENTE_LONG=1`.
#![cfg(feature = "build")]

#[path = "support/grids.rs"]
mod grids;
#[path = "support/packs.rs"]
mod support;
#[path = "support/work.rs"]
mod work;

use std::sync::Arc;
use std::time::Duration;

use grids::{Plan, deflate};
use support::Dice;
use tiff::encoder::Compression;
use tiles::relief::{Bytes, Dem, DemOptions};
use work::measured;

/// Reads all that can be read of it, as far as a grid of the original's size goes.
fn used(name: &str, bytes: &[u8]) -> bool {
    let options = DemOptions { epsg: Some(2154), source: None };
    let Ok(dem) = Dem::of([(name.to_owned(), Bytes::Held(Arc::from(bytes)))], options) else { return false };
    let [columns, rows] = dem.size();
    [[0, 0], [columns / 2, rows / 2], [columns - 64, rows - 64]]
        .into_iter()
        .all(|at| dem.window(at, [64, 64]).is_ok_and(|cells| cells.values().len() == 64 * 64))
}

fn tried(name: &str, originals: &[Vec<u8>], dice: &mut Dice) {
    let rounds = support::rounds(400);
    let (mut good, mut slowest) = (0, Duration::ZERO);
    for round in 0..rounds {
        let mut bytes = originals[round % originals.len()].clone();
        dice.mutate(&mut bytes);
        let (read, work) = measured(|| used(name, &bytes));
        good += usize::from(read);
        slowest = slowest.max(work);
    }
    let peak = support::peak();
    eprintln!(
        "{rounds} of {name}: {good} read, {} refused; {peak:?} kB at most, {slowest:?} the slowest",
        rounds - good
    );
    assert!(slowest < Duration::from_secs(1), "{slowest:?} for one of {name}");
    assert!(peak.is_none_or(|peak| peak <= 64 * 1_024), "{peak:?} kB resident at most");
}

fn plan() -> Plan {
    Plan { columns: 70, rows: 66, first: [560_000.0, 6_810_000.0], step: 25.0 }
}

fn hills(x: f64, y: f64) -> f64 {
    150.0 + 30.0 * (x / 300.0).sin() * (y / 400.0).cos()
}

#[test]
fn no_damaged_geotiff_panics() {
    let plan = plan();
    let values = plan.values(hills);
    let mut originals = Vec::new();
    for compression in [Compression::Uncompressed, deflate(), Compression::Lzw] {
        originals.push(plan.geotiff(&values, compression));
        originals.push(plan.geotiff_whole(&values, compression));
    }
    let mut dice = Dice(28);
    tried("a.tif", &originals, &mut dice);
    // Only the tags, at the end of the file, and the header.
    let rounds = support::rounds(400);
    let mut slowest = Duration::ZERO;
    for round in 0..rounds {
        let mut bytes = originals[round % originals.len()].clone();
        let tags = bytes.len() - 420;
        for _ in 0..=dice.below(6) {
            let at = if dice.below(8) == 0 { dice.below(8) } else { tags + dice.below(420) };
            bytes[at] = if dice.below(3) == 0 { 0xFF } else { dice.next() as u8 };
        }
        slowest = slowest.max(measured(|| used("a.tif", &bytes)).1);
    }
    assert!(slowest < Duration::from_secs(1), "{slowest:?} for one with damaged tags");
    let peak = support::peak();
    assert!(peak.is_none_or(|peak| peak <= 64 * 1_024), "{peak:?} kB resident at most");
}

#[test]
fn no_damaged_text_grid_panics() {
    let plan = plan();
    tried("a.asc", &[plan.ascii(&plan.values(hills))], &mut Dice(29));
}

#[test]
fn no_damaged_srtm_tile_panics() {
    let tile: Vec<u8> =
        (0..1_201 * 1_201).flat_map(|cell: u32| ((cell % 300) as i16).to_be_bytes()).collect();
    let mut dice = Dice(30);
    for round in 0..support::rounds(200) {
        let mut bytes = tile.clone();
        match round % 3 {
            0 => bytes.truncate(dice.below(tile.len())),
            1 => bytes.extend([0; 7]),
            // A wrong height is still a height.
            _ => bytes[dice.below(tile.len())] = 0x80,
        }
        assert_eq!(used("N48E001.hgt", &bytes), round % 3 == 2);
    }
}

#[test]
fn a_header_that_claims_much_takes_no_memory() {
    let claims = [
        "ncols 1000000\nnrows 1000000",
        "ncols 33000000\nnrows 1",
        "ncols 0\nnrows 0",
        "ncols -1\nnrows 1e9",
    ];
    for claim in claims {
        let text = format!("{claim}\nxllcorner 0\nyllcorner 0\ncellsize 25\n1 2 3\n");
        assert!(!used("a.asc", text.as_bytes()));
    }
}
