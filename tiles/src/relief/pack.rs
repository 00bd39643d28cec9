//! A pack of shaded relief, and what any pack says of the relief it was made with.

use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use super::shade::{self, ShadeSpec};
use super::{Dem, ReliefError};
use crate::read::heights::SIDE;
use crate::read::{Centre, TileKind};
use crate::tile::Bounds;
use crate::write::whole::folder_of;
use crate::write::{PackSpec, PackWriter, Written};

/// What is said of a relief in the metadata of a pack and on the screen.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct About {
    pub source: String,
    /// From cell to cell, in metres, to the decimetre.
    pub resolution_m: f64,
    pub epsg: u32,
}

impl About {
    pub fn of(dem: &Dem) -> About {
        let resolution_m = (dem.resolution().value() * 10.0).round() / 10.0;
        About { source: dem.source().to_owned(), resolution_m, epsg: dem.crs().epsg() }
    }
}

/// What the pack is to be.
#[derive(Debug, Clone, PartialEq)]
pub struct ReliefPack {
    pub zooms: RangeInclusive<u8>,
    /// Only tiles that touch this box.
    pub area: Option<Bounds>,
    /// Who made the elevations, as their licence wants it shown.
    pub attribution: Option<String>,
}

/// Writes a pack of terrarium tiles; `out` is left as it was unless all went well.
pub fn write(
    dem: &Dem,
    pack: &ReliefPack,
    out: &Path,
    cancel: &AtomicBool,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Result<Written, ReliefError> {
    let about = About::of(dem);
    let spec = ShadeSpec { zooms: pack.zooms.clone(), area: pack.area };
    let bounds = pack.area.or_else(|| dem.bounds()).unwrap_or(Bounds::WORLD);
    let shades = shade::shades(dem, &spec, folder_of(out), cancel, progress)?;
    let middle = |low: f64, high: f64| (low + high) / 2.0;
    let centre = Centre {
        lon: middle(bounds.west, bounds.east),
        lat: middle(bounds.south, bounds.north),
        zoom: *pack.zooms.start(),
    };
    let kind = TileKind::Png;
    let mut writer = PackWriter::create(out, PackSpec { kind, bounds, zooms: pack.zooms.clone(), centre })?;
    for tile in shades.tiles() {
        let (tile, png) = tile?;
        if cancel.load(Ordering::Relaxed) {
            return Err(ReliefError::Cancelled);
        }
        writer.add(tile, &png)?;
    }
    let metadata = serde_json::json!({
        "name": "relief",
        "description": format!("Relief, {}, {} m", about.source, about.resolution_m),
        "attribution": pack.attribution.clone().unwrap_or_else(|| about.source.clone()),
        "type": "overlay",
        "version": "1",
        "format": "png",
        "encoding": "terrarium",
        "tileSize": SIDE,
        "generator": concat!("sente-tiles ", env!("CARGO_PKG_VERSION")),
        "sente": { "kind": "relief", "relief": about, "made_up": "blue & 3 == 1" },
    });
    Ok(writer.finish(&metadata)?)
}
