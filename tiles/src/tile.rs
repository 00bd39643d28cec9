//! Which tile: zoom, column from the west, row from the north, and its number along the Hilbert curve of PMTiles.

use std::fmt;
use std::str::FromStr;

/// The deepest zoom that a number can name.
pub const DEEPEST: u8 = 31;

/// A tile of the web map. `x` and `y` are below `2^z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tile {
    z: u8,
    x: u32,
    y: u32,
}

/// A box in degrees of WGS84.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Bounds {
    pub west: f64,
    pub south: f64,
    pub east: f64,
    pub north: f64,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no tile: wanted Z/X/Y, with X and Y below 2^Z")]
pub struct NotATile(String);

impl Tile {
    /// `None` where zoom, column or row do not exist.
    pub const fn new(z: u8, x: u32, y: u32) -> Option<Tile> {
        if z > DEEPEST || (x as u64) >= (1 << z) || (y as u64) >= (1 << z) {
            None
        } else {
            Some(Tile { z, x, y })
        }
    }

    /// The one tile of zoom 0.
    pub const fn world() -> Tile {
        Tile { z: 0, x: 0, y: 0 }
    }

    pub const fn z(self) -> u8 {
        self.z
    }

    pub const fn x(self) -> u32 {
        self.x
    }

    pub const fn y(self) -> u32 {
        self.y
    }

    /// The tile of the zoom above that holds this one; the whole world has none.
    pub fn parent(self) -> Option<Tile> {
        Tile::new(self.z.checked_sub(1)?, self.x / 2, self.y / 2)
    }

    /// The tile's number: all shallower zooms first, then along the Hilbert curve (PMTiles v3, section 4.1).
    pub const fn hilbert(self) -> u64 {
        let (mut x, mut y) = (self.x, self.y);
        let mut number = first_of_zoom(self.z);
        let mut level = self.z;
        while level > 0 {
            level -= 1;
            let side = 1_u32 << level;
            let (right, low) = (x & side, y & side);
            number += ((3 * right as u64) ^ low as u64) << level;
            (x, y) = turned(side, x, y, right, low);
        }
        number
    }

    /// The tile with this number; `None` where it would be deeper than [`DEEPEST`].
    pub const fn from_hilbert(number: u64) -> Option<Tile> {
        if number >= first_of_zoom(DEEPEST + 1) {
            return None;
        }
        // 3n + 1 lies in 4^z .. 4^(z+1).
        let z = ((3 * number as u128 + 1).ilog2() / 2) as u8;
        let mut rest = number - first_of_zoom(z);
        let (mut x, mut y) = (0_u32, 0_u32);
        let mut level = 0;
        while level < z {
            let side = 1_u32 << level;
            let right = (rest as u32 >> 1) & 1;
            let low = (rest as u32 ^ right) & 1;
            (x, y) = turned(side, x, y, right, low);
            x += right << level;
            y += low << level;
            rest >>= 2;
            level += 1;
        }
        Some(Tile { z, x, y })
    }

    /// What the tile covers on the ground.
    pub fn bounds(self) -> Bounds {
        let ((west, north), (east, south)) = (self.degrees(0.0, 0.0), self.degrees(1.0, 1.0));
        Bounds { west, south, east, north }
    }

    /// Longitude and latitude (WGS84) of a point in the tile, given in shares of its side from the left and from above.
    pub fn degrees(self, right: f64, down: f64) -> (f64, f64) {
        let side = f64::from(self.z).exp2();
        let lon = (f64::from(self.x) + right) / side * 360.0 - 180.0;
        let turn = std::f64::consts::PI * (1.0 - 2.0 * (f64::from(self.y) + down) / side);
        (lon, turn.sinh().atan().to_degrees())
    }
}

/// The number of tiles on all zooms above this one: (4^z - 1) / 3.
pub const fn first_of_zoom(z: u8) -> u64 {
    (((1_u128 << (2 * z as u32)) - 1) / 3) as u64
}

/// One quarter of the curve, turned into the position of the whole; only the bits below `side` count.
const fn turned(side: u32, x: u32, y: u32, right: u32, low: u32) -> (u32, u32) {
    match (low, right) {
        (0, 0) => (y, x),
        (0, _) => (side.wrapping_sub(1).wrapping_sub(y), side.wrapping_sub(1).wrapping_sub(x)),
        _ => (x, y),
    }
}

impl Bounds {
    pub const WORLD: Bounds =
        Bounds { west: -180.0, south: -85.051_128_78, east: 180.0, north: 85.051_128_78 };

    /// Whether the boxes share more than an edge.
    pub fn overlaps(self, other: Bounds) -> bool {
        self.west < other.east
            && other.west < self.east
            && self.south < other.north
            && other.south < self.north
    }

    /// What both cover; `None` where they share no more than an edge.
    pub fn shared(self, other: Bounds) -> Option<Bounds> {
        self.overlaps(other).then(|| Bounds {
            west: self.west.max(other.west),
            south: self.south.max(other.south),
            east: self.east.min(other.east),
            north: self.north.min(other.north),
        })
    }
}

impl fmt::Display for Tile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.z, self.x, self.y)
    }
}

impl FromStr for Tile {
    type Err = NotATile;

    /// `Z/X/Y`.
    fn from_str(text: &str) -> Result<Tile, NotATile> {
        let mut parts = text.split('/');
        let mut part = || parts.next()?.parse::<u32>().ok();
        let tile = part().and_then(|z| Tile::new(u8::try_from(z).ok()?, part()?, part()?));
        tile.filter(|_| parts.next().is_none()).ok_or_else(|| NotATile(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tile(z: u8, x: u32, y: u32) -> Tile {
        Tile::new(z, x, y).unwrap()
    }

    #[test]
    fn numbers_are_those_of_the_specification() {
        let known = [
            (0, 0, 0, 0),
            (1, 0, 0, 1),
            (1, 0, 1, 2),
            (1, 1, 1, 3),
            (1, 1, 0, 4),
            (2, 0, 0, 5),
            (12, 3423, 1763, 19_078_479),
        ];
        for (z, x, y, number) in known {
            assert_eq!(tile(z, x, y).hilbert(), number);
        }
    }

    #[test]
    fn every_number_of_the_first_zooms_names_its_tile() {
        for number in 0..first_of_zoom(8) {
            assert_eq!(Tile::from_hilbert(number).unwrap().hilbert(), number);
        }
    }

    #[test]
    fn the_corners_of_every_zoom_come_back() {
        for z in 0..=DEEPEST {
            let last = ((1_u64 << z) - 1) as u32;
            for (x, y) in [(0, 0), (last, 0), (0, last), (last, last), (last / 3, last / 2)] {
                let tile = tile(z, x, y);
                assert_eq!(Tile::from_hilbert(tile.hilbert()), Some(tile));
            }
        }
        assert_eq!(Tile::from_hilbert(first_of_zoom(32) - 1).unwrap().z(), 31);
        assert_eq!(Tile::from_hilbert(first_of_zoom(32)), None);
        assert_eq!(Tile::from_hilbert(u64::MAX), None);
    }

    #[test]
    fn neighbours_along_the_curve_are_neighbours_on_the_map() {
        for number in first_of_zoom(6)..first_of_zoom(7) - 1 {
            let (a, b) = (Tile::from_hilbert(number).unwrap(), Tile::from_hilbert(number + 1).unwrap());
            assert_eq!(a.x().abs_diff(b.x()) + a.y().abs_diff(b.y()), 1, "{a} {b}");
        }
    }

    #[test]
    fn tiles_are_read_as_z_x_y_and_nothing_else() {
        assert_eq!("12/3423/1763".parse(), Ok(tile(12, 3423, 1763)));
        for wrong in ["", "1/2", "1/0/2", "1/0/0/0", "32/0/0", "-1/0/0", "a/b/c", "300/1/1"] {
            assert!(wrong.parse::<Tile>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_whole_world_is_one_tile() {
        let bounds = tile(0, 0, 0).bounds();
        assert!((bounds.north - Bounds::WORLD.north).abs() < 1e-7 && bounds.west == -180.0);
        assert!(!tile(1, 0, 0).bounds().overlaps(tile(1, 1, 0).bounds()));
    }
}
