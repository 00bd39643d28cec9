//! Any bytes are read as GPX, in part, or refused; what was read can be written and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pdipr_data::io::gpx::{inspect, read, write};

fuzz_target!(|bytes: &[u8]| {
    let inspected = inspect(bytes);
    match read(bytes) {
        Ok((file, _)) => {
            assert!(inspected.is_ok());
            let (again, _) = read(write(&file).as_bytes()).expect("what we write is GPX");
            assert_eq!(again.tracks, file.tracks);
            assert_eq!(again.routes, file.routes);
            assert_eq!(again.waypoints, file.waypoints);
            assert_eq!(again.metadata, file.metadata);
        }
        Err(reason) => assert_eq!(inspected.err(), Some(reason)),
    }
});
