//! A directory of a PMTiles v3 pack (specification, section 4): which tiles lie where, as sorted runs.

/// More entries in one directory are refused; writers split long before.
pub const ENTRIES_MAX: usize = 1 << 18;
/// A directory that is longer than this once unpacked is refused.
pub const UNPACKED_MAX: usize = 8 << 20;

/// Tiles `first .. first + run` with the same bytes, or, where `run` is 0, a directory for the tiles from `first` on.
/// `offset` counts from the start of the section of tiles or of leaf directories.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    pub first: u64,
    pub offset: u64,
    pub length: u32,
    pub run: u32,
}

/// `at` is the byte in the unpacked directory.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DirectoryError {
    #[error("a number is cut short or too long, at byte {at}")]
    Number { at: usize },
    #[error("{entries} entries are more than {ENTRIES_MAX} or than the bytes can hold")]
    TooMany { entries: u64 },
    #[error("entry {index} does not follow the one before")]
    Order { index: usize },
    #[error("entry {index} has a number that is out of range")]
    Range { index: usize },
    #[error("it is empty, but not the root")]
    Empty,
    #[error("{extra} bytes are left over at byte {at}")]
    Extra { at: usize, extra: usize },
}

/// Reads an unpacked directory. The entries come sorted, without overlap, each with bytes.
pub fn read(bytes: &[u8]) -> Result<Vec<Entry>, DirectoryError> {
    let mut numbers = Numbers { bytes, at: 0 };
    let count = numbers.next()?;
    // Four numbers an entry, a byte each at least: what is allocated is bounded by what was read.
    let possible = ENTRIES_MAX.min(bytes.len() / 4) as u64;
    if count > possible {
        return Err(DirectoryError::TooMany { entries: count });
    }
    let mut entries = Vec::with_capacity(count as usize);
    let mut first = 0_u64;
    for index in 0..count as usize {
        let step = numbers.next()?;
        if index > 0 && step == 0 {
            return Err(DirectoryError::Order { index });
        }
        first = first.checked_add(step).ok_or(DirectoryError::Range { index })?;
        entries.push(Entry { first, offset: 0, length: 0, run: 0 });
    }
    for (index, entry) in entries.iter_mut().enumerate() {
        entry.run = u32::try_from(numbers.next()?).map_err(|_| DirectoryError::Range { index })?;
    }
    for (index, entry) in entries.iter_mut().enumerate() {
        let length = u32::try_from(numbers.next()?).ok().filter(|length| *length > 0);
        entry.length = length.ok_or(DirectoryError::Range { index })?;
    }
    let mut end = None;
    for (index, entry) in entries.iter_mut().enumerate() {
        // 0 means right behind the one before, anything else is the offset plus one.
        let offset = match numbers.next()? {
            0 => end,
            plus_one => Some(plus_one - 1),
        };
        entry.offset = offset.ok_or(DirectoryError::Range { index })?;
        end = entry.offset.checked_add(u64::from(entry.length));
    }
    if numbers.at < bytes.len() {
        return Err(DirectoryError::Extra { at: numbers.at, extra: bytes.len() - numbers.at });
    }
    for (index, pair) in entries.windows(2).enumerate() {
        let [one, two] = pair else { continue };
        if one.first.checked_add(u64::from(one.run)).is_none_or(|end| end > two.first) {
            return Err(DirectoryError::Order { index: index + 1 });
        }
    }
    Ok(entries)
}

/// The bytes of a directory, not packed.
pub fn write(entries: &[Entry]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(entries.len() * 6 + 10);
    put(&mut bytes, entries.len() as u64);
    let mut before = 0;
    for entry in entries {
        put(&mut bytes, entry.first - before);
        before = entry.first;
    }
    entries.iter().for_each(|entry| put(&mut bytes, u64::from(entry.run)));
    entries.iter().for_each(|entry| put(&mut bytes, u64::from(entry.length)));
    let mut end = None;
    for entry in entries {
        put(&mut bytes, if end == Some(entry.offset) { 0 } else { entry.offset + 1 });
        end = Some(entry.offset + u64::from(entry.length));
    }
    bytes
}

/// The entry that holds the tile or leads to it.
pub fn find(entries: &[Entry], number: u64) -> Option<&Entry> {
    let after = entries.partition_point(|entry| entry.first <= number);
    let entry = entries.get(after.checked_sub(1)?)?;
    (entry.run == 0 || number - entry.first < u64::from(entry.run)).then_some(entry)
}

fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

struct Numbers<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Numbers<'_> {
    fn next(&mut self) -> Result<u64, DirectoryError> {
        let start = self.at;
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = *self.bytes.get(self.at).ok_or(DirectoryError::Number { at: start })?;
            self.at += 1;
            if shift == 63 && byte > 1 {
                break;
            }
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(DirectoryError::Number { at: start })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(first: u64, run: u32, offset: u64, length: u32) -> Entry {
        Entry { first, offset, length, run }
    }

    fn three() -> Vec<Entry> {
        vec![entry(5, 2, 0, 10), entry(9, 0, 500, 300), entry(1 << 40, 1, 10, u32::MAX)]
    }

    #[test]
    fn a_directory_comes_back() {
        assert_eq!(read(&write(&three())), Ok(three()));
        assert_eq!(read(&write(&[])), Ok(vec![]));
    }

    #[test]
    fn a_tile_is_found_in_its_run_or_behind_a_leaf() {
        let entries = three();
        let found = |number| find(&entries, number).map(|entry| entry.first);
        assert_eq!([found(4), found(5), found(6), found(7)], [None, Some(5), Some(5), None]);
        assert_eq!(
            [found(9), found(1_000), found(1 << 40), found(u64::MAX)],
            [Some(9), Some(9), Some(1 << 40), None]
        );
    }

    #[test]
    fn impossible_directories_are_refused() {
        let write = |entries: &[Entry]| read(&super::write(entries)).unwrap_err();
        assert_eq!(write(&[entry(1, 2, 0, 1), entry(2, 1, 1, 1)]), DirectoryError::Order { index: 1 });
        assert_eq!(write(&[entry(1, 1, 0, 0)]), DirectoryError::Range { index: 0 });
        assert_eq!(read(&[0xFF, 0xFF, 0xFF, 0x7F]), Err(DirectoryError::TooMany { entries: 0x0FFF_FFFF }));
        assert_eq!(
            read(&[1, 1, 1, 1, 0]),
            Err(DirectoryError::Range { index: 0 }),
            "no entry before the first"
        );
        assert_eq!(read(&[0, 0]), Err(DirectoryError::Extra { at: 1, extra: 1 }));
        assert_eq!(read(&[0xFF; 11]), Err(DirectoryError::Number { at: 0 }));
        assert_eq!(read(&[]), Err(DirectoryError::Number { at: 0 }));
    }
}
