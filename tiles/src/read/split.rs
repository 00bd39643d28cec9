//! Splits entries into a root directory that fits beside the header, and leaves below it.

use crate::gzip::gzip;
use crate::read::directory::{self, ENTRIES_MAX};
use crate::read::{Entry, HEAD, HEADER};

/// Packed root and leaf directories.
pub(crate) struct Directories {
    pub(crate) root: Vec<u8>,
    pub(crate) leaves: Vec<u8>,
}

/// What a root directory may fill beside the header.
pub(crate) const ROOT_MAX: usize = HEAD as usize - HEADER;
/// Few enough that one is unpacked in a tenth of a millisecond.
const LEAF: usize = 4_096;
/// More entries than that hardly fit in the root, and are found faster below it.
const ALONE: usize = 1 << 15;

/// The root has at most `room` bytes, as far as the largest leaves that can be read allow it.
pub(crate) fn split(entries: &[Entry], room: usize) -> Directories {
    if entries.len() <= ALONE {
        let root = packed(entries);
        if root.len() <= room {
            return Directories { root, leaves: Vec::new() };
        }
    }
    let mut size = LEAF;
    loop {
        let split = split_at(entries, size);
        if split.root.len() <= room || size >= ENTRIES_MAX {
            return split;
        }
        size *= 2;
    }
}

fn split_at(entries: &[Entry], size: usize) -> Directories {
    let mut leaves = Vec::new();
    let mut root = Vec::with_capacity(entries.len() / size + 1);
    for piece in entries.chunks(size) {
        let leaf = packed(piece);
        let first = piece.first().map_or(0, |entry| entry.first);
        root.push(Entry { first, offset: leaves.len() as u64, length: leaf.len() as u32, run: 0 });
        leaves.extend(leaf);
    }
    Directories { root: packed(&root), leaves }
}

fn packed(entries: &[Entry]) -> Vec<u8> {
    gzip(&directory::write(entries), 9)
}
