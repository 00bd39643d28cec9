//! What changed between two packs, as a file that makes the new one out of the old one, byte for byte.
//!
//! Such a file holds, little-endian: `SENTEDLT`, the version (1 byte), length and SHA-256 of the old pack, the same of the
//! new one, the length of the steps and of the new bytes (8 each), the steps (gzip), the new bytes. The steps are numbers
//! of seven bits a byte, in threes: so many new bytes; then so many bytes of the old pack; and how far these begin from
//! where the last ones ended, its sign in the lowest bit. They work for any pack, whoever wrote it, and need no writer
//! whose output never changes.

use sha2::{Digest, Sha256};

use crate::gzip::GzipError;
use crate::read::{PackError, Source, SourceError};

mod diff;
mod patch;

pub use diff::{Changes, Delta, diff};
pub use patch::{Copy, apply, steps};
#[cfg(feature = "build")]
pub use patch::{PatchFileError, patch_file};

const MAGIC: &[u8; 8] = b"SENTEDLT";
const VERSION: u8 = 1;
/// The length of everything before the steps.
pub const HEAD: usize = 8 + 1 + 2 * (8 + 32) + 2 * 8;
/// Steps that are longer once unpacked are refused: more than two million changes.
const STEPS_MAX: usize = 16 << 20;
/// Bytes are copied in pieces of this length.
const PIECE: u64 = 1 << 20;

#[derive(Debug, thiserror::Error)]
pub enum DeltaError {
    #[error("the file holds no changes of a pack")]
    NotADelta,
    #[error("the changes have version {version}, only {VERSION} can be read")]
    Version { version: u8 },
    #[error("the changes are {size} bytes long, {wanted} were expected")]
    Length { size: u64, wanted: u64 },
    #[error("the changes belong to another pack than this one")]
    OtherPack,
    #[error("the steps are damaged")]
    Packed(#[source] GzipError),
    #[error("step {step} does not fit the pack or the new bytes")]
    Step { step: usize },
    #[error("the changes led to another pack than promised")]
    Result,
    #[error("could not read a pack")]
    Pack(#[from] PackError),
    #[error(transparent)]
    Source(#[from] SourceError),
    #[error("could not write")]
    Write(#[source] std::io::Error),
}

/// A pack as a whole: how long, and which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whole {
    pub length: u64,
    pub sha256: [u8; 32],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    pub old: Whole,
    pub new: Whole,
    steps: u64,
    fresh: u64,
}

impl Whole {
    pub fn of(source: &impl Source) -> Result<Whole, SourceError> {
        let mut digest = Sha256::new();
        let length = source.len();
        let mut at = 0;
        while at < length {
            let piece = source.read(at, PIECE.min(length - at) as usize)?;
            digest.update(&piece);
            at += piece.len() as u64;
        }
        Ok(Whole { length, sha256: digest.finalize().into() })
    }
}

impl Head {
    /// Reads the head of a file of changes, and that the file has the length that the head promises.
    pub fn read(delta: &impl Source) -> Result<Head, DeltaError> {
        let size = delta.len();
        let start = delta.read(0, (HEAD as u64).min(size) as usize)?;
        if !start.starts_with(MAGIC) {
            return Err(DeltaError::NotADelta);
        }
        let wanted = HEAD as u64;
        let start: &[u8; HEAD] = start.first_chunk().ok_or(DeltaError::Length { size, wanted })?;
        if start[8] != VERSION {
            return Err(DeltaError::Version { version: start[8] });
        }
        let long = |at: usize| u64::from_le_bytes(std::array::from_fn(|index| start[at + index]));
        let whole = |at: usize| Whole {
            length: long(at),
            sha256: std::array::from_fn(|index| start[at + 8 + index]),
        };
        let head = Head { old: whole(9), new: whole(49), steps: long(89), fresh: long(97) };
        let wanted = wanted.saturating_add(head.steps).saturating_add(head.fresh);
        if size != wanted {
            return Err(DeltaError::Length { size, wanted });
        }
        Ok(head)
    }

    fn to_bytes(self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.push(VERSION);
        for whole in [self.old, self.new] {
            bytes.extend(whole.length.to_le_bytes());
            bytes.extend(whole.sha256);
        }
        bytes.extend(self.steps.to_le_bytes());
        bytes.extend(self.fresh.to_le_bytes());
        bytes
    }
}
