//! Terrarium tiles for shaded relief: PNG pictures whose colours are heights, `256 × red + green + blue / 256 − 32,768` m.
//! The deepest zoom is taken from the relief, the others are averages of it. They wait in a temporary file, because a pack
//! wants the shallow ones first.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::ops::RangeInclusive;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use rayon::prelude::*;

use super::{Dem, ReliefError, surface};
use crate::read::heights::{MADE_UP, PIXEL_TO_CELL, SIDE, pixel};
use crate::tile::{Bounds, Tile};

/// Between two places of a tile that are projected; what lies between them is interpolated.
const STRIDE: usize = 16;

/// Heights of a tile, `SIDE × SIDE`; `NaN` where unknown.
type Heights = Vec<f32>;

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
    file: File,
    /// By number along the curve: where each lies.
    tiles: Vec<(Tile, u64, usize)>,
}

/// The deepest zoom that still shows more of a relief: where a pixel is about as large as a cell.
pub fn deepest_zoom(dem: &Dem) -> u8 {
    let middle = dem.bounds().map_or(0.0, |bounds| (bounds.south + bounds.north) / 2.0);
    (0..=15).find(|zoom| pixel(*zoom, middle) < dem.resolution().value() * PIXEL_TO_CELL).unwrap_or(15)
}

/// Makes all tiles of the zooms that hold known ground. `progress` gets the number of deepest tiles done and of all.
pub fn shades(
    dem: &Dem,
    spec: &ShadeSpec,
    cancel: &AtomicBool,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Result<Shades, ReliefError> {
    let spill = Mutex::new(Spill {
        file: tempfile::tempfile().map_err(ReliefError::Spill)?,
        tiles: Vec::new(),
        end: 0,
    });
    let bounds = spec.area.or_else(|| dem.bounds()).unwrap_or(Bounds::WORLD);
    let roots = tiles_of(bounds, *spec.zooms.start());
    let all = tiles_of(bounds, *spec.zooms.end()).len() as u64;
    let work = Work { dem, spec, bounds, cancel, progress, spill: &spill, done: AtomicU64::new(0), all };
    roots.into_par_iter().try_for_each(|root| work.shade(root).map(drop))?;
    let Spill { file, mut tiles, .. } = spill.into_inner().unwrap_or_else(PoisonError::into_inner);
    // Threads finish in any order; the curve has one.
    tiles.sort_unstable_by_key(|(tile, ..)| tile.hilbert());
    Ok(Shades { file, tiles })
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
        self.tiles.iter().map(|(tile, offset, length)| {
            let mut bytes = vec![0; *length];
            (&self.file).seek(SeekFrom::Start(*offset)).map_err(ReliefError::Spill)?;
            (&self.file).read_exact(&mut bytes).map_err(ReliefError::Spill)?;
            Ok((*tile, bytes))
        })
    }
}

#[derive(Debug)]
struct Spill {
    file: File,
    tiles: Vec<(Tile, u64, usize)>,
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
            let png = picture(heights, step(tile))?;
            let mut spill = self.spill.lock().unwrap_or_else(PoisonError::into_inner);
            let offset = spill.end;
            spill.file.write_all(&png).map_err(ReliefError::Spill)?;
            spill.end += png.len() as u64;
            spill.tiles.push((tile, offset, png.len()));
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

/// The PNG of a tile. Unknown pixels fade into what lies around them, so that no cliff is shaded at the edge.
fn picture(heights: &[f32], step: f32) -> Result<Vec<u8>, ReliefError> {
    let continued = continued(heights);
    let mut colours = Vec::with_capacity(SIDE * SIDE * 3);
    for (height, known) in continued.iter().zip(heights) {
        let rounded = (height / step).round() * step;
        let number = ((f64::from(rounded) + 32_768.0) * 256.0).clamp(0.0, 16_777_215.0) as u32;
        let [_, red, green, blue] = number.to_be_bytes();
        colours.extend([red, green, if known.is_nan() { MADE_UP } else { blue }]);
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

/// Unknown heights become what lies around them, the more of it the further away the known ground is: no cliff, and no
/// stripes as from the nearest one.
fn continued(heights: &[f32]) -> Heights {
    filled(heights.to_vec(), SIDE)
}

/// Fills a square from one of half its side, which is filled first.
fn filled(mut heights: Heights, side: usize) -> Heights {
    if side <= 1 || heights.iter().all(|height| !height.is_nan()) {
        return heights;
    }
    let half = side / 2;
    let coarse = filled(halved(&heights, side), half);
    let coarse = |x: usize, y: usize| coarse.get(y * half + x).copied().unwrap_or(f32::NAN);
    // Where the middle of a pixel lies between those of the coarse ones.
    let between = |at: usize| {
        let place = (at as f32 / 2.0 - 0.25).clamp(0.0, (half - 1) as f32);
        let before = place as usize;
        (before, (before + 1).min(half - 1), place.fract())
    };
    for (at, height) in heights.iter_mut().enumerate().filter(|(_, height)| height.is_nan()) {
        let ((left, right, across), (top, low, down)) = (between(at % side), between(at / side));
        let along = |y: usize| coarse(left, y) * (1.0 - across) + coarse(right, y) * across;
        *height = along(top) * (1.0 - down) + along(low) * down;
    }
    heights
}

/// Each pixel the mean of what is known of four.
fn halved(heights: &[f32], side: usize) -> Heights {
    let half = side / 2;
    let at = |x: usize, y: usize| heights.get(y * side + x).copied();
    let mean = |place: usize| {
        let (x, y) = (place % half * 2, place / half * 2);
        let four = [at(x, y), at(x + 1, y), at(x, y + 1), at(x + 1, y + 1)];
        let known = four.into_iter().flatten().filter(|height| !height.is_nan());
        let (sum, count) = known.fold((0.0, 0.0), |(sum, count), height| (sum + height, count + 1.0));
        if count > 0.0 { sum / count } else { f32::NAN }
    };
    (0..half * half).map(mean).collect()
}
