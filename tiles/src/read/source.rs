//! Where the bytes of a pack come from: memory, a mapped file, or what a host offers.

use std::borrow::Cow;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    #[error("{length} bytes at {offset} reach beyond the end, at {size}")]
    Beyond { offset: u64, length: u64, size: u64 },
    #[error("could not read {length} bytes at {offset}: {reason}")]
    Host { offset: u64, length: u64, reason: String },
}

/// Bytes at any place. What lies in memory already is lent, not copied.
pub trait Source {
    /// How many bytes there are.
    fn len(&self) -> u64;

    /// Exactly `length` bytes, or an error.
    fn read(&self, offset: u64, length: usize) -> Result<Cow<'_, [u8]>, SourceError>;

    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Source for [u8] {
    fn len(&self) -> u64 {
        <[u8]>::len(self) as u64
    }

    fn read(&self, offset: u64, length: usize) -> Result<Cow<'_, [u8]>, SourceError> {
        let start = usize::try_from(offset).ok();
        let piece = start.and_then(|start| self.get(start..start.checked_add(length)?));
        piece.map(Cow::Borrowed).ok_or(SourceError::Beyond {
            offset,
            length: length as u64,
            size: <[u8]>::len(self) as u64,
        })
    }
}

impl Source for Vec<u8> {
    fn len(&self) -> u64 {
        Source::len(self.as_slice())
    }

    fn read(&self, offset: u64, length: usize) -> Result<Cow<'_, [u8]>, SourceError> {
        self.as_slice().read(offset, length)
    }
}

impl<S: Source + ?Sized> Source for &S {
    fn len(&self) -> u64 {
        (**self).len()
    }

    fn read(&self, offset: u64, length: usize) -> Result<Cow<'_, [u8]>, SourceError> {
        (**self).read(offset, length)
    }
}

/// A part of a source, as one of its own.
#[derive(Debug, Clone, Copy)]
pub struct Part<S> {
    source: S,
    from: u64,
    length: u64,
}

impl<S: Source> Part<S> {
    pub fn of(source: S, from: u64, length: u64) -> Part<S> {
        Part { source, from, length }
    }
}

impl<S: Source> Source for Part<S> {
    fn len(&self) -> u64 {
        self.length
    }

    fn read(&self, offset: u64, length: usize) -> Result<Cow<'_, [u8]>, SourceError> {
        let beyond = SourceError::Beyond { offset, length: length as u64, size: self.length };
        let inside = offset.checked_add(length as u64).is_some_and(|end| end <= self.length);
        let at = self.from.checked_add(offset).filter(|_| inside);
        self.source.read(at.ok_or(beyond)?, length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_ends_where_it_was_told_to() {
        let part = Part::of(vec![1, 2, 3, 4, 5], 1, 3);
        assert_eq!(part.read(1, 2).unwrap().as_ref(), [3, 4]);
        let beyond = SourceError::Beyond { offset: 2, length: 2, size: 3 };
        assert_eq!(part.read(2, 2), Err(beyond));
        assert!(part.read(u64::MAX, 1).is_err());
    }

    #[test]
    fn bytes_beyond_the_end_are_refused_with_their_place() {
        let bytes = vec![1, 2, 3];
        assert_eq!(bytes.read(1, 2).unwrap().as_ref(), [2, 3]);
        assert_eq!(bytes.read(3, 0).unwrap().as_ref(), [0; 0]);
        for (offset, length) in [(2, 2), (u64::MAX, 1), (1, usize::MAX)] {
            let beyond = SourceError::Beyond { offset, length: length as u64, size: 3 };
            assert_eq!(bytes.read(offset, length), Err(beyond));
        }
    }
}
