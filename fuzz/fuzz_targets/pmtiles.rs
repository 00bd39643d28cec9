//! Any bytes are read as a pack or refused; a directory that was read can be written and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tiles::pack::show;
use tiles::read::{Pack, directory};
use tiles::tile::Tile;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(entries) = directory::read(bytes) {
        let again = directory::read(&directory::write(&entries));
        assert_eq!(again.as_ref(), Ok(&entries));
    }
    let Ok(pack) = Pack::open(bytes) else { return };
    let mut next = 0;
    for run in pack.tiles() {
        let Ok(run) = run else { break };
        assert!(run.entry.run > 0 && run.entry.first >= next);
        next = run.entry.first.saturating_add(u64::from(run.entry.run));
        let Ok(stored) = pack.stored(&run.entry) else { continue };
        assert_eq!(stored.len(), run.entry.length as usize);
        if let Some(tile) = Tile::from_hilbert(run.entry.first) {
            assert_eq!(pack.tile(tile).expect("a walk came there").as_deref(), Some(&stored[..]));
            drop(pack.unpack(tile, stored));
        }
    }
    drop(show(&pack));
});
