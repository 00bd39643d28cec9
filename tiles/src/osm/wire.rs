//! Protocol Buffers as far as an OSM extract uses them: numbered fields, varints, lengths. Borrows, never allocates.

/// Why bytes are not Protocol Buffers, and where, counted from the start of the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{why} at byte {at}")]
pub struct WireError {
    pub at: usize,
    pub why: &'static str,
}

/// One field's content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field<'a> {
    Number(u64),
    Bytes(&'a [u8]),
    /// Fixed widths: the format of extracts has none, so they are skipped.
    Other,
}

/// Walks through a message, or through packed numbers.
#[derive(Debug, Clone, Copy)]
pub struct Wire<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Wire<'a> {
    pub fn new(bytes: &'a [u8]) -> Wire<'a> {
        Wire { bytes, at: 0 }
    }

    /// The next field and its number; `None` at the end.
    pub fn field(&mut self) -> Result<Option<(u64, Field<'a>)>, WireError> {
        if self.at == self.bytes.len() {
            return Ok(None);
        }
        let key = self.varint()?;
        let field = match key & 7 {
            0 => Field::Number(self.varint()?),
            1 => self.skip(8)?,
            2 => {
                let length = self.varint()?;
                let left = self.bytes.len() - self.at;
                let length = usize::try_from(length).ok().filter(|length| *length <= left);
                Field::Bytes(self.take(length.ok_or(self.wrong("a length runs past the end"))?)?)
            }
            5 => self.skip(4)?,
            _ => return Err(self.wrong("an unknown wire type")),
        };
        Ok(Some((key >> 3, field)))
    }

    /// The next packed number; `None` at the end.
    pub fn number(&mut self) -> Result<Option<u64>, WireError> {
        if self.at == self.bytes.len() { Ok(None) } else { self.varint().map(Some) }
    }

    /// The next packed zigzag number; `None` at the end.
    pub fn signed(&mut self) -> Result<Option<i64>, WireError> {
        Ok(self.number()?.map(zigzag))
    }

    fn varint(&mut self) -> Result<u64, WireError> {
        let mut value = 0u64;
        for (index, byte) in self.bytes.get(self.at..).unwrap_or_default().iter().take(10).enumerate() {
            value |= u64::from(byte & 0x7f) << (7 * index).min(63);
            if byte & 0x80 == 0 {
                self.at += index + 1;
                return Ok(value);
            }
        }
        Err(self.wrong("a number does not end"))
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], WireError> {
        let end = self.at.saturating_add(length);
        let bytes = self.bytes.get(self.at..end).ok_or(self.wrong("a field runs past the end"))?;
        self.at = end;
        Ok(bytes)
    }

    fn skip(&mut self, length: usize) -> Result<Field<'a>, WireError> {
        self.take(length).map(|_| Field::Other)
    }

    fn wrong(&self, why: &'static str) -> WireError {
        WireError { at: self.at, why }
    }
}

pub fn zigzag(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_come_in_order_and_unknown_widths_are_skipped() {
        let mut wire = Wire::new(&[0x08, 0x96, 0x01, 0x12, 2, b'a', b'b', 0x1d, 1, 2, 3, 4]);
        assert_eq!(wire.field(), Ok(Some((1, Field::Number(150)))));
        assert_eq!(wire.field(), Ok(Some((2, Field::Bytes(b"ab")))));
        assert_eq!(wire.field(), Ok(Some((3, Field::Other))));
        assert_eq!(wire.field(), Ok(None));
    }

    #[test]
    fn a_length_past_the_end_and_an_endless_number_are_refused_with_their_place() {
        assert_eq!(
            Wire::new(&[0x12, 9, 1]).field(),
            Err(WireError { at: 2, why: "a length runs past the end" })
        );
        assert_eq!(Wire::new(&[0xff; 11]).number(), Err(WireError { at: 0, why: "a number does not end" }));
        assert!(Wire::new(&[0x0b]).field().is_err());
    }

    #[test]
    fn zigzag_alternates_around_zero() {
        assert_eq!([0, 1, 2, 3, u64::MAX].map(zigzag), [0, -1, 1, -2, i64::MIN]);
    }
}
