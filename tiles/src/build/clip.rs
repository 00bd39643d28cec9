//! Cuts lines and polygons along the sides of tiles, each tile with its buffer.
//!
//! A polygon that is cut falls into its pieces: where its edges pass over the cut they are joined in pairs along it
//! (even-odd), so that no piece hangs on another by a strip without width.

use std::ops::RangeInclusive;

use super::plane::{Line, Point, Polygon, contains, doubled_area, thin_ring};

/// Units along the side of a tile.
const SIDE: i32 = crate::mvt::write::EXTENT;

/// Units beyond the sides of a tile that belong to it too: eight pixels, more than half of the widest line.
pub const BUFFER: i32 = 64;

/// Tiles of one zoom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    pub columns: RangeInclusive<u32>,
    pub rows: RangeInclusive<u32>,
}

/// What lies on one side of a cut, the cut itself included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    AtMost(i32),
    AtLeast(i32),
}

impl Half {
    fn has(self, coordinate: i32) -> bool {
        match self {
            Half::AtMost(limit) => coordinate <= limit,
            Half::AtLeast(limit) => coordinate >= limit,
        }
    }

    fn limit(self) -> i32 {
        let (Half::AtMost(limit) | Half::AtLeast(limit)) = self;
        limit
    }
}

/// What can be cut: lines and polygons.
pub trait Cut: Sized + Clone {
    /// Lowest and highest coordinate on an axis (0 eastward, 1 southward).
    fn reach(&self, axis: usize) -> Option<(i32, i32)>;
    #[doc(hidden)]
    fn keep(self, axis: usize, side: Keep) -> Vec<Self>;
}

/// Which side of a cut is kept.
#[derive(Debug, Clone, Copy)]
pub struct Keep(Half);

/// Hands out what lies in each tile of the area, columns from the west, in a column from the north. Coordinates stay those
/// of the zoom's grid. Stops when `emit` answers `false`.
pub fn into_tiles<T: Cut>(
    parts: Vec<T>,
    area: &Area,
    emit: &mut dyn FnMut(u32, u32, Vec<T>) -> bool,
) -> bool {
    split(parts, 0, area.columns.clone(), &mut |column, parts| {
        split(parts, 1, area.rows.clone(), &mut |row, parts| emit(column, row, parts))
    })
}

/// The one tile in which everything lies, where there is one and its neighbours' buffers are not reached.
pub fn only_tile<T: Cut>(parts: &[T]) -> Option<(u32, u32)> {
    let along = |axis: usize| {
        let reach = parts.iter().filter_map(|part| part.reach(axis));
        let (low, high) = reach.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
        let tile = (low - BUFFER).div_euclid(SIDE);
        (tile == (high + BUFFER).div_euclid(SIDE)).then(|| u32::try_from(tile).ok()).flatten()
    };
    Some((along(0)?, along(1)?))
}

fn split<T: Cut>(
    parts: Vec<T>,
    axis: usize,
    tiles: RangeInclusive<u32>,
    emit: &mut dyn FnMut(u32, Vec<T>) -> bool,
) -> bool {
    let (low, high) = (start(*tiles.start()) - BUFFER, start(*tiles.end()) + SIDE + BUFFER);
    let parts = keep_within(parts, axis, low, high);
    let reach = parts.iter().filter_map(|part| part.reach(axis));
    let Some((low, high)) = reach.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))) else { return true };
    let number = |coordinate: i32| coordinate.div_euclid(SIDE).max(0) as u32;
    let first = number(low - BUFFER).max(*tiles.start());
    let last = number(high + BUFFER).min(*tiles.end());
    if first > last {
        return true;
    }
    if first == last {
        // Here the reach may have been narrowed from a wider range, whose buffer is not this tile's.
        let parts = keep_within(parts, axis, start(first) - BUFFER, start(first) + SIDE + BUFFER);
        return parts.is_empty() || emit(first, parts);
    }
    let middle = first + (last - first) / 2;
    let border = start(middle) + SIDE;
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for part in parts {
        match part.reach(axis) {
            Some((_, high)) if high < border - BUFFER => left.push(part),
            Some((low, _)) if low > border + BUFFER => right.push(part),
            Some(_) => {
                left.push(part.clone());
                right.push(part);
            }
            None => {}
        }
    }
    split(left, axis, first..=middle, emit) && split(right, axis, middle + 1..=last, emit)
}

fn start(tile: u32) -> i32 {
    // The deepest zoom that is built has 2^18 columns of 2^12 units.
    (tile as i32).saturating_mul(SIDE)
}

fn keep_within<T: Cut>(parts: Vec<T>, axis: usize, low: i32, high: i32) -> Vec<T> {
    let inside = |part: &T| part.reach(axis).is_some_and(|reach| reach.0 >= low && reach.1 <= high);
    if parts.iter().all(inside) {
        return parts;
    }
    let mut kept = Vec::with_capacity(parts.len());
    for part in parts {
        match part.reach(axis) {
            Some((least, most)) if least >= low && most <= high => kept.push(part),
            Some((least, most)) if most >= low && least <= high => {
                for piece in part.keep(axis, Keep(Half::AtLeast(low))) {
                    kept.extend(piece.keep(axis, Keep(Half::AtMost(high))));
                }
            }
            _ => {}
        }
    }
    kept
}

/// Where an edge passes over the cut, to the nearest unit; the same from either end.
fn crossing(a: Point, b: Point, axis: usize, limit: i32) -> Point {
    let (a, b) = if a <= b { (a, b) } else { (b, a) };
    let other = 1 - axis;
    let length = i64::from(b[axis]) - i64::from(a[axis]);
    let rise = (i64::from(b[other]) - i64::from(a[other])) * (i64::from(limit) - i64::from(a[axis]));
    let (rise, length) = if length < 0 { (-rise, -length) } else { (rise, length) };
    // Halves go up everywhere, so that the order along the cut stays.
    let step = if length == 0 { 0 } else { (2 * rise + length).div_euclid(2 * length) };
    let mut point = [0; 2];
    point[axis] = limit;
    point[other] = a[other].saturating_add(step as i32);
    point
}

fn reach_of(points: &[Point], axis: usize) -> Option<(i32, i32)> {
    points.iter().map(|point| (point[axis], point[axis])).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
}

impl Cut for Line {
    fn reach(&self, axis: usize) -> Option<(i32, i32)> {
        reach_of(self, axis)
    }

    fn keep(self, axis: usize, Keep(half): Keep) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut line = Line::new();
        let mut finish = |line: &mut Line| {
            let mut done = std::mem::take(line);
            done.dedup();
            if done.len() >= 2 {
                lines.push(done);
            }
        };
        if self.first().is_some_and(|first| half.has(first[axis])) {
            line.extend(self.first());
        }
        for pair in self.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            match (half.has(from[axis]), half.has(to[axis])) {
                (true, true) => line.push(to),
                (true, false) => {
                    line.push(crossing(from, to, axis, half.limit()));
                    finish(&mut line);
                }
                (false, true) => line.extend([crossing(from, to, axis, half.limit()), to]),
                (false, false) => {}
            }
        }
        finish(&mut line);
        lines
    }
}

impl Cut for Polygon {
    fn reach(&self, axis: usize) -> Option<(i32, i32)> {
        reach_of(self.first()?, axis)
    }

    fn keep(self, axis: usize, Keep(half): Keep) -> Vec<Polygon> {
        let mut chains: Vec<Line> = Vec::new();
        let mut holes = Vec::new();
        for (index, ring) in self.iter().enumerate() {
            let inside = ring.iter().filter(|point| half.has(point[axis])).count();
            match inside {
                0 if index == 0 => return Vec::new(),
                0 => {}
                all if all == ring.len() && index == 0 => return vec![self],
                all if all == ring.len() => holes.push(ring.clone()),
                _ => chains_of(ring, axis, half, &mut chains),
            }
        }
        let mut pieces: Vec<Polygon> = join(chains, 1 - axis)
            .into_iter()
            .filter_map(|mut ring| {
                thin_ring(&mut ring);
                (ring.len() >= 3 && doubled_area(&ring) != 0).then(|| vec![ring])
            })
            .collect();
        for hole in holes {
            let within = |piece: &&mut Polygon| hole.iter().any(|point| contains(&piece[0], *point));
            let home = if pieces.len() == 1 { pieces.first_mut() } else { pieces.iter_mut().find(within) };
            if let Some(piece) = home {
                piece.push(hole);
            }
        }
        pieces
    }
}

/// The stretches of a ring inside, each from where it comes in to where it goes out.
fn chains_of(ring: &[Point], axis: usize, half: Half, chains: &mut Vec<Line>) {
    let Some(outside) = ring.iter().position(|point| !half.has(point[axis])) else { return };
    let mut from = ring[outside];
    let mut chain = Line::new();
    for step in 1..=ring.len() {
        let to = ring[(outside + step) % ring.len()];
        match (half.has(from[axis]), half.has(to[axis])) {
            (true, true) => chain.push(to),
            (true, false) => {
                chain.push(crossing(from, to, axis, half.limit()));
                chains.push(std::mem::take(&mut chain));
            }
            (false, true) => chain.extend([crossing(from, to, axis, half.limit()), to]),
            (false, false) => {}
        }
        from = to;
    }
}

/// Joins the ends of chains in pairs along the cut, as the inside lies between the first and second, third and fourth…
fn join(chains: Vec<Line>, along: usize) -> Vec<Line> {
    // The ends of chain n are 2n and 2n + 1.
    let place = |end: usize| {
        let chain = &chains[end / 2];
        let point = if end.is_multiple_of(2) { chain.first() } else { chain.last() };
        point.map_or(0, |point| point[along])
    };
    let mut ends: Vec<usize> = (0..chains.len() * 2).collect();
    ends.sort_by_key(|end| (place(*end), *end));
    let mut partner = vec![0; ends.len()];
    for pair in ends.chunks_exact(2) {
        partner[pair[0]] = pair[1];
        partner[pair[1]] = pair[0];
    }
    let mut rings = Vec::new();
    let mut used = vec![false; chains.len()];
    for first in 0..chains.len() {
        if used[first] {
            continue;
        }
        let mut ring = Line::new();
        let mut end = first * 2;
        while !used[end / 2] {
            used[end / 2] = true;
            let chain = &chains[end / 2];
            if end.is_multiple_of(2) {
                ring.extend(chain);
            } else {
                ring.extend(chain.iter().rev());
            }
            end = partner[end ^ 1];
        }
        rings.push(ring);
    }
    rings
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::crossings::{edges_of, find};
    use super::super::plane::{Meeting, Ring};
    use super::super::simplify::{Simplifier, Tolerance};
    use super::*;

    const WORLD: Area = Area { columns: 0..=3, rows: 0..=3 };

    /// A ring with corners at any distance around a centre somewhere in four by four tiles.
    fn star() -> impl Strategy<Value = Ring> {
        let reaches = proptest::collection::vec(20_i32..9000, 3..80);
        (2000_i32..14_000, 2000_i32..14_000, reaches).prop_map(|(x, y, reaches)| {
            let turn = std::f64::consts::TAU / reaches.len() as f64;
            let at = |(step, reach): (usize, i32)| {
                let angle = step as f64 * turn;
                let out = f64::from(reach);
                [x + (angle.cos() * out) as i32, y + (angle.sin() * out) as i32]
            };
            reaches.into_iter().enumerate().map(at).collect()
        })
    }

    fn cut<T: Cut>(parts: Vec<T>) -> Vec<(u32, u32, Vec<T>)> {
        let mut tiles = Vec::new();
        into_tiles(parts, &WORLD, &mut |column, row, parts| {
            tiles.push((column, row, parts));
            true
        });
        tiles
    }

    fn near_edge(rings: &[Ring], point: Point) -> bool {
        edges_of(rings)
            .iter()
            .any(|edge| super::super::plane::distance_squared(point, edge.ends[0], edge.ends[1]) <= 4.0)
    }

    fn inside(polygons: &[Polygon], point: Point) -> bool {
        polygons.iter().flatten().filter(|ring| contains(ring, point)).count() % 2 == 1
    }

    proptest! {
        #[test]
        fn what_is_inside_stays_inside_and_what_is_outside_stays_outside(
            ring in star(),
            points in proptest::collection::vec((0_i32..16_384, 0_i32..16_384), 40),
        ) {
            let whole: Polygon = vec![ring];
            let tiles = cut(vec![whole.clone()]);
            for (x, y) in points {
                if near_edge(&whole, [x, y]) {
                    continue;
                }
                let (column, row) = ((x / SIDE) as u32, (y / SIDE) as u32);
                let here = tiles.iter().find(|tile| (tile.0, tile.1) == (column, row));
                let found = here.is_some_and(|tile| inside(&tile.2, [x, y]));
                prop_assert_eq!(found, contains(&whole[0], [x, y]), "{} {}", x, y);
            }
        }

        #[test]
        fn pieces_keep_within_their_tile_and_do_not_cross_themselves(ring in star()) {
            for (column, row, polygons) in cut(vec![vec![ring]]) {
                let mut simplifier = Simplifier::default();
                let cleaned = |mut polygon: Polygon| {
                    simplifier.polygon(&mut polygon, Tolerance(0.0), 0).then_some(polygon)
                };
                for polygon in polygons.into_iter().filter_map(cleaned) {
                    let found = find(&edges_of(&polygon));
                    prop_assert!(found.iter().all(|found| found.meeting != Meeting::Crossing));
                    for point in polygon.iter().flatten() {
                        prop_assert!(point[0] >= start(column) - BUFFER && point[0] <= start(column + 1) + BUFFER);
                        prop_assert!(point[1] >= start(row) - BUFFER && point[1] <= start(row + 1) + BUFFER);
                    }
                }
            }
        }

        #[test]
        fn lines_are_cut_like_one_tile_after_the_other(line in star()) {
            let tiles = cut(vec![line.clone()]);
            for column in 0..4 {
                for row in 0..4 {
                    let mut naive = vec![line.clone()];
                    for (axis, tile) in [(0, column), (1, row)] {
                        for half in [Half::AtLeast(start(tile) - BUFFER), Half::AtMost(start(tile + 1) + BUFFER)] {
                            naive = naive.into_iter().flat_map(|line| line.keep(axis, Keep(half))).collect();
                        }
                    }
                    let here = tiles.iter().find(|tile| (tile.0, tile.1) == (column, row));
                    let length = |lines: &[Line]| -> f64 {
                        lines.iter().flat_map(|line| line.windows(2)).map(|pair| {
                            f64::from(pair[1][0] - pair[0][0]).hypot(f64::from(pair[1][1] - pair[0][1]))
                        }).sum()
                    };
                    let found = here.map_or(0.0, |tile| length(&tile.2));
                    prop_assert!((found - length(&naive)).abs() <= 4.0 + 2.0 * line.len() as f64,
                        "{column}/{row}: {found} against {}", length(&naive));
                }
            }
        }
    }

    #[test]
    fn a_comb_falls_into_its_teeth() {
        // Three teeth that reach over the cut at x = 4096 + 64.
        let mut ring = vec![[0, 0]];
        for tooth in 0..3 {
            let top = tooth * 1000;
            ring.extend([[6000, top], [6000, top + 400], [1000, top + 400], [1000, top + 1000]]);
        }
        ring.push([0, 3000]);
        let tiles = cut(vec![vec![ring]]);
        assert_eq!(tiles.iter().map(|tile| (tile.0, tile.2.len())).collect::<Vec<_>>(), [(0, 1), (1, 3)]);
    }

    #[test]
    fn a_hole_goes_with_the_piece_around_it() {
        let outside = vec![[0, 0], [12_000, 0], [12_000, 4000], [0, 4000]];
        let hole = vec![[9000, 1000], [9000, 2000], [10_000, 2000], [10_000, 1000]];
        let rings: Vec<usize> = cut(vec![vec![outside, hole]]).iter().map(|tile| tile.2[0].len()).collect();
        assert_eq!(rings, [1, 1, 2]);
    }

    #[test]
    fn the_inner_of_a_large_polygon_is_a_square_with_its_buffer() {
        let tiles = cut(vec![vec![vec![[-9000, -9000], [30_000, -9000], [30_000, 30_000], [-9000, 30_000]]]]);
        assert_eq!(tiles.len(), 16);
        let middle =
            tiles.iter().find(|tile| (tile.0, tile.1) == (1, 2)).map(|tile| doubled_area(&tile.2[0][0]));
        assert_eq!(middle, Some(2 * i64::from(SIDE + 2 * BUFFER).pow(2)));
    }

    #[test]
    fn whoever_receives_the_tiles_can_stop() {
        let mut seen = 0;
        let line = vec![[0, 100], [16_000, 100]];
        let all = into_tiles(vec![line], &WORLD, &mut |_, _, _| {
            seen += 1;
            seen < 2
        });
        assert_eq!((all, seen), (false, 2));
    }
}
