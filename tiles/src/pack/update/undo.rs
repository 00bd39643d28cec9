//! The undo journal: how the pack was before it was touched, safe beside it while it is touched.
//!
//! `SENTEUND`, the version (1 byte), the pack's length (8, little-endian), the SHA-256 of everything behind its head, the
//! head itself, and at the end the SHA-256 of all this. A journal that is not whole counts as absent.

use sha2::{Digest, Sha256};

use super::store::Store;
use crate::read::{HEAD, Source, SourceError};

const MAGIC: &[u8; 8] = b"SENTEUND";
const VERSION: u8 = 1;
const FRONT: usize = 8 + 1 + 8 + 32;
const SUM: usize = 32;
/// Bytes are hashed in pieces of this length.
const PIECE: u64 = 1 << 20;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undo {
    /// Of the pack, before.
    pub length: u64,
    /// The bytes that will be written over.
    pub head: Vec<u8>,
    /// SHA-256 of the rest, which is never written over.
    pub rest: [u8; 32],
}

impl Undo {
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.push(VERSION);
        bytes.extend(self.length.to_le_bytes());
        bytes.extend(self.rest);
        bytes.extend(&self.head);
        let sum = Sha256::digest(&bytes);
        bytes.extend(sum);
        bytes
    }

    /// `None` where there is none, or one that is not whole.
    pub fn read(journal: &impl Source) -> Result<Option<Undo>, SourceError> {
        let size = journal.len();
        if size < (FRONT + SUM) as u64 || size > FRONT as u64 + HEAD + SUM as u64 {
            return Ok(None);
        }
        let bytes = journal.read(0, size as usize)?;
        let Some((body, sum)) = bytes.split_last_chunk::<SUM>() else { return Ok(None) };
        if !body.starts_with(MAGIC) || body.get(8) != Some(&VERSION) || Sha256::digest(body)[..] != sum[..] {
            return Ok(None);
        }
        let Some((front, head)) = body.split_first_chunk::<FRONT>() else { return Ok(None) };
        let length = u64::from_le_bytes(std::array::from_fn(|index| front[9 + index]));
        let rest = std::array::from_fn(|index| front[17 + index]);
        Ok(Some(Undo { length, head: head.to_vec(), rest }).filter(|undo| undo.head.len() as u64 <= length))
    }

    /// Whether this is the pack that the journal was written for, however far its update came.
    pub fn belongs_to(&self, pack: &impl Source) -> Result<bool, SourceError> {
        let rest = hash(pack, self.head.len() as u64, self.length);
        if pack.len() < self.length { Ok(false) } else { Ok(rest? == self.rest) }
    }

    /// Makes the pack what it was.
    pub fn roll_back(&self, pack: &mut impl Store) -> Result<(), SourceError> {
        pack.overwrite(0, &self.head)?;
        pack.cut(self.length)?;
        pack.sync()
    }
}

/// SHA-256 of the bytes from one place to another.
pub fn hash(source: &impl Source, from: u64, to: u64) -> Result<[u8; 32], SourceError> {
    let mut digest = Sha256::new();
    let mut at = from;
    while at < to {
        let piece = source.read(at, PIECE.min(to - at) as usize)?;
        digest.update(&piece);
        at += piece.len() as u64;
    }
    Ok(digest.finalize().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn undo() -> Undo {
        Undo { length: 40_000, head: vec![7; 16_384], rest: [9; 32] }
    }

    #[test]
    fn a_journal_comes_back_and_one_that_is_not_whole_counts_as_absent() {
        let bytes = undo().to_bytes();
        assert_eq!(Undo::read(&bytes), Ok(Some(undo())));
        for end in 0..bytes.len() {
            assert_eq!(Undo::read(&bytes[..end].to_vec()), Ok(None), "{end}");
        }
        for at in (0..bytes.len()).step_by(97) {
            let mut broken = bytes.clone();
            broken[at] ^= 1;
            assert_eq!(Undo::read(&broken), Ok(None), "{at}");
        }
    }

    #[test]
    fn the_journal_of_another_pack_is_told_apart() {
        let pack: Vec<u8> = (0..40_000_u32).map(|number| number as u8).collect();
        let rest = hash(&pack, 100, 40_000).unwrap();
        let undo = Undo { length: 40_000, head: pack[..100].to_vec(), rest };
        assert_eq!(undo.belongs_to(&pack), Ok(true));
        assert_eq!(undo.belongs_to(&pack[..39_999].to_vec()), Ok(false));
        let mut other = pack.clone();
        other[20_000] ^= 1;
        assert_eq!(undo.belongs_to(&other), Ok(false));
    }
}
