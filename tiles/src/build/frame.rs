//! Which zooms and which tiles a pack has.

use std::ops::RangeInclusive;

use roaring::RoaringTreemap;

use super::clip::{self, Area};
use super::plane::{self, Polygon};
use super::project;
use crate::feature::{Ring, World};
use crate::tile::Tile;

/// Why a pack cannot have these tiles.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum FrameError {
    #[error("zooms go from 0 to {}, not from {from} to {to}", plane::DEEPEST)]
    Zooms { from: u8, to: u8 },
    #[error("the area to clip to has no tile")]
    Nothing,
    #[error("the area to clip to has more than {0} tiles")]
    TooLarge(u64),
}

/// More tiles than a whole country has at zoom 15.
const MOST_TILES: u64 = 8_000_000;

/// What a pack covers.
#[derive(Debug, Clone)]
pub struct Frame {
    zooms: RangeInclusive<u8>,
    /// The north-west and south-east corner.
    corners: [World; 2],
    /// The tiles of a clipping outline, by their Hilbert number.
    tiles: Option<RoaringTreemap>,
}

impl Frame {
    /// The whole world.
    pub fn new(zooms: RangeInclusive<u8>) -> Result<Frame, FrameError> {
        let (from, to) = (*zooms.start(), *zooms.end());
        if from > to || to > plane::DEEPEST {
            return Err(FrameError::Zooms { from, to });
        }
        let corners = [World { x: 0, y: 0 }, World { x: u32::MAX, y: u32::MAX }];
        Ok(Frame { zooms, corners, tiles: None })
    }

    /// Only tiles that meet the box between two opposite corners.
    pub fn within(mut self, a: World, b: World) -> Frame {
        let (x, y) = ([a.x.min(b.x), a.x.max(b.x)], [a.y.min(b.y), a.y.max(b.y)]);
        self.corners = [World { x: x[0], y: y[0] }, World { x: x[1], y: y[1] }];
        self
    }

    /// Only tiles that meet one of the polygons, or come within a tile's buffer of it.
    pub fn clipped(mut self, outline: &[Vec<Ring>]) -> Result<Frame, FrameError> {
        let mut tiles = RoaringTreemap::new();
        for z in self.zooms.clone() {
            let polygons: Vec<Polygon> = outline.iter().map(|rings| project::polygon(rings, z)).collect();
            let room = clip::into_tiles(polygons, &self.area(z), &mut |x, y, _| {
                tiles.extend(Tile::new(z, x, y).map(Tile::hilbert));
                tiles.len() <= MOST_TILES
            });
            if !room {
                return Err(FrameError::TooLarge(MOST_TILES));
            }
        }
        if tiles.is_empty() {
            return Err(FrameError::Nothing);
        }
        self.tiles = Some(tiles);
        let corner = |pick: fn(u32, u32) -> u32, start: u32| {
            let points = || outline.iter().flatten().flatten();
            let x = points().map(|point| point.x).fold(start, pick);
            World { x, y: points().map(|point| point.y).fold(start, pick) }
        };
        Ok(self.within(corner(u32::min, u32::MAX), corner(u32::max, 0)))
    }

    pub fn is_world(&self) -> bool {
        self.corners == [World { x: 0, y: 0 }, World { x: u32::MAX, y: u32::MAX }]
    }

    pub fn zooms(&self) -> RangeInclusive<u8> {
        self.zooms.clone()
    }

    pub fn deepest(&self) -> u8 {
        *self.zooms.end()
    }

    /// North-west and south-east.
    pub fn corners(&self) -> [World; 2] {
        self.corners
    }

    /// The box of tiles at a zoom.
    pub fn area(&self, z: u8) -> Area {
        let [low, high] = self.corners;
        let tile = |coordinate: u32| (u64::from(coordinate) >> (32 - u32::from(z.min(32)))) as u32;
        Area { columns: tile(low.x)..=tile(high.x), rows: tile(low.y)..=tile(high.y) }
    }

    /// Whether the pack has the tile; `area` is that of its zoom.
    pub fn has(&self, area: &Area, tile: Tile) -> bool {
        area.columns.contains(&tile.x())
            && area.rows.contains(&tile.y())
            && self.tiles.as_ref().is_none_or(|tiles| tiles.contains(tile.hilbert()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_triangle_leaves_out_the_tiles_across() {
        let at = |x: u32, y: u32| World { x: x << 28, y: y << 28 };
        let triangle = vec![vec![vec![at(0, 0), at(15, 0), at(0, 15)]]];
        let frame = Frame::new(4..=4).unwrap().clipped(&triangle).unwrap();
        let has = |x, y| frame.has(&frame.area(4), Tile::new(4, x, y).unwrap());
        assert!(has(0, 0) && has(7, 7) && !has(12, 12));
    }

    #[test]
    fn zooms_that_do_not_exist_are_refused() {
        assert!(Frame::new(5..=19).is_err());
        #[expect(clippy::reversed_empty_ranges, reason = "that is the mistake")]
        let turned = Frame::new(9..=5);
        assert_eq!(turned.err(), Some(FrameError::Zooms { from: 9, to: 5 }));
    }
}
