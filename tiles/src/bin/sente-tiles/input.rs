//! Packs, boxes, zooms and tiles as they are given on the command line. What does not suit is refused with the key of its
//! reason.

use std::ops::RangeInclusive;
use std::path::Path;

use tiles::pack::update::file::recover_file;
use tiles::read::{Mapped, Pack};
use tiles::tile::{Bounds, DEEPEST, Tile};

use crate::refusal::Because;

pub fn pack(path: &Path) -> anyhow::Result<Pack<Mapped>> {
    Ok(Pack::open(mapped(path)?).because("no-pack", path)?)
}

/// A file as bytes; what an interrupted update of a pack left is undone first. An empty one is told apart, because it cannot be mapped everywhere.
pub fn mapped(path: &Path) -> anyhow::Result<Mapped> {
    recover_file(path)?;
    Ok(Mapped::open(path)?)
}

/// `W,S,E,N` in degrees.
pub fn bounds(text: &str) -> Result<Bounds, &'static str> {
    let numbers: Vec<f64> = text.split(',').map_while(|number| number.trim().parse().ok()).collect();
    let [west, south, east, north] = numbers[..] else { return Err("usage-box") };
    let bounds = Bounds { west, south, east, north };
    let possible = numbers.iter().all(|number| number.abs() <= 180.0) && west < east && south < north;
    if possible && text.split(',').count() == 4 { Ok(bounds) } else { Err("usage-box") }
}

/// `A-B` or `A`.
pub fn zooms(text: &str) -> Result<RangeInclusive<u8>, &'static str> {
    let (least, most) = text.split_once('-').unwrap_or((text, text));
    let zooms = least.trim().parse::<u8>().ok().zip(most.trim().parse::<u8>().ok());
    zooms
        .filter(|(least, most)| least <= most && *most <= DEEPEST)
        .map(|(least, most)| least..=most)
        .ok_or("usage-zooms")
}

/// `Z/X/Y`.
pub fn tile(text: &str) -> Result<Tile, &'static str> {
    text.parse().map_err(|_| "usage-tile")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_and_zooms_are_read_or_refused() {
        assert_eq!(bounds("7.4, 43.72,7.44,43.76").unwrap().north, 43.76);
        for wrong in ["", "1,2,3", "1,2,3,4,5", "1,2,3,x", "3,2,1,4", "1,2,NaN,4", "-190,0,1,1", "0,0,inf,1"]
        {
            assert!(bounds(wrong).is_err(), "{wrong}");
        }
        assert_eq!(zooms("5-15").unwrap(), 5..=15);
        assert_eq!(zooms("7").unwrap(), 7..=7);
        for wrong in ["", "15-5", "0-32", "a-b", "-3"] {
            assert!(zooms(wrong).is_err(), "{wrong}");
        }
        assert!(tile("3/7/7").is_ok() && tile("3/8/7").is_err());
    }
}
