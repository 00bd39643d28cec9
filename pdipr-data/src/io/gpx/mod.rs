//! GPX files as values: a tolerant reader for what is found in the wild, and a strict GPX 1.1 writer. What is read,
//! what is loose and what is refused stands in `docs/gpx.md`.

mod decode;
mod fields;
mod inspect;
pub mod limits;
mod model;
mod notes;
mod read;
mod refusal;
mod stream;
mod token;
mod values;
mod write;

#[cfg(test)]
mod tests;

pub use inspect::{Elevations, Inspection, LineReport, inspect, inspect_each};
pub use model::{
    Copyright, Details, Elevation, Extensions, GpxFile, LineInfo, Link, Metadata, Namespace, Person, Route,
    Segment, Track, Version, Waypoint,
};
pub use read::read;
pub use refusal::NotGpx;
pub use stream::{Closing, Event, Stream};
pub use write::{write, write_closing, write_opening, write_waypoint};
