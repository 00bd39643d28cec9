//! Where on the picture a place lies, and which tiles it needs. Pure arithmetic of Web Mercator.

use crate::tile::{Bounds, DEEPEST, Tile};

/// A point of the picture in pixels, from its left edge rightward, from its upper edge downward.
pub type At = [f64; 2];

/// Pixels of a tile's side at its own zoom, as in the app's map.
const TILE: f64 = 512.0;
/// The picture is never closer than this zoom, however short the route is.
const CLOSEST: f64 = 16.0;
/// Farther away, a place is smaller than a pixel.
const FARTHEST: f64 = 1.0;
/// Half the circumference of the earth at the equator in metres, as the projection takes it (WGS84, 6,378,137 m).
const HALF_ROUND: f64 = 20_037_508.342_789_244;

/// Width and height in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    width: u16,
    height: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a picture has between {least} and {most} pixels to each side", least = Size::LEAST, most = Size::MOST)]
pub struct NotASize;

/// What is kept free around the route, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Margins {
    pub top: f64,
    pub side: f64,
    pub bottom: f64,
}

/// A part of the map, north up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    /// Pixels to the side of the whole world.
    world: f64,
    /// The corner of the picture, in such pixels.
    left: f64,
    top: f64,
    size: Size,
}

impl Size {
    pub const LEAST: u16 = 64;
    pub const MOST: u16 = 4_096;

    pub const fn new(width: u16, height: u16) -> Result<Size, NotASize> {
        let fits =
            width >= Size::LEAST && width <= Size::MOST && height >= Size::LEAST && height <= Size::MOST;
        if fits { Ok(Size { width, height }) } else { Err(NotASize) }
    }

    /// Width and height.
    pub const fn sides(self) -> (u16, u16) {
        (self.width, self.height)
    }

    pub fn width(self) -> f64 {
        f64::from(self.width)
    }

    pub fn height(self) -> f64 {
        f64::from(self.height)
    }
}

impl View {
    /// Shows the whole box inside the margins, as close as it goes.
    pub fn around(Bounds { west, south, east, north }: Bounds, size: Size, margins: Margins) -> View {
        let ([left, top], [right, bottom]) = (projected(west, north), projected(east, south));
        let room = |pixels: f64, free: f64| (pixels - free).max(pixels / 4.0);
        let wide = room(size.width(), 2.0 * margins.side) / (right - left).max(1e-12);
        let tall = room(size.height(), margins.top + margins.bottom) / (bottom - top).max(1e-12);
        let world = wide.min(tall).clamp(TILE * FARTHEST.exp2(), TILE * CLOSEST.exp2());
        // Where the margins had to yield, the middle yields with them.
        let shift = if margins.top + margins.bottom < 0.75 * size.height() {
            (margins.bottom - margins.top) / 2.0
        } else {
            0.0
        };
        View {
            world,
            left: (left + right) / 2.0 * world - size.width() / 2.0,
            top: (top + bottom) / 2.0 * world - size.height() / 2.0 + shift,
            size,
        }
    }

    pub fn size(&self) -> Size {
        self.size
    }

    /// The zoom as the app's map counts it.
    pub fn zoom(&self) -> f64 {
        (self.world / TILE).log2()
    }

    pub fn at(&self, lon: f64, lat: f64) -> At {
        let [x, y] = projected(lon, lat);
        [x * self.world - self.left, y * self.world - self.top]
    }

    /// Metres on the ground of a pixel in the middle of the picture.
    pub fn metres_a_pixel(&self) -> f64 {
        let middle = (self.top + self.size.height() / 2.0) / self.world;
        let turn = std::f64::consts::PI * (1.0 - 2.0 * middle);
        2.0 * HALF_ROUND / self.world / turn.cosh()
    }

    /// Tiles of this pack that the picture needs, rows from the north; none where the pack begins only at deeper zooms.
    pub fn tiles(&self, zooms: (u8, u8)) -> Vec<Tile> {
        let zoom = (self.zoom().round() as u8).min(zooms.1).min(DEEPEST);
        if zoom < zooms.0 {
            return Vec::new();
        }
        let side = self.world / f64::from(zoom).exp2();
        let last = f64::from(zoom).exp2() - 1.0;
        // The end is exclusive; what lies beyond the world is cut off.
        let span = |start: f64, length: f64| {
            let end = ((start + length) / side).floor().min(last) + 1.0;
            (start / side).floor().max(0.0) as u32..end.max(0.0) as u32
        };
        let columns = span(self.left, self.size.width());
        let rows = span(self.top, self.size.height());
        rows.flat_map(|y| columns.clone().filter_map(move |x| Tile::new(zoom, x, y))).collect()
    }

    /// Where the upper left corner of a tile lies, and how long its side is.
    pub fn place(&self, tile: Tile) -> (At, f64) {
        let side = self.world / f64::from(tile.z()).exp2();
        ([f64::from(tile.x()) * side - self.left, f64::from(tile.y()) * side - self.top], side)
    }
}

/// Web Mercator, `0..1` from the north-west corner of its square world.
fn projected(lon: f64, lat: f64) -> [f64; 2] {
    let sine = lat.to_radians().sin().clamp(-0.999_999, 0.999_999);
    [lon / 360.0 + 0.5, 0.5 - ((1.0 + sine) / (1.0 - sine)).ln() / (4.0 * std::f64::consts::PI)]
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARGINS: Margins = Margins { top: 60.0, side: 30.0, bottom: 40.0 };

    fn chartres() -> View {
        let bounds = Bounds { west: 1.4, south: 48.4, east: 1.6, north: 48.5 };
        View::around(bounds, Size::new(1_200, 630).unwrap(), MARGINS)
    }

    #[test]
    fn the_whole_box_lies_inside_the_margins() {
        let view = chartres();
        let ([left, top], [right, bottom]) = (view.at(1.4, 48.5), view.at(1.6, 48.4));
        assert!(left >= 30.0 - 1e-6 && right <= 1_170.0 + 1e-6, "{left} {right}");
        assert!((top - 60.0).abs() < 1e-6 && (bottom - 590.0).abs() < 1e-6, "{top} {bottom}");
    }

    #[test]
    fn a_single_place_is_shown_from_no_closer_than_the_closest() {
        let here = Bounds { west: 1.5, south: 48.4, east: 1.5, north: 48.4 };
        assert_eq!(View::around(here, Size::new(300, 200).unwrap(), MARGINS).zoom(), CLOSEST);
    }

    #[test]
    fn the_tiles_cover_the_picture_and_lie_where_their_degrees_lie() {
        let view = chartres();
        let tiles = view.tiles((5, 14));
        assert!(tiles.len() <= 15, "{}", tiles.len());
        let (mut left, mut right) = (f64::MAX, f64::MIN);
        for tile in tiles {
            let (corner, side) = view.place(tile);
            let bounds = tile.bounds();
            let [x, y] = view.at(bounds.west, bounds.north);
            assert!((corner[0] - x).abs() < 1e-3 && (corner[1] - y).abs() < 1e-3);
            (left, right) = (left.min(corner[0]), right.max(corner[0] + side));
        }
        assert!(left <= 0.0 && right >= 1_200.0);
        assert!(view.tiles((15, 16)).is_empty());
    }

    #[test]
    fn a_pixel_is_as_long_as_a_meridian_tells() {
        // A degree of latitude has about 111.2 km here.
        let view = chartres();
        let pixels = view.at(1.5, 48.4)[1] - view.at(1.5, 48.5)[1];
        assert!((view.metres_a_pixel() * pixels / 11_120.0 - 1.0).abs() < 0.01);
    }

    #[test]
    fn a_picture_has_a_size_that_can_be_drawn() {
        assert!(Size::new(63, 100).is_err() && Size::new(100, 4_097).is_err());
    }
}
