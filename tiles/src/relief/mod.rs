//! Relief: elevations from grids, ascent along a line, contour lines, shaded tiles, tints. A grid is read block by block;
//! nothing here holds a whole region in memory.

pub mod ascent;
mod ascii;
mod cells;
pub mod contour;
mod crs;
mod dem;
mod error;
mod fill;
mod geokeys;
mod geotiff;
mod hgt;
pub mod pack;
pub mod shade;
mod sheet;
mod surface;
pub mod tint;
mod trace;

pub use cells::Cells;
pub use crs::Crs;
pub use dem::{Dem, DemOptions};
pub use error::{Fault, ReliefError};
pub use sheet::Bytes;
