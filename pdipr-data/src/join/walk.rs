//! Walks an order of strands: pieces, liaisons, spurs walked back, parts.

use std::collections::BTreeSet;

use super::network::{Network, Step, turned};
use super::tour::{Link, Visit, link};
use super::{Move, SNAP_M, Walk};
use crate::domain::{Gap, Metres, Position};

pub(super) fn open(network: &Network<'_>, order: &[Visit]) -> Walk {
    let mut writer = Writer::new(network);
    writer.follow(order);
    writer.finish()
}

pub(super) fn closed(network: &Network<'_>, order: Vec<Visit>) -> Walk {
    let mut writer = Writer::new(network);
    writer.follow(&order);
    let before = writer.moves.len();
    if let (Some(last), Some(first)) = (order.last(), order.first()) {
        writer.cross(*last, *first);
    }
    let closing = writer.moves[before..].iter().map(liaison_length).sum();
    Walk { closed: true, closing, ..writer.finish() }
}

fn liaison_length(step: &Move) -> Metres {
    match step {
        Move::Liaison { length, .. } => *length,
        Move::Piece { .. } => Metres::ZERO,
    }
}

struct Writer<'n, 'a> {
    network: &'n Network<'a>,
    walked: BTreeSet<usize>,
    parts: Vec<Vec<Move>>,
    gaps: Vec<Gap>,
    moves: Vec<Move>,
    here: Option<Position>,
}

impl<'n, 'a> Writer<'n, 'a> {
    fn new(network: &'n Network<'a>) -> Self {
        Writer {
            network,
            walked: BTreeSet::new(),
            parts: Vec::new(),
            gaps: Vec::new(),
            moves: Vec::new(),
            here: None,
        }
    }

    fn follow(&mut self, order: &[Visit]) {
        for (at, visit) in order.iter().enumerate() {
            if at > 0 {
                self.cross(order[at - 1], *visit);
            }
            for step in steps(self.network, *visit) {
                self.step(step);
            }
        }
    }

    /// What lies between two visits.
    fn cross(&mut self, from: Visit, to: Visit) {
        let entry = self.network.strands[to / 2].ends[to % 2];
        let from_node = self.network.strands[from / 2].nodes[1 - from % 2];
        let to_node = self.network.strands[to / 2].nodes[to % 2];
        match link(self.network, from, to).1 {
            Link::Meet => {}
            Link::Liaison => self.liaison(entry),
            Link::Retrace => {
                for step in self.network.way(from_node, to_node).into_iter().flatten() {
                    self.step(step);
                }
            }
            Link::Branch => self.new_part(),
            Link::Gap => {
                if let Some(from) = self.here {
                    self.gaps.push(Gap { from, to: entry, length: from.distance_to(entry) });
                }
                self.new_part();
            }
        }
    }

    fn step(&mut self, step: Step) {
        let entry = self.network.start_of(step);
        if self.here.is_some_and(|here| here.distance_to(entry).value() > SNAP_M) {
            self.liaison(entry);
        }
        let retraced = !self.walked.insert(step.0);
        self.moves.push(Move::Piece { index: step.0, direction: step.1, retraced });
        self.here = Some(self.network.end_of(step));
    }

    fn liaison(&mut self, to: Position) {
        if let Some(from) = self.here {
            self.moves.push(Move::Liaison { from, to, length: from.distance_to(to) });
            self.here = Some(to);
        }
    }

    fn new_part(&mut self) {
        self.parts.push(std::mem::take(&mut self.moves));
        self.here = None;
    }

    fn finish(mut self) -> Walk {
        self.new_part();
        Walk { parts: self.parts, gaps: self.gaps, ..Walk::default() }
    }
}

fn steps(network: &Network<'_>, visit: Visit) -> Vec<Step> {
    let steps = &network.strands[visit / 2].steps;
    if visit.is_multiple_of(2) {
        steps.clone()
    } else {
        steps.iter().rev().map(|(piece, direction)| (*piece, turned(*direction))).collect()
    }
}
