//! Joins the pieces of a route into an ordered walk: pieces with a direction, liaisons between them, parts where a
//! gap is too long to pretend a way across. Pure and deterministic: the same pieces give the same walk.
//!
//! Ends that meet or lie within 15 m are one node; runs of pieces through nodes of two ends are strands; the strands
//! are ordered along the least total of liaisons (`tour`), and the order is walked (`walk`).

mod network;
mod tour;
mod walk;

use crate::domain::{Direction, Gap, Metres, Position};

/// Ends this near are one place.
pub const SNAP_M: f64 = 15.0;
/// A gap longer than this is no leg: it splits the route into parts.
pub const LONGEST_LIAISON_M: f64 = 2_000.0;
/// A spur longer than this is not walked back: what follows it becomes a part of its own.
pub const LONGEST_RETRACE_M: f64 = 1_500.0;

/// One inscribed way, as the register draws it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Piece<'a> {
    /// At least two positions.
    pub line: &'a [Position],
    pub length: Metres,
}

/// One move of the walk.
#[derive(Debug, Clone, PartialEq)]
pub enum Move {
    /// Follow the piece of this index.
    Piece { index: usize, direction: Direction, retraced: bool },
    /// Cross what is not inscribed.
    Liaison { from: Position, to: Position, length: Metres },
}

/// An ordered walk over all pieces, each walked once and some a second time.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Walk {
    pub parts: Vec<Vec<Move>>,
    /// Between one part and the next, where it is long; a part that branches off another has none.
    pub gaps: Vec<Gap>,
    /// The last move leads back to the first.
    pub closed: bool,
    /// Length of the liaison at the end of a closed walk that leads back to its first piece.
    pub closing: Metres,
    /// The least that any walk could need between the pieces: the spanning tree over their gaps.
    pub least: Metres,
}

pub fn join(pieces: &[Piece<'_>]) -> Walk {
    if pieces.is_empty() {
        return Walk::default();
    }
    let network = network::Network::new(pieces);
    let open = tour::Tour::open(&network);
    let round = tour::Tour::round(&network);
    let walk = match round.closing_link(&network, &open) {
        Some(link) => walk::closed(&network, round.behind(link)),
        None => walk::open(&network, &open.order),
    };
    Walk { least: network.least_gaps(), ..walk }
}

#[cfg(test)]
mod tests;
