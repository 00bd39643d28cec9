//! All tiles of a pack in the order of their numbers, without holding more than one directory a level.

use std::sync::Arc;

use super::{DEPTH_MAX, Entry, Pack, PackError, Source};
use crate::tile::Tile;

/// Tiles with numbers that follow each other and the same bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    pub entry: Entry,
}

/// A leaf directory: where it lies in the section of leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leaf {
    pub entry: Entry,
}

impl Run {
    /// The tiles, in the order of their numbers. A hostile pack may name four thousand million of them.
    pub fn tiles(self) -> impl Iterator<Item = Tile> {
        (0..u64::from(self.entry.run))
            .map_while(move |step| Tile::from_hilbert(self.entry.first.checked_add(step)?))
    }
}

/// What a walk meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Met {
    Leaf(Leaf),
    Run(Run),
}

/// Ends after the first error.
pub struct Walk<'a, S> {
    pack: &'a Pack<S>,
    /// The directories from the root down.
    open: Vec<Level>,
    /// No tile below this number may follow: a directory that leads to itself ends here.
    next: u64,
}

struct Level {
    entries: Arc<[Entry]>,
    /// The next entry.
    at: usize,
    /// From this number on, tiles belong to another directory.
    end: u64,
}

impl<S: Source> Pack<S> {
    /// All runs of tiles, ascending.
    pub fn tiles(&self) -> impl Iterator<Item = Result<Run, PackError>> + '_ {
        self.walk().filter_map(|met| match met {
            Ok(Met::Run(run)) => Some(Ok(run)),
            Ok(Met::Leaf(_)) => None,
            Err(error) => Some(Err(error)),
        })
    }

    /// All leaf directories and runs of tiles, a directory before what it holds.
    pub fn walk(&self) -> Walk<'_, S> {
        Walk {
            pack: self,
            open: vec![Level { entries: Arc::clone(&self.root), at: 0, end: u64::MAX }],
            next: 0,
        }
    }
}

impl<S: Source> Walk<'_, S> {
    fn step(&mut self) -> Result<Option<Met>, PackError> {
        loop {
            let Some(level) = self.open.last_mut() else { return Ok(None) };
            let Some(entry) = level.entries.get(level.at).copied() else {
                self.open.pop();
                continue;
            };
            level.at += 1;
            let offset = self.pack.header.leaves.offset.saturating_add(entry.offset);
            let after = entry.first.saturating_add(u64::from(entry.run.max(1)));
            if entry.first < self.next || after > level.end {
                return Err(PackError::Strayed { offset });
            }
            if entry.run > 0 {
                self.next = after;
                return Ok(Some(Met::Run(Run { entry })));
            }
            let end = level.entries.get(level.at).map_or(level.end, |sibling| sibling.first.min(level.end));
            if self.open.len() >= DEPTH_MAX {
                return Err(PackError::TooDeep { offset });
            }
            self.next = entry.first;
            let entries = self.pack.read_leaf(&entry)?;
            self.open.push(Level { entries, at: 0, end });
            return Ok(Some(Met::Leaf(Leaf { entry })));
        }
    }
}

impl<S: Source> Iterator for Walk<'_, S> {
    type Item = Result<Met, PackError>;

    fn next(&mut self) -> Option<Self::Item> {
        let met = self.step();
        if met.is_err() {
            self.open.clear();
        }
        met.transpose()
    }
}
