//! Which tile: zoom, column from the west, row from the north, and its number along the Hilbert curve of PMTiles.

/// The deepest zoom that a number can name.
pub const DEEPEST: u8 = 31;

/// A tile of the web map. `x` and `y` are below `2^z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tile {
    z: u8,
    x: u32,
    y: u32,
}

impl Tile {
    /// `None` where zoom, column or row do not exist.
    pub const fn new(z: u8, x: u32, y: u32) -> Option<Tile> {
        if z > DEEPEST || (x as u64) >= (1 << z) || (y as u64) >= (1 << z) {
            None
        } else {
            Some(Tile { z, x, y })
        }
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
}
