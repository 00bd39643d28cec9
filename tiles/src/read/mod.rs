//! Reading a PMTiles v3 pack: header, directories, tiles, from any source of bytes.

use std::borrow::Cow;
use std::sync::{Arc, Mutex, PoisonError};

use crate::gzip::{GzipError, gunzip};
use crate::tile::Tile;

pub mod about;
mod cache;
pub mod directory;
pub mod header;
pub mod heights;
#[cfg(feature = "map")]
pub mod mapped;
mod picture;
pub mod source;
pub(crate) mod split;
mod unpack;
pub mod walk;

pub use about::{About, Kind, Unfit};
pub use directory::{DirectoryError, Entry};
pub use header::{Centre, Compression, HEADER, Header, HeaderError, Section, TileKind};
pub use heights::{Heights, HeightsError};
#[cfg(feature = "map")]
pub use mapped::Mapped;
pub use picture::PictureError;
pub use source::{Part, Source, SourceError};
pub use unpack::{TileError, UnpackError};
pub use walk::{Leaf, Run};

/// The root directory lies within the first 16 KiB.
pub const HEAD: u64 = 16_384;
/// A stored tile that is longer is refused.
pub const TILE_MAX: u32 = 16 << 20;
/// Metadata that are longer, packed or unpacked, are refused.
pub const METADATA_MAX: usize = 1 << 20;
/// How many directories may lie one below the other, the root included.
pub const DEPTH_MAX: usize = 4;

pub type Metadata = serde_json::Map<String, serde_json::Value>;

/// Offsets count from the start of the file.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    #[error(transparent)]
    Header(#[from] HeaderError),
    #[error(transparent)]
    Source(#[from] SourceError),
    #[error(
        "{what} lies at {offset} and is {length} bytes long, which is outside its part of the file or too long"
    )]
    Place { what: &'static str, offset: u64, length: u64 },
    #[error("{what} is packed in a way that cannot be read: {compression:?}")]
    Compression { what: &'static str, compression: Compression },
    #[error("{what} at {offset} cannot be unpacked")]
    Gzip {
        what: &'static str,
        offset: u64,
        #[source]
        source: GzipError,
    },
    #[error("the directory at {offset} is damaged")]
    Directory {
        offset: u64,
        #[source]
        source: DirectoryError,
    },
    #[error("the directory at {offset} lies deeper than {DEPTH_MAX} directories")]
    TooDeep { offset: u64 },
    #[error("the directory at {offset} names tiles that belong to another one")]
    Strayed { offset: u64 },
    #[error("the metadata at {offset} are no JSON object")]
    Metadata {
        offset: u64,
        #[source]
        source: serde_json::Error,
    },
}

/// An open pack. The root directory is held, leaf directories as they are used.
#[derive(Debug)]
pub struct Pack<S> {
    source: S,
    header: Header,
    root: Arc<[Entry]>,
    cache: Mutex<cache::Cache>,
}

impl<S: Source> Pack<S> {
    /// Reads the header and the root directory, and no more.
    pub fn open(source: S) -> Result<Pack<S>, PackError> {
        let size = source.len();
        let head = source.read(0, HEADER.min(usize::try_from(size).unwrap_or(HEADER)))?;
        let header = Header::read(&head, size)?;
        drop(head);
        if header.root.end().is_none_or(|end| end > HEAD.max(HEADER as u64)) {
            let Section { offset, length } = header.root;
            return Err(PackError::Place { what: "the root directory", offset, length });
        }
        let root = read_directory(&source, &header, header.root)?;
        Ok(Pack { source, header, root, cache: Mutex::default() })
    }

    pub fn header(&self) -> &Header {
        &self.header
    }

    pub fn source(&self) -> &S {
        &self.source
    }

    /// The JSON object of the pack; empty where it has none.
    pub fn metadata(&self) -> Result<Metadata, PackError> {
        let place = self.header.metadata;
        if place.length == 0 {
            return Ok(Metadata::new());
        }
        if place.length > METADATA_MAX as u64 {
            let Section { offset, length } = place;
            return Err(PackError::Place { what: "the metadata", offset, length });
        }
        let text = unpacked(&self.source, &self.header, place, "the metadata", METADATA_MAX)?;
        serde_json::from_slice(&text).map_err(|source| PackError::Metadata { offset: place.offset, source })
    }

    /// A tile as it is stored (vector tiles: gzip); `None` where the pack has none.
    pub fn tile(&self, tile: Tile) -> Result<Option<Cow<'_, [u8]>>, PackError> {
        match self.entry(tile.hilbert())? {
            Some(entry) => self.stored(&entry).map(Some),
            None => Ok(None),
        }
    }

    /// The bytes of an entry of tiles.
    pub fn stored(&self, entry: &Entry) -> Result<Cow<'_, [u8]>, PackError> {
        let place = inside(self.header.tiles, entry)
            .filter(|_| entry.length <= TILE_MAX)
            .ok_or_else(|| outside("a tile", self.header.tiles, entry))?;
        Ok(self.source.read(place.offset, entry.length as usize)?)
    }

    /// Where the tile with this number lies, in the section of tiles.
    fn entry(&self, number: u64) -> Result<Option<Entry>, PackError> {
        let Some(mut entry) = directory::find(&self.root, number).copied() else { return Ok(None) };
        for _ in 1..DEPTH_MAX {
            if entry.run > 0 {
                return Ok(Some(entry));
            }
            let leaf = self.leaf(&entry)?;
            match directory::find(&leaf, number) {
                Some(found) => entry = *found,
                None => return Ok(None),
            }
        }
        if entry.run > 0 {
            return Ok(Some(entry));
        }
        Err(PackError::TooDeep { offset: self.header.leaves.offset.saturating_add(entry.offset) })
    }

    /// A leaf directory, from the cache where it is there.
    fn leaf(&self, entry: &Entry) -> Result<Arc<[Entry]>, PackError> {
        // The cache holds whole values only, so that a thread that died with the lock has broken nothing.
        let held = self.cache.lock().unwrap_or_else(PoisonError::into_inner).get(entry.offset);
        if let Some(leaf) = held {
            return Ok(leaf);
        }
        let leaf = self.read_leaf(entry)?;
        self.cache.lock().unwrap_or_else(PoisonError::into_inner).put(entry.offset, &leaf);
        Ok(leaf)
    }

    fn read_leaf(&self, entry: &Entry) -> Result<Arc<[Entry]>, PackError> {
        let place = inside(self.header.leaves, entry)
            .ok_or_else(|| outside("a directory", self.header.leaves, entry))?;
        let leaf = read_directory(&self.source, &self.header, place)?;
        // So every directory leads to a tile, and a walk comes to an end.
        if leaf.is_empty() {
            return Err(PackError::Directory { offset: place.offset, source: DirectoryError::Empty });
        }
        Ok(leaf)
    }
}

/// Where in the file an entry of this section lies; `None` if not in the section.
fn inside(section: Section, entry: &Entry) -> Option<Section> {
    let end = entry.offset.checked_add(u64::from(entry.length))?;
    let offset = section.offset.checked_add(entry.offset)?;
    (end <= section.length).then_some(Section { offset, length: u64::from(entry.length) })
}

fn outside(what: &'static str, section: Section, entry: &Entry) -> PackError {
    let offset = section.offset.saturating_add(entry.offset);
    PackError::Place { what, offset, length: u64::from(entry.length) }
}

fn read_directory(source: &impl Source, header: &Header, place: Section) -> Result<Arc<[Entry]>, PackError> {
    let Section { offset, length } = place;
    if length > directory::UNPACKED_MAX as u64 {
        return Err(PackError::Place { what: "a directory", offset, length });
    }
    let bytes = unpacked(source, header, place, "the directory", directory::UNPACKED_MAX)?;
    let entries = directory::read(&bytes).map_err(|source| PackError::Directory { offset, source })?;
    Ok(entries.into())
}

fn unpacked<'a>(
    source: &'a impl Source,
    header: &Header,
    place: Section,
    what: &'static str,
    limit: usize,
) -> Result<Cow<'a, [u8]>, PackError> {
    let Section { offset, length } = place;
    let short = usize::try_from(length).map_err(|_| PackError::Place { what, offset, length })?;
    // A source that must allocate is asked only for what it has.
    if place.end().is_none_or(|end| end > source.len()) {
        return Err(SourceError::Beyond { offset, length, size: source.len() }.into());
    }
    let stored = source.read(offset, short)?;
    match header.internal {
        Compression::None => Ok(stored),
        Compression::Gzip => {
            gunzip(&stored, limit).map(Cow::Owned).map_err(|source| PackError::Gzip { what, offset, source })
        }
        compression => Err(PackError::Compression { what, compression }),
    }
}
