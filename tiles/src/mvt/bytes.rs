//! The part of protocol buffers that vector tiles use: fields, numbers, pieces of bytes, each with its place in the tile.

use super::read::{MvtError, Problem};

/// What is left to read of a message, and where in the tile that is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bytes<'a> {
    rest: &'a [u8],
    at: usize,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Field<'a> {
    Number(u64),
    Fixed32(u32),
    Fixed64(u64),
    Bytes(Bytes<'a>),
}

impl<'a> Bytes<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Bytes<'a> {
        Bytes { rest: bytes, at: 0 }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.rest.len()
    }

    pub(super) fn error(&self, problem: Problem) -> MvtError {
        MvtError { at: self.at, problem }
    }

    fn take(&mut self, length: u64) -> Result<&'a [u8], MvtError> {
        let split = usize::try_from(length).ok().and_then(|length| self.rest.split_at_checked(length));
        let (piece, rest) = split.ok_or_else(|| self.error(Problem::Short))?;
        self.rest = rest;
        self.at += piece.len();
        Ok(piece)
    }

    fn fixed<const N: usize>(&mut self) -> Result<[u8; N], MvtError> {
        let (piece, rest) = self.rest.split_first_chunk().ok_or_else(|| self.error(Problem::Short))?;
        self.rest = rest;
        self.at += N;
        Ok(*piece)
    }

    pub(super) fn number(&mut self) -> Result<u64, MvtError> {
        let start = *self;
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let [byte] = self.fixed().map_err(|_| start.error(Problem::Short))?;
            if shift == 63 && byte > 1 {
                break;
            }
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(start.error(Problem::Number))
    }

    /// A number of 32 bits, as geometry and tags have them.
    pub(super) fn short_number(&mut self) -> Result<u32, MvtError> {
        let start = *self;
        u32::try_from(self.number()?).map_err(|_| start.error(Problem::Number))
    }

    /// The next field and its number; `None` at the end of the message.
    pub(super) fn field(&mut self) -> Result<Option<(u64, Field<'a>)>, MvtError> {
        if self.is_empty() {
            return Ok(None);
        }
        let start = *self;
        let key = self.number()?;
        let field = match key & 7 {
            0 => Field::Number(self.number()?),
            1 => Field::Fixed64(u64::from_le_bytes(self.fixed()?)),
            2 => {
                let length = self.number()?;
                let at = self.at;
                Field::Bytes(Bytes { rest: self.take(length)?, at })
            }
            5 => Field::Fixed32(u32::from_le_bytes(self.fixed()?)),
            _ => return Err(start.error(Problem::Wire)),
        };
        Ok(Some((key >> 3, field)))
    }

    pub(super) fn text(&self) -> Result<&'a str, MvtError> {
        std::str::from_utf8(self.rest)
            .map_err(|error| MvtError { at: self.at + error.valid_up_to(), problem: Problem::Text })
    }
}

/// Signed numbers that are small in either direction.
pub(super) fn zigzag(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_number_is_read_and_a_larger_one_is_refused() {
        let largest = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1];
        assert_eq!(Bytes::new(&largest).number(), Ok(u64::MAX));
        let mut larger = largest;
        larger[9] = 2;
        assert_eq!(Bytes::new(&larger).number(), Err(MvtError { at: 0, problem: Problem::Number }));
        assert_eq!(Bytes::new(&[0x80]).number(), Err(MvtError { at: 0, problem: Problem::Short }));
    }

    #[test]
    fn signs_come_back() {
        assert_eq!([0, 1, 2, 3].map(zigzag), [0, -1, 1, -2]);
        assert_eq!([u64::MAX, u64::MAX - 1].map(zigzag), [i64::MIN, i64::MAX]);
    }
}
