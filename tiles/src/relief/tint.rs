//! Polygons for a tinted relief: all ground from a height upward, one above the other.

use std::sync::atomic::AtomicBool;

use super::surface::{self, Part};
use super::trace::{Edge, Line, Tracer};
use super::{Dem, ReliefError};
use crate::feature::{Feature, Ring, Shape, Value, World};
use crate::layers::Layer;
use crate::tile::Bounds;

/// So many points of unknown ground lie around the lattice.
const FRAME: usize = 1;

/// Which tints are made.
#[derive(Debug, Clone, PartialEq)]
pub struct TintSpec {
    /// Metres from one tint to the next; at least 1.
    pub step: u16,
    /// Cells are averaged to about this size, in metres.
    pub cell: f64,
    pub zooms: std::ops::RangeInclusive<u8>,
    /// Only what touches this box.
    pub area: Option<Bounds>,
}

impl Default for TintSpec {
    /// For a lowland.
    fn default() -> TintSpec {
        TintSpec { step: 20, cell: 250.0, zooms: 5..=14, area: None }
    }
}

/// The tints of a relief, layer `Tint`, lowest first: `from` in metres is the height from which ground belongs to it, `to`
/// the height where the next one begins. Each lies on top of the one before, so that no gap opens between two of them
/// when they are simplified; ground below 0 m has none.
pub fn tints(dem: &Dem, spec: &TintSpec, cancel: &AtomicBool) -> Result<Vec<Feature>, ReliefError> {
    let [width, height] = dem.cell();
    let wanted = (spec.cell / width.max(height)).round().clamp(1.0, 10_000.0);
    // Ever so large a relief is drawn in one go.
    let largest = dem.size().iter().max().copied().unwrap_or(1) as f64 / 4_096.0;
    let factor = wanted.max(largest.ceil()) as u32;
    let [columns, rows] = dem.range(factor, spec.area);
    let grown = |[from, to]: [i64; 2]| [from - 2, to + 2];
    let part = Part { factor, columns: grown(columns), rows: grown(rows) };
    let mut lines = Vec::new();
    let mut tracer = Tracer::new(f64::from(spec.step.max(1)), Edge::Closed);
    let mut lowest = f32::INFINITY;
    // Unknown ground all around: a tint that reaches the edge of the box is closed there, as at the edge of the relief.
    let mut framed: Vec<f32> = Vec::new();
    surface::rows(dem, part, cancel, |row| {
        if framed.is_empty() {
            tracer.push(&vec![f32::NAN; row.len() + 2 * FRAME], &mut |line| lines.push(line));
        }
        framed.clear();
        framed.push(f32::NAN);
        framed.extend_from_slice(row);
        framed.push(f32::NAN);
        lowest = row.iter().copied().filter(|height| !height.is_nan()).fold(lowest, f32::min);
        tracer.push(&framed, &mut |line| lines.push(line));
    })?;
    framed.fill(f32::NAN);
    tracer.push(&framed, &mut |line| lines.push(line));
    tracer.finish(&mut |line| lines.push(line));
    // All ground lies above the heights below this one: the first tint is all of it.
    let first = (f64::from(lowest) / f64::from(spec.step.max(1))).floor().max(0.0) as i32;
    let mut levels: Vec<i32> = lines.iter().map(|line| line.level).filter(|level| *level >= first).collect();
    levels.sort_unstable();
    levels.dedup();
    let features = levels.into_iter().filter_map(|level| {
        let rings = lines.iter().filter(|line| line.level == level && line.ring);
        let polygons = polygons(rings.collect());
        let to_world = |ring: &Line| -> Ring {
            let unframed = |point: &[f64; 2]| point.map(|steps| steps - FRAME as f64);
            let places = ring.points.iter();
            let places = places.filter_map(|point| dem.to_degrees(part.to_cell(unframed(point))));
            let mut ring: Ring = places.map(|[lon, lat]| World::from_degrees(lon, lat)).collect();
            ring.dedup();
            ring
        };
        let shape: Vec<Vec<Ring>> =
            polygons.iter().map(|rings| rings.iter().map(|ring| to_world(ring)).collect()).collect();
        let step = i64::from(spec.step.max(1));
        let from = i64::from(level) * step;
        (!shape.is_empty()).then(|| Feature {
            layer: Layer::Tint,
            id: 0,
            shape: Shape::Polygons(shape),
            attributes: vec![("from", Value::Int(from)), ("to", Value::Int(from + step))],
            zooms: spec.zooms.clone(),
            rank: level.unsigned_abs(),
        })
    });
    Ok(features.collect())
}

/// Outer rings, each with its holes. Rings of one level never cross; higher ground is on their left.
fn polygons(rings: Vec<&Line>) -> Vec<Vec<&Line>> {
    let areas: Vec<(f64, &Line)> = rings.into_iter().map(|ring| (area(&ring.points), ring)).collect();
    let mut outer: Vec<(f64, Vec<&Line>)> =
        areas.iter().filter(|(area, _)| *area > 0.0).map(|(area, ring)| (*area, vec![*ring])).collect();
    // The smallest that holds a hole is the one it belongs to.
    outer.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (_, hole) in areas.iter().filter(|(area, _)| *area < 0.0) {
        let Some(point) = hole.points.first() else { continue };
        let around = outer
            .iter_mut()
            .find(|(_, rings)| rings.first().is_some_and(|ring| inside(*point, &ring.points)));
        if let Some((_, rings)) = around {
            rings.push(hole);
        }
    }
    outer.into_iter().map(|(_, rings)| rings).collect()
}

/// Positive where the inside is on the left, on a map.
fn area(points: &[[f64; 2]]) -> f64 {
    let next = points.iter().cycle().skip(1);
    points.iter().zip(next).map(|(a, b)| b[0] * a[1] - a[0] * b[1]).sum::<f64>() / 2.0
}

fn inside([x, y]: [f64; 2], ring: &[[f64; 2]]) -> bool {
    let next = ring.iter().cycle().skip(1);
    let crossings = ring
        .iter()
        .zip(next)
        .filter(|(a, b)| (a[1] > y) != (b[1] > y) && x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]));
    crossings.count() % 2 == 1
}
