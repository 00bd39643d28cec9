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
const FEW: usize = 8;

/// The box around an edge, along the axis of the search and across it, and the edge's place in the list.
#[derive(Debug, Clone, Copy)]
struct Reach {
    low: i32,
    edge: u32,
    high: i32,
    across: [i32; 2],
}

/// Searches one list of edges after the other; its memory is used again.
#[derive(Debug, Default)]
pub struct Search {
    order: Vec<Reach>,
}

impl Search {
    /// All pairs of edges, not neighbours in their ring, that cross or touch; in the order of the list.
    pub fn find(&mut self, edges: &[Edge]) -> Vec<Found> {
        let mut found = Vec::new();
        if edges.len() <= FEW {
            for first in 0..edges.len() {
                for second in first + 1..edges.len() {
                    look(edges, first, second, &mut found);
                }
            }
            return found;
        }
        self.sort(edges);
        let mut pairs = 0;
        for (rank, one) in self.order.iter().enumerate() {
            for other in &self.order[rank + 1..] {
                if other.low > one.high {
                    break;
                }
                pairs += 1;
                if other.across[0] <= one.across[1] && one.across[0] <= other.across[1] {
                    let (first, second) = (one.edge.min(other.edge), one.edge.max(other.edge));
                    look(edges, first as usize, second as usize, &mut found);
                }
            }
            if pairs > MOST_PAIRS {
                break;
            }
        }
        found.sort_unstable_by_key(|found| found.edges);
        found
    }

    fn sort(&mut self, edges: &[Edge]) {
        let axis = longer_axis(edges);
        let reach = |(index, edge): (usize, &Edge)| {
            let [a, b] = edge.ends;
            let other = 1 - axis;
            let across = [a[other].min(b[other]), a[other].max(b[other])];
            Reach { low: a[axis].min(b[axis]), high: a[axis].max(b[axis]), edge: index as u32, across }
        };
        self.order.clear();
        self.order.extend(edges.iter().enumerate().map(reach));
        self.order.sort_unstable_by_key(|reach| (reach.low, reach.edge));
    }
}

/// As [`Search::find`], once.
#[cfg(test)]
pub fn find(edges: &[Edge]) -> Vec<Found> {
    Search::default().find(edges)
}

/// The axis along which the edges are spread the most.
fn longer_axis(edges: &[Edge]) -> usize {
    let (mut low, mut high) = ([i32::MAX; 2], [i32::MIN; 2]);
    for edge in edges {
        let [x, y] = edge.ends[0];
        (low, high) = ([low[0].min(x), low[1].min(y)], [high[0].max(x), high[1].max(y)]);
    }
    let spread = |axis: usize| i64::from(high[axis]) - i64::from(low[axis]);
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
