//! The pieces as a network: nodes where ends meet, strands between junctions, distances along the ways.

use std::collections::{BTreeMap, BinaryHeap};

use super::{LONGEST_RETRACE_M, Piece, SNAP_M};
use crate::domain::{Direction, Metres, Position};
use crate::register::Plane;

/// One piece and the way it is followed.
pub(super) type Step = (usize, Direction);

/// A run of pieces without a junction inside.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Strand {
    pub(super) steps: Vec<Step>,
    /// First and last node.
    pub(super) nodes: [usize; 2],
    /// First and last position.
    pub(super) ends: [Position; 2],
    pub(super) component: usize,
}

pub(super) struct Network<'a> {
    pub(super) pieces: &'a [Piece<'a>],
    pub(super) plane: Plane,
    /// Nodes of the first and last end of each piece.
    piece_nodes: Vec<[usize; 2]>,
    /// Pieces at each node.
    at_node: Vec<Vec<usize>>,
    pub(super) strands: Vec<Strand>,
}

impl<'a> Network<'a> {
    pub(super) fn new(pieces: &'a [Piece<'a>]) -> Self {
        let plane = Plane::at(pieces[0].line[0].lat());
        let piece_nodes = nodes(pieces, plane);
        let count = piece_nodes.iter().flatten().max().map_or(0, |node| node + 1);
        let mut at_node = vec![Vec::new(); count];
        for (piece, ends) in piece_nodes.iter().enumerate() {
            for node in ends {
                at_node[*node].push(piece);
            }
        }
        let mut network = Network { pieces, plane, piece_nodes, at_node, strands: Vec::new() };
        network.strands = network.find_strands();
        network
    }

    pub(super) fn start_of(&self, (piece, direction): Step) -> Position {
        let line = self.pieces[piece].line;
        if direction == Direction::Forward { line[0] } else { line[line.len() - 1] }
    }

    pub(super) fn end_of(&self, (piece, direction): Step) -> Position {
        self.start_of((piece, turned(direction)))
    }

    /// Metres along the ways from a node to every node, as far as a spur is walked back; infinite beyond.
    pub(super) fn distances(&self, from: usize) -> Vec<f64> {
        self.search(from).0
    }

    /// The shortest way along the pieces, if it is short enough to be walked back.
    pub(super) fn way(&self, from: usize, to: usize) -> Option<Vec<Step>> {
        let (metres, by) = self.search(from);
        if !metres[to].is_finite() {
            return None;
        }
        let mut steps = Vec::new();
        let mut node = to;
        while node != from {
            let step = by[node]?;
            steps.push(step);
            node = self.entry_node(step);
        }
        steps.reverse();
        Some(steps)
    }

    /// The spanning tree over the gaps between the ends of pieces that do not meet (Prim).
    pub(super) fn least_gaps(&self) -> Metres {
        let components = self.components();
        let mut ends: BTreeMap<usize, Vec<Position>> = BTreeMap::new();
        for (piece, nodes) in self.piece_nodes.iter().enumerate() {
            let line = self.pieces[piece].line;
            ends.entry(components[nodes[0]]).or_default().extend([line[0], line[line.len() - 1]]);
        }
        let mut groups = ends.into_values();
        let first = groups.next().unwrap_or_default();
        let gap = |a: &[Position], b: &[Position]| {
            let pairs = a.iter().flat_map(|here| b.iter().map(|there| self.plane.metres(*here, *there)));
            pairs.fold(f64::INFINITY, f64::min)
        };
        let mut outside: Vec<(f64, Vec<Position>)> =
            groups.map(|group| (gap(&first, &group), group)).collect();
        let mut total = 0.0;
        while let Some(nearest) = (0..outside.len()).min_by(|a, b| outside[*a].0.total_cmp(&outside[*b].0)) {
            let (metres, joined) = outside.swap_remove(nearest);
            total += metres;
            for (known, group) in &mut outside {
                *known = known.min(gap(&joined, group));
            }
        }
        Metres::try_from(total).unwrap_or_default()
    }

    fn search(&self, from: usize) -> (Vec<f64>, Vec<Option<Step>>) {
        let mut metres = vec![f64::INFINITY; self.at_node.len()];
        let mut by: Vec<Option<Step>> = vec![None; self.at_node.len()];
        // Millimetres as whole numbers, so that the heap has a total order.
        let mut heap = BinaryHeap::from([(std::cmp::Reverse(0u64), from)]);
        metres[from] = 0.0;
        while let Some((std::cmp::Reverse(key), node)) = heap.pop() {
            if key > millimetres(metres[node]) {
                continue;
            }
            for &piece in &self.at_node[node] {
                let direction =
                    if self.piece_nodes[piece][0] == node { Direction::Forward } else { Direction::Backward };
                let next = self.exit_node((piece, direction));
                let there = metres[node] + self.pieces[piece].length.value();
                if there <= LONGEST_RETRACE_M && there < metres[next] {
                    metres[next] = there;
                    by[next] = Some((piece, direction));
                    heap.push((std::cmp::Reverse(millimetres(there)), next));
                }
            }
        }
        (metres, by)
    }

    fn entry_node(&self, (piece, direction): Step) -> usize {
        self.piece_nodes[piece][usize::from(direction == Direction::Backward)]
    }

    fn exit_node(&self, (piece, direction): Step) -> usize {
        self.entry_node((piece, turned(direction)))
    }

    /// Strands between nodes that are no simple passage; then the rings that have no such node.
    fn find_strands(&self) -> Vec<Strand> {
        let components = self.components();
        let passage = |node: usize| self.at_node[node].len() == 2;
        let mut used = vec![false; self.pieces.len()];
        let mut strands = Vec::new();
        let anywhere = self.at_node.iter().enumerate();
        let starts = anywhere.clone().filter(|(node, _)| !passage(*node)).chain(anywhere);
        for (node, pieces) in starts {
            for &piece in pieces {
                if used[piece] {
                    continue;
                }
                let mut steps = Vec::new();
                let mut here = node;
                let mut next = Some(piece);
                while let Some(piece) = next {
                    used[piece] = true;
                    let forward = self.piece_nodes[piece][0] == here;
                    let step = (piece, if forward { Direction::Forward } else { Direction::Backward });
                    steps.push(step);
                    here = self.exit_node(step);
                    let goes_on = passage(here) && here != node;
                    next = self.at_node[here].iter().copied().find(|piece| goes_on && !used[*piece]);
                }
                let (first, last) = (steps[0], steps[steps.len() - 1]);
                strands.push(Strand {
                    ends: [self.start_of(first), self.end_of(last)],
                    nodes: [node, here],
                    component: components[node],
                    steps,
                });
            }
        }
        self.open_rings(&mut strands);
        strands
    }

    /// A ring by itself is entered where it is nearest to the rest of the route.
    fn open_rings(&self, strands: &mut [Strand]) {
        let elsewhere: Vec<(usize, Position)> =
            strands.iter().flat_map(|strand| strand.ends.map(|end| (strand.component, end))).collect();
        for strand in strands.iter_mut() {
            let alone = strand.nodes[0] == strand.nodes[1] && self.at_node[strand.nodes[0]].len() == 2;
            if !alone || strand.steps.len() < 2 {
                continue;
            }
            let away = |step: Step| {
                let here = self.start_of(step);
                let others = elsewhere.iter().filter(|(component, _)| *component != strand.component);
                others.map(|(_, there)| self.plane.metres(here, *there)).fold(f64::INFINITY, f64::min)
            };
            let nearest = (0..strand.steps.len())
                .min_by(|a, b| away(strand.steps[*a]).total_cmp(&away(strand.steps[*b])))
                .unwrap_or(0);
            strand.steps.rotate_left(nearest);
            let (first, last) = (strand.steps[0], strand.steps[strand.steps.len() - 1]);
            strand.nodes = [self.entry_node(first); 2];
            strand.ends = [self.start_of(first), self.end_of(last)];
        }
    }

    fn components(&self) -> Vec<usize> {
        let mut components = vec![usize::MAX; self.at_node.len()];
        for root in 0..self.at_node.len() {
            let mut open = vec![root];
            while let Some(node) = open.pop() {
                if components[node] != usize::MAX {
                    continue;
                }
                components[node] = root;
                open.extend(self.at_node[node].iter().flat_map(|piece| self.piece_nodes[*piece]));
            }
        }
        components
    }
}

pub(super) const fn turned(direction: Direction) -> Direction {
    match direction {
        Direction::Forward => Direction::Backward,
        Direction::Backward => Direction::Forward,
    }
}

fn millimetres(metres: f64) -> u64 {
    (metres * 1_000.0) as u64
}

/// Ends that are equal or within the snapping distance share a node; nodes are numbered in order of appearance.
fn nodes(pieces: &[Piece<'_>], plane: Plane) -> Vec<[usize; 2]> {
    let ends: Vec<(f64, f64)> = pieces
        .iter()
        .flat_map(|piece| [piece.line[0], piece.line[piece.line.len() - 1]])
        .map(|at| plane.point(at))
        .collect();
    let mut leader: Vec<usize> = (0..ends.len()).collect();
    for late in 1..ends.len() {
        for early in 0..late {
            let (dx, dy) = (ends[late].0 - ends[early].0, ends[late].1 - ends[early].1);
            if dx.abs() <= SNAP_M && dy.abs() <= SNAP_M && dx.hypot(dy) <= SNAP_M {
                let (a, b) = (root(&leader, early), root(&leader, late));
                leader[a.max(b)] = a.min(b);
            }
        }
    }
    let mut numbers = vec![usize::MAX; ends.len()];
    let mut count = 0;
    let mut number = |end: usize| {
        let at = root(&leader, end);
        if numbers[at] == usize::MAX {
            numbers[at] = count;
            count += 1;
        }
        numbers[at]
    };
    (0..pieces.len()).map(|piece| [number(2 * piece), number(2 * piece + 1)]).collect()
}

fn root(leader: &[usize], mut end: usize) -> usize {
    while leader[end] != end {
        end = leader[end];
    }
    end
}
