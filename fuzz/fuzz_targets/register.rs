//! Any bytes are read as a register or refused, and every row is a segment or a refused row.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pdipr_data::register::read;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(register) = read(bytes, "fuzz.csv") {
        assert_eq!(register.rows_read, register.segments.len() as u64 + register.rows_refused);
    }
});
