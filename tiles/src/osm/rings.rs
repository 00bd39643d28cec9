//! Multipolygons: ways joined to rings, rings nested by where they lie. Roles are only compared afterwards, as osmium does it,
//! because mappers get them wrong more often than the ways.

use std::collections::BTreeMap;

use super::pole::doubled_area;
use crate::feature::{Ring, World};

/// No relation of the real world has more; nesting takes the square of it.
const MOST_RINGS: usize = 20_000;

/// What a member says that it is; no role counts as outer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Outer,
    Inner,
    Other,
}

impl Role {
    pub fn of(role: &str) -> Role {
        match role {
            "inner" => Role::Inner,
            "outer" | "" => Role::Outer,
            _ => Role::Other,
        }
    }
}

/// Something wrong with a relation: code and detail of a finding.
pub type Problem = (&'static str, String);

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Assembled {
    /// Outside first, then its holes.
    pub polygons: Vec<Vec<Ring>>,
    pub problems: Vec<Problem>,
}

/// Joins the ways of a multipolygon, whatever their order and direction.
pub fn assemble(ways: &[(Role, &[World])]) -> Assembled {
    let mut problems = Vec::new();
    let mut rings = Vec::new();
    for (ring, role) in join(ways, &mut problems) {
        rings.extend(apart(ring).into_iter().filter_map(|ring| Placed::of(ring, role)));
    }
    if rings.is_empty() {
        problems.push(("no_ring", String::new()));
    }
    if rings.len() > MOST_RINGS {
        problems.push(("too_many_rings", format!("{} rings", rings.len())));
        rings.clear();
    }
    let polygons = nest(rings, &mut problems);
    Assembled { polygons, problems }
}

/// Rings nested by where they lie, without regard to roles.
pub fn nested(rings: Vec<Ring>, problems: &mut Vec<Problem>) -> Vec<Vec<Ring>> {
    nest(rings.into_iter().filter_map(|ring| Placed::of(ring, None)).collect(), problems)
}

/// A way on the path that is being walked.
struct Step {
    from: World,
    /// Points of the path before this way.
    length: usize,
    role: Role,
}

/// Closed paths through all ways, each with the role that its ways agree on. Walks until it comes back to a point of its own
/// path, and cuts the ring off there; so rings that touch in a point come apart. Dead ends are walked back.
fn join(ways: &[(Role, &[World])], problems: &mut Vec<Problem>) -> Vec<(Ring, Option<Role>)> {
    let mut ends: Vec<(World, usize)> = Vec::with_capacity(ways.len() * 2);
    for (index, (_, way)) in ways.iter().enumerate() {
        ends.extend(way.first().map(|end| (*end, index)));
        ends.extend(way.last().map(|end| (*end, index)));
    }
    ends.sort_unstable();
    let mut used = vec![false; ways.len()];
    // How many ends at each point have been looked at, so that a busy point is not searched again and again.
    let mut looked: BTreeMap<World, usize> = BTreeMap::new();
    let mut rings = Vec::new();
    for beginning in 0..ways.len() {
        let Some(mut tip) = ways[beginning].1.first().copied().filter(|_| !used[beginning]) else { continue };
        let (mut path, mut steps): (Vec<World>, Vec<Step>) = (Vec::new(), Vec::new());
        let mut on_path: BTreeMap<World, usize> = BTreeMap::new();
        let mut walking_back = false;
        loop {
            let next = next_way(&ends, &mut looked, &used, tip);
            let Some(index) = next else {
                let Some(step) = steps.pop() else { break };
                if !walking_back {
                    let (lon, lat) = tip.to_degrees();
                    problems.push(("ring_open", format!("a way ends alone at {lat:.6}, {lon:.6}")));
                }
                walking_back = true;
                path.truncate(step.length);
                on_path.remove(&step.from);
                tip = step.from;
                continue;
            };
            walking_back = false;
            used[index] = true;
            let (role, way) = ways[index];
            on_path.insert(tip, steps.len());
            steps.push(Step { from: tip, length: path.len(), role });
            if way.first() == Some(&tip) {
                path.extend(way.iter().take(way.len() - 1));
                tip = way.last().copied().unwrap_or(tip);
            } else {
                path.extend(way.iter().skip(1).rev());
                tip = way.first().copied().unwrap_or(tip);
            }
            if let Some(&at) = on_path.get(&tip) {
                let cut = steps.split_off(at);
                let role = agreed(&cut, problems);
                let length = cut.first().map_or(0, |step| step.length);
                cut.iter().for_each(|step| {
                    on_path.remove(&step.from);
                });
                rings.push((path.split_off(length), role));
            }
        }
    }
    rings
}

fn next_way(
    ends: &[(World, usize)],
    looked: &mut BTreeMap<World, usize>,
    used: &[bool],
    tip: World,
) -> Option<usize> {
    let first = ends.partition_point(|end| end.0 < tip);
    let at = looked.entry(tip).or_insert(first);
    while let Some((_, index)) = ends.get(*at).filter(|end| end.0 == tip) {
        if !used[*index] {
            return Some(*index);
        }
        *at += 1;
    }
    None
}

/// `None` where the ways of a ring have different roles.
fn agreed(steps: &[Step], problems: &mut Vec<Problem>) -> Option<Role> {
    let role = steps.first()?.role;
    if steps.iter().all(|step| step.role == role) {
        return Some(role);
    }
    problems.push(("role_mixed", format!("a ring of {} ways has several roles", steps.len())));
    None
}

/// Cuts a ring where it touches itself, so that no point comes twice.
fn apart(ring: Ring) -> Vec<Ring> {
    let mut sorted = ring.clone();
    sorted.sort_unstable();
    if sorted.windows(2).all(|pair| pair[0] != pair[1]) {
        return vec![ring];
    }
    let (mut rings, mut path): (Vec<Ring>, Ring) = (Vec::new(), Vec::new());
    let mut at: BTreeMap<World, usize> = BTreeMap::new();
    for point in ring {
        if let Some(&index) = at.get(&point) {
            let cut = path.split_off(index);
            for point in &cut {
                at.remove(point);
            }
            rings.push(cut);
        }
        at.insert(point, path.len());
        path.push(point);
    }
    rings.push(path);
    rings
}

/// A ring with what nesting asks of it.
struct Placed {
    ring: Ring,
    role: Option<Role>,
    size: u128,
    low: World,
    high: World,
}

impl Placed {
    /// `None` where the ring encloses nothing.
    fn of(ring: Ring, role: Option<Role>) -> Option<Placed> {
        let size = doubled_area(&ring).unsigned_abs();
        let low =
            World { x: ring.iter().map(|point| point.x).min()?, y: ring.iter().map(|point| point.y).min()? };
        let high =
            World { x: ring.iter().map(|point| point.x).max()?, y: ring.iter().map(|point| point.y).max()? };
        (ring.len() >= 3 && size > 0).then_some(Placed { ring, role, size, low, high })
    }

    fn box_holds(&self, other: &Placed) -> bool {
        self.low.x <= other.low.x
            && self.low.y <= other.low.y
            && self.high.x >= other.high.x
            && self.high.y >= other.high.y
    }
}

/// Where a smaller ring lies, seen from a larger one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lies {
    Inside,
    Outside,
    Across,
}

fn nest(mut rings: Vec<Placed>, problems: &mut Vec<Problem>) -> Vec<Vec<Ring>> {
    // Stable: the order of the relation decides between equals.
    rings.sort_by_key(|ring| std::cmp::Reverse(ring.size));
    let mut depths: Vec<usize> = Vec::with_capacity(rings.len());
    // For each ring the polygon that it opened or is a hole of.
    let mut homes: Vec<usize> = Vec::with_capacity(rings.len());
    let mut polygons: Vec<Vec<usize>> = Vec::new();
    for (index, ring) in rings.iter().enumerate() {
        // The smallest that holds it comes last.
        let parent = (0..index).rev().find(|&larger| {
            rings[larger].box_holds(ring)
                && match lies(&ring.ring, &rings[larger].ring) {
                    Lies::Inside => true,
                    Lies::Outside => false,
                    Lies::Across => {
                        problems.push((
                            "rings_cross",
                            format!("a ring of {} points crosses another", ring.ring.len()),
                        ));
                        false
                    }
                }
        });
        let depth = parent.map_or(0, |parent| depths[parent] + 1);
        let outer = depth % 2 == 0;
        let meant = if outer { Role::Outer } else { Role::Inner };
        if ring.role.is_some_and(|role| role != meant) {
            let (is, says) = if outer { ("outside", "not outer") } else { ("a hole", "not inner") };
            problems.push((
                "role_mistaken",
                format!("a ring of {} points is {is}, its role is {says}", ring.ring.len()),
            ));
        }
        depths.push(depth);
        match parent.filter(|_| !outer) {
            Some(parent) => {
                homes.push(homes[parent]);
                polygons[homes[parent]].push(index);
            }
            None => {
                homes.push(polygons.len());
                polygons.push(vec![index]);
            }
        }
    }
    let mut rings: Vec<Ring> = rings.into_iter().map(|placed| placed.ring).collect();
    polygons
        .into_iter()
        .map(|own| own.into_iter().map(|index| std::mem::take(&mut rings[index])).collect())
        .collect()
}

/// Looks at no more than a few points, spread over the ring, of those that do not lie on the edge itself.
fn lies(small: &[World], large: &[World]) -> Lies {
    let (mut inside, mut outside) = (0, 0);
    let step = (small.len() / 6).max(1);
    let mut points = small.iter().step_by(step).chain(small);
    while inside + outside < 6 && !(inside > 0 && outside > 0) {
        let Some(point) = points.next() else { break };
        match side(*point, large) {
            Some(true) => inside += 1,
            Some(false) => outside += 1,
            None => {}
        }
    }
    match (inside, outside) {
        (0, 0) => Lies::Inside,
        (_, 0) => Lies::Inside,
        (0, _) => Lies::Outside,
        _ => Lies::Across,
    }
}

/// Whether a point lies inside a ring; `None` on its edge. Exact: whole numbers.
fn side(point: World, ring: &[World]) -> Option<bool> {
    let (x, y) = (i128::from(point.x), i128::from(point.y));
    let mut inside = false;
    let mut before = *ring.last()?;
    for here in ring {
        let (ax, ay, bx, by) =
            (i128::from(before.x), i128::from(before.y), i128::from(here.x), i128::from(here.y));
        before = *here;
        if (ay < y && by < y) || (ay > y && by > y) || (ax < x && bx < x) {
            continue;
        }
        let cross = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
        if cross == 0 && x >= ax.min(bx) && x <= ax.max(bx) {
            return None;
        }
        // The ray runs east; an end of an edge counts with the edge above it.
        if (ay > y) != (by > y) && (cross > 0) == (by > ay) {
            inside = !inside;
        }
    }
    Some(inside)
}

#[cfg(test)]
#[path = "rings_tests.rs"]
mod tests;
