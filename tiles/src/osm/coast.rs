//! The sea: coastlines have the land on their left; cut to the extract's box and closed along its edge they bound the water.

use std::collections::BTreeMap;

use super::file::Bounds;
use super::pole::doubled_area;
use super::rings::{Problem, nested};
use crate::feature::{Ring, World};

/// The box as it lies on the map: `low` is its north-west corner.
#[derive(Debug, Clone, Copy)]
struct Frame {
    low: World,
    high: World,
}

/// The sea inside the box; none where there is no coast. A coast that ends far inside is told, and then there is none.
pub fn sea(coast: Vec<Vec<World>>, bounds: Option<Bounds>) -> (Vec<Vec<Ring>>, Vec<Problem>) {
    if coast.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let Some(Bounds([west, south, east, north])) = bounds else {
        return (
            Vec::new(),
            vec![("coast_open", "the file names no box that could close the sea".to_owned())],
        );
    };
    let frame = Frame { low: World::from_degrees(west, north), high: World::from_degrees(east, south) };
    let (mut rings, mut pieces, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    for chain in chains(coast) {
        let closed = chain.len() > 3 && chain.first() == chain.last();
        if closed && chain.iter().all(|place| frame.holds(*place)) {
            rings.push(chain.into_iter().skip(1).collect());
            continue;
        }
        for mut piece in frame.cut(chain, closed) {
            let inside = frame.extended(&mut piece);
            // A stub that leaves where it was led in: what it would bound lies beyond the cut.
            if !inside.is_empty() && frame.same_side(&piece) {
                continue;
            }
            for end in inside {
                let (lon, lat) = end.to_degrees();
                problems.push(("coast_open", format!("the coastline ends at {lat:.6}, {lon:.6}")));
            }
            match [piece.first(), piece.last()].map(|end| end.and_then(|end| frame.along(*end))) {
                [Some(enters), Some(leaves)] => pieces.push(Piece { enters, leaves, line: piece }),
                _ => return (Vec::new(), problems),
            }
        }
    }
    if pieces.is_empty() && rings.iter().any(|ring: &Ring| doubled_area(ring) < 0) {
        rings.push(frame.corners().to_vec());
    }
    rings.extend(around(pieces, frame));
    let mut polygons = nested(rings, &mut problems);
    // Islands run the other way round; one that lies in no sea is a mistake and no sea either.
    polygons.retain(|polygon| polygon.first().is_some_and(|outer| doubled_area(outer) > 0));
    (polygons, problems)
}

/// Joins ways end to beginning; their direction means something and is kept.
fn chains(ways: Vec<Vec<World>>) -> Vec<Vec<World>> {
    let mut by_start: BTreeMap<World, Vec<usize>> = BTreeMap::new();
    let mut ends: BTreeMap<World, usize> = BTreeMap::new();
    for (index, way) in ways.iter().enumerate() {
        if let (Some(first), Some(last)) = (way.first(), way.last()) {
            by_start.entry(*first).or_default().push(index);
            *ends.entry(*last).or_default() += 1;
        }
    }
    let begins = |way: &Vec<World>| way.first().is_some_and(|first| !ends.contains_key(first));
    // Open chains from where they begin, then what is left: circles.
    let mut order: Vec<usize> = (0..ways.len()).filter(|index| begins(&ways[*index])).collect();
    order.extend(0..ways.len());
    let mut used = vec![false; ways.len()];
    let mut chains = Vec::new();
    for beginning in order {
        let (mut chain, mut next): (Vec<World>, _) =
            (Vec::new(), Some(beginning).filter(|index| !used[*index]));
        while let Some(index) = next {
            used[index] = true;
            chain.extend(ways[index].iter().skip(usize::from(!chain.is_empty())));
            let tip = chain.last().and_then(|tip| by_start.get(tip));
            next = tip.and_then(|starts| starts.iter().copied().find(|start| !used[*start]));
        }
        if chain.len() >= 2 {
            chains.push(chain);
        }
    }
    chains
}

/// A stretch of coast from edge to edge of the box; places along the edge are counted clockwise from the north-west.
struct Piece {
    enters: u64,
    leaves: u64,
    line: Vec<World>,
}

/// Water lies to the right of each piece: from where one leaves, clockwise along the edge to where the next one enters.
fn around(pieces: Vec<Piece>, frame: Frame) -> Vec<Ring> {
    let mut entries: Vec<(u64, usize)> =
        pieces.iter().enumerate().map(|(index, piece)| (piece.enters, index)).collect();
    entries.sort_unstable();
    let mut used = vec![false; pieces.len()];
    let mut rings = Vec::new();
    for beginning in 0..pieces.len() {
        let (mut ring, mut at): (Ring, usize) = (Vec::new(), beginning);
        while !used[at] {
            used[at] = true;
            let piece = &pieces[at];
            ring.extend(&piece.line);
            let after = entries.partition_point(|entry| entry.0 < piece.leaves);
            let Some((enters, next)) = entries.get(after).or(entries.first()) else { break };
            ring.extend(frame.corners_between(piece.leaves, *enters));
            at = *next;
        }
        ring.dedup();
        if ring.len() > 1 && ring.first() == ring.last() {
            ring.pop();
        }
        if !ring.is_empty() {
            rings.push(ring);
        }
    }
    rings
}

impl Frame {
    fn holds(&self, place: World) -> bool {
        (self.low.x..=self.high.x).contains(&place.x) && (self.low.y..=self.high.y).contains(&place.y)
    }

    /// Clockwise from the north-west.
    fn corners(&self) -> [World; 4] {
        let (low, high) = (self.low, self.high);
        [low, World { x: high.x, y: low.y }, high, World { x: low.x, y: high.y }]
    }

    fn width(&self) -> u64 {
        u64::from(self.high.x - self.low.x)
    }

    fn height(&self) -> u64 {
        u64::from(self.high.y - self.low.y)
    }

    /// How far along the edge a place lies; `None` where it lies on none.
    fn along(&self, place: World) -> Option<u64> {
        if !self.holds(place) {
            return None;
        }
        let (east, south) = (u64::from(place.x - self.low.x), u64::from(place.y - self.low.y));
        if south == 0 {
            Some(east)
        } else if place.x == self.high.x {
            Some(self.width() + south)
        } else if place.y == self.high.y {
            Some(self.width() * 2 + self.height() - east)
        } else {
            (east == 0).then(|| (self.width() + self.height()) * 2 - south)
        }
    }

    /// Extracts are cut along a line within their box, so that a coast may end a little before its edge: such an end is led to the
    /// nearest edge. Gives the ends that lay inside; one that is further in than an eighth of the box stays there.
    fn extended(&self, piece: &mut Vec<World>) -> Vec<World> {
        let mut inside = Vec::new();
        let far = self.width().min(self.height()) / 8;
        let edge = |end: World| self.nearest_edge(end).filter(|(gap, _)| *gap <= far).map(|(_, place)| place);
        if let Some(first) = piece.first().copied().filter(|end| self.along(*end).is_none()) {
            inside.push(first);
            piece.splice(0..0, edge(first));
        }
        if let Some(last) = piece.last().copied().filter(|end| self.along(*end).is_none()) {
            inside.push(last);
            piece.extend(edge(last));
        }
        inside
    }

    /// Whether a piece begins and ends on the same side of the box.
    fn same_side(&self, piece: &[World]) -> bool {
        let (Some(one), Some(other)) = (piece.first(), piece.last()) else { return false };
        (one.x == other.x && (one.x == self.low.x || one.x == self.high.x))
            || (one.y == other.y && (one.y == self.low.y || one.y == self.high.y))
    }

    /// The nearest place on the edge and how far it is.
    fn nearest_edge(&self, place: World) -> Option<(u64, World)> {
        let edges = [
            World { y: self.low.y, ..place },
            World { x: self.high.x, ..place },
            World { y: self.high.y, ..place },
            World { x: self.low.x, ..place },
        ];
        let gap = |edge: World| u64::from(edge.x.abs_diff(place.x)) + u64::from(edge.y.abs_diff(place.y));
        edges.into_iter().map(|edge| (gap(edge), edge)).min_by_key(|(gap, _)| *gap)
    }

    /// The corners that one passes clockwise from one place along the edge to another.
    fn corners_between(&self, from: u64, to: u64) -> Vec<World> {
        let round = (self.width() + self.height()) * 2;
        let to = if to < from { to + round } else { to };
        let marks = [0, self.width(), self.width() + self.height(), self.width() * 2 + self.height()];
        let twice = marks.iter().zip(self.corners()).chain(marks.iter().zip(self.corners())).enumerate();
        let passed = twice.map(|(index, (mark, corner))| (mark + if index < 4 { 0 } else { round }, corner));
        passed.filter(|(mark, _)| *mark > from && *mark < to).map(|(_, corner)| corner).collect()
    }

    /// The parts of a chain inside the box. A closed one is turned so that it does not begin inside.
    fn cut(&self, mut chain: Vec<World>, closed: bool) -> Vec<Vec<World>> {
        if closed && let Some(outside) = chain.iter().position(|place| !self.holds(*place)) {
            chain.pop();
            chain.rotate_left(outside);
            chain.extend(chain.first().copied());
        }
        let mut pieces: Vec<Vec<World>> = Vec::new();
        let mut open = false;
        for pair in chain.windows(2) {
            let Some((from, to)) = self.clip(pair[0], pair[1]) else {
                open = false;
                continue;
            };
            match pieces.last_mut().filter(|piece| open && piece.last() == Some(&from)) {
                Some(piece) => piece.push(to),
                None => pieces.push(vec![from, to]),
            }
            open = to == pair[1];
        }
        // What only touches the edge bounds nothing.
        pieces.iter_mut().for_each(|piece| piece.dedup());
        pieces.retain(|piece| piece.len() >= 2);
        pieces
    }

    /// The part of a segment inside the box (Liang and Barsky 1984).
    fn clip(&self, from: World, to: World) -> Option<(World, World)> {
        let (x, y) = (f64::from(from.x), f64::from(from.y));
        let (dx, dy) = (f64::from(to.x) - x, f64::from(to.y) - y);
        let (mut enters, mut leaves) = (0.0f64, 1.0f64);
        let sides = [
            (-dx, x - f64::from(self.low.x)),
            (dx, f64::from(self.high.x) - x),
            (-dy, y - f64::from(self.low.y)),
            (dy, f64::from(self.high.y) - y),
        ];
        for (step, room) in sides {
            if step == 0.0 {
                if room < 0.0 {
                    return None;
                }
            } else if step < 0.0 {
                enters = enters.max(room / step);
            } else {
                leaves = leaves.min(room / step);
            }
        }
        if enters > leaves {
            return None;
        }
        let at = |part: f64, end: World| {
            if part <= 0.0 || part >= 1.0 { end } else { self.snapped(x + dx * part, y + dy * part) }
        };
        Some((at(enters, from), at(leaves, to)))
    }

    /// A crossing lies exactly on the edge that it is nearest to.
    fn snapped(&self, x: f64, y: f64) -> World {
        let near = |value: f64, low: u32, high: u32| match value.round() as u32 {
            value if value <= low.saturating_add(1) => low,
            value if value >= high.saturating_sub(1) => high,
            value => value,
        };
        World { x: near(x, self.low.x, self.high.x), y: near(y, self.low.y, self.high.y) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOX: Option<Bounds> = Some(Bounds([0.0, 0.0, 10.0, 10.0]));

    fn coast(places: &[(f64, f64)]) -> Vec<World> {
        places.iter().map(|&(lon, lat)| World::from_degrees(lon, lat)).collect()
    }

    /// Share of the box that is sea.
    fn share(ways: Vec<Vec<World>>) -> f64 {
        let (polygons, problems) = sea(ways, BOX);
        assert_eq!(problems, []);
        let size = |ring: &Ring| doubled_area(ring).unsigned_abs() as f64;
        let water: f64 =
            polygons.iter().map(|rings| size(&rings[0]) - rings[1..].iter().map(size).sum::<f64>()).sum();
        water / size(&coast(&[(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]))
    }

    #[test]
    fn the_sea_lies_to_the_right_of_the_coast() {
        // Northward through the middle: land in the west, sea in the east.
        assert!(
            (share(vec![coast(&[(5.0, -1.0), (5.0, 4.0)]), coast(&[(5.0, 4.0), (5.0, 11.0)])]) - 0.5).abs()
                < 1e-6
        );
        let quarter = share(vec![coast(&[(11.0, 5.0), (5.0, 5.0), (5.0, 11.0)])]);
        assert!((quarter - 0.25).abs() < 0.01, "{quarter}");
        let rest = share(vec![coast(&[(5.0, 11.0), (5.0, 5.0), (11.0, 5.0)])]);
        assert!((rest + quarter - 1.0).abs() < 1e-6, "{rest}");
    }

    #[test]
    fn islands_are_left_out_of_the_sea() {
        let island = coast(&[(4.0, 4.0), (6.0, 4.0), (6.0, 6.0), (4.0, 6.0), (4.0, 4.0)]);
        let share = share(vec![island]);
        assert!((share - 0.96).abs() < 0.01, "{share}");
    }

    #[test]
    fn an_island_across_the_edge_takes_its_part_only() {
        let island = coast(&[(9.0, 4.0), (12.0, 4.0), (12.0, 6.0), (9.0, 6.0), (9.0, 4.0)]);
        let share = share(vec![island]);
        assert!((share - 0.98).abs() < 0.01, "{share}");
    }

    #[test]
    fn a_coast_that_ends_inside_is_told_and_bounds_no_sea() {
        let (polygons, problems) = sea(vec![coast(&[(5.0, -1.0), (5.0, 4.0)])], BOX);
        assert!(polygons.is_empty());
        assert_eq!(problems[0].0, "coast_open");
    }

    #[test]
    fn a_coast_that_ends_just_before_the_edge_is_led_there_and_told() {
        let (polygons, problems) = sea(vec![coast(&[(5.0, -1.0), (5.0, 9.2)])], BOX);
        assert_eq!(polygons.len(), 1);
        assert_eq!(problems.len(), 1);
    }

    #[test]
    fn no_coast_no_sea() {
        assert_eq!(sea(Vec::new(), BOX), (Vec::new(), Vec::new()));
    }
}
