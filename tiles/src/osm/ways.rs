//! Ways as lines and areas.

use super::block::{Block, Kind};
use super::emit;
use super::nodes::Nodes;
use super::relations::Wishes;
use super::report::{Finding, Object};
use super::wire::WireError;
use crate::feature::{Feature, World};
use crate::layers::{self, Drawing};

/// What one block of ways gave.
#[derive(Debug, Default)]
pub struct Made {
    pub seen: u64,
    pub features: Vec<Feature>,
    pub findings: Vec<Finding>,
    /// Pieces of ways that relations need.
    pub members: Vec<(i64, Vec<World>)>,
    /// Coastlines, in their direction.
    pub coast: Vec<Vec<World>>,
    pub broken_strings: usize,
}

pub fn draw(block: &Block, nodes: &Nodes, wishes: &Wishes) -> Result<Made, WireError> {
    let mut made = Made { broken_strings: block.broken_strings, ..Made::default() };
    let mut drawings: Vec<Drawing> = Vec::new();
    block.ways(|id, tags, refs| {
        made.seen += 1;
        let (concerns, member, border) = (layers::concerns(tags), wishes.is_member(id), wishes.border(id));
        if !concerns && !member && border.is_none() {
            return;
        }
        let object = Object { kind: Kind::Way, id };
        let closed = refs.len() >= 4 && refs.first() == refs.last();
        let (mut pieces, missing) = pieces(refs, nodes);
        let coast = tags.is("natural", "coastline");
        if concerns {
            layers::line(tags, closed, &mut drawings);
        }
        if let Some(level) = border {
            layers::boundary(level, tags, &mut drawings);
        }
        let as_line = !drawings.is_empty();
        if as_line {
            let lines = shape(&mut pieces, member || coast || (closed && concerns));
            emit::lines(object, lines, &mut drawings, &mut made.features);
        }
        let (mut as_area, mut is_ring) = (false, false);
        if closed && concerns {
            layers::area(tags, &mut drawings);
            as_area = !drawings.is_empty();
        }
        if as_area {
            let ring = ring(shape(&mut pieces, member || coast));
            is_ring = ring.is_some();
            match ring.filter(|_| missing == 0) {
                Some(ring) => emit::polygons(object, vec![vec![ring]], &mut drawings, &mut made.features),
                None => drawings.clear(),
            }
        }
        if missing > 0 && (as_line || as_area) {
            made.findings.push(Finding::of(
                "way_incomplete",
                Kind::Way,
                id,
                format!("{missing} of {} nodes are not there", refs.len()),
            ));
        } else if as_area && !is_ring {
            made.findings.push(Finding::of("way_without_area", Kind::Way, id, String::new()));
        }
        if coast {
            made.coast.extend(pieces.iter().cloned());
        }
        if member {
            made.members.extend(pieces.into_iter().map(|piece| (id, piece)));
        }
    })?;
    Ok(made)
}

/// The places of a way, in several pieces where nodes between them are not in the extract; and how many are not.
pub fn pieces(refs: &[i64], nodes: &Nodes) -> (Vec<Vec<World>>, usize) {
    let (mut pieces, mut piece, mut missing) = (Vec::new(), Vec::with_capacity(refs.len()), 0);
    for id in refs {
        match nodes.get(*id) {
            Some(place) if piece.last() == Some(&place) => {}
            Some(place) => piece.push(place),
            None => {
                missing += 1;
                pieces.push(std::mem::take(&mut piece));
            }
        }
    }
    pieces.push(piece);
    pieces.retain(|piece| piece.len() >= 2);
    (pieces, missing)
}

/// The pieces: a copy where somebody else wants them too.
fn shape(pieces: &mut Vec<Vec<World>>, wanted_again: bool) -> Vec<Vec<World>> {
    if wanted_again { pieces.clone() } else { std::mem::take(pieces) }
}

/// The only piece as a ring, if it is one.
fn ring(pieces: Vec<Vec<World>>) -> Option<Vec<World>> {
    let [mut piece] = <[Vec<World>; 1]>::try_from(pieces).ok()?;
    let last = piece.pop()?;
    (piece.len() >= 3 && piece.first() == Some(&last)).then_some(piece)
}
