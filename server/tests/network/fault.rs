//! What can go wrong with a connection, and which of it does, out of a seed.

use crate::common::chance::Chance;

/// Client to server, or back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Up,
    Down,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    None,
    /// Reset as soon as it is made.
    Refused,
    /// Taken; nothing is read and nothing ever answered.
    HalfOpen,
    /// Ended after so many bytes of this way: in the middle of a head or of a body.
    Cut(Way, usize),
    /// The same by a reset.
    Reset(Way, usize),
    /// From this byte on nothing comes through any more, and nobody is told.
    Stall(Way, usize),
    /// Every few bytes by themselves.
    Drip(Way),
    /// So many bytes from this one on are others.
    Corrupt(Way, usize, usize),
    /// What the client has sent first arrives twice.
    Twice,
}

/// Faults lie in the head, in what follows a few requests later, or far in a photo.
const REACHES: [u64; 3] = [300, 3_000, 400_000];

impl Fault {
    pub fn by(chance: &mut Chance) -> Fault {
        let way = if chance.percent(50) { Way::Up } else { Way::Down };
        let reach = REACHES[chance.below(3) as usize];
        let at = chance.below(reach) as usize;
        match chance.below(20) {
            0 => Fault::Refused,
            1 => Fault::HalfOpen,
            2..6 => Fault::Cut(way, at),
            6..9 => Fault::Reset(way, at),
            9 => Fault::Stall(way, at),
            10 => Fault::Drip(way),
            11..17 => Fault::Corrupt(way, at, 1 + chance.below(4) as usize),
            _ => Fault::Twice,
        }
    }
}
