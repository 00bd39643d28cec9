//! Features in, tiles out: cuts them in portions on all cores, sorts the pieces, assembles tile after tile.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::assemble::{self, Assembled, Budget, Names};
use super::cut::{self, LayerFacts, TooLarge};
use super::dust::Dust;
use super::frame::Frame;
use super::piece::{Key, Keys, Piece};
use super::sorter::{Sorted, Sorter};
use crate::feature::{Feature, Shape, World};
use crate::layers::Layer;
use crate::tile::{Bounds, Tile};

#[derive(Debug, thiserror::Error)]
pub enum TileError {
    #[error("could not keep the pieces of the map in a temporary file in {folder}")]
    Temporary {
        folder: PathBuf,
        #[source]
        source: io::Error,
    },
    #[error("stopped")]
    Cancelled,
    /// The order of drawing counts with 32 bits.
    #[error("more than four thousand million features")]
    TooMany,
    #[error("a temporary file was spoilt")]
    Spoilt,
}

/// How tiles are made.
#[derive(Debug, Clone)]
pub struct Options {
    pub frame: Frame,
    pub budget: Budget,
    /// Bytes of pieces that are held in memory before they go to a temporary file.
    pub memory: usize,
    /// Where temporary files go.
    pub folder: PathBuf,
}

/// Features of a tile that found no room in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lost {
    pub tile: Tile,
    pub layer: Layer,
    pub features: u32,
}

/// What was made.
#[derive(Debug, Default)]
pub struct Report {
    pub features: u64,
    pub pieces: u64,
    pub tiles: u64,
    pub layers: BTreeMap<Layer, LayerFacts>,
    /// The largest tile before and after gzip, in bytes.
    pub largest_raw: usize,
    pub largest_stored: usize,
    pub lost: Vec<Lost>,
    pub too_large: Vec<TooLarge>,
}

/// How far it is: tiles are counted while they are assembled.
pub type Progress<'a> = &'a (dyn Fn(u64) + Sync);

/// So many points are cut at once, shared out among the cores.
const PORTION: usize = 200_000;

/// Features of one core's share.
const SHARE: usize = 512;

/// So many bytes of pieces become tiles at once.
const BATCH: usize = 8 << 20;

/// Tiles that repeat are small (the sea, the inside of a wood): so large, and so many of them, are packed once.
const REPEATED: usize = 400;
const REMEMBERED: usize = 10_000;

/// Takes features.
pub struct Tiler<'a> {
    options: Options,
    cancel: &'a AtomicBool,
    portion: Vec<Feature>,
    points: usize,
    number: u32,
    keys: Keys,
    dust: Dust,
    sorter: Sorter,
    reach: Option<[World; 2]>,
    report: Report,
}

impl<'a> Tiler<'a> {
    pub fn new(options: Options, cancel: &'a AtomicBool) -> Tiler<'a> {
        let sorter = Sorter::new(&options.folder, options.memory);
        Tiler {
            options,
            cancel,
            portion: Vec::new(),
            points: 0,
            number: 0,
            keys: Keys::default(),
            dust: Dust::default(),
            sorter,
            reach: None,
            report: Report::default(),
        }
    }

    /// Takes a feature. Of the same rank, what comes later is drawn later.
    pub fn push(&mut self, feature: Feature) -> Result<(), TileError> {
        self.points += 4 + points(&feature.shape);
        self.portion.push(feature);
        if self.points >= PORTION { self.cut() } else { Ok(()) }
    }

    fn cut(&mut self) -> Result<(), TileError> {
        if self.cancel.load(Ordering::Relaxed) {
            return Err(TileError::Cancelled);
        }
        let portion = std::mem::take(&mut self.portion);
        self.points = 0;
        let count = u32::try_from(portion.len()).map_err(|_| TileError::TooMany)?;
        let first = self.number;
        self.number = first.checked_add(count).ok_or(TileError::TooMany)?;
        self.report.features += u64::from(count);
        let (frame, keys) = (&self.options.frame, &self.keys);
        let cut: Vec<cut::Pieces> = portion
            .par_chunks(SHARE)
            .enumerate()
            .map(|(share, features)| cut::features(features, first + (share * SHARE) as u32, frame, keys))
            .collect();
        for pieces in cut {
            self.take(pieces)?;
        }
        Ok(())
    }

    fn take(&mut self, mut pieces: cut::Pieces) -> Result<(), TileError> {
        let specks = std::mem::take(&mut pieces.specks);
        self.dust.gather(&specks, &mut pieces);
        self.report.pieces += pieces.index.len() as u64;
        self.report.too_large.append(&mut pieces.too_large);
        for (layer, facts) in std::mem::take(&mut pieces.facts) {
            match self.report.layers.get_mut(&layer) {
                Some(known) => known.add(facts),
                None => {
                    self.report.layers.insert(layer, facts);
                }
            }
        }
        self.reach = match (self.reach, pieces.reach) {
            (Some([a, b]), Some([c, d])) => {
                Some([World { x: a.x.min(c.x), y: a.y.min(c.y) }, World { x: b.x.max(d.x), y: b.y.max(d.y) }])
            }
            (known, new) => known.or(new),
        };
        let folder = &self.options.folder;
        self.sorter.add(pieces).map_err(|source| TileError::Temporary { folder: folder.clone(), source })
    }

    /// No more features: sorts what there is.
    pub fn ready(mut self) -> Result<Ready<'a>, TileError> {
        self.cut()?;
        let folder = self.options.folder;
        let sorted =
            self.sorter.sorted().map_err(|source| TileError::Temporary { folder: folder.clone(), source })?;
        let layers = self.report.layers.keys().map(|layer| (*layer as u8, *layer)).collect();
        let names = Names { layers, keys: self.keys.all() };
        let reach = self.reach.map(|reach| within(reach, self.options.frame.corners()));
        Ok(Ready {
            budget: self.options.budget,
            folder,
            cancel: self.cancel,
            sorted,
            names,
            reach,
            report: self.report,
            next: None,
        })
    }
}

/// The box between a north-west and a south-east corner, a hand wider, so that rounding loses nothing at its edge.
pub(super) fn bounds([north_west, south_east]: [World; 2]) -> Bounds {
    const HAND: f64 = 1e-6;
    let (west, north) = north_west.to_degrees();
    let (east, south) = south_east.to_degrees();
    Bounds {
        west: (west - HAND).max(Bounds::WORLD.west),
        south: (south - HAND).max(Bounds::WORLD.south),
        east: (east + HAND).min(Bounds::WORLD.east),
        north: (north + HAND).min(Bounds::WORLD.north),
    }
}

fn points(shape: &Shape) -> usize {
    match shape {
        Shape::Points(points) => points.len(),
        Shape::Lines(lines) => lines.iter().map(Vec::len).sum(),
        Shape::Polygons(polygons) => polygons.iter().flatten().map(Vec::len).sum(),
    }
}

fn within([low, high]: [World; 2], [least, most]: [World; 2]) -> [World; 2] {
    let hold = |at: World| World { x: at.x.clamp(least.x, most.x), y: at.y.clamp(least.y, most.y) };
    [hold(low), hold(high)]
}

/// Pieces in order, ready to become tiles.
pub struct Ready<'a> {
    budget: Budget,
    folder: PathBuf,
    cancel: &'a AtomicBool,
    sorted: Sorted,
    names: Names,
    reach: Option<[World; 2]>,
    report: Report,
    /// The key of the piece that began the next batch and waits with its bytes.
    next: Option<(Key, Vec<u8>)>,
}

/// The raw bytes of a tile that may come again.
type Small = Option<Vec<u8>>;

/// Pieces of whole tiles: key and place in `bytes`.
#[derive(Default)]
struct Batch {
    pieces: Vec<(Key, std::ops::Range<usize>)>,
    bytes: Vec<u8>,
}

impl Ready<'_> {
    /// The north-west and south-east corner of what is on the map; `None` where nothing is.
    pub fn reach(&self) -> Option<[World; 2]> {
        self.reach
    }

    /// Hands out all tiles, gzipped, along the Hilbert curve.
    pub fn tiles<E: From<TileError>>(
        mut self,
        progress: Progress,
        mut emit: impl FnMut(Tile, &[u8]) -> Result<(), E>,
    ) -> Result<Report, E> {
        let mut repeated: HashMap<Vec<u8>, Assembled> = HashMap::new();
        let box_of_all = self.reach.map(bounds);
        loop {
            if self.cancel.load(Ordering::Relaxed) {
                return Err(TileError::Cancelled.into());
            }
            let batch = self.batch()?;
            if batch.pieces.is_empty() {
                return Ok(self.report);
            }
            for (tile, assembled, raw) in self.assemble(&batch, &repeated)? {
                // Beyond what is on the map a tile has nothing but its neighbour's buffer.
                if box_of_all.is_some_and(|all| !all.overlaps(tile.bounds())) {
                    continue;
                }
                emit(tile, &assembled.stored)?;
                self.report.tiles += 1;
                self.report.largest_raw = self.report.largest_raw.max(assembled.raw);
                self.report.largest_stored = self.report.largest_stored.max(assembled.stored.len());
                let lost = assembled.lost.iter().map(|(layer, features)| (*layer, *features));
                self.report.lost.extend(lost.map(|(layer, features)| Lost { tile, layer, features }));
                if let Some(raw) = raw.filter(|_| repeated.len() < REMEMBERED) {
                    repeated.insert(raw, assembled);
                }
            }
            progress(self.report.tiles);
        }
    }

    fn batch(&mut self) -> Result<Batch, TileError> {
        let mut batch = Batch::default();
        if let Some((key, bytes)) = self.next.take() {
            batch.pieces.push((key, 0..bytes.len()));
            batch.bytes = bytes;
        }
        loop {
            let start = batch.bytes.len();
            let next = self.sorted.next(&mut batch.bytes);
            let next = next.map_err(|source| TileError::Temporary { folder: self.folder.clone(), source })?;
            let Some(key) = next else { return Ok(batch) };
            let new_tile = batch.pieces.last().is_some_and(|(last, _)| last.tile() != key.tile());
            if new_tile && start >= BATCH {
                self.next = Some((key, batch.bytes.split_off(start)));
                return Ok(batch);
            }
            batch.pieces.push((key, start..batch.bytes.len()));
        }
    }

    /// The tiles of a batch in their order.
    fn assemble(
        &self,
        batch: &Batch,
        repeated: &HashMap<Vec<u8>, Assembled>,
    ) -> Result<Vec<(Tile, Assembled, Small)>, TileError> {
        let tiles: Vec<&[(Key, std::ops::Range<usize>)]> =
            batch.pieces.chunk_by(|a, b| a.0.tile() == b.0.tile()).collect();
        tiles
            .into_par_iter()
            .map(|pieces| {
                let (key, _) = pieces.first().ok_or(TileError::Spoilt)?;
                let tile = Tile::from_hilbert(key.tile()).ok_or(TileError::Spoilt)?;
                let read = |(key, range): &(Key, std::ops::Range<usize>)| {
                    Some((*key, Piece::read(batch.bytes.get(range.clone())?)?))
                };
                let pieces: Option<Vec<(Key, Piece)>> = pieces.iter().map(read).collect();
                let pieces = pieces.ok_or(TileError::Spoilt)?;
                let raw = assemble::encode(&pieces, &self.names);
                if raw.len() > REPEATED {
                    return Ok((tile, assemble::fit(&pieces, &self.names, self.budget, raw), None));
                }
                if let Some(known) = repeated.get(&raw) {
                    return Ok((tile, known.clone(), None));
                }
                let assembled = assemble::fit(&pieces, &self.names, self.budget, raw.clone());
                Ok((tile, assembled, Some(raw)))
            })
            .collect()
    }
}

impl LayerFacts {
    fn add(&mut self, other: LayerFacts) {
        self.features += other.features;
        self.zooms = (self.zooms.0.min(other.zooms.0), self.zooms.1.max(other.zooms.1));
        for (key, kind) in other.fields {
            self.fields.entry(key).or_insert(kind);
        }
    }
}
