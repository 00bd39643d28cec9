//! Any bytes are read as a GeoTIFF grid, in part, or refused.
#![no_main]

use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use tiles::relief::{Bytes, Dem, DemOptions};

fuzz_target!(|bytes: &[u8]| {
    let options = DemOptions { epsg: Some(2154), source: None };
    let Ok(dem) = Dem::of([("a.tif".to_owned(), Bytes::Held(Arc::from(bytes)))], options) else { return };
    let [columns, rows] = dem.size();
    for at in [[0, 0], [columns / 2, rows / 2], [columns - 16, rows - 16]] {
        if let Ok(cells) = dem.window(at, [16, 16]) {
            assert!(cells.values().iter().all(|height| height.is_nan() || height.abs() <= 12_000.0));
        }
    }
});
