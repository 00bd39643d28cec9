//! One feature to its pieces: for each zoom that shows it, simplified, then cut along the sides of the tiles.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::clip::{self, Area, Cut};
use super::dust::{self, Specks};
use super::frame::Frame;
use super::piece::{AttributeWriter, Key, Keys, Piece};
use super::plane::{Line, PIXEL, Point, Polygon, doubled_area, thin_ring};
use super::project;
use super::simplify::{Simplifier, Tolerance};
use crate::feature::{Feature, Shape, Value, World};
use crate::layers::Layer;
use crate::mvt::write::{Commands, EXTENT, Kind};
use crate::tile::Tile;

/// One feature may lie in so many tiles of one zoom; a forest as large as a country does not.
const MOST_TILES: u32 = 1 << 20;

/// What is known of a layer, for the metadata of the pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayerFacts {
    pub features: u64,
    pub zooms: (u8, u8),
    /// Keys and their types as TileJSON names them.
    pub fields: BTreeMap<&'static str, &'static str>,
}

/// A feature that would lie in too many tiles of a zoom and is left out there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLarge {
    pub layer: Layer,
    pub id: u64,
    pub zoom: u8,
}

/// What became of some features.
#[derive(Debug, Default)]
pub struct Pieces {
    /// Where each piece begins in `bytes`, which says its length first (four bytes).
    pub index: Vec<(Key, u32)>,
    pub bytes: Vec<u8>,
    pub facts: BTreeMap<Layer, LayerFacts>,
    /// The north-west and south-east corner of all.
    pub reach: Option<[World; 2]>,
    pub too_large: Vec<TooLarge>,
    pub specks: Specks,
}

impl Pieces {
    pub fn push(&mut self, key: Key, piece: &Piece) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(&[0; 4]);
        piece.write(&mut self.bytes);
        let length = (self.bytes.len() - start - 4) as u32;
        self.bytes[start..start + 4].copy_from_slice(&length.to_le_bytes());
        self.index.push((key, start as u32));
    }
}

/// Cuts features, numbered from `first` on.
pub fn features(features: &[Feature], first: u32, frame: &Frame, keys: &Keys) -> Pieces {
    let mut cutter = Cutter {
        frame,
        writer: AttributeWriter::new(keys),
        attributes: Vec::new(),
        commands: Commands::default(),
        ring: Vec::new(),
        simplifier: Simplifier::default(),
        left_out: Vec::new(),
        pieces: Pieces::default(),
    };
    for (index, feature) in features.iter().enumerate() {
        cutter.feature(feature, first.wrapping_add(index as u32));
    }
    cutter.pieces
}

struct Cutter<'a> {
    frame: &'a Frame,
    writer: AttributeWriter<'a>,
    attributes: Vec<u8>,
    commands: Commands,
    /// Room for one line or ring in the units of its tile.
    ring: Line,
    simplifier: Simplifier,
    /// Polygons of the feature at hand that are too small: twice their area, and their middle.
    left_out: Vec<(i64, Point)>,
    pieces: Pieces,
}

/// What all pieces of a feature at one zoom have in common.
struct Here<'a> {
    feature: &'a Feature,
    number: u32,
    zoom: u8,
    area: Area,
}

impl Cutter<'_> {
    fn feature(&mut self, feature: &Feature, number: u32) {
        let zooms = self.frame.zooms();
        let (from, to) = (*feature.zooms.start().max(zooms.start()), *feature.zooms.end().min(zooms.end()));
        if from > to {
            return;
        }
        self.note(feature, (from, to));
        self.writer.write(&feature.attributes, &mut self.attributes);
        let here = |zoom: u8, frame: &Frame| Here { feature, number, zoom, area: frame.area(zoom) };
        match &feature.shape {
            Shape::Points(points) => {
                for zoom in from..=to {
                    self.points(points, &here(zoom, self.frame));
                }
            }
            Shape::Lines(lines) => {
                let mut lines: Vec<Line> = lines.iter().map(|line| project::line(line, to)).collect();
                for zoom in (from..=to).rev() {
                    let tolerance = self.tolerance(zoom);
                    lines.iter_mut().for_each(|line| self.simplifier.line(line, tolerance));
                    lines.retain(|line| !line.is_empty());
                    self.cut(&lines, &here(zoom, self.frame));
                    lines.iter_mut().for_each(project::halve_line);
                }
            }
            Shape::Polygons(polygons) => {
                let mut polygons: Vec<Polygon> =
                    polygons.iter().map(|rings| project::polygon(rings, to)).collect();
                for zoom in (from..=to).rev() {
                    let gathers = dust::gathers(feature.layer) && zoom < self.frame.deepest();
                    let (tolerance, least) = (self.tolerance(zoom), self.least_area(zoom));
                    polygons.retain_mut(|polygon| {
                        let stays = self.simplifier.polygon(polygon, tolerance, least);
                        if !stays && gathers {
                            self.left_out.extend(speck(polygon));
                        }
                        stays
                    });
                    self.gather(from..=zoom, feature, number);
                    self.cut(&polygons, &here(zoom, self.frame));
                    polygons.iter_mut().for_each(project::halve_polygon);
                }
            }
        }
    }

    /// What was left out at the last of the zooms counts there and at all before it.
    fn gather(&mut self, zooms: RangeInclusive<u8>, feature: &Feature, number: u32) {
        for (mut doubled_area, mut at) in self.left_out.drain(..) {
            for zoom in zooms.clone().rev() {
                if doubled_area == 0 {
                    break;
                }
                let [column, row] = at.map(|place| place.div_euclid(EXTENT));
                let tile = u32::try_from(column).ok().zip(u32::try_from(row).ok());
                let tile = tile.and_then(|(column, row)| Tile::new(zoom, column, row));
                if let Some(tile) = tile.filter(|tile| self.frame.has(&self.frame.area(zoom), *tile)) {
                    let key = Key::new(tile.hilbert(), feature.layer, feature.rank, number);
                    let inside = at.map(|place| place.rem_euclid(EXTENT));
                    self.pieces.specks.push(key, doubled_area, inside, &self.attributes);
                }
                doubled_area /= 4;
                at = at.map(|place| place >> 1);
            }
        }
    }

    /// Half a pixel; the deepest zoom is looked at from nearer and has one unit.
    fn tolerance(&self, zoom: u8) -> Tolerance {
        Tolerance(if zoom == self.frame.deepest() { 1.0 } else { f64::from(PIXEL) / 2.0 })
    }

    /// Areas below one pixel are left out; at the deepest zoom those below a sixteenth of one.
    fn least_area(&self, zoom: u8) -> i64 {
        let pixel = i64::from(PIXEL * PIXEL);
        if zoom == self.frame.deepest() { pixel / 16 } else { pixel }
    }

    /// A point is in one tile only, so that its label is drawn once.
    fn points(&mut self, points: &[World], here: &Here) {
        let mut by_tile: BTreeMap<(u32, u32), Vec<Point>> = BTreeMap::new();
        for at in points {
            let [x, y] = project::point(*at, here.zoom);
            let tile = |coordinate: u32| (u64::from(coordinate) >> (32 - u32::from(here.zoom))) as u32;
            let (column, row) = (tile(at.x), tile(at.y));
            // Rounding must not carry it over the edge: renderers pass over labels that are not within their tile.
            let within = |place: i32, tile: u32| (place - tile as i32 * EXTENT).clamp(0, EXTENT - 1);
            by_tile.entry((column, row)).or_default().push([within(x, column), within(y, row)]);
        }
        for ((column, row), points) in by_tile {
            self.commands.clear();
            self.commands.points(&points);
            self.add(column, row, Kind::Points, 0.0, here);
        }
    }

    fn cut<T: Draw>(&mut self, parts: &[T], here: &Here) {
        if parts.is_empty() {
            return;
        }
        if let Some((column, row)) = clip::only_tile(parts) {
            self.draw(column, row, parts, here);
            return;
        }
        let mut tiles = 0;
        let area = here.area.clone();
        let done = clip::into_tiles(parts.to_vec(), &area, &mut |column, row, parts| {
            tiles += 1;
            let mut parts = parts;
            parts.retain_mut(|part| part.clean(&mut self.simplifier));
            self.draw(column, row, &parts, here);
            tiles < MOST_TILES
        });
        if !done {
            let Feature { layer, id, .. } = *here.feature;
            self.pieces.too_large.push(TooLarge { layer, id, zoom: here.zoom });
        }
    }

    fn draw<T: Draw>(&mut self, column: u32, row: u32, parts: &[T], here: &Here) {
        let origin = [column as i32 * EXTENT, row as i32 * EXTENT];
        self.commands.clear();
        let mut size = 0.0;
        for part in parts {
            size += part.draw(origin, &mut self.ring, &mut self.commands);
        }
        if !self.commands.bytes().is_empty() {
            self.add(column, row, T::KIND, size, here);
        }
    }

    fn add(&mut self, column: u32, row: u32, kind: Kind, size: f64, here: &Here) {
        let Some(tile) = Tile::new(here.zoom, column, row) else { return };
        if !self.frame.has(&here.area, tile) {
            return;
        }
        let Feature { layer, id, rank, .. } = *here.feature;
        let id = if keeps_id(layer, kind) { id } else { 0 };
        let piece = Piece {
            id,
            kind,
            size: size as u32,
            pen: self.commands.pen(),
            attributes: &self.attributes,
            geometry: self.commands.bytes(),
        };
        self.pieces.push(Key::new(tile.hilbert(), layer, rank, here.number), &piece);
    }

    fn note(&mut self, feature: &Feature, zooms: (u8, u8)) {
        let empty = || LayerFacts { features: 0, zooms, fields: BTreeMap::new() };
        let facts = self.pieces.facts.entry(feature.layer).or_insert_with(empty);
        facts.features += 1;
        facts.zooms = (facts.zooms.0.min(zooms.0), facts.zooms.1.max(zooms.1));
        for (key, value) in &feature.attributes {
            facts.fields.entry(key).or_insert(type_of(value));
        }
        extend(&mut self.pieces.reach, feature);
    }
}

/// Twice the area of a polygon that is too small to be seen, and its middle.
fn speck(polygon: &Polygon) -> Option<(i64, Point)> {
    let ring = polygon.first()?;
    let along = |axis: usize| ring.iter().map(move |point| point[axis]);
    let middle = |axis: usize| Some(along(axis).min()?.midpoint(along(axis).max()?));
    Some((doubled_area(ring).abs(), [middle(0)?, middle(1)?]))
}

/// What is found by a tap. Other features with the same attributes become one in a tile.
fn keeps_id(layer: Layer, kind: Kind) -> bool {
    kind == Kind::Points || matches!(layer, Layer::Hiking | Layer::Segments | Layer::Routes)
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Text(_) => "String",
        Value::Int(_) | Value::Double(_) => "Number",
        Value::Bool(_) => "Boolean",
    }
}

/// The north-west and south-east corner of features.
pub fn reach<'a>(features: impl IntoIterator<Item = &'a Feature>) -> Option<[World; 2]> {
    let mut reach = None;
    features.into_iter().for_each(|feature| extend(&mut reach, feature));
    reach
}

fn extend(reach: &mut Option<[World; 2]>, feature: &Feature) {
    each_point(&feature.shape, &mut |at| {
        let [low, high] = reach.get_or_insert([at, at]);
        *low = World { x: low.x.min(at.x), y: low.y.min(at.y) };
        *high = World { x: high.x.max(at.x), y: high.y.max(at.y) };
    });
}

fn each_point(shape: &Shape, see: &mut dyn FnMut(World)) {
    match shape {
        Shape::Points(points) => points.iter().for_each(|at| see(*at)),
        Shape::Lines(lines) => lines.iter().flatten().for_each(|at| see(*at)),
        // Holes lie within.
        Shape::Polygons(polygons) => {
            polygons.iter().filter_map(|rings| rings.first()).flatten().for_each(|at| see(*at));
        }
    }
}

/// What becomes commands of a tile: lines and polygons.
trait Draw: Cut {
    const KIND: Kind;

    /// Takes away the crossings that rounding to the grid makes where a needle is cut; `false` where nothing is left.
    fn clean(&mut self, simplifier: &mut Simplifier) -> bool;

    /// Adds the part, moved to the tile, and answers its size.
    fn draw(&self, origin: Point, room: &mut Line, commands: &mut Commands) -> f64;
}

fn move_to(origin: Point, points: &[Point], room: &mut Line) {
    room.clear();
    room.extend(points.iter().map(|point| [point[0] - origin[0], point[1] - origin[1]]));
}

impl Draw for Line {
    const KIND: Kind = Kind::Lines;

    fn clean(&mut self, _: &mut Simplifier) -> bool {
        true
    }

    fn draw(&self, origin: Point, room: &mut Line, commands: &mut Commands) -> f64 {
        move_to(origin, self, room);
        room.dedup();
        if room.len() < 2 {
            return 0.0;
        }
        commands.line(room);
        let step =
            |pair: &[Point]| f64::from(pair[1][0] - pair[0][0]).hypot(f64::from(pair[1][1] - pair[0][1]));
        room.windows(2).map(step).sum()
    }
}

impl Draw for Polygon {
    const KIND: Kind = Kind::Polygons;

    fn clean(&mut self, simplifier: &mut Simplifier) -> bool {
        simplifier.polygon(self, Tolerance(0.0), 0)
    }

    fn draw(&self, origin: Point, room: &mut Line, commands: &mut Commands) -> f64 {
        let mut side = 0.0;
        for (index, ring) in self.iter().enumerate() {
            move_to(origin, ring, room);
            thin_ring(room);
            let area = doubled_area(room);
            if room.len() < 3 || area == 0 {
                if index == 0 {
                    return 0.0;
                }
                continue;
            }
            // Outside: positive; holes: negative.
            if (area > 0) != (index == 0) {
                room.reverse();
            }
            commands.ring(room);
            if index == 0 {
                side = (area.unsigned_abs() as f64 / 2.0).sqrt();
            }
        }
        side
    }
}
