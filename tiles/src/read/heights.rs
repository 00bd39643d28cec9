//! Elevations out of a pack of shaded relief: terrarium tiles of its deepest zoom, bilinear between the middles of pixels.
//! Only packs that say how fine their source was are read: a picture alone does not tell what its heights are worth.

use serde_json::Value;

use super::about::text;
use super::picture::{self, Picture, PictureError};
use super::{Pack, PackError, Source, TileError};
use crate::tile::Tile;

/// Pixels on a side of a tile.
pub const SIDE: usize = 256;
/// The last two bits of the blue of pixels whose ground is unknown and that only continue what is around them: a 256th of a
/// metre. Known ones are rounded to a 64th at least and have none.
const MADE_UP: u8 = 1;
/// Tiles that are kept (2 MB): a line goes from one to the next.
const HELD: usize = 8;
/// A pixel may be so much wider than a cell of the source before the pack itself is what is coarse.
pub const PIXEL_TO_CELL: f64 = 1.5;

/// What a relief says of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Relief {
    pub source: String,
    /// From one elevation to the next, in metres: of the source, or of the pack's own pixels where these are much wider.
    pub resolution_m: f64,
}

/// Why an elevation cannot be told.
#[derive(Debug, thiserror::Error)]
pub enum HeightsError {
    #[error(transparent)]
    Tile(#[from] TileError),
    #[error("the picture of tile {tile} cannot be read")]
    Picture {
        tile: Tile,
        #[source]
        source: PictureError,
    },
    #[error("tile {tile} has {width} × {height} pixels instead of {SIDE} × {SIDE}")]
    Pixels { tile: Tile, width: u32, height: u32 },
}

/// The elevations of one pack; keeps the tiles that were read lately.
#[derive(Debug)]
pub struct Heights<'a, S> {
    pack: &'a Pack<S>,
    relief: Relief,
    zoom: u8,
    /// The latest first; in metres, row by row, `NaN` where unknown, empty where there is no tile.
    held: Vec<(Tile, Vec<f32>)>,
}

impl<'a, S: Source> Heights<'a, S> {
    /// `None` where the pack has no elevations, or does not say what they are worth.
    pub fn of(pack: &'a Pack<S>) -> Result<Option<Heights<'a, S>>, PackError> {
        let metadata = pack.metadata()?;
        let zoom = pack.header().zoom_max;
        let terrarium = metadata.get("encoding").and_then(Value::as_str) == Some("terrarium");
        let told = metadata.get("sente").and_then(|ours| ours.get("relief")).and_then(Value::as_object);
        let Some(told) = told.filter(|_| terrarium) else { return Ok(None) };
        let cell = told.get("resolution_m").and_then(Value::as_f64).filter(|cell| (0.01..1e6).contains(cell));
        let Some(cell) = cell else { return Ok(None) };
        let bounds = pack.header().bounds;
        let pixel = pixel(zoom, (bounds.south + bounds.north) / 2.0);
        let resolution_m = if pixel < cell * PIXEL_TO_CELL { cell } else { pixel };
        let relief = Relief { source: text(told, "source"), resolution_m };
        Ok(Some(Heights { pack, relief, zoom, held: Vec::new() }))
    }

    pub fn relief(&self) -> &Relief {
        &self.relief
    }

    /// Metres above the sea at a place in degrees; `None` where the pack knows none. Over the known ones of the four pixels
    /// around it, and unknown where the nearest one is.
    pub fn elevation(&mut self, lon: f64, lat: f64) -> Result<Option<f64>, HeightsError> {
        let pixels = f64::from(self.zoom).exp2() * SIDE as f64;
        let across = (lon + 180.0) / 360.0 * pixels - 0.5;
        let down = (1.0 - lat.to_radians().tan().asinh() / std::f64::consts::PI) / 2.0 * pixels - 0.5;
        if !(across.abs() <= pixels && down.abs() <= pixels) {
            return Ok(None);
        }
        if self.pixel(across.round(), down.round())?.is_none() {
            return Ok(None);
        }
        let (left, top) = (across.floor(), down.floor());
        let (right, low) = (across - left, down - top);
        let corners = [
            (left, top, (1.0 - right) * (1.0 - low)),
            (left + 1.0, top, right * (1.0 - low)),
            (left, top + 1.0, (1.0 - right) * low),
            (left + 1.0, top + 1.0, right * low),
        ];
        let (mut sum, mut known) = (0.0, 0.0);
        for (column, row, weight) in corners {
            if let Some(height) = self.pixel(column, row)? {
                (sum, known) = (sum + height * weight, known + weight);
            }
        }
        Ok((known > 0.0).then(|| sum / known))
    }

    /// The height of a pixel, counted from the north-west corner of the world.
    fn pixel(&mut self, column: f64, row: f64) -> Result<Option<f64>, HeightsError> {
        if column < 0.0 || row < 0.0 {
            return Ok(None);
        }
        let (column, row) = (column as u64, row as u64);
        let side = SIDE as u64;
        let place = |at: u64| u32::try_from(at / side).unwrap_or(u32::MAX);
        let Some(tile) = Tile::new(self.zoom, place(column), place(row)) else { return Ok(None) };
        let at = (row % side * side + column % side) as usize;
        let height = self.tile(tile)?.get(at).copied().filter(|height| !height.is_nan());
        Ok(height.map(f64::from))
    }

    fn tile(&mut self, tile: Tile) -> Result<&[f32], HeightsError> {
        match self.held.iter().position(|(held, _)| *held == tile) {
            Some(0) => {}
            Some(at) => self.held.swap(0, at),
            None => {
                let heights = read(self.pack, tile)?;
                self.held.truncate(HELD - 1);
                self.held.insert(0, (tile, heights));
            }
        }
        Ok(self.held.first().map_or(&[], |(_, heights)| heights))
    }
}

/// The side of a pixel in metres.
pub fn pixel(zoom: u8, latitude: f64) -> f64 {
    40_075_016.7 * latitude.to_radians().cos() / SIDE as f64 / f64::from(zoom).exp2()
}

/// The heights of a tile, `256 × red + green + blue / 256 − 32,768` m; nothing where there is no tile.
fn read<S: Source>(pack: &Pack<S>, tile: Tile) -> Result<Vec<f32>, HeightsError> {
    let Some(bytes) = pack.unpacked(tile)? else { return Ok(Vec::new()) };
    let picture = picture::read(&bytes).map_err(|source| HeightsError::Picture { tile, source })?;
    let Picture { width, height, channels, bytes } = picture;
    if [width, height] != [SIDE as u32; 2] {
        return Err(HeightsError::Pixels { tile, width, height });
    }
    Ok(bytes.chunks_exact(channels).map(height_of).collect())
}

fn height_of(pixel: &[u8]) -> f32 {
    if made_up(pixel) { f32::NAN } else { metres(pixel) }
}

/// Whether the ground of a pixel is unknown.
pub fn made_up(pixel: &[u8]) -> bool {
    pixel.get(2).is_none_or(|blue| blue & 0b11 == MADE_UP)
}

/// What the colour of a pixel says, made up or not.
pub fn metres(pixel: &[u8]) -> f32 {
    match *pixel {
        [red, green, blue, ..] => {
            f32::from(red) * 256.0 + f32::from(green) + f32::from(blue) / 256.0 - 32_768.0
        }
        _ => f32::NAN,
    }
}

/// The colour of a height, rounded to a 64th of a metre; what is no number is the sea's level.
pub fn colour(metres: f32, made_up: bool) -> [u8; 3] {
    let metres = if metres.is_nan() { 0.0 } else { metres };
    let number = ((f64::from(metres) + 32_768.0) * 256.0).clamp(0.0, 16_777_215.0) as u32;
    let [_, red, green, blue] = number.to_be_bytes();
    [red, green, blue & !0b11 | if made_up { MADE_UP } else { 0 }]
}
