//! Outlines of neighbours to the borders between them, each drawn once, and the outline around them all.

use std::collections::BTreeMap;

use crate::feature::{Ring, World};

/// What outlines have in common.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Borders {
    /// From one meeting of borders to the next.
    pub between: Vec<Vec<World>>,
    pub around: Vec<Ring>,
}

/// Borders of outlines whose neighbours share their points exactly. Rings may be closed by a repeated point or not.
pub fn borders<'a>(rings: impl Iterator<Item = &'a Ring>) -> Borders {
    let mut edges: BTreeMap<(World, World), u32> = BTreeMap::new();
    for ring in rings {
        let Some(last) = ring.last() else { continue };
        for (from, to) in std::iter::once(last).chain(ring).zip(ring) {
            if from != to {
                *edges.entry(((*from).min(*to), (*from).max(*to))).or_default() += 1;
            }
        }
    }
    let chosen = |wanted: fn(u32) -> bool| {
        edges.iter().filter(move |(_, count)| wanted(**count)).map(|(edge, _)| *edge)
    };
    let mut around = chains(chosen(|count| count == 1));
    around.iter_mut().filter(|ring| ring.first() == ring.last()).for_each(|ring| {
        ring.pop();
    });
    around.retain(|ring| ring.len() >= 3);
    Borders { between: chains(chosen(|count| count > 1)), around }
}

/// Edges as lines that run from one place where others than two edges meet to the next; circles end where they begin.
fn chains(edges: impl Iterator<Item = (World, World)>) -> Vec<Vec<World>> {
    let mut neighbours: BTreeMap<World, Vec<World>> = BTreeMap::new();
    for (a, b) in edges {
        neighbours.entry(a).or_default().push(b);
        neighbours.entry(b).or_default().push(a);
    }
    let places: Vec<World> = neighbours.keys().copied().collect();
    let meeting: Vec<World> = places.iter().copied().filter(|at| neighbours[at].len() != 2).collect();
    let mut lines = Vec::new();
    for start in meeting.iter().chain(&places) {
        while let Some(line) = walk(*start, &mut neighbours, &meeting) {
            lines.push(line);
        }
    }
    lines
}

/// Takes the edges of one line away.
fn walk(start: World, neighbours: &mut BTreeMap<World, Vec<World>>, meeting: &[World]) -> Option<Vec<World>> {
    let mut line = vec![start];
    let mut at = start;
    while let Some(next) = neighbours.get_mut(&at).and_then(Vec::pop) {
        if let Some(back) = neighbours.get_mut(&next) {
            back.iter().position(|other| *other == at).map(|place| back.swap_remove(place));
        }
        line.push(next);
        at = next;
        if at == start || meeting.binary_search(&at).is_ok() {
            break;
        }
    }
    (line.len() > 1).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(points: &[(u32, u32)]) -> Ring {
        points.iter().map(|(x, y)| World { x: *x, y: *y }).collect()
    }

    #[test]
    fn two_squares_have_one_border_between_and_one_outline() {
        let west = ring(&[(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]);
        let east = ring(&[(1, 0), (2, 0), (2, 1), (1, 1)]);
        let found = borders([west, east].iter());
        assert_eq!(found.between, [ring(&[(1, 0), (1, 1)])]);
        assert_eq!(found.around.iter().map(Vec::len).collect::<Vec<_>>(), [6]);
    }

    #[test]
    fn three_that_meet_have_three_borders() {
        let centre = (5, 5);
        let pieces = [
            ring(&[centre, (0, 0), (9, 0)]),
            ring(&[centre, (9, 0), (5, 9)]),
            ring(&[centre, (5, 9), (0, 0)]),
        ];
        let found = borders(pieces.iter());
        assert_eq!((found.between.len(), found.around.len()), (3, 1));
    }
}
