//! Any bytes are read as a vector tile or refused with a place inside them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tiles::mvt::{self, Shape};

fuzz_target!(|bytes: &[u8]| match mvt::read(bytes) {
    Ok(layers) => {
        for feature in layers.iter().flat_map(|layer| &layer.features) {
            match &feature.shape {
                Shape::Points(points) => assert!(!points.is_empty()),
                Shape::Lines(lines) => assert!(!lines.is_empty() && lines.iter().all(|line| line.len() > 1)),
                Shape::Polygons(polygons) => {
                    assert!(!polygons.is_empty());
                    assert!(polygons.iter().all(|rings| !rings.is_empty() && rings.iter().all(|ring| ring.len() > 2)));
                }
            }
        }
    }
    Err(error) => assert!(error.at <= bytes.len()),
});
