//! GPX files as values: a tolerant reader for what is found in the wild, and a strict GPX 1.1 writer.

mod model;
mod write;

pub use model::{
    Copyright, Details, Elevation, Extensions, GpxFile, LineInfo, Link, Metadata, Namespace, Person, Route,
    Segment, Track, Version, Waypoint,
};
pub use write::{write, write_closing, write_opening, write_waypoint};
