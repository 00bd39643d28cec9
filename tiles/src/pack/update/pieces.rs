//! A pack whose bytes lie in pieces in other places, read as if it were one file: the new pack before it is written, or
//! the tidy form of one that was updated in its place.

use std::borrow::Cow;

use crate::read::split::{ROOT_MAX, split};
use crate::read::walk::Met;
use crate::read::{Compression, Entry, HEAD, HEADER, Header, Pack, PackError, Section, Source, SourceError};

/// Where bytes lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    Old,
    /// The new bytes of a file of changes.
    Delta,
    /// Made up here.
    Made,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    /// Where it begins in the whole.
    start: u64,
    from: From,
    place: Section,
}

/// Pieces one behind the other.
pub struct Pieces<'a> {
    pieces: Vec<Piece>,
    length: u64,
    old: &'a dyn Source,
    delta: &'a dyn Source,
    made: Vec<u8>,
}

impl<'a> Pieces<'a> {
    pub fn of(old: &'a dyn Source, delta: &'a dyn Source) -> Pieces<'a> {
        Pieces { pieces: Vec::new(), length: 0, old, delta, made: Vec::new() }
    }

    /// Adds a piece at the end.
    pub fn push(&mut self, from: From, place: Section) {
        if place.length == 0 {
            return;
        }
        match self.pieces.last_mut() {
            Some(last) if last.from == from && last.place.end() == Some(place.offset) => {
                last.place.length += place.length
            }
            _ => self.pieces.push(Piece { start: self.length, from, place }),
        }
        self.length = self.length.saturating_add(place.length);
    }

    /// Adds bytes of our own.
    fn make(&mut self, bytes: &[u8]) {
        let offset = self.made.len() as u64;
        self.made.extend(bytes);
        self.push(From::Made, Section { offset, length: bytes.len() as u64 });
    }

    /// Where a part of the whole lies, if it lies in one piece.
    pub fn place(&self, part: Section) -> Option<(From, u64)> {
        let piece = self.holding(part.offset)?;
        let into = part.offset - piece.start;
        (into.checked_add(part.length)? <= piece.place.length)
            .then_some((piece.from, piece.place.offset + into))
    }

    fn holding(&self, offset: u64) -> Option<&Piece> {
        let after = self.pieces.partition_point(|piece| piece.start <= offset);
        self.pieces.get(after.checked_sub(1)?)
    }

    fn source(&self, from: From) -> &dyn Source {
        match from {
            From::Old => self.old,
            From::Delta => self.delta,
            From::Made => &self.made,
        }
    }
}

impl Source for Pieces<'_> {
    fn len(&self) -> u64 {
        self.length
    }

    fn read(&self, offset: u64, length: usize) -> Result<Cow<'_, [u8]>, SourceError> {
        let wanted = Section { offset, length: length as u64 };
        if wanted.end().is_none_or(|end| end > self.length) {
            return Err(SourceError::Beyond { offset, length: wanted.length, size: self.length });
        }
        if let Some((from, place)) = self.place(wanted) {
            return self.source(from).read(place, length);
        }
        let mut bytes = Vec::with_capacity(length);
        while bytes.len() < length {
            let at = offset + bytes.len() as u64;
            let Some(piece) = self.holding(at) else { break };
            let into = at - piece.start;
            let part = (piece.place.length - into).min((length - bytes.len()) as u64);
            bytes.extend_from_slice(&self.source(piece.from).read(piece.place.offset + into, part as usize)?);
        }
        Ok(Cow::Owned(bytes))
    }
}

/// The pack as [`crate::write::PackWriter`] would have written it: tiles along the curve, each content once, nothing
/// unused. So a pack that was updated in its place is again, byte for byte, the one that the update led to.
pub fn tidy<'a>(pack: &Pack<&'a dyn Source>, source: &'a dyn Source) -> Result<Pieces<'a>, PackError> {
    let old = pack.header().clone();
    let mut entries: Vec<Entry> = Vec::new();
    let mut known: std::collections::HashMap<u64, u64> = std::collections::HashMap::new();
    let mut contents: Vec<Section> = Vec::new();
    let mut end = 0_u64;
    for met in pack.walk() {
        let Met::Run(run) = met? else { continue };
        let entry = run.entry;
        let length = u64::from(entry.length);
        let offset = *known.entry(entry.offset).or_insert_with(|| {
            contents.push(Section { offset: old.tiles.offset.saturating_add(entry.offset), length });
            end += length;
            end - length
        });
        entries.push(Entry { offset, ..entry });
    }
    let directories = split(&entries, ROOT_MAX);
    let tiles = Section { offset: HEAD, length: end };
    let metadata = Section { offset: HEAD + end, length: old.metadata.length };
    let leaves =
        Section { offset: metadata.offset + metadata.length, length: directories.leaves.len() as u64 };
    let root = Section { offset: HEADER as u64, length: directories.root.len() as u64 };
    let header =
        Header { root, metadata, leaves, tiles, clustered: true, internal: Compression::Gzip, ..old };
    let mut head = header.to_bytes().to_vec();
    head.extend(&directories.root);
    head.resize(head.len().max(HEAD as usize), 0);
    let mut whole = Pieces::of(source, source);
    whole.make(&head);
    contents.into_iter().for_each(|place| whole.push(From::Old, place));
    whole.push(From::Old, old.metadata);
    whole.make(&directories.leaves);
    Ok(whole)
}
