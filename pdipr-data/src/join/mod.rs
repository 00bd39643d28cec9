//! Joins the pieces of a route into an ordered walk: pieces with a direction, liaisons between them, parts where a
//! gap is too long to pretend a way across. Pure and deterministic: the same pieces give the same walk.

use crate::domain::{Direction, Gap, Metres, Position};

/// A gap longer than this is no leg: it splits the route into parts.
pub const LONGEST_LIAISON_M: f64 = 2_000.0;

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
    /// Between one part and the next.
    pub gaps: Vec<Gap>,
    /// The last move leads back to the first.
    pub closed: bool,
}

pub fn join(pieces: &[Piece<'_>]) -> Walk {
    let mut left: Vec<usize> = (0..pieces.len()).collect();
    let mut walk = Walk::default();
    let mut moves = Vec::new();
    let mut here: Option<Position> = None;
    while !left.is_empty() {
        let best = left
            .iter()
            .enumerate()
            .flat_map(|(at, index)| {
                let line = pieces[*index].line;
                [(at, Direction::Forward, line[0]), (at, Direction::Backward, line[line.len() - 1])]
            })
            .map(|(at, direction, entry)| (here.map_or(0.0, |here| flat(here, entry)), at, direction, entry))
            .min_by(|a, b| a.0.total_cmp(&b.0));
        let Some((_, at, direction, entry)) = best else { break };
        if let Some(from) = here.filter(|from| *from != entry) {
            let length = from.distance_to(entry);
            if length.value() > LONGEST_LIAISON_M {
                walk.gaps.push(Gap { from, to: entry, length });
                walk.parts.push(std::mem::take(&mut moves));
            } else {
                moves.push(Move::Liaison { from, to: entry, length });
            }
        }
        let index = left.remove(at);
        moves.push(Move::Piece { index, direction, retraced: false });
        let line = pieces[index].line;
        here = Some(if direction == Direction::Forward { line[line.len() - 1] } else { line[0] });
    }
    walk.parts.push(moves);
    walk
}

fn flat(a: Position, b: Position) -> f64 {
    ((a.lon() - b.lon()) * 0.66).hypot(a.lat() - b.lat())
}
