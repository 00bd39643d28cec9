//! Contour lines as features: every so many metres, the heavy ones apart.

use std::ops::RangeInclusive;
use std::sync::atomic::AtomicBool;

use super::surface::{self, Part};
use super::trace::{Edge, Line, Tracer};
use super::{Dem, ReliefError};
use crate::feature::{Feature, Shape, Value, World};
use crate::layers::Layer;
use crate::tile::Bounds;

/// Finer cells are averaged to about this size, in metres: what is smaller is noise at the scale of a hiking map.
const FINEST: f64 = 10.0;
/// Averaged cells side by side that are drawn at once; lines are cut there.
const STRIP: i64 = 4_096;
/// Longer lines come in pieces of so many points.
const LONGEST: usize = 4_000;
/// A ring shorter than this, in half cells, is a single rough cell.
const SHORTEST_RING: f64 = 8.0;

/// Which lines are drawn, and where they are shown.
#[derive(Debug, Clone, PartialEq)]
pub struct ContourSpec {
    /// Metres from line to line; at least 1.
    pub step: u16,
    /// Every so many metres a heavy line; a multiple of `step`.
    pub index: u16,
    /// The zooms that show the heavy lines.
    pub index_zooms: RangeInclusive<u8>,
    /// The zooms that show the others.
    pub zooms: RangeInclusive<u8>,
    /// Only what touches this box.
    pub area: Option<Bounds>,
}

impl Default for ContourSpec {
    /// For a lowland: 5 m and 25 m.
    fn default() -> ContourSpec {
        ContourSpec { step: 5, index: 25, index_zooms: 11..=15, zooms: 13..=15, area: None }
    }
}

/// Hands out the contour lines of a relief, layer `Contour`: `ele` in metres, `index` true for the heavy ones. Higher ground
/// lies on their left. None runs through unknown ground.
pub fn contours(
    dem: &Dem,
    spec: &ContourSpec,
    cancel: &AtomicBool,
    emit: &mut dyn FnMut(Feature),
) -> Result<(), ReliefError> {
    let [width, height] = dem.cell();
    let factor = (FINEST / width.max(height)).round().clamp(1.0, 100.0) as u32;
    let [columns, rows] = dem.range(factor, spec.area);
    let mut begin = columns[0];
    while begin < columns[1] {
        // One cell and a half more than the strip, so that the next one begins where this ends.
        let end = (begin + STRIP + 2).min(columns[1]);
        let part = Part { factor, columns: [begin, end], rows };
        let points = if end < columns[1] { 2 * STRIP as usize + 1 } else { usize::MAX };
        let mut tracer = Tracer::new(f64::from(spec.step.max(1)), Edge::Open);
        let mut give = |line: Line| feature(dem, spec, part, line).into_iter().for_each(&mut *emit);
        surface::rows(dem, part, cancel, |row| tracer.push(row.get(..points).unwrap_or(row), &mut give))?;
        tracer.finish(&mut give);
        begin += STRIP;
    }
    Ok(())
}

fn feature(dem: &Dem, spec: &ContourSpec, part: Part, line: Line) -> Vec<Feature> {
    if line.ring && length(&line.points) < SHORTEST_RING {
        return Vec::new();
    }
    let metres = i64::from(line.level) * i64::from(spec.step.max(1));
    let index = metres % i64::from(spec.index.max(1)) == 0;
    let places = line.points.iter().chain(line.points.first().filter(|_| line.ring));
    let mut world: Vec<World> = places
        .filter_map(|point| dem.to_degrees(part.to_cell(*point)))
        .map(|[lon, lat]| World::from_degrees(lon, lat))
        .collect();
    world.dedup();
    let mut features = Vec::new();
    let mut rest = world.as_slice();
    while rest.len() > 1 {
        let piece = rest.get(..LONGEST).unwrap_or(rest);
        features.push(Feature {
            layer: Layer::Contour,
            id: 0,
            shape: Shape::Lines(vec![piece.to_vec()]),
            attributes: vec![("ele", Value::Int(metres)), ("index", Value::Bool(index))],
            zooms: if index { spec.index_zooms.clone() } else { spec.zooms.clone() },
            rank: u32::from(index),
        });
        rest = rest.get(piece.len() - 1..).unwrap_or_default();
    }
    features
}

fn length(points: &[[f64; 2]]) -> f64 {
    let next = points.iter().cycle().skip(1);
    points.iter().zip(next).map(|(a, b)| (a[0] - b[0]).hypot(a[1] - b[1])).sum()
}
