//! Offline maps: OSM extract, relief and catalogue in, one PMTiles pack out; and reading such packs.
//!
//! Without features the crate only reads: no files, no threads, no C.

#[cfg(feature = "build")]
pub mod build;
#[cfg(feature = "build")]
pub mod feature;
pub mod gzip;
#[cfg(feature = "build")]
pub mod layers;
pub mod mvt;
#[cfg(feature = "build")]
pub mod osm;
pub mod pack;
pub mod picture;
pub mod places;
pub mod read;
#[cfg(feature = "build")]
pub mod relief;
pub mod tile;
#[cfg(feature = "build")]
pub mod write;
