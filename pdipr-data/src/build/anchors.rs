//! Where a route starts and ends, and how it is turned for that. The register does not say; see `docs/methods.md`.

use crate::domain::{Direction, Position};
use crate::join::{Move, Piece, Walk};

/// First and last position of a part.
pub(super) fn ends(part: &[Move], pieces: &[Piece<'_>]) -> Option<(Position, Position)> {
    Some((entry(part.first()?, pieces), exit(part.last()?, pieces)))
}

pub(super) fn entry(step: &Move, pieces: &[Piece<'_>]) -> Position {
    match step {
        Move::Liaison { from, .. } => *from,
        Move::Piece { index, direction, .. } => {
            let line = pieces[*index].line;
            if *direction == Direction::Forward { line[0] } else { line[line.len() - 1] }
        }
    }
}

pub(super) fn exit(step: &Move, pieces: &[Piece<'_>]) -> Position {
    match step {
        Move::Liaison { to, .. } => *to,
        Move::Piece { index, direction, .. } => {
            let line = pieces[*index].line;
            if *direction == Direction::Forward { line[line.len() - 1] } else { line[0] }
        }
    }
}

/// The same walk from its other end.
pub(super) fn reversed(mut walk: Walk) -> Walk {
    let turn = |step: Move| match step {
        Move::Liaison { from, to, length } => Move::Liaison { from: to, to: from, length },
        Move::Piece { index, direction, retraced } => {
            let direction = match direction {
                Direction::Forward => Direction::Backward,
                Direction::Backward => Direction::Forward,
            };
            Move::Piece { index, direction, retraced }
        }
    };
    let mut gaps = std::mem::take(&mut walk.gaps);
    gaps.reverse();
    for gap in &mut gaps {
        std::mem::swap(&mut gap.from, &mut gap.to);
    }
    let parts = std::mem::take(&mut walk.parts)
        .into_iter()
        .rev()
        .map(|part| mark_second_uses(part.into_iter().rev().map(turn)));
    Walk { parts: parts.collect(), gaps, ..walk }
}

/// The same loop from another of its moves.
pub(super) fn rotated(walk: Walk, first: usize) -> Walk {
    let mut parts = walk.parts;
    if let [only] = parts.as_mut_slice() {
        only.rotate_left(first);
        *only = mark_second_uses(only.drain(..));
    }
    Walk { parts, ..walk }
}

/// The first use of a piece counts, the later ones are retraced, whichever way the walk goes.
fn mark_second_uses(moves: impl Iterator<Item = Move>) -> Vec<Move> {
    let mut seen = std::collections::BTreeSet::new();
    moves
        .map(|step| match step {
            Move::Piece { index, direction, .. } => {
                Move::Piece { index, direction, retraced: !seen.insert(index) }
            }
            liaison => liaison,
        })
        .collect()
}
