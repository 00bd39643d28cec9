//! Writing a PMTiles v3 pack: clustered along the Hilbert curve, each distinct tile once.
//!
//! The file holds header, root directory, tiles (from byte 16,384 on), metadata, leaf directories. It grows beside its
//! place and takes it in one step when it is complete.

use std::collections::HashMap;
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::gzip::gzip;
use crate::read::split::{ROOT_MAX, split};
use crate::read::{Centre, Compression, Entry, HEAD, HEADER, Header, Section, TILE_MAX, TileKind};
use crate::tile::{Bounds, Tile};

pub mod whole;

pub use whole::{Unfinished, WholeError};

#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    #[error("tile {tile} comes after {before}, which follows it along the curve")]
    Order { tile: Tile, before: Tile },
    #[error("tile {tile} has {length} bytes; from 1 to {TILE_MAX} are possible")]
    Length { tile: Tile, length: usize },
    #[error("could not write the pack {path}")]
    Io {
        path: PathBuf,
        #[source]
        source: std::io::Error,
    },
    #[error("the metadata cannot be written")]
    Metadata(#[source] serde_json::Error),
    #[error(transparent)]
    Whole(#[from] WholeError),
}

/// What the header says of a pack beside its tiles.
#[derive(Debug, Clone, PartialEq)]
pub struct PackSpec {
    /// Vector tiles are added gzipped, pictures as they are.
    pub kind: TileKind,
    pub bounds: Bounds,
    /// Of an empty pack; else the zooms are those of the tiles.
    pub zooms: RangeInclusive<u8>,
    pub centre: Centre,
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Written {
    pub bytes: u64,
    pub tiles: u64,
    pub entries: u64,
    pub contents: u64,
}

/// A pack that is being written. Dropped before [`PackWriter::finish`], it leaves nothing.
#[derive(Debug)]
pub struct PackWriter {
    out: BufWriter<Unfinished>,
    path: PathBuf,
    spec: PackSpec,
    entries: Vec<Entry>,
    last: Option<Tile>,
    tiles: u64,
    /// Where contents lie by the first half of their SHA-256: who finds two of the same has better things to forge.
    contents: HashMap<[u8; 16], (u64, u32)>,
    /// The length of the section of tiles so far.
    written: u64,
}

impl PackWriter {
    pub fn create(out: &Path, spec: PackSpec) -> Result<PackWriter, WriteError> {
        let file = Unfinished::beside(out)?;
        let mut out_file = BufWriter::with_capacity(1 << 20, file);
        let path = out.to_owned();
        // Header and root directory are known at the end; their place is kept free.
        let free = [0_u8; HEAD as usize];
        out_file.write_all(&free).map_err(|source| WriteError::Io { path: path.clone(), source })?;
        Ok(PackWriter {
            out: out_file,
            path,
            spec,
            entries: Vec::new(),
            last: None,
            tiles: 0,
            contents: HashMap::new(),
            written: 0,
        })
    }

    /// Adds a tile as it is to be stored. Tiles come in the order of [`Tile::hilbert`].
    pub fn add(&mut self, tile: Tile, stored: &[u8]) -> Result<(), WriteError> {
        let number = tile.hilbert();
        if let Some(before) = self.last.filter(|before| before.hilbert() >= number) {
            return Err(WriteError::Order { tile, before });
        }
        let length = u32::try_from(stored.len()).ok().filter(|length| (1..=TILE_MAX).contains(length));
        let length = length.ok_or(WriteError::Length { tile, length: stored.len() })?;
        let digest = Sha256::digest(stored);
        let key: [u8; 16] = std::array::from_fn(|index| digest[index]);
        let offset = match self.contents.get(&key) {
            Some((offset, _)) => *offset,
            None => {
                self.out
                    .write_all(stored)
                    .map_err(|source| WriteError::Io { path: self.path.clone(), source })?;
                let offset = self.written;
                self.written += u64::from(length);
                self.contents.insert(key, (offset, length));
                offset
            }
        };
        match self.entries.last_mut() {
            Some(run)
                if run.offset == offset && run.first + u64::from(run.run) == number && run.run < u32::MAX =>
            {
                run.run += 1;
            }
            _ => self.entries.push(Entry { first: number, offset, length, run: 1 }),
        }
        self.last = Some(tile);
        self.tiles += 1;
        Ok(())
    }

    /// Writes metadata and directories, makes the file safe on disk and gives it its name.
    pub fn finish(self, metadata: &serde_json::Value) -> Result<Written, WriteError> {
        let metadata = gzip(&serde_json::to_vec(metadata).map_err(WriteError::Metadata)?, 9);
        let directories = split(&self.entries, ROOT_MAX);
        let section = |offset: u64, length: usize| Section { offset, length: length as u64 };
        let tiles = Section { offset: HEAD, length: self.written };
        let metadata_at = tiles.offset + tiles.length;
        let leaves_at = metadata_at + metadata.len() as u64;
        // The tiles themselves say best which zooms there are.
        let first = self.entries.first().and_then(|entry| Tile::from_hilbert(entry.first));
        let zooms = first.zip(self.last).map_or(self.spec.zooms, |(first, last)| first.z()..=last.z());
        let mut centre = self.spec.centre;
        centre.zoom = centre.zoom.max(*zooms.start()).min(*zooms.end());
        let header = Header {
            root: section(HEADER as u64, directories.root.len()),
            metadata: section(metadata_at, metadata.len()),
            leaves: section(leaves_at, directories.leaves.len()),
            tiles,
            addressed: self.tiles,
            entries: self.entries.len() as u64,
            contents: self.contents.len() as u64,
            clustered: true,
            internal: Compression::Gzip,
            compression: if self.spec.kind == TileKind::Mvt { Compression::Gzip } else { Compression::None },
            kind: self.spec.kind,
            zoom_min: *zooms.start(),
            zoom_max: *zooms.end(),
            bounds: self.spec.bounds,
            centre,
        };
        let written = Written {
            bytes: leaves_at + directories.leaves.len() as u64,
            tiles: header.addressed,
            entries: header.entries,
            contents: header.contents,
        };
        let PackWriter { mut out, path, .. } = self;
        let failed = |source| WriteError::Io { path: path.clone(), source };
        out.write_all(&metadata).map_err(failed)?;
        out.write_all(&directories.leaves).map_err(failed)?;
        out.seek(SeekFrom::Start(0)).map_err(failed)?;
        out.write_all(&header.to_bytes()).map_err(failed)?;
        out.write_all(&directories.root).map_err(failed)?;
        let file = out.into_inner().map_err(|error| failed(error.into_error()))?;
        file.finish()?;
        Ok(written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Pack;

    fn spec() -> PackSpec {
        PackSpec {
            kind: TileKind::Mvt,
            bounds: Bounds { west: 0.75, south: 47.95, east: 2.0, north: 48.95 },
            zooms: 0..=9,
            centre: Centre { lon: 1.5, lat: 48.5, zoom: 8 },
        }
    }

    fn tile(number: u64) -> Tile {
        Tile::from_hilbert(number).unwrap()
    }

    fn names(folder: &Path) -> Vec<String> {
        let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
        names.map(|name| name.into_string().unwrap()).collect()
    }

    #[test]
    fn equal_tiles_are_stored_once_and_runs_are_joined() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("a.pmtiles");
        let mut writer = PackWriter::create(&out, spec()).unwrap();
        for (number, bytes) in [(1, "sea"), (2, "sea"), (3, "land"), (4, "sea"), (9, "sea")] {
            writer.add(tile(number), bytes.as_bytes()).unwrap();
        }
        let written = writer.finish(&serde_json::json!({ "name": "a" })).unwrap();
        assert_eq!((written.tiles, written.entries, written.contents), (5, 4, 2));
        assert_eq!(written.bytes, std::fs::metadata(&out).unwrap().len());
        let pack = Pack::open(std::fs::read(&out).unwrap()).unwrap();
        assert_eq!(pack.tile(tile(4)).unwrap().unwrap().as_ref(), b"sea");
        assert_eq!(pack.tile(tile(3)).unwrap().unwrap().as_ref(), b"land");
        assert_eq!(pack.tile(tile(5)).unwrap(), None);
        assert_eq!(pack.metadata().unwrap()["name"], "a");
        assert_eq!(pack.header().tiles.length, 7);
        assert_eq!(pack.tiles().count(), 4);
    }

    #[test]
    fn a_large_pack_has_leaves_and_answers_each_tile() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("a.pmtiles");
        let mut writer = PackWriter::create(&out, spec()).unwrap();
        // Lengths that do not pack well, so that one directory is not enough.
        let bytes = |number: u64| vec![number as u8; (number * number % 9_973) as usize % 251 + 1];
        let numbers = || (0..60_000).filter(|number| number % 7 != 3);
        for number in numbers() {
            writer.add(tile(number), &bytes(number)).unwrap();
        }
        writer.finish(&serde_json::json!({})).unwrap();
        let pack = Pack::open(std::fs::read(&out).unwrap()).unwrap();
        assert!(pack.header().leaves.length > 0 && pack.header().root.length <= HEAD - HEADER as u64);
        for number in (0..60_010).rev() {
            let wanted = (number < 60_000 && number % 7 != 3).then(|| bytes(number));
            assert_eq!(pack.tile(tile(number)).unwrap().map(|found| found.into_owned()), wanted);
        }
        let walked = pack.tiles().flat_map(|run| run.unwrap().tiles());
        assert!(walked.map(Tile::hilbert).eq(numbers()));
    }

    #[test]
    fn a_tile_out_of_order_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = PackWriter::create(&folder.path().join("a.pmtiles"), spec()).unwrap();
        writer.add(tile(5), b"a").unwrap();
        assert!(matches!(writer.add(tile(5), b"a"), Err(WriteError::Order { .. })));
        assert!(matches!(writer.add(tile(4), b"a"), Err(WriteError::Order { .. })));
        assert!(matches!(writer.add(tile(6), b""), Err(WriteError::Length { .. })));
    }

    #[test]
    fn an_unfinished_pack_leaves_the_old_one_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("a.pmtiles");
        std::fs::write(&out, "old").unwrap();
        let mut writer = PackWriter::create(&out, spec()).unwrap();
        writer.add(tile(5), b"a").unwrap();
        assert_eq!(names(folder.path()).len(), 2);
        drop(writer);
        assert_eq!(names(folder.path()), ["a.pmtiles"]);
        assert_eq!(std::fs::read(&out).unwrap(), b"old");
    }

    #[test]
    fn an_empty_pack_is_a_pack() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("a.pmtiles");
        PackWriter::create(&out, spec()).unwrap().finish(&serde_json::json!({})).unwrap();
        let pack = Pack::open(std::fs::read(&out).unwrap()).unwrap();
        assert_eq!(pack.tile(tile(0)).unwrap(), None);
        assert_eq!(pack.tiles().count(), 0);
    }
}
