//! One tile: it lies in the pack's box, unpacks, decodes, and its geometry keeps the rules.

use std::collections::BTreeSet;

use super::{Code, chain, header};
use crate::mvt::{self, Feature, Layer, Shape};
use crate::read::{Pack, Run, Source, TileKind};
use crate::tile::Tile;

/// Of one tile, so many findings of a code are told.
const TOLD: usize = 5;

pub(super) struct Checked {
    pub(super) tile: Tile,
    pub(super) stored: usize,
    pub(super) raw: usize,
    pub(super) features: u64,
    pub(super) layers: Vec<String>,
    pub(super) found: Vec<(Code, String)>,
}

/// Checks the content of a run; findings name its first tile.
pub(super) fn check<S: Source>(pack: &Pack<S>, run: &Run) -> Checked {
    let tile = Tile::from_hilbert(run.entry.first).unwrap_or_else(Tile::world);
    let mut checked = Checked { tile, stored: 0, raw: 0, features: 0, layers: Vec::new(), found: Vec::new() };
    if !header::covers(pack.header().bounds, tile) {
        checked.found.push((Code::TileOutsideBounds, String::new()));
    }
    let stored = match pack.stored(&run.entry) {
        Ok(stored) => stored,
        Err(error) => {
            checked.found.push((Code::TilePlace, chain(&error)));
            return checked;
        }
    };
    checked.stored = stored.len();
    let raw = match pack.unpack(tile, stored) {
        Ok(raw) => raw,
        Err(error) => {
            checked.found.push((Code::TilePacked, chain(&error)));
            return checked;
        }
    };
    checked.raw = raw.len();
    match pack.header().kind {
        TileKind::Mvt => match mvt::read(&raw) {
            Ok(layers) => check_layers(&layers, &mut checked),
            Err(error) => checked.found.push((Code::TileDamaged, error.to_string())),
        },
        TileKind::Png => {
            if let Err(error) = picture(&raw) {
                checked.found.push((Code::TileDamaged, error.to_string()));
            }
        }
        _ => {}
    }
    checked
}

fn picture(raw: &[u8]) -> Result<(), png::DecodingError> {
    let limits = png::Limits { bytes: mvt::TILE_MAX };
    let mut reader = png::Decoder::new_with_limits(std::io::Cursor::new(raw), limits).read_info()?;
    while reader.next_row()?.is_some() {}
    reader.finish()
}

fn check_layers(layers: &[Layer], checked: &mut Checked) {
    let mut names = BTreeSet::new();
    for layer in layers {
        if !names.insert(layer.name.as_str()) {
            checked.find(Code::LayerTwice, || layer.name.clone());
        }
        if layer.features.is_empty() {
            checked.find(Code::LayerEmpty, || layer.name.clone());
        }
        checked.features += layer.features.len() as u64;
        for (index, feature) in layer.features.iter().enumerate() {
            check_feature(layer, index, feature, checked);
        }
    }
    checked.layers = names.into_iter().map(str::to_owned).collect();
}

fn check_feature(layer: &Layer, index: usize, feature: &Feature, checked: &mut Checked) {
    let place = || format!("{}, feature {index}", layer.name);
    let extent = i64::from(layer.extent);
    // As much again as the tile is wide, on each side: no renderer needs more, and larger values overflow in some.
    let range = -extent..=2 * extent;
    let near = |point: &mvt::Point| point.iter().all(|axis| range.contains(&i64::from(*axis)));
    let all_near = match &feature.shape {
        Shape::Points(points) => points.iter().all(near),
        Shape::Lines(lines) => lines.iter().flatten().all(near),
        Shape::Polygons(polygons) => polygons.iter().flatten().flatten().all(near),
    };
    if !all_near {
        checked.find(Code::PositionOutOfRange, place);
    }
    if let Shape::Polygons(polygons) = &feature.shape {
        for polygon in polygons {
            for (number, ring) in polygon.iter().enumerate() {
                match mvt::area(ring) {
                    0 => checked.find(Code::RingFlat, place),
                    area if (area > 0) != (number == 0) => checked.find(Code::RingWinding, place),
                    _ => {}
                }
            }
        }
    }
    let mut names: Vec<&str> = feature.attributes.iter().map(|(name, _)| &**name).collect();
    names.sort_unstable();
    if names.windows(2).any(|pair| pair.first() == pair.last()) {
        checked.find(Code::AttributeTwice, place);
    }
}

impl Checked {
    fn find(&mut self, code: Code, detail: impl FnOnce() -> String) {
        if self.found.iter().filter(|(other, _)| *other == code).count() < TOLD {
            self.found.push((code, detail()));
        }
    }
}
