//! Where a label of an area stands: the point inside that is farthest from its edge ("pole of inaccessibility"), found by
//! halving squares as in Mapbox's polylabel.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::feature::{Ring, World};

/// Squares that are looked at before the best so far is good enough.
const MOST_SQUARES: usize = 400;
/// Side of a unit of [`World`] in metres at the equator.
const UNIT: f64 = 40_075_016.685_578_49 / 4_294_967_296.0;

/// A point well inside the largest polygon, and the area of all of them in square metres of Web Mercator.
pub fn label(polygons: &[Vec<Ring>]) -> Option<(World, f64)> {
    let size = |polygon: &Vec<Ring>| {
        let mut areas = polygon.iter().map(|ring| doubled_area(ring).unsigned_abs());
        areas.next().map_or(0, |outer| outer.saturating_sub(areas.sum()))
    };
    let total: u128 = polygons.iter().map(size).sum();
    // The first of equals, so that the order of the file decides.
    let largest = polygons.iter().rev().max_by_key(|polygon| size(polygon))?;
    Some((pole(largest)?, total as f64 / 2.0 * UNIT * UNIT))
}

/// Twice the area, positive where the ring runs clockwise as seen on the map (y points south).
pub fn doubled_area(ring: &[World]) -> i128 {
    let Some(last) = ring.last() else { return 0 };
    let mut before = last;
    let mut sum = 0i128;
    for point in ring {
        sum += i128::from(before.x) * i128::from(point.y) - i128::from(point.x) * i128::from(before.y);
        before = point;
    }
    sum
}

#[derive(Debug, Clone, Copy)]
struct Square {
    x: f64,
    y: f64,
    half: f64,
    /// From the middle to the edge, negative outside.
    inside: f64,
}

impl Square {
    fn best_possible(&self) -> f64 {
        self.inside + self.half * std::f64::consts::SQRT_2
    }
}

impl PartialEq for Square {
    fn eq(&self, other: &Square) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Square {}

impl PartialOrd for Square {
    fn partial_cmp(&self, other: &Square) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Square {
    fn cmp(&self, other: &Square) -> Ordering {
        let key = |square: &Square| (square.best_possible(), square.y, square.x);
        let (mine, theirs) = (key(self), key(other));
        mine.0.total_cmp(&theirs.0).then(theirs.1.total_cmp(&mine.1)).then(theirs.2.total_cmp(&mine.2))
    }
}

fn pole(polygon: &[Ring]) -> Option<World> {
    let outer = polygon.first()?;
    let west = outer.iter().map(|point| point.x).min()?;
    let north = outer.iter().map(|point| point.y).min()?;
    let width = f64::from(outer.iter().map(|point| point.x).max()? - west);
    let height = f64::from(outer.iter().map(|point| point.y).max()? - north);
    let rings: Vec<Vec<(f64, f64)>> = polygon
        .iter()
        .map(|ring| {
            ring.iter()
                .map(|point| (f64::from(point.x) - f64::from(west), f64::from(point.y) - f64::from(north)))
                .collect()
        })
        .collect();
    let square = |x: f64, y: f64, half: f64| Square { x, y, half, inside: to_edge(&rings, x, y) };
    let good_enough = (width.max(height) / 100.0).max(1.0);

    let mut best = square(width / 2.0, height / 2.0, 0.0);
    let centre = centroid(rings.first()?);
    let middle = square(centre.0, centre.1, 0.0);
    if middle.inside > best.inside {
        best = middle;
    }
    let side = width.min(height).max(width.max(height) / 16.0);
    if side <= 0.0 {
        return None;
    }
    let mut squares = BinaryHeap::new();
    for column in 0..(width / side).ceil() as usize {
        for row in 0..(height / side).ceil() as usize {
            squares.push(square((column as f64 + 0.5) * side, (row as f64 + 0.5) * side, side / 2.0));
        }
    }
    for _ in 0..MOST_SQUARES {
        let Some(next) = squares.pop() else { break };
        if next.inside > best.inside {
            best = next;
        }
        if next.best_possible() - best.inside <= good_enough {
            break;
        }
        let half = next.half / 2.0;
        for (x, y) in [(-half, -half), (half, -half), (-half, half), (half, half)] {
            squares.push(square(next.x + x, next.y + y, half));
        }
    }
    Some(World {
        x: west.saturating_add(best.x.round() as u32),
        y: north.saturating_add(best.y.round() as u32),
    })
}

fn centroid(ring: &[(f64, f64)]) -> (f64, f64) {
    let (mut x, mut y, mut area) = (0.0, 0.0, 0.0);
    let mut before = ring.last().copied().unwrap_or_default();
    for point in ring {
        let cross = before.0 * point.1 - point.0 * before.1;
        x += (before.0 + point.0) * cross;
        y += (before.1 + point.1) * cross;
        area += cross * 3.0;
        before = *point;
    }
    if area == 0.0 { ring.first().copied().unwrap_or_default() } else { (x / area, y / area) }
}

/// Distance to the nearest edge, negative outside.
fn to_edge(rings: &[Vec<(f64, f64)>], x: f64, y: f64) -> f64 {
    let mut inside = false;
    let mut nearest = f64::INFINITY;
    for ring in rings {
        let Some(mut before) = ring.last().copied() else { continue };
        for point in ring.iter().copied() {
            if (point.1 > y) != (before.1 > y)
                && x < (before.0 - point.0) * (y - point.1) / (before.1 - point.1) + point.0
            {
                inside = !inside;
            }
            nearest = nearest.min(squared_to_segment((x, y), before, point));
            before = point;
        }
    }
    if inside { nearest.sqrt() } else { -nearest.sqrt() }
}

fn squared_to_segment(place: (f64, f64), from: (f64, f64), to: (f64, f64)) -> f64 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 { ((place.0 - from.0) * dx + (place.1 - from.1) * dy) / length } else { 0.0 };
    let along = along.clamp(0.0, 1.0);
    let (x, y) = (place.0 - from.0 - along * dx, place.1 - from.1 - along * dy);
    x * x + y * y
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(points: &[(u32, u32)]) -> Ring {
        points.iter().map(|&(x, y)| World { x, y }).collect()
    }

    #[test]
    fn the_label_of_a_horseshoe_stands_in_its_arm_not_in_its_gap() {
        let horseshoe =
            ring(&[(0, 0), (900, 0), (900, 900), (600, 900), (600, 300), (300, 300), (300, 900), (0, 900)]);
        let (place, _) = label(&[vec![horseshoe]]).unwrap();
        assert!(place.y < 300 || !(300..=600).contains(&place.x), "{place:?}");
    }

    #[test]
    fn the_label_keeps_out_of_a_hole() {
        let outer = ring(&[(0, 0), (900, 0), (900, 900), (0, 900)]);
        let hole = ring(&[(100, 100), (800, 100), (800, 600), (100, 600)]);
        let (place, area) = label(&[vec![outer, hole]]).unwrap();
        assert!(place.y > 600, "{place:?}");
        assert!((area / (UNIT * UNIT) - (810_000.0 - 350_000.0)).abs() < 1.0);
    }

    #[test]
    fn a_flat_ring_has_no_label() {
        assert_eq!(label(&[vec![ring(&[(5, 5), (5, 5), (5, 5)])]]), None);
    }
}
