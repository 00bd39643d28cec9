//! Tiles as they were before they were stored.

use std::borrow::Cow;

use super::{Compression, Pack, PackError, Source};
use crate::gzip::{GzipError, gunzip};
use crate::mvt;
use crate::tile::Tile;

/// Why a tile cannot be given unpacked.
#[derive(Debug, thiserror::Error)]
pub enum TileError {
    #[error(transparent)]
    Pack(#[from] PackError),
    #[error("tile {tile} cannot be unpacked")]
    Unpack {
        tile: Tile,
        #[source]
        source: UnpackError,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnpackError {
    #[error(transparent)]
    Gzip(#[from] GzipError),
    #[error("tiles packed as {0:?} cannot be read")]
    Compression(Compression),
}

impl<S: Source> Pack<S> {
    /// The tile, unpacked; `None` where the pack has none.
    pub fn unpacked(&self, tile: Tile) -> Result<Option<Cow<'_, [u8]>>, TileError> {
        match self.tile(tile)? {
            Some(stored) => self.unpack(tile, stored).map(Some),
            None => Ok(None),
        }
    }

    /// Unpacks what is stored of a tile: at most [`mvt::TILE_MAX`] bytes.
    pub fn unpack<'a>(&self, tile: Tile, stored: Cow<'a, [u8]>) -> Result<Cow<'a, [u8]>, TileError> {
        let failed = |source| TileError::Unpack { tile, source };
        match self.header().compression {
            Compression::None => Ok(stored),
            Compression::Gzip => {
                let raw = gunzip(&stored, mvt::TILE_MAX).map_err(|error| failed(error.into()))?;
                Ok(Cow::Owned(raw))
            }
            other => Err(failed(UnpackError::Compression(other))),
        }
    }
}
