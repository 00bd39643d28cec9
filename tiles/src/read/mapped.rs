//! A pack on disk, mapped into memory: tiles are lent to the caller without a copy.

use std::borrow::Cow;
use std::fs::File;
use std::path::{Path, PathBuf};

use memmap2::Mmap;

use super::source::{Source, SourceError};

#[derive(Debug, thiserror::Error)]
#[error("could not open {path}")]
pub struct CouldNotOpen {
    pub path: PathBuf,
    #[source]
    source: std::io::Error,
}

/// A file whose bytes are read by the operating system as they are needed. Packs are replaced by renaming, so
/// that a map keeps seeing the file that it opened; an update in place adds to the end and writes over the head, which is
/// read once, so that the tiles of a map that was opened before stay where they are.
#[derive(Debug)]
pub struct Mapped {
    map: Mmap,
}

impl Mapped {
    pub fn open(path: &Path) -> Result<Mapped, CouldNotOpen> {
        let failed = |source| CouldNotOpen { path: path.to_owned(), source };
        let file = File::open(path).map_err(failed)?;
        #[expect(
            unsafe_code,
            reason = "a pack is replaced by renaming, or made longer in its place; only what a map never saw is cut off"
        )]
        let map = unsafe { Mmap::map(&file) }.map_err(failed)?;
        Ok(Mapped { map })
    }
}

impl AsRef<[u8]> for Mapped {
    fn as_ref(&self) -> &[u8] {
        &self.map
    }
}

impl Source for Mapped {
    fn len(&self) -> u64 {
        self.map.len() as u64
    }

    fn read(&self, offset: u64, length: usize) -> Result<Cow<'_, [u8]>, SourceError> {
        Source::read(&self.map[..], offset, length)
    }
}
