//! Any bytes are applied as changes of a pack or refused; what comes out is what they promise.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tiles::pack::delta::{Head, apply};

fuzz_target!(|bytes: &[u8]| {
    // The changes, then the old pack; the first byte says where one ends.
    let Some((cut, rest)) = bytes.split_first() else { return };
    let (old, delta) = rest.split_at(rest.len() * usize::from(*cut) / 255);
    let mut out = Vec::new();
    if apply(&old, &delta, &mut out).is_ok() {
        assert_eq!(Head::read(&delta).expect("it was applied").new.length, out.len() as u64);
    }
});
