//! Whole packs: what is in one, whether it is sound, a part of it, and what changed between two.

pub mod delta;
#[cfg(feature = "build")]
pub mod extract;
pub mod show;
pub mod update;
#[cfg(feature = "build")]
pub mod verify;

#[cfg(feature = "build")]
pub use extract::{ExtractError, Wanted, extract};
pub use show::{Summary, show};
#[cfg(feature = "build")]
pub use verify::{Code, Finding, Report, verify};

use std::borrow::Cow;

use crate::gzip::{GzipError, gunzip};
use crate::read::Compression;
use crate::{mvt, read};

/// Why a stored tile could not be unpacked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnpackError {
    #[error(transparent)]
    Gzip(#[from] GzipError),
    #[error("tiles packed as {0:?} cannot be read")]
    Compression(Compression),
}

/// The bytes of a tile as they were before they were stored.
pub fn unpack<'a>(header: &read::Header, stored: &'a [u8]) -> Result<Cow<'a, [u8]>, UnpackError> {
    match header.compression {
        Compression::None => Ok(Cow::Borrowed(stored)),
        Compression::Gzip => Ok(Cow::Owned(gunzip(stored, mvt::TILE_MAX)?)),
        other => Err(UnpackError::Compression(other)),
    }
}
