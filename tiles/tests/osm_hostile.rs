//! Broken and hostile extracts: refused with the offset or read as far as they go; no panic, no hang, little memory.
#![cfg(feature = "build")]

#[path = "support/extracts.rs"]
mod extracts;
mod support;
#[path = "support/work.rs"]
mod work;

use std::time::Duration;

use extracts::{hamlet, read_bytes};
use tiles::osm::synth::Packing;
use tiles::osm::{Options, OsmError};
use work::measured;

const OPTIONS: Options = Options { workers: 2, memory: 256 << 20 };

/// Splitmix64: the same mutations everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end.max(1) as u64) as usize
    }
}

/// Bytes changed, cut out, doubled, or numbers made huge; half of the time in place only, so that the frame holds and the change
/// is met inside a block.
fn mutate(bytes: &mut Vec<u8>, dice: &mut Dice) {
    if dice.below(2) == 0 {
        for _ in 0..1 + dice.below(2) {
            let at = dice.below(bytes.len());
            bytes[at] =
                if dice.below(2) == 0 { dice.below(256) as u8 } else { bytes[at] ^ (1 << dice.below(8)) };
        }
        return;
    }
    for _ in 0..1 + dice.below(6) {
        let at = dice.below(bytes.len());
        let length = dice.below(24).min(bytes.len() - at);
        match dice.below(6) {
            0 => bytes.truncate(at.max(1)),
            1 => drop(bytes.drain(at..at + length)),
            2 => {
                let doubled = bytes[at..at + length].to_vec();
                bytes.splice(at..at, doubled);
            }
            3 => bytes[at..at + length].fill(0xff),
            4 => bytes[at] ^= 1 << dice.below(8),
            _ => bytes[at] = dice.below(256) as u8,
        }
        if bytes.is_empty() {
            bytes.push(0);
        }
    }
}

/// The most memory that this process has filled, in bytes; `None` where the system does not tell.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse::<u64>().ok().map(|kilobytes| kilobytes << 10)
}

#[test]
fn mutated_extracts_never_panic_never_hang_and_stay_small() {
    let count = if std::env::var_os("SENTE_LONG").is_some() { 10_000 } else { 400 };
    let real: Vec<Vec<u8>> = ["monaco.osm.pbf", "bremen-trams.osm.pbf"]
        .into_iter()
        .filter_map(|name| std::fs::read(support::extract(name)?).ok())
        .collect();
    let small = [hamlet(Packing::Plain), hamlet(Packing::Zlib)];
    let mut dice = Dice(28);
    let mut refused = 0;
    for index in 0..count {
        // The hand-made one is plain, so that mutations reach what is inside; a real one now and then.
        let mut bytes = match (index % 50, real.get(index / 50 % 2)) {
            (0, Some(real)) => real.clone(),
            (rest, _) => small[usize::from(rest % 10 == 0)].clone(),
        };
        mutate(&mut bytes, &mut dice);
        let (read, took) = measured(|| read_bytes(&bytes, OPTIONS));
        refused += usize::from(read.is_err());
        assert!(took < Duration::from_secs(1), "mutation {index} took {took:?}");
    }
    eprintln!("{refused} of {count} refused, peak memory {:?}", peak_memory());
    assert!(peak_memory().is_none_or(|bytes| bytes <= 64 << 20));
}

#[test]
fn a_file_cut_short_anywhere_is_refused_with_the_offset_of_the_blob_that_is_not_whole() {
    let whole = hamlet(Packing::Zlib);
    let mut frames = 0;
    for cut in 1..whole.len() {
        match read_bytes(&whole[..cut], OPTIONS) {
            Ok(_) => frames += 1,
            Err(error) => {
                let told = matches!(error, OsmError::Truncated { offset, wanted, left } if offset + left == cut as u64 && wanted > left);
                assert!(told, "cut at {cut}: {error}");
            }
        }
    }
    // Between blobs there is nothing to notice: after the header, the nodes and the ways.
    assert_eq!(frames, 3);
}

#[test]
fn the_offset_of_a_broken_blob_is_told() {
    let whole = hamlet(Packing::Zlib);
    let mut broken = whole.clone();
    let last = broken.len() - 20;
    broken[last] ^= 0x55;
    let found = read_bytes(&broken, OPTIONS);
    assert!(matches!(found, Err(OsmError::Inflate { offset, .. }) if offset > 30 && offset < last as u64));
}

#[test]
fn a_file_of_another_kind_is_no_extract() {
    for bytes in
        [&b"PK\x03\x04 a zip"[..], b"<?xml version='1.0'?><osm/>", b"\0\0\0\0", &[0; 64], &[0xff; 64]]
    {
        assert!(matches!(read_bytes(bytes, OPTIONS), Err(OsmError::NotAnExtract { offset: 0 })), "{bytes:?}");
    }
    assert!(matches!(read_bytes(b"", OPTIONS), Err(OsmError::NotAnExtract { offset: 0 })));
}

#[test]
fn a_blob_that_claims_more_than_it_can_hold_costs_nothing() {
    let header: &[u8] = b"\x0a\x09OSMHeader\x18\x0c";
    let mut bytes = (header.len() as u32).to_be_bytes().to_vec();
    bytes.extend_from_slice(header);
    // 32 MiB of plain data in six bytes of packed data.
    bytes.extend_from_slice(&[0x10, 0x80, 0x80, 0x80, 0x10, 0x1a, 5, 0x78, 0x9c, 3, 0, 0]);
    let length = bytes.len() as u8;
    bytes[4 + header.len() - 1] = length - 4 - header.len() as u8;
    assert!(matches!(read_bytes(&bytes, OPTIONS), Err(OsmError::Inflate { .. })));
    assert!(peak_memory().is_none_or(|bytes| bytes < 32 << 20));
}
