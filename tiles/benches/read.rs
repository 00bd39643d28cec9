//! A tile read in process, warm: a pack as large as a French region down to zoom 15, mapped from disk, tiles asked for at
//! random. Percentiles count here, not the mean, so the clock is read around each single tile.

use std::hint::black_box;
use std::time::Instant;

use tiles::read::{Centre, Mapped, Pack, TileKind};
use tiles::tile::{Bounds, Tile};
use tiles::write::{PackSpec, PackWriter};

/// SplitMix64.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let z = (*state ^ (*state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

const READS: usize = 1_000_000;

/// The tiles of the zooms 5 to 15 in a box of about 250 km by 250 km, each with 200 to 2,200 bytes of its own.
fn write(out: &std::path::Path) -> anyhow::Result<Vec<Tile>> {
    let bounds = Bounds { west: 0.0, south: 46.3, east: 3.2, north: 48.9 };
    let mut tiles = Vec::new();
    for z in 5..=15_u8 {
        let side = f64::from(z).exp2();
        let column = |lon: f64| ((lon / 360.0 + 0.5) * side) as u32;
        let row = |lat: f64| {
            let turn = (lat.to_radians().tan() + 1.0 / lat.to_radians().cos()).ln();
            ((1.0 - turn / std::f64::consts::PI) / 2.0 * side) as u32
        };
        for x in column(bounds.west)..=column(bounds.east) {
            for y in row(bounds.north)..=row(bounds.south) {
                tiles.extend(Tile::new(z, x, y));
            }
        }
    }
    tiles.sort_by_key(|tile| tile.hilbert());
    let centre = Centre { lon: 1.6, lat: 47.6, zoom: 9 };
    let mut writer =
        PackWriter::create(out, PackSpec { kind: TileKind::Png, bounds, zooms: 5..=15, centre })?;
    let mut state = 7;
    for tile in &tiles {
        let length = 200 + next(&mut state) % 2_000;
        let bytes: Vec<u8> = (0..length / 8).flat_map(|_| next(&mut state).to_le_bytes()).collect();
        writer.add(*tile, &bytes)?;
    }
    writer.finish(&serde_json::json!({}))?;
    Ok(tiles)
}

fn main() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let out = folder.path().join("region.pmtiles");
    let tiles = write(&out)?;
    let pack = Pack::open(Mapped::open(&out)?)?;
    let (bytes, leaves) = (std::fs::metadata(&out)?.len(), pack.header().leaves.length);
    println!("{} tiles, {:.0} MB, {leaves} bytes of leaf directories", tiles.len(), bytes as f64 / 1e6);
    let mut state = 99;
    let mut order =
        || tiles.get((next(&mut state) % tiles.len() as u64) as usize).copied().unwrap_or(Tile::world());
    // Warm: every page and every directory was used before.
    for tile in &tiles {
        black_box(pack.tile(*tile)?.map(|stored| stored.iter().map(|byte| u64::from(*byte)).sum::<u64>()));
    }
    for (what, copied) in [("lent", false), ("copied", true)] {
        let mut times = Vec::with_capacity(READS);
        for _ in 0..READS {
            let tile = order();
            let start = Instant::now();
            let stored = pack.tile(tile)?;
            if copied {
                black_box(stored.map(|stored| stored.into_owned()));
            } else {
                black_box(stored);
            }
            times.push(start.elapsed().as_nanos() as u64);
        }
        times.sort_unstable();
        let at = |part: f64| {
            times.get((part * times.len() as f64) as usize).copied().unwrap_or_default() as f64 / 1e3
        };
        println!("{what}: p50 {:.2} µs, p99 {:.2} µs, p99.9 {:.2} µs", at(0.5), at(0.99), at(0.999));
    }
    Ok(())
}
