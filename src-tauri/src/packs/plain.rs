//! A file of the hiker as a source of bytes. It is read, not mapped: another program may shorten it at any moment.

use std::borrow::Cow;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Mutex;

use tiles::read::{Source, SourceError};

use super::locked;

pub struct Plain {
    file: Mutex<File>,
    size: u64,
}

impl Plain {
    pub fn open(path: &Path) -> std::io::Result<Plain> {
        let file = File::open(path)?;
        let size = file.metadata()?.len();
        Ok(Plain { file: Mutex::new(file), size })
    }
}

impl Source for Plain {
    fn len(&self) -> u64 {
        self.size
    }

    fn read(&self, offset: u64, length: usize) -> Result<Cow<'_, [u8]>, SourceError> {
        let (wanted, size) = (length as u64, self.size);
        if offset.checked_add(wanted).is_none_or(|end| end > size) {
            return Err(SourceError::Beyond { offset, length: wanted, size });
        }
        let mut bytes = vec![0; length];
        let mut file = locked(&self.file);
        let read = file.seek(SeekFrom::Start(offset)).and_then(|_| file.read_exact(&mut bytes));
        match read {
            Ok(()) => Ok(Cow::Owned(bytes)),
            Err(error) => Err(SourceError::Host { offset, length: wanted, reason: error.to_string() }),
        }
    }
}
