//! Figures and where they come from. An unknown figure is `None`, never 0.

use serde::{Deserialize, Serialize};

use super::{Metres, Minutes, Share};

/// Who says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// The agency or the register.
    Official,
    /// Computed by a method published in `docs/methods.md`.
    Computed,
    /// Only hinted, for example by the names of the ways.
    Hint,
}

/// A value together with its origin.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Figure<T> {
    pub value: T,
    pub origin: Origin,
}

impl<T> Figure<T> {
    pub const fn computed(value: T) -> Self {
        Figure { value, origin: Origin::Computed }
    }
}

/// Lengths of a route, geodesic on WGS84. They are never mixed: what is not inscribed is said apart.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Lengths {
    /// Inscribed ways, each counted once.
    pub inscribed: Metres,
    /// Inscribed ways walked a second time (spurs retraced).
    pub retraced: Metres,
    /// Stretches between pieces that are not inscribed; as the crow flies until a detailed map is installed.
    pub liaison: Metres,
    /// Gaps longer than 2 km that split the route: not part of the walk, reported.
    pub gaps: Metres,
}

impl Lengths {
    /// What a walker walks: inscribed, retraced and liaisons.
    pub fn total(&self) -> Metres {
        self.inscribed + self.retraced + self.liaison
    }

    /// The inscribed share of what a walker walks.
    pub fn inscribed_share(&self) -> Option<Share> {
        Share::of(self.inscribed + self.retraced, self.total())
    }
}

/// A duration by the published formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duration {
    pub minutes: Minutes,
    /// False where the ascent is unknown: the time is that of flat ground, *hors dénivelé*.
    pub counts_ascent: bool,
}

/// Our own effort figure, 1 (very light) to 5 (very hard); never shown as the official difficulty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Effort(pub u8);
