//! Finds where the edges of rings meet that should not.

use super::plane::{Meeting, Point, meeting};

/// An edge of a ring.
#[derive(Debug, Clone, Copy)]
pub struct Edge {
    pub ends: [Point; 2],
    pub ring: u32,
    /// Its place along the ring, and how many edges the ring has.
    pub place: u32,
    pub of: u32,
}

/// Two edges, as places in the list that was given, and how they meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    pub edges: [usize; 2],
    pub meeting: Meeting,
}

/// So many pairs of edges are looked at for one polygon, a few tenths of a second; a hostile one has more.
const MOST_PAIRS: usize = 50_000_000;

/// Up to here every pair is looked at, beyond the edges are sorted first.
const FEW: usize = 24;

/// All pairs of edges, not neighbours in their ring, that cross or touch; in the order of the list.
pub fn find(edges: &[Edge]) -> Vec<Found> {
    let mut found = Vec::new();
    if edges.len() <= FEW {
        for first in 0..edges.len() {
            for second in first + 1..edges.len() {
                look(edges, first, second, &mut found);
            }
        }
        return found;
    }
    let axis = longer_axis(edges);
    let low = |edge: &Edge| edge.ends[0][axis].min(edge.ends[1][axis]);
    let high = |edge: &Edge| edge.ends[0][axis].max(edge.ends[1][axis]);
    let mut order: Vec<(i32, i32, usize)> =
        edges.iter().enumerate().map(|(index, edge)| (low(edge), high(edge), index)).collect();
    order.sort_unstable();
    let mut pairs = 0;
    for (rank, &(_, high, first)) in order.iter().enumerate() {
        for &(low, _, second) in &order[rank + 1..] {
            if low > high {
                break;
            }
            pairs += 1;
            look(edges, first.min(second), first.max(second), &mut found);
        }
        if pairs > MOST_PAIRS {
            break;
        }
    }
    found.sort_unstable_by_key(|found| found.edges);
    found
}

/// The axis along which the edges are spread the most.
fn longer_axis(edges: &[Edge]) -> usize {
    let spread = |axis: usize| {
        let along = || edges.iter().map(|edge| edge.ends[0][axis]);
        i64::from(along().max().unwrap_or(0)) - i64::from(along().min().unwrap_or(0))
    };
    usize::from(spread(1) > spread(0))
}

fn look(edges: &[Edge], first: usize, second: usize, found: &mut Vec<Found>) {
    let (a, b) = (&edges[first], &edges[second]);
    if a.ring == b.ring && (a.place.abs_diff(b.place) == 1 || a.place.abs_diff(b.place) + 1 == a.of) {
        return;
    }
    match meeting(a.ends, b.ends) {
        Meeting::Apart => {}
        meeting => found.push(Found { edges: [first, second], meeting }),
    }
}

/// The edges of rings, numbered ring by ring.
#[cfg(test)]
pub fn edges_of(rings: &[Vec<Point>]) -> Vec<Edge> {
    let mut edges = Vec::new();
    for (number, ring) in rings.iter().enumerate() {
        for (place, &from) in ring.iter().enumerate() {
            let to = ring[(place + 1) % ring.len()];
            let (ring_number, of) = (number as u32, ring.len() as u32);
            edges.push(Edge { ends: [from, to], ring: ring_number, place: place as u32, of });
        }
    }
    edges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bow_tie_crosses_once_and_a_square_never() {
        let crossings = |ring: Vec<Point>| find(&edges_of(&[ring])).len();
        assert_eq!(crossings(vec![[0, 0], [10, 10], [10, 0], [0, 10]]), 1);
        assert_eq!(crossings(vec![[0, 0], [10, 0], [10, 10], [0, 10]]), 0);
    }

    #[test]
    fn many_edges_give_what_all_pairs_give() {
        // A star that crosses itself: every third of 61 points of a circle.
        let ring: Vec<Point> = (0..61)
            .map(|step| {
                let angle = f64::from(step * 3 % 61) * std::f64::consts::TAU / 61.0;
                [(angle.cos() * 10_000.0) as i32, (angle.sin() * 10_000.0) as i32]
            })
            .collect();
        let edges = edges_of(&[ring]);
        let mut naive = Vec::new();
        for first in 0..edges.len() {
            (first + 1..edges.len()).for_each(|second| look(&edges, first, second, &mut naive));
        }
        assert_eq!(find(&edges), naive);
        assert!(!naive.is_empty());
    }
}
