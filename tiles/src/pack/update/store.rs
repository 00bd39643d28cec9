//! A file that is changed in its place: on a disk, in memory, or what a host offers (the browser's sync access handles).

use crate::read::{Source, SourceError};

/// Bytes that can be changed. Nothing is promised to survive a power cut before [`Store::sync`] comes back.
pub trait Store: Source {
    /// Adds to the end.
    fn append(&mut self, bytes: &[u8]) -> Result<(), SourceError>;
    /// Writes over bytes that are there.
    fn overwrite(&mut self, offset: u64, bytes: &[u8]) -> Result<(), SourceError>;
    /// Takes away what lies beyond this length.
    fn cut(&mut self, length: u64) -> Result<(), SourceError>;
    /// Makes everything safe.
    fn sync(&mut self) -> Result<(), SourceError>;
}

impl Store for Vec<u8> {
    fn append(&mut self, bytes: &[u8]) -> Result<(), SourceError> {
        self.extend(bytes);
        Ok(())
    }

    fn overwrite(&mut self, offset: u64, bytes: &[u8]) -> Result<(), SourceError> {
        let (size, length) = (Source::len(self), bytes.len() as u64);
        let start = usize::try_from(offset).unwrap_or(usize::MAX);
        let place = start.checked_add(bytes.len()).and_then(|end| self.get_mut(start..end));
        place.ok_or(SourceError::Beyond { offset, length, size })?.copy_from_slice(bytes);
        Ok(())
    }

    fn cut(&mut self, length: u64) -> Result<(), SourceError> {
        self.truncate(usize::try_from(length).unwrap_or(usize::MAX));
        Ok(())
    }

    fn sync(&mut self) -> Result<(), SourceError> {
        Ok(())
    }
}

#[cfg(feature = "map")]
pub use file::OnDisk;

#[cfg(feature = "map")]
mod file {
    use std::borrow::Cow;
    use std::fs::File;
    use std::io::{self, Read, Seek, SeekFrom, Write};

    use super::{Source, SourceError, Store};

    /// An open file, for reading and writing.
    #[derive(Debug)]
    pub struct OnDisk {
        file: File,
        length: u64,
    }

    impl OnDisk {
        pub fn new(file: File) -> io::Result<OnDisk> {
            let length = file.metadata()?.len();
            Ok(OnDisk { file, length })
        }
    }

    fn failed(offset: u64, length: usize) -> impl Fn(io::Error) -> SourceError {
        move |error| SourceError::Host { offset, length: length as u64, reason: error.to_string() }
    }

    impl Source for OnDisk {
        fn len(&self) -> u64 {
            self.length
        }

        fn read(&self, offset: u64, length: usize) -> Result<Cow<'_, [u8]>, SourceError> {
            if offset.checked_add(length as u64).is_none_or(|end| end > self.length) {
                return Err(SourceError::Beyond { offset, length: length as u64, size: self.length });
            }
            let mut bytes = vec![0; length];
            let mut file = &self.file;
            let read = file.seek(SeekFrom::Start(offset)).and_then(|_| file.read_exact(&mut bytes));
            read.map_err(failed(offset, length))?;
            Ok(Cow::Owned(bytes))
        }
    }

    impl Store for OnDisk {
        fn append(&mut self, bytes: &[u8]) -> Result<(), SourceError> {
            let at = self.length;
            let written = self.file.seek(SeekFrom::Start(at)).and_then(|_| self.file.write_all(bytes));
            written.map_err(failed(at, bytes.len()))?;
            self.length += bytes.len() as u64;
            Ok(())
        }

        fn overwrite(&mut self, offset: u64, bytes: &[u8]) -> Result<(), SourceError> {
            let length = bytes.len() as u64;
            if offset.checked_add(length).is_none_or(|end| end > self.length) {
                return Err(SourceError::Beyond { offset, length, size: self.length });
            }
            let written = self.file.seek(SeekFrom::Start(offset)).and_then(|_| self.file.write_all(bytes));
            written.map_err(failed(offset, bytes.len()))
        }

        fn cut(&mut self, length: u64) -> Result<(), SourceError> {
            self.file.set_len(length).map_err(failed(length, 0))?;
            self.length = self.length.min(length);
            Ok(())
        }

        fn sync(&mut self) -> Result<(), SourceError> {
            self.file.sync_all().map_err(failed(0, 0))
        }
    }
}
