//! The part of a pack that lies in a box and between two zooms. Tiles stay as they are stored, whole.

use std::ops::RangeInclusive;
use std::path::Path;

use crate::feature::World;
use crate::read::{Header, Pack, PackError, Source};
use crate::tile::{Bounds, Tile};
use crate::write::{PackSpec, PackWriter, WriteError, Written};

#[derive(Debug, thiserror::Error)]
pub enum ExtractError {
    #[error("the box lies outside the pack")]
    Outside,
    #[error("the pack has no tile of the zooms {}-{}", .0.start(), .0.end())]
    Zooms(RangeInclusive<u8>),
    #[error("could not read the pack")]
    Read(#[from] PackError),
    #[error(transparent)]
    Write(#[from] WriteError),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    pub bounds: Bounds,
    pub zooms: RangeInclusive<u8>,
}

/// Writes the tiles that touch the box into a new pack. The metadata are kept.
pub fn extract<S: Source>(pack: &Pack<S>, wanted: &Wanted, out: &Path) -> Result<Written, ExtractError> {
    let spec = spec(pack.header(), wanted)?;
    let metadata = serde_json::Value::Object(pack.metadata()?);
    let frames: Vec<Frame> = spec.zooms.clone().map(|zoom| Frame::new(zoom, spec.bounds)).collect();
    let mut writer = PackWriter::create(out, spec)?;
    for run in pack.tiles() {
        let run = run?;
        let mut stored = None;
        for tile in run.tiles() {
            if !frames.iter().any(|frame| frame.holds(tile)) {
                continue;
            }
            let bytes = match stored.take() {
                Some(bytes) => bytes,
                None => pack.stored(&run.entry)?,
            };
            writer.add(tile, &bytes)?;
            stored = Some(bytes);
        }
    }
    Ok(writer.finish(&metadata)?)
}

fn spec(header: &Header, wanted: &Wanted) -> Result<PackSpec, ExtractError> {
    let bounds = header.bounds.shared(wanted.bounds).ok_or(ExtractError::Outside)?;
    let zooms = header.zoom_min.max(*wanted.zooms.start())..=header.zoom_max.min(*wanted.zooms.end());
    if zooms.is_empty() {
        return Err(ExtractError::Zooms(wanted.zooms.clone()));
    }
    let mut centre = header.centre;
    if !(bounds.west..=bounds.east).contains(&centre.lon)
        || !(bounds.south..=bounds.north).contains(&centre.lat)
    {
        centre.lon = (bounds.west + bounds.east) / 2.0;
        centre.lat = (bounds.south + bounds.north) / 2.0;
    }
    centre.zoom = centre.zoom.clamp(*zooms.start(), *zooms.end());
    Ok(PackSpec { kind: header.kind, bounds, zooms, centre })
}

/// The columns and rows of one zoom that touch a box.
struct Frame {
    zoom: u8,
    columns: RangeInclusive<u32>,
    rows: RangeInclusive<u32>,
}

impl Frame {
    fn new(zoom: u8, bounds: Bounds) -> Frame {
        let least = World::from_degrees(bounds.west, bounds.north);
        let most = World::from_degrees(bounds.east, bounds.south);
        // An edge that lies exactly between two tiles does not touch the next one.
        let tile = |place: u32| (u64::from(place) >> (32 - u32::from(zoom))) as u32;
        Frame {
            zoom,
            columns: tile(least.x)..=tile(most.x.saturating_sub(1).max(least.x)),
            rows: tile(least.y)..=tile(most.y.saturating_sub(1).max(least.y)),
        }
    }

    fn holds(&self, tile: Tile) -> bool {
        tile.z() == self.zoom && self.columns.contains(&tile.x()) && self.rows.contains(&tile.y())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_that_is_a_tile_holds_that_tile_alone() {
        let tile = Tile::new(9, 258, 177).unwrap();
        let frame = Frame::new(9, tile.bounds());
        assert_eq!((frame.columns, frame.rows), (258..=258, 177..=177));
        let below = Frame::new(11, tile.bounds());
        assert_eq!((below.columns, below.rows), (1032..=1035, 708..=711));
        let all = Frame::new(0, Bounds::WORLD);
        assert!(all.holds(Tile::new(0, 0, 0).unwrap()));
    }
}
