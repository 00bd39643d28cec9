//! Editions of one made-up pack, what changed between two, and a file whose power is cut.

#![allow(dead_code, reason = "each test file uses a part")]
#![allow(clippy::unwrap_used, reason = "clippy does not see that this is a test")]

use std::borrow::Cow;
use std::cell::Cell;
use std::rc::Rc;

use tiles::pack::delta::diff;
use tiles::pack::update::Store;
use tiles::read::{Pack, Source, SourceError, TileKind};
use tiles::tile::Tile;

use crate::support::{self, Tiles};

pub fn changes(old: &Vec<u8>, new: &Vec<u8>) -> Vec<u8> {
    let mut bytes = Vec::new();
    diff(&Pack::open(old).unwrap(), &Pack::open(new).unwrap()).unwrap().write(&mut bytes).unwrap();
    bytes
}

/// Everything that a pack answers, by number.
pub fn answers(pack: &Vec<u8>) -> Tiles {
    let pack = Pack::open(pack).unwrap();
    let runs: Vec<_> = pack.tiles().map(Result::unwrap).collect();
    let tiles = runs.iter().flat_map(|run| run.tiles());
    tiles.map(|tile: Tile| (tile.hilbert(), pack.tile(tile).unwrap().unwrap().into_owned())).collect()
}

/// The pack of `seed` with a few tiles changed, one gone and one more.
pub fn edition(seed: u64) -> Vec<u8> {
    let mut tiles = support::vector_tiles(1);
    let other = support::vector_tiles(1_000 * seed);
    for number in (seed..341).step_by(17) {
        tiles.insert(number, other[&number].clone());
    }
    tiles.remove(&(seed + 100));
    tiles.insert(341 + seed, other[&7].clone());
    support::bytes(TileKind::Mvt, &tiles)
}

/// Whether it cannot be read at all, or answers anything else.
pub fn answers_other_than(pack: &Vec<u8>, wanted: &Tiles) -> bool {
    Pack::open(pack).is_err() || answers(pack) != *wanted
}

/// A file whose power is cut after so many writes, of both files together: the last one is done by half.
pub struct Failing {
    /// What the file has while the power is on, and what is safe.
    pub now: Vec<u8>,
    pub safe: Vec<u8>,
    left: Rc<Cell<usize>>,
}

impl Failing {
    pub fn of(bytes: &[u8], left: &Rc<Cell<usize>>) -> Failing {
        Failing { now: bytes.to_vec(), safe: bytes.to_vec(), left: Rc::clone(left) }
    }

    /// How much of a write is done: all, a part, or nothing any more.
    fn step(&self, length: usize) -> (usize, Result<(), SourceError>) {
        let off = || Err(SourceError::Host { offset: 0, length: 0, reason: "the power is off".into() });
        match self.left.get() {
            0 => (0, off()),
            1 => {
                self.left.set(0);
                (length / 2, off())
            }
            left => {
                self.left.set(left - 1);
                (length, Ok(()))
            }
        }
    }
}

impl Source for Failing {
    fn len(&self) -> u64 {
        Source::len(&self.now)
    }

    fn read(&self, offset: u64, length: usize) -> Result<Cow<'_, [u8]>, SourceError> {
        self.now.read(offset, length)
    }
}

impl Store for Failing {
    fn append(&mut self, bytes: &[u8]) -> Result<(), SourceError> {
        let (part, done) = self.step(bytes.len());
        self.now.extend(&bytes[..part]);
        done
    }

    fn overwrite(&mut self, offset: u64, bytes: &[u8]) -> Result<(), SourceError> {
        let (part, done) = self.step(bytes.len());
        self.now.overwrite(offset, &bytes[..part])?;
        done
    }

    fn cut(&mut self, length: u64) -> Result<(), SourceError> {
        let gone = self.now.len().saturating_sub(length as usize);
        let (part, done) = self.step(gone);
        self.now.truncate(self.now.len() - part);
        done
    }

    fn sync(&mut self) -> Result<(), SourceError> {
        // A sync that is cut has made nothing safe, or everything: both are tried below.
        let (_, done) = self.step(0);
        if done.is_ok() {
            self.safe.clone_from(&self.now);
        }
        done
    }
}
