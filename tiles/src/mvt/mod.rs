//! Mapbox vector tiles 2.1: bytes to layers and back.

pub mod write;
