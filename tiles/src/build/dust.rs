//! Areas that are too small to be seen alone: in each tile those of a kind are summed up, and where they come to a pixel one
//! pixel stands for them. So a land of small woods is green from afar too, about as green as it is.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::cut::Pieces;
use super::piece::{Key, Piece};
use super::plane::{PIXEL, Point};
use crate::layers::Layer;
use crate::mvt::write::{Commands, EXTENT, Kind, Mix};

/// Whether small areas of a layer are summed up: where the ground is covered, not where single things stand.
pub fn gathers(layer: Layer) -> bool {
    matches!(layer, Layer::Land | Layer::WaterPolygons | Layer::Buildings)
}

/// An area that was left out of a tile.
#[derive(Debug, Clone, Copy)]
pub struct Speck {
    /// As that of its piece would be.
    pub key: Key,
    /// Twice its area in square units of the tile, below that of a pixel.
    pub doubled_area: i64,
    /// Its middle, in units of the tile.
    pub at: Point,
    /// Where its attributes end among those of all specks, and how long they are.
    attributes: (usize, usize),
}

/// What was left out of some features.
#[derive(Debug, Default)]
pub struct Specks {
    list: Vec<Speck>,
    attributes: Vec<u8>,
}

impl Specks {
    /// `attributes` are those of a [`Piece`].
    pub fn push(&mut self, key: Key, doubled_area: i64, at: Point, attributes: &[u8]) {
        let (length, all) = (attributes.len(), &mut self.attributes);
        // Neighbours in the source are mostly of one kind.
        if !all.ends_with(attributes) {
            all.extend_from_slice(attributes);
        }
        self.list.push(Speck { key, doubled_area, at, attributes: (all.len(), length) });
    }
}

/// The sums so far.
#[derive(Debug, Default)]
pub struct Dust {
    /// By tile, layer and kind; never walked through, so that its order does not matter.
    sums: HashMap<(u64, u32), i64, BuildHasherDefault<Mix>>,
    /// Attributes by number.
    kinds: HashMap<Vec<u8>, u32, BuildHasherDefault<Mix>>,
    commands: Commands,
}

impl Dust {
    /// Adds specks in their order; pixels that are full become pieces.
    pub fn gather(&mut self, specks: &Specks, pieces: &mut Pieces) {
        for speck in &specks.list {
            let (end, length) = speck.attributes;
            let attributes = specks.attributes.get(end - length..end).unwrap_or_default();
            let kind = match self.kinds.get(attributes) {
                Some(kind) => *kind,
                None => {
                    let next = self.kinds.len() as u32;
                    self.kinds.insert(attributes.to_vec(), next);
                    next
                }
            };
            let tile_and_layer = speck.key.tile() << 8 | u64::from(speck.key.layer());
            let sum = self.sums.entry((tile_and_layer, kind)).or_default();
            *sum += speck.doubled_area;
            let pixel = i64::from(2 * PIXEL * PIXEL);
            if *sum >= pixel {
                *sum -= pixel;
                self.commands.clear();
                self.commands.ring(&square(speck.at));
                let (pen, geometry) = (self.commands.pen(), self.commands.bytes());
                let size = PIXEL as u32;
                pieces
                    .push(speck.key, &Piece { id: 0, kind: Kind::Polygons, size, pen, attributes, geometry });
            }
        }
    }
}

/// A pixel around a place, within the tile; as outer rings run.
fn square(at: Point) -> [Point; 4] {
    let low = |place: i32| (place - PIXEL / 2).clamp(0, EXTENT - PIXEL);
    let [x, y] = [low(at[0]), low(at[1])];
    [[x, y], [x + PIXEL, y], [x + PIXEL, y + PIXEL], [x, y + PIXEL]]
}
