//! Brings points back into a polygon whose edges cross since others were taken out, until they do not.

use super::crossings::{Edge, Search};
use super::plane::{Meeting, Polygon, Ring};
use super::simplify::{farthest, square};

/// After so many rounds of bringing points back or taking them out a polygon stays as it is.
const MOST_ROUNDS: usize = 100;

/// After so many rounds all points of a stretch come back, not only the farthest, and holes go that cannot be kept.
const PATIENT_ROUNDS: usize = 8;

/// The edges at hand; their memory is used again.
#[derive(Debug, Default)]
pub struct Mender {
    edges: Vec<Edge>,
    /// Between which places of its ring each edge lies.
    spans: Vec<(usize, usize)>,
    search: Search,
}

impl Mender {
    /// Until no edges cross: where points were taken out between their ends, the farthest comes back; where none were, the
    /// grid itself made the crossing, and a point goes, or at last the hole. The rings repeat their first point at their end;
    /// `kept` says for each ring which points stay.
    pub fn mend(&mut self, polygon: &mut Polygon, kept: &mut [Vec<bool>]) {
        for round in 0..MOST_ROUNDS {
            self.list(polygon, kept);
            let found = self.search.find(&self.edges);
            if found.is_empty() {
                return;
            }
            let (edges, spans) = (&self.edges, &self.spans);
            let mut back = Vec::new();
            let mut gone = Vec::new();
            let mut closed = Vec::new();
            for pair in found {
                let before = back.len();
                for edge in pair.edges {
                    let (number, (from, to)) = (edges[edge].ring, spans[edge]);
                    if round >= PATIENT_ROUNDS {
                        back.extend((from + 1..to).map(|place| (number, place)));
                    } else if let Some((far, _)) = farthest(&polygon[number as usize], from, to) {
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
            for hole in closed {
                polygon[hole as usize].clear();
                kept[hole as usize].clear();
            }
            if back.is_empty() && gone.is_empty() && !closing {
                return;
            }
            // Points come back first: that may be enough.
            if !back.is_empty() {
                back.into_iter().for_each(|(ring, point)| kept[ring as usize][point] = true);
                continue;
            }
            for (number, (ring, kept)) in polygon.iter_mut().zip(kept.iter_mut()).enumerate() {
                let open = ring.len().saturating_sub(1).max(1);
                let of_ring = gone.iter().filter(|(other, _)| *other as usize == number);
                let mut places: Vec<usize> = of_ring.map(|(_, place)| place % open).collect();
                places.sort_unstable();
                places.dedup();
                if !places.is_empty() {
                    remove(ring, kept, &places);
                }
            }
        }
    }

    /// Lists the edges between points that stay.
    fn list(&mut self, polygon: &Polygon, kept: &[Vec<bool>]) {
        self.edges.clear();
        self.spans.clear();
        for (number, (ring, kept)) in polygon.iter().zip(kept).enumerate() {
            let begin = self.edges.len();
            let mut stay = (0..ring.len()).filter(|index| kept[*index]);
            let Some(mut from) = stay.next() else { continue };
            for to in stay {
                let place = (self.edges.len() - begin) as u32;
                let ends = [ring[from], ring[to]];
                self.edges.push(Edge { ends, ring: number as u32, place, of: 0 });
                self.spans.push((from, to));
                from = to;
            }
            let of = (self.edges.len() - begin) as u32;
            self.edges[begin..].iter_mut().for_each(|edge| edge.of = of);
        }
    }
}

fn length(edge: &Edge) -> i64 {
    square(edge.ends[0], edge.ends[1])
}

/// Takes points out of a ring for good; the places are sorted.
fn remove(ring: &mut Ring, kept: &mut Vec<bool>, places: &[usize]) {
    ring.pop();
    kept.pop();
    for &place in places.iter().rev() {
        if place < ring.len() {
            ring.remove(place);
            kept.remove(place);
        }
    }
    if let Some(first) = ring.first().copied() {
        ring.push(first);
        kept[0] = true;
        kept.push(true);
    }
}
