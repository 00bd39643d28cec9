//! Takes points out of lines and rings that no one would see, without self-crossings and without losing what is thin.
//!
//! Douglas and Peucker's method (1973); where edges of the result meet, points come back until they do not.

use super::crossings::{self, Edge};
use super::plane::{Line, Meeting, Point, Polygon, Ring, distance_squared, doubled_area, thin_ring};

/// After so many rounds of bringing points back or taking them out a polygon stays as it is.
const MOST_ROUNDS: usize = 100;

/// After so many rounds all points of a stretch come back, not only the farthest, and holes go that cannot be kept.
const PATIENT_ROUNDS: usize = 8;

/// How far the result may lie from the line, in units of the grid.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tolerance(pub f64);

/// The line with its ends and what is farther off than the tolerance; empty where nothing of it is longer than a unit.
pub fn line(points: &[Point], tolerance: Tolerance) -> Line {
    let mut kept = vec![false; points.len()];
    match points.len() {
        0 | 1 => return Line::new(),
        last => {
            kept[0] = true;
            kept[last - 1] = true;
            keep_far(points, 0, last - 1, tolerance.0, &mut kept);
        }
    }
    let mut line: Line =
        points.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(point, _)| *point).collect();
    line.dedup();
    if line.len() < 2 { Line::new() } else { line }
}

/// The polygon with fewer points. A ring whose area is below `least_area` (square units) is left out, with all of the
/// polygon if it is the outside. A thin ring keeps at least half of its area, however far the tolerance reaches.
/// No two edges of the result cross.
pub fn polygon(rings: &[Ring], tolerance: Tolerance, least_area: i64) -> Option<Polygon> {
    let mut chosen: Vec<Chosen> = Vec::with_capacity(rings.len());
    for (index, ring) in rings.iter().enumerate() {
        let area = doubled_area(ring).abs();
        if ring.len() < 3 || area == 0 || area / 2 < least_area {
            if index == 0 {
                return None;
            }
            continue;
        }
        chosen.push(choose(ring, area, tolerance));
    }
    mend(&mut chosen);
    let mut result = Polygon::with_capacity(chosen.len());
    for (index, ring) in chosen.into_iter().enumerate() {
        let mut ring = ring.kept_points();
        thin_ring(&mut ring);
        if ring.len() >= 3 && doubled_area(&ring) != 0 {
            result.push(ring);
        } else if index == 0 {
            return None;
        }
    }
    Some(result)
}

/// A ring that begins at its least point, which is repeated at its end, and which of its points stay.
struct Chosen {
    points: Line,
    kept: Vec<bool>,
}

impl Chosen {
    fn kept_points(&self) -> Ring {
        let open = self.points.len().saturating_sub(1);
        self.points
            .iter()
            .zip(&self.kept)
            .take(open)
            .filter(|(_, kept)| **kept)
            .map(|(point, _)| *point)
            .collect()
    }

    /// Takes out all points.
    fn close(&mut self) {
        self.points.clear();
        self.kept.clear();
    }

    /// Takes points out for good; the places are sorted.
    fn remove(&mut self, places: &[usize]) {
        self.points.pop();
        self.kept.pop();
        for &place in places.iter().rev().filter(|place| **place < self.points.len()).collect::<Vec<_>>() {
            self.points.remove(place);
            self.kept.remove(place);
        }
        if let Some(first) = self.points.first().copied() {
            self.points.push(first);
            self.kept[0] = true;
            self.kept.push(true);
        }
    }
}

fn choose(ring: &[Point], area: i64, tolerance: Tolerance) -> Chosen {
    // The same points stay wherever the ring begins.
    let least = (0..ring.len()).min_by_key(|index| ring[*index]).unwrap_or(0);
    let mut points = ring.to_vec();
    points.rotate_left(least);
    let first = points[0];
    points.push(first);
    let last = points.len() - 1;
    let far = (0..last).max_by_key(|index| square(first, points[*index])).unwrap_or(0);
    let mut chosen = Chosen { kept: vec![false; points.len()], points };
    let mut tolerance = tolerance.0;
    loop {
        [0, far, last].into_iter().for_each(|index| chosen.kept[index] = true);
        keep_far(&chosen.points, 0, far, tolerance, &mut chosen.kept);
        keep_far(&chosen.points, far, last, tolerance, &mut chosen.kept);
        if doubled_area(&chosen.kept_points()).abs() >= area - area / 2 {
            return chosen;
        }
        if tolerance < 0.5 {
            chosen.kept.fill(true);
            return chosen;
        }
        tolerance /= 2.0;
    }
}

fn square(a: Point, b: Point) -> i64 {
    let (x, y) = (i64::from(b[0] - a[0]), i64::from(b[1] - a[1]));
    x * x + y * y
}

/// Between two points that stay, keeps the farthest one if it is too far off, and so on.
fn keep_far(points: &[Point], from: usize, to: usize, tolerance: f64, kept: &mut [bool]) {
    let limit = tolerance * tolerance;
    let mut open = vec![(from, to)];
    while let Some((from, to)) = open.pop() {
        let Some((far, distance)) = farthest(points, from, to) else { continue };
        if distance > limit {
            kept[far] = true;
            open.push((from, far));
            open.push((far, to));
        }
    }
}

/// The point between the two that lies farthest from the edge between them, and the square of its distance.
fn farthest(points: &[Point], from: usize, to: usize) -> Option<(usize, f64)> {
    let mut best = None;
    let mut most = -1.0;
    for (index, &point) in points.iter().enumerate().take(to).skip(from + 1) {
        let distance = distance_squared(point, points[from], points[to]);
        if distance > most {
            most = distance;
            best = Some((index, distance));
        }
    }
    best
}

/// Until no edges cross: where points were taken out between their ends, the farthest comes back; where none were, the
/// grid itself made the crossing, and a point goes, or at last the hole.
fn mend(rings: &mut [Chosen]) {
    for round in 0..MOST_ROUNDS {
        let (edges, spans) = edges(rings);
        let found = crossings::find(&edges);
        if found.is_empty() {
            return;
        }
        let mut back = Vec::new();
        let mut gone = Vec::new();
        let mut closed = Vec::new();
        for pair in found {
            let before = back.len();
            for edge in pair.edges {
                let (number, (from, to)) = (edges[edge].ring, spans[edge]);
                if round >= PATIENT_ROUNDS {
                    back.extend((from + 1..to).map(|place| (number, place)));
                } else if let Some((far, _)) = farthest(&rings[number as usize].points, from, to) {
                    back.push((number, far));
                }
            }
            if back.len() == before && pair.meeting == Meeting::Crossing {
                let [a, b] = pair.edges.map(|edge| edges[edge].ring);
                if a != b && round >= PATIENT_ROUNDS {
                    // The hole, which is the smaller loss.
                    closed.push(a.max(b));
                } else {
                    let shorter = pair.edges.into_iter().min_by_key(|edge| length(&edges[*edge]));
                    gone.extend(shorter.map(|edge| (edges[edge].ring, spans[edge].1)));
                }
            }
        }
        let closing = !closed.is_empty();
        back.retain(|(ring, _)| !closed.contains(ring));
        gone.retain(|(ring, _)| !closed.contains(ring));
        closed.into_iter().for_each(|hole| rings[hole as usize].close());
        if back.is_empty() && gone.is_empty() && !closing {
            return;
        }
        // Points come back first: that may be enough.
        if !back.is_empty() {
            back.into_iter().for_each(|(ring, point)| rings[ring as usize].kept[point] = true);
            continue;
        }
        for (number, ring) in rings.iter_mut().enumerate() {
            let open = ring.points.len().saturating_sub(1).max(1);
            let of_ring = gone.iter().filter(|(other, _)| *other as usize == number);
            let mut places: Vec<usize> = of_ring.map(|(_, place)| place % open).collect();
            places.sort_unstable();
            places.dedup();
            if !places.is_empty() {
                ring.remove(&places);
            }
        }
    }
}

fn length(edge: &Edge) -> i64 {
    square(edge.ends[0], edge.ends[1])
}

/// The edges between points that stay, and between which places of its ring each one lies.
fn edges(rings: &[Chosen]) -> (Vec<Edge>, Vec<(usize, usize)>) {
    let (mut edges, mut spans) = (Vec::new(), Vec::new());
    for (number, ring) in rings.iter().enumerate() {
        let kept: Vec<usize> = (0..ring.points.len()).filter(|index| ring.kept[*index]).collect();
        for (place, pair) in kept.windows(2).enumerate() {
            let (from, to) = (pair[0], pair[1]);
            let ends = [ring.points[from], ring.points[to]];
            edges.push(Edge { ends, ring: number as u32, place: place as u32, of: kept.len() as u32 - 1 });
            spans.push((from, to));
        }
    }
    (edges, spans)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::crossings::edges_of;
    use super::*;

    /// A ring around the origin: valid, of any roughness.
    fn star() -> impl Strategy<Value = Ring> {
        (3_usize..120, 200_i32..3000).prop_flat_map(|(corners, reach)| {
            proptest::collection::vec(reach / 8..reach, corners).prop_map(|reaches| {
                let turn = std::f64::consts::TAU / reaches.len() as f64;
                let at = |(step, reach): (usize, i32)| {
                    let angle = step as f64 * turn;
                    [(angle.cos() * f64::from(reach)) as i32, (angle.sin() * f64::from(reach)) as i32]
                };
                reaches.into_iter().enumerate().map(at).collect()
            })
        })
    }

    /// A band along a wave: `width` units thick, much less than the tolerance.
    fn band(width: i32, bends: usize) -> Ring {
        let along = |step: usize| [step as i32 * 20, if step.is_multiple_of(2) { 0 } else { 15 }];
        let there = (0..bends).map(along);
        let back = (0..bends).rev().map(|step| [along(step)[0], along(step)[1] + width]);
        there.chain(back).collect()
    }

    fn crossing(polygon: &[Ring]) -> bool {
        crossings::find(&edges_of(polygon)).iter().any(|found| found.meeting == Meeting::Crossing)
    }

    proptest! {
        #[test]
        fn simplified_rings_do_not_cross_themselves(ring in star(), tolerance in 1.0..400.0) {
            if let Some(polygon) = polygon(&[ring], Tolerance(tolerance), 64) {
                prop_assert!(!crossing(&polygon));
                prop_assert!(polygon.iter().all(|ring| ring.len() >= 3));
            }
        }

        #[test]
        fn holes_stay_within_their_outside(ring in star(), tolerance in 1.0..60.0) {
            let hole: Ring = ring.iter().map(|point| [point[0] * 9 / 10, point[1] * 9 / 10]).collect();
            if let Some(polygon) = polygon(&[ring, hole], Tolerance(tolerance), 64) {
                prop_assert!(!crossing(&polygon));
            }
        }

        #[test]
        fn thin_rings_keep_half_of_their_area(width in 1_i32..8, bends in 4_usize..60, tolerance in 4.0..200.0) {
            let ring = band(width, bends);
            let area = doubled_area(&ring).abs();
            let kept = polygon(&[ring], Tolerance(tolerance), 8).map(|polygon| doubled_area(&polygon[0]).abs());
            prop_assert!(kept.is_some_and(|kept| kept >= area / 2), "{area} became {kept:?}");
        }

        #[test]
        fn scribbles_end_without_crossings(points in proptest::collection::vec((-40_i32..40, -40_i32..40), 3..30)) {
            let ring: Ring = points.into_iter().map(|(x, y)| [x, y]).collect();
            if let Some(polygon) = polygon(&[ring], Tolerance(4.0), 1) {
                prop_assert!(!crossing(&polygon));
            }
        }

        #[test]
        fn no_point_of_a_line_is_farther_off_than_the_tolerance(ring in star(), tolerance in 0.0..100.0) {
            let kept = line(&ring, Tolerance(tolerance));
            for point in &ring {
                let nearest = kept.windows(2).map(|pair| distance_squared(*point, pair[0], pair[1]));
                let nearest = nearest.fold(f64::INFINITY, f64::min);
                prop_assert!(nearest <= tolerance * tolerance + 1e-6);
            }
        }
    }

    #[test]
    fn small_rings_go_and_small_holes_leave_their_outside() {
        let square = |side: i32| vec![[0, 0], [side, 0], [side, side], [0, side]];
        assert_eq!(polygon(&[square(7)], Tolerance(1.0), 64), None);
        assert_eq!(polygon(&[square(80), square(5)], Tolerance(1.0), 64).map(|rings| rings.len()), Some(1));
    }

    #[test]
    fn the_same_points_stay_wherever_a_ring_begins() {
        let ring = band(30, 20);
        let mut turned = ring.clone();
        turned.rotate_left(7);
        let simplified = |ring: Ring| polygon(&[ring], Tolerance(12.0), 64);
        assert_eq!(simplified(ring), simplified(turned));
    }

    #[test]
    fn a_line_that_is_a_point_on_the_grid_goes() {
        assert_eq!(line(&[[3, 3], [3, 3]], Tolerance(1.0)), Line::new());
    }
}
