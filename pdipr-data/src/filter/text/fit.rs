//! How well a typed word fits a known one.

use super::fold::singular;
use super::typo::{distance_at_most, typos_allowed};

/// Less is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    Exact,
    Number,
    Beginning,
    Typo(usize),
}

impl Fit {
    pub(super) fn quality(self) -> f32 {
        match self {
            Fit::Exact => 1.0,
            Fit::Number => 0.95,
            Fit::Beginning => 0.7,
            // Only tried where nothing fits better, so nothing better is beaten.
            Fit::Typo(1) => 0.9,
            Fit::Typo(_) => 0.8,
        }
    }
}

/// `None` where the words have nothing in common; a mistyped word is only recognised where that is allowed.
pub(super) fn fit(typed: &str, word: &str, mistyped: bool) -> Option<Fit> {
    if typed == word {
        Some(Fit::Exact)
    } else if singular(typed) == singular(word) {
        Some(Fit::Number)
    } else if typed.len() >= 2 && word.starts_with(typed) {
        Some(Fit::Beginning)
    } else if mistyped {
        distance_at_most(typed, word, typos_allowed(typed)).filter(|typos| *typos > 0).map(Fit::Typo)
    } else {
        None
    }
}
