//! Any bytes are read as an OSM extract, in part, or refused; and twice the same.
#![no_main]

use std::io::{Seek, Write};
use std::sync::atomic::AtomicBool;

use libfuzzer_sys::fuzz_target;
use tiles::osm::{Options, read};

fuzz_target!(|bytes: &[u8]| {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    file.write_all(bytes).and_then(|()| file.rewind()).expect("the temporary folder takes a file");
    let count = |workers| {
        let mut features = 0u64;
        let options = Options { workers, memory: 64 << 20 };
        let report = read(file.path(), options, &|_| (), &AtomicBool::new(false), &mut |_| features += 1);
        report.ok().map(|report| {
            assert_eq!(report.counts.features, features);
            (report, features)
        })
    };
    assert_eq!(count(1), count(2));
});
