//! Brings pieces into order in bounded memory: what does not fit is sorted and laid into a temporary file, and the
//! files are merged at the end.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};

use rayon::slice::ParallelSliceMut;

use super::cut::Pieces;
use super::piece::Key;

/// How much of a temporary file is read or written at once.
const BUFFER: usize = 1 << 18;

/// No piece is larger; a longer one in a temporary file means that the file was spoilt.
const LARGEST_PIECE: u32 = 1 << 28;

/// Collects pieces.
pub struct Sorter {
    folder: PathBuf,
    /// Bytes that may be held in memory.
    limit: usize,
    held: Held,
    runs: Vec<File>,
}

/// Pieces in memory.
#[derive(Default)]
pub struct Held {
    /// Key, chunk and place in the chunk.
    index: Vec<(Key, u32, u32)>,
    chunks: Vec<Vec<u8>>,
    bytes: usize,
}

impl Sorter {
    /// Temporary files go to `folder`; they have no name there, so that nothing is left of them whatever happens.
    pub fn new(folder: &Path, limit: usize) -> Sorter {
        Sorter { folder: folder.to_owned(), limit, held: Held::default(), runs: Vec::new() }
    }

    pub fn add(&mut self, mut pieces: Pieces) -> io::Result<()> {
        let chunk = self.held.chunks.len() as u32;
        pieces.bytes.shrink_to_fit();
        self.held.bytes += pieces.bytes.len() + pieces.index.len() * size_of::<(Key, u32, u32)>();
        self.held.index.extend(pieces.index.iter().map(|(key, at)| (*key, chunk, *at)));
        self.held.chunks.push(pieces.bytes);
        if self.held.bytes > self.limit { self.spill() } else { Ok(()) }
    }

    fn spill(&mut self) -> io::Result<()> {
        let mut held = std::mem::take(&mut self.held);
        held.sort();
        let mut file = BufWriter::with_capacity(BUFFER, tempfile::tempfile_in(&self.folder)?);
        for &(key, chunk, at) in &held.index {
            let piece = held.piece(chunk, at);
            file.write_all(&key.to_bytes())?;
            file.write_all(&(piece.len() as u32).to_le_bytes())?;
            file.write_all(piece)?;
        }
        let mut file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        self.runs.push(file);
        Ok(())
    }

    /// All pieces in the order of their keys.
    pub fn sorted(mut self) -> io::Result<Sorted> {
        if self.runs.is_empty() {
            self.held.sort();
            return Ok(Sorted::Held { held: self.held, next: 0 });
        }
        self.spill()?;
        let mut runs: Vec<Run> = self.runs.into_iter().map(Run::new).collect();
        let mut heap = BinaryHeap::new();
        for (number, run) in runs.iter_mut().enumerate() {
            heap.extend(run.advance()?.map(|key| Reverse((key, number))));
        }
        Ok(Sorted::Merged { runs, heap })
    }
}

impl Held {
    fn sort(&mut self) {
        self.index.par_sort_unstable();
    }

    fn piece(&self, chunk: u32, at: u32) -> &[u8] {
        let rest = self.chunks.get(chunk as usize).and_then(|chunk| chunk.get(at as usize..));
        let Some((length, rest)) = rest.and_then(|rest| rest.split_first_chunk::<4>()) else { return &[] };
        rest.get(..u32::from_le_bytes(*length) as usize).unwrap_or(rest)
    }
}

/// Pieces in order.
pub enum Sorted {
    #[doc(hidden)]
    Held { held: Held, next: usize },
    #[doc(hidden)]
    Merged { runs: Vec<Run>, heap: BinaryHeap<Reverse<(Key, usize)>> },
}

/// A temporary file and its next piece.
pub struct Run {
    file: BufReader<File>,
    piece: Vec<u8>,
}

impl Sorted {
    /// The key of the next piece, whose bytes are added to `out`.
    pub fn next(&mut self, out: &mut Vec<u8>) -> io::Result<Option<Key>> {
        match self {
            Sorted::Held { held, next } => {
                let Some(&(key, chunk, at)) = held.index.get(*next) else { return Ok(None) };
                *next += 1;
                out.extend_from_slice(held.piece(chunk, at));
                Ok(Some(key))
            }
            Sorted::Merged { runs, heap } => {
                let Some(Reverse((key, number))) = heap.pop() else { return Ok(None) };
                let run = &mut runs[number];
                out.extend_from_slice(&run.piece);
                heap.extend(run.advance()?.map(|key| Reverse((key, number))));
                Ok(Some(key))
            }
        }
    }
}

impl Run {
    fn new(file: File) -> Run {
        Run { file: BufReader::with_capacity(BUFFER, file), piece: Vec::new() }
    }

    fn advance(&mut self) -> io::Result<Option<Key>> {
        let mut head = [0; 20];
        match self.file.read_exact(&mut head) {
            Err(end) if end.kind() == ErrorKind::UnexpectedEof => return Ok(None),
            read => read?,
        }
        let (key, length) = head.split_at(16);
        let (Ok(key), Ok(length)) = (key.try_into(), length.try_into()) else { return Ok(None) };
        let length = u32::from_le_bytes(length);
        if length > LARGEST_PIECE {
            return Err(io::Error::new(ErrorKind::InvalidData, "a temporary file was spoilt"));
        }
        self.piece.resize(length as usize, 0);
        self.file.read_exact(&mut self.piece)?;
        Ok(Some(Key::from_bytes(key)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layers::Layer;

    fn sorted(limit: usize) -> (usize, Vec<(Key, Vec<u8>)>) {
        let folder = tempfile::tempdir().unwrap();
        let mut sorter = Sorter::new(folder.path(), limit);
        for chunk in 0..10_u32 {
            let mut pieces = Pieces::default();
            for number in 0..50_u32 {
                let tile = u64::from((number * 7919 + chunk * 31) % 97);
                pieces.index.push((
                    Key::new(tile, Layer::Streets, number % 3, chunk * 50 + number),
                    pieces.bytes.len() as u32,
                ));
                pieces.bytes.extend_from_slice(&number.to_le_bytes());
                pieces.bytes.extend(std::iter::repeat_n(chunk as u8, number as usize));
            }
            sorter.add(pieces).unwrap();
        }
        let runs = sorter.runs.len();
        let mut sorted = sorter.sorted().unwrap();
        let mut all = Vec::new();
        let mut bytes = Vec::new();
        while let Some(key) = sorted.next(&mut bytes).unwrap() {
            all.push((key, std::mem::take(&mut bytes)));
        }
        (runs, all)
    }

    #[test]
    fn what_goes_over_the_disk_comes_back_as_from_memory() {
        let (none, held) = sorted(1 << 30);
        let (many, merged) = sorted(4000);
        assert_eq!(none, 0);
        assert!(many > 3);
        assert_eq!(held.len(), 500);
        assert!(held.is_sorted_by_key(|(key, _)| *key));
        assert_eq!(held, merged);
    }
}
