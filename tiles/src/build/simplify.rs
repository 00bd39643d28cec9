//! Takes points out of lines and rings that no one would see, without self-crossings and without losing what is thin.
//!
//! Douglas and Peucker's method (1973); where edges of the result meet, points come back until they do not.

use super::mend::Mender;
use super::plane::{Line, Point, Polygon, Ring, doubled_area, thin_ring};

/// How far the result may lie from the line, in units of the grid.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tolerance(pub f64);

/// Simplifies one shape after the other; its memory is used again, because most shapes are small and there are millions.
#[derive(Debug, Default)]
pub struct Simplifier {
    /// Which points stay, for each ring of the polygon at hand.
    kept: Vec<Vec<bool>>,
    /// Stretches that are still to be looked at.
    open: Vec<(usize, usize)>,
    mender: Mender,
}

impl Simplifier {
    /// The line keeps its ends and what is farther off than the tolerance; it is empty where nothing of it is longer than a unit.
    pub fn line(&mut self, line: &mut Line, tolerance: Tolerance) {
        let Some(last) = line.len().checked_sub(1).filter(|last| *last > 0) else { return line.clear() };
        let kept = first_of(&mut self.kept, line.len());
        (kept[0], kept[last]) = (true, true);
        keep_far(line, 0, last, tolerance.0, kept, &mut self.open);
        take_out(line, kept);
        line.dedup();
        if line.len() < 2 {
            line.clear();
        }
    }

    /// The polygon gets fewer points. A ring whose area is below `least_area` (square units) is left out; where it is the
    /// outside, so is the polygon, and the answer is `false`. A thin ring keeps at least half of its area, however far the
    /// tolerance reaches. No two edges of the result cross.
    pub fn polygon(&mut self, polygon: &mut Polygon, tolerance: Tolerance, least_area: i64) -> bool {
        let is_seen = |ring: &Ring| {
            let area = doubled_area(ring).abs();
            ring.len() >= 3 && area != 0 && area / 2 >= least_area
        };
        if !keep_seen(polygon, is_seen) {
            return false;
        }
        if self.kept.len() < polygon.len() {
            self.kept.resize_with(polygon.len(), Vec::new);
        }
        for (ring, kept) in polygon.iter_mut().zip(&mut self.kept) {
            choose(ring, tolerance, kept, &mut self.open);
        }
        self.mender.mend(polygon, &mut self.kept);
        for (ring, kept) in polygon.iter_mut().zip(&self.kept) {
            ring.pop();
            take_out(ring, kept);
            thin_ring(ring);
        }
        keep_seen(polygon, |ring| ring.len() >= 3 && doubled_area(ring) != 0)
    }
}

/// Takes out the rings that are not seen; `false` where the outside is not.
fn keep_seen(polygon: &mut Polygon, is_seen: impl Fn(&Ring) -> bool) -> bool {
    if !polygon.first().is_some_and(&is_seen) {
        return false;
    }
    let mut outside = true;
    polygon.retain(|ring| std::mem::take(&mut outside) || is_seen(ring));
    true
}

fn first_of(kept: &mut Vec<Vec<bool>>, length: usize) -> &mut Vec<bool> {
    if kept.is_empty() {
        kept.push(Vec::new());
    }
    let first = &mut kept[0];
    first.clear();
    first.resize(length, false);
    first
}

/// Takes out the points that do not stay.
fn take_out(points: &mut Line, kept: &[bool]) {
    let mut kept = kept.iter();
    points.retain(|_| kept.next().is_some_and(|kept| *kept));
}

/// Which points of a ring stay. The ring is turned so that it begins at its least point, which is repeated at its end: so
/// the same points stay wherever the ring begins.
fn choose(ring: &mut Ring, tolerance: Tolerance, kept: &mut Vec<bool>, open: &mut Vec<(usize, usize)>) {
    let area = doubled_area(ring).abs();
    let least = (0..ring.len()).min_by_key(|index| ring[*index]).unwrap_or(0);
    ring.rotate_left(least);
    let first = ring[0];
    ring.push(first);
    let last = ring.len() - 1;
    let far = (0..last).max_by_key(|index| square(first, ring[*index])).unwrap_or(0);
    kept.clear();
    kept.resize(ring.len(), false);
    let mut tolerance = tolerance.0;
    loop {
        (kept[0], kept[far], kept[last]) = (true, true, true);
        keep_far(ring, 0, far, tolerance, kept, open);
        keep_far(ring, far, last, tolerance, kept, open);
        if area_of(ring, kept).abs() >= area - area / 2 {
            return;
        }
        if tolerance < 0.5 {
            kept.fill(true);
            return;
        }
        tolerance /= 2.0;
    }
}

/// Twice the area within the points that stay; the first one does, and is repeated at the end.
fn area_of(ring: &[Point], kept: &[bool]) -> i64 {
    let [x, y] = ring[0];
    let mut before = [0_i64; 2];
    let mut sum = 0_i64;
    for (point, _) in ring.iter().zip(kept).filter(|(_, kept)| **kept) {
        let here = [i64::from(point[0] - x), i64::from(point[1] - y)];
        // As in [`doubled_area`].
        sum = sum.wrapping_add(before[0] * here[1] - here[0] * before[1]);
        before = here;
    }
    sum
}

/// The square of the distance of two points.
pub(super) fn square(a: Point, b: Point) -> i64 {
    let (x, y) = (i64::from(b[0] - a[0]), i64::from(b[1] - a[1]));
    x * x + y * y
}

/// Between two points that stay, keeps the farthest one if it is too far off, and so on.
fn keep_far(
    points: &[Point],
    from: usize,
    to: usize,
    tolerance: f64,
    kept: &mut [bool],
    open: &mut Vec<(usize, usize)>,
) {
    let limit = tolerance * tolerance;
    open.clear();
    open.push((from, to));
    while let Some((from, to)) = open.pop() {
        let Some((far, distance)) = farthest(points, from, to) else { continue };
        if distance > limit {
            kept[far] = true;
            // Neighbours have nothing between them.
            open.extend([(from, far), (far, to)].into_iter().filter(|(from, to)| to - from > 1));
        }
    }
}

/// The point between the two that lies farthest from the edge between them, and the square of its distance.
pub(super) fn farthest(points: &[Point], from: usize, to: usize) -> Option<(usize, f64)> {
    let between = points.get(from + 1..to).filter(|between| !between.is_empty())?;
    let ([ax, ay], [bx, by]) = (points[from], points[to]);
    let (ax, ay, bx, by) = (f64::from(ax), f64::from(ay), f64::from(bx), f64::from(by));
    let (abx, aby) = (bx - ax, by - ay);
    let length = abx * abx + aby * aby;
    // Distances are compared as their squares times the square of the edge's length, so that nothing is divided.
    let scale = if length == 0.0 { 1.0 } else { length };
    let (mut best, mut most) = (0, -1.0);
    for (index, &[x, y]) in between.iter().enumerate() {
        let (x, y) = (f64::from(x), f64::from(y));
        let (apx, apy) = (x - ax, y - ay);
        let along = apx * abx + apy * aby;
        let distance = if along <= 0.0 {
            (apx * apx + apy * apy) * scale
        } else if along >= length {
            ((x - bx) * (x - bx) + (y - by) * (y - by)) * scale
        } else {
            let across = apx * aby - apy * abx;
            across * across
        };
        if distance > most {
            (best, most) = (index, distance);
        }
    }
    Some((from + 1 + best, most / scale))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::crossings::{self, edges_of};
    use super::super::plane::{Meeting, distance_squared};
    use super::*;

    fn polygon(rings: &[Ring], tolerance: Tolerance, least_area: i64) -> Option<Polygon> {
        let mut polygon = rings.to_vec();
        Simplifier::default().polygon(&mut polygon, tolerance, least_area).then_some(polygon)
    }

    fn line(points: &[Point], tolerance: Tolerance) -> Line {
        let mut line = points.to_vec();
        Simplifier::default().line(&mut line, tolerance);
        line
    }

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
