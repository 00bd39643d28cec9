//! Terrarium tiles for shaded relief: PNG pictures whose colours are heights, `256 × red + green + blue / 256 − 32,768` m.
//! The deepest zoom is taken from the relief, the others are averages of it, up to the tile of the world. They wait in a
//! temporary file, because a pack wants the shallow ones first, and because unknown pixels are filled from the shallow ones.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use rayon::prelude::*;

use super::fill::{self, Heights, halved};
use super::{Dem, ReliefError, surface};
use crate::read::heights::{self, PIXEL_TO_CELL, SIDE, made_up, pixel};
use crate::tile::{Bounds, Tile};

/// Between two places of a tile that are projected; what lies between them is interpolated.
const STRIDE: usize = 16;

/// Tiles that are filled at once.
const BATCH: usize = 256;

/// Which tiles are made.
#[derive(Debug, Clone, PartialEq)]
pub struct ShadeSpec {
    pub zooms: RangeInclusive<u8>,
    /// Only tiles that touch this box.
    pub area: Option<Bounds>,
}

/// Finished tiles, set aside on the disk.
#[derive(Debug)]
pub struct Shades {
    file: Mutex<File>,
    /// By number along the curve.
    tiles: Vec<Place>,
}

/// Where a tile lies in the file.
#[derive(Debug, Clone, Copy)]
struct Place {
    tile: Tile,
    offset: u64,
    length: usize,
    /// Some of its ground is unknown.
    gaps: bool,
}

/// The deepest zoom that still shows more of a relief: where a pixel is about as large as a cell.
pub fn deepest_zoom(dem: &Dem) -> u8 {
    let middle = dem.bounds().map_or(0.0, |bounds| (bounds.south + bounds.north) / 2.0);
    (0..=15).find(|zoom| pixel(*zoom, middle) < dem.resolution().value() * PIXEL_TO_CELL).unwrap_or(15)
}

/// Makes all tiles of the zooms that hold known ground; `folder` takes the temporary file. `progress` gets the number of
/// deepest tiles done and of all.
pub fn shades(
    dem: &Dem,
    spec: &ShadeSpec,
    folder: &Path,
    cancel: &AtomicBool,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Result<Shades, ReliefError> {
    let file = tempfile::tempfile_in(folder).map_err(ReliefError::Spill)?;
    let spill = Mutex::new(Spill { file, tiles: Vec::new(), end: 0 });
    let bounds = spec.area.or_else(|| dem.bounds()).unwrap_or(Bounds::WORLD);
    let all = tiles_of(bounds, *spec.zooms.end()).len() as u64;
    let work = Work { dem, spec, bounds, cancel, progress, spill: &spill, done: AtomicU64::new(0), all };
    work.shade(Tile::world())?;
    let Spill { file, mut tiles, end } = spill.into_inner().unwrap_or_else(PoisonError::into_inner);
    // Threads finish in any order; the curve has one.
    tiles.sort_unstable_by_key(|place| place.tile.hilbert());
    let mut shades = Shades { file: Mutex::new(file), tiles };
    shades.fill(end, cancel)?;
    shades.tiles.retain(|place| spec.zooms.contains(&place.tile.z()));
    Ok(shades)
}

impl Shades {
    pub fn len(&self) -> usize {
        self.tiles.len()
    }

    pub fn is_empty(&self) -> bool {
        self.tiles.is_empty()
    }

    /// The tiles along the curve, with their PNG bytes.
    pub fn tiles(&self) -> impl Iterator<Item = Result<(Tile, Vec<u8>), ReliefError>> + '_ {
        self.tiles.iter().map(|place| Ok((place.tile, self.read(place)?)))
    }

    fn read(&self, place: &Place) -> Result<Vec<u8>, ReliefError> {
        let mut bytes = vec![0; place.length];
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(place.offset)).map_err(ReliefError::Spill)?;
        file.read_exact(&mut bytes).map_err(ReliefError::Spill)?;
        Ok(bytes)
    }

    /// Fills the unknown pixels of all tiles, the shallow ones first; the new tiles are added at the end of the file.
    fn fill(&mut self, mut end: u64, cancel: &AtomicBool) -> Result<(), ReliefError> {
        let gaps: Vec<usize> = (0..self.tiles.len()).filter(|at| self.tiles[*at].gaps).collect();
        for zoom in gaps
            .chunk_by(|one, other| self.zoom(*one) == self.zoom(*other))
            .map(<[_]>::to_vec)
            .collect::<Vec<_>>()
        {
            for batch in zoom.chunks(BATCH) {
                if cancel.load(Ordering::Relaxed) {
                    return Err(ReliefError::Cancelled);
                }
                let filled: Result<Vec<_>, _> =
                    batch.par_iter().map(|at| self.filled(&self.tiles[*at])).collect();
                for (at, png) in batch.iter().zip(filled?) {
                    let file = self.file.get_mut().unwrap_or_else(PoisonError::into_inner);
                    file.seek(SeekFrom::Start(end))
                        .and_then(|_| file.write_all(&png))
                        .map_err(ReliefError::Spill)?;
                    let place = &mut self.tiles[*at];
                    (place.offset, place.length) = (end, png.len());
                    end += png.len() as u64;
                }
            }
        }
        Ok(())
    }

    fn zoom(&self, at: usize) -> u8 {
        self.tiles[at].tile.z()
    }

    /// A tile whose unknown pixels continue those of the zoom above, which is filled.
    fn filled(&self, place: &Place) -> Result<Vec<u8>, ReliefError> {
        let tile = place.tile;
        let known = known(&self.read(place)?)?;
        let Some(parent) = tile.parent() else {
            return picture(&fill::world(known.clone()), &known, step(tile));
        };
        // The quarter's sides that are the parent's too: what lies beyond them is the next tile's.
        let side = |axis: u32| if axis.is_multiple_of(2) { -1 } else { 1 };
        let (beside, below) = (side(tile.x()), side(tile.y()));
        let mut around = Vec::with_capacity(4);
        for (east, south) in [(0, 0), (beside, 0), (0, below), (beside, below)] {
            around.push(self.heights_of(neighbour(parent, east, south))?);
        }
        let [corner_x, corner_y] = [tile.x(), tile.y()].map(|axis| (axis % 2) as i32 * (SIDE as i32 / 2));
        let coarse = |x: i32, y: i32| {
            let (x, y) = (x + corner_x, y + corner_y);
            let inside = |at: i32| (0..SIDE as i32).contains(&at);
            let which = usize::from(!inside(x)) + 2 * usize::from(!inside(y));
            match around.get(which).and_then(Option::as_ref) {
                Some(heights) => at(heights, x.rem_euclid(SIDE as i32), y.rem_euclid(SIDE as i32)),
                // No known ground at all over there: no tile, and no border that could be seen.
                None => {
                    let last = SIDE as i32 - 1;
                    let parent = around.first().and_then(Option::as_ref);
                    parent.map_or(f32::NAN, |heights| at(heights, x.clamp(0, last), y.clamp(0, last)))
                }
            }
        };
        picture(&fill::tile(known.clone(), &coarse), &known, step(tile))
    }

    /// All heights of a finished tile, the made-up ones too.
    fn heights_of(&self, tile: Option<Tile>) -> Result<Option<Heights>, ReliefError> {
        let Some(number) = tile.map(Tile::hilbert) else { return Ok(None) };
        let found = self.tiles.binary_search_by_key(&number, |place| place.tile.hilbert()).ok();
        let Some(place) = found.map(|at| self.tiles[at]) else { return Ok(None) };
        Ok(Some(pixels(&self.read(&place)?)?.chunks_exact(3).map(heights::metres).collect()))
    }
}

fn at(heights: &[f32], x: i32, y: i32) -> f32 {
    heights.get(y as usize * SIDE + x as usize).copied().unwrap_or(f32::NAN)
}

/// The tile beside, around the world; `None` beyond the poles.
fn neighbour(tile: Tile, east: i32, south: i32) -> Option<Tile> {
    let across = i64::from(tile.x()) + i64::from(east);
    let x = across.rem_euclid(1_i64 << tile.z());
    let y = i64::from(tile.y()) + i64::from(south);
    Tile::new(tile.z(), u32::try_from(x).ok()?, u32::try_from(y).ok()?)
}

/// The known heights of a tile that was set aside.
fn known(png: &[u8]) -> Result<Heights, ReliefError> {
    Ok(pixels(png)?
        .chunks_exact(3)
        .map(|pixel| if made_up(pixel) { f32::NAN } else { heights::metres(pixel) })
        .collect())
}

fn pixels(png: &[u8]) -> Result<Vec<u8>, ReliefError> {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info()?;
    let mut pixels = vec![0; SIDE * SIDE * 3];
    reader.next_frame(&mut pixels)?;
    Ok(pixels)
}

#[derive(Debug)]
struct Spill {
    file: File,
    tiles: Vec<Place>,
    end: u64,
}

struct Work<'a> {
    dem: &'a Dem,
    spec: &'a ShadeSpec,
    bounds: Bounds,
    cancel: &'a AtomicBool,
    progress: &'a (dyn Fn(u64, u64) + Sync),
    spill: &'a Mutex<Spill>,
    done: AtomicU64,
    all: u64,
}

impl Work<'_> {
    /// A tile and all below it; `None` where nothing is known.
    fn shade(&self, tile: Tile) -> Result<Option<Heights>, ReliefError> {
        if self.cancel.load(Ordering::Relaxed) {
            return Err(ReliefError::Cancelled);
        }
        if !touches(tile.bounds(), self.bounds) {
            return Ok(None);
        }
        let heights = if tile.z() >= *self.spec.zooms.end() {
            let heights = sample(self.dem, tile)?;
            (self.progress)(self.done.fetch_add(1, Ordering::Relaxed) + 1, self.all);
            heights
        } else {
            let quarters: Result<Vec<_>, _> = children(tile)
                .into_par_iter()
                .map(|child| child.map_or(Ok(None), |child| self.shade(child)))
                .collect();
            merged(&quarters?)
        };
        if let Some(heights) = &heights {
            // What is unknown is filled later, when the shallower zooms are there.
            let gaps = heights.iter().any(|height| height.is_nan());
            let png = picture(heights, heights, step(tile))?;
            let mut spill = self.spill.lock().unwrap_or_else(PoisonError::into_inner);
            let offset = spill.end;
            spill.file.write_all(&png).map_err(ReliefError::Spill)?;
            spill.end += png.len() as u64;
            spill.tiles.push(Place { tile, offset, length: png.len(), gaps });
        }
        Ok(heights)
    }
}

fn touches(a: Bounds, b: Bounds) -> bool {
    a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north
}

/// West to east, then north to south.
fn children(tile: Tile) -> [Option<Tile>; 4] {
    [(0, 0), (1, 0), (0, 1), (1, 1)].map(|(x, y)| Tile::new(tile.z() + 1, tile.x() * 2 + x, tile.y() * 2 + y))
}

/// The tiles of a zoom that touch a box.
fn tiles_of(bounds: Bounds, zoom: u8) -> Vec<Tile> {
    let mut found = Vec::new();
    let mut stack: Vec<Tile> = Tile::new(0, 0, 0).into_iter().collect();
    while let Some(tile) = stack.pop() {
        if !touches(tile.bounds(), bounds) {
            continue;
        }
        if tile.z() >= zoom { found.push(tile) } else { stack.extend(children(tile).into_iter().flatten()) }
    }
    found
}

/// The heights at the middles of a tile's pixels: averages of as many cells as a pixel covers, bilinear between them.
fn sample(dem: &Dem, tile: Tile) -> Result<Option<Heights>, ReliefError> {
    let knots = SIDE / STRIDE + 1;
    let mut places = Vec::with_capacity(knots * knots);
    for row in 0..knots {
        for column in 0..knots {
            let [lon, lat] = degrees(tile, column * STRIDE, row * STRIDE);
            let Some(place) = dem.to_cell(lon, lat) else { return Ok(None) };
            places.push(place);
        }
    }
    let middle = tile.bounds();
    let pixel = pixel(tile.z(), (middle.south + middle.north) / 2.0);
    let factor = (pixel / dem.resolution().value().max(0.01)).floor().clamp(1.0, 4_096.0);
    let coarse = |cell: f64| (cell - (factor - 1.0) / 2.0) / factor;
    places.iter_mut().for_each(|place| *place = place.map(coarse));
    let range = |axis: usize| {
        let (low, high) = places
            .iter()
            .map(|place| if axis == 0 { place[0] } else { place[1] })
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), at| (low.min(at), high.max(at)));
        let last = dem.size().get(axis).map_or(0.0, |side| *side as f64 / factor);
        ((low.floor() - 1.0).max(-1.0), (high.ceil() + 2.0).min(last + 1.0))
    };
    let ([west, east], [north, south]) = (<[f64; 2]>::from(range(0)), <[f64; 2]>::from(range(1)));
    if west >= east || north >= south {
        return Ok(None);
    }
    let at = [west as i64, north as i64];
    let size = [(east - west) as usize, (south - north) as usize];
    let cells = surface::averaged(dem, factor as u32, at, size)?;
    if cells.is_unknown() {
        return Ok(None);
    }
    let knot = |column: usize, row: usize| places.get(row * knots + column).copied().unwrap_or([f64::NAN; 2]);
    let mut heights = Vec::with_capacity(SIDE * SIDE);
    for row in 0..SIDE {
        for column in 0..SIDE {
            let share = |pixel: usize| ((pixel % STRIDE) as f64 + 0.5) / STRIDE as f64;
            let (x, y, right, down) = (column / STRIDE, row / STRIDE, share(column), share(row));
            let corners = [knot(x, y), knot(x + 1, y), knot(x, y + 1), knot(x + 1, y + 1)];
            let [column, row] = [0, 1].map(|axis| {
                let [a, b, c, d] = corners.map(|corner| corner[axis]);
                (a * (1.0 - right) + b * right) * (1.0 - down) + (c * (1.0 - right) + d * right) * down
            });
            heights.push(cells.between(column, row).map_or(f32::NAN, |height| height as f32));
        }
    }
    Ok(heights.iter().any(|height| !height.is_nan()).then_some(heights))
}

/// Where the corner of a pixel lies.
fn degrees(tile: Tile, column: usize, row: usize) -> [f64; 2] {
    let side = f64::from(tile.z()).exp2();
    let at = |tile: u32, pixel: usize| (f64::from(tile) + pixel as f64 / SIDE as f64) / side;
    let turn = std::f64::consts::PI * (1.0 - 2.0 * at(tile.y(), row));
    [at(tile.x(), column) * 360.0 - 180.0, turn.sinh().atan().to_degrees()]
}

/// A tile from its four quarters, each pixel the mean of what is known of four.
fn merged(quarters: &[Option<Heights>]) -> Option<Heights> {
    if quarters.iter().all(Option::is_none) {
        return None;
    }
    let half = SIDE / 2;
    let mut heights = vec![f32::NAN; SIDE * SIDE];
    for (number, quarter) in quarters.iter().enumerate() {
        let Some(quarter) = quarter else { continue };
        let (left, top) = (number % 2 * half, number / 2 * half);
        for (row, line) in halved(quarter, SIDE).chunks_exact(half).enumerate() {
            let start = (top + row) * SIDE + left;
            if let Some(place) = heights.get_mut(start..start + half) {
                place.copy_from_slice(line);
            }
        }
    }
    Some(heights)
}

/// Heights are rounded to this many metres: about a thousandth of a pixel, which no shade shows.
fn step(tile: Tile) -> f32 {
    let bounds = tile.bounds();
    let pixel = pixel(tile.z(), (bounds.south + bounds.north) / 2.0);
    (pixel / 1_000.0).log2().floor().clamp(-6.0, -1.0).exp2() as f32
}

/// The PNG of a tile; pixels that are not in `known` are marked as made up.
fn picture(heights: &[f32], known: &[f32], step: f32) -> Result<Vec<u8>, ReliefError> {
    let mut colours = Vec::with_capacity(SIDE * SIDE * 3);
    for (height, known) in heights.iter().zip(known) {
        colours.extend(heights::colour((height / step).round() * step, known.is_nan()));
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, SIDE as u32, SIDE as u32);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&colours)?;
    writer.finish()?;
    Ok(bytes)
}
