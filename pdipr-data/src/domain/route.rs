//! A route (*itinéraire*): what a hiker follows, an ordered list of legs over segments and liaisons.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Difficulty, Duration, Effort, Figure, Insee, Lengths, Metres, Minutes, Nearby, Network, Origin, Position,
    Practice, RouteShape, SegmentId, Theme, WayShare,
};

/// Stable identity of a route (`f15-e-28310`), pinned in `codes.toml` across editions of the register.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RouteId(pub String);

impl RouteId {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for RouteId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Along or against the order in which the register draws the segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    Forward,
    Backward,
}

/// One use of a segment, or a stretch that is not inscribed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Leg {
    Inscribed {
        segment: SegmentId,
        direction: Direction,
        /// Walked before in this route: counted in `Lengths::retraced`.
        retraced: bool,
    },
    /// *Liaison non inscrite, à vérifier sur place*: a straight line until a detailed map is installed.
    Liaison { from: Position, to: Position, length: Metres },
}

/// A stretch that can be followed without a break longer than 2 km.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Part {
    pub legs: Vec<Leg>,
}

/// A break of more than 2 km between two parts; no leg pretends to cross it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Gap {
    pub from: Position,
    pub to: Position,
    pub length: Metres,
}

/// Where the route starts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Start {
    pub at: Position,
    pub commune: Option<Insee>,
    pub origin: Origin,
}

/// Whether the line may leave the app (GPX, open data).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Redistribution {
    /// Open data of the register.
    Open,
    /// Staff or a right holder withhold the line; the reason is shown.
    Withheld { reason: String },
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Route {
    pub id: RouteId,
    /// Former spellings that still open the route.
    pub aliases: Vec<RouteId>,
    /// Corrected code (`FVTT9.A`), without the commune suffix.
    pub code: String,
    /// Every spelling of the register that was merged into this route, as typed.
    pub raw_codes: Vec<String>,
    pub name: String,
    pub network: Network,
    pub practices: Vec<Practice>,
    /// `None` where the pieces do not tell.
    pub shape: Option<Figure<RouteShape>>,
    pub parts: Vec<Part>,
    pub gaps: Vec<Gap>,
    pub lengths: Lengths,
    /// *Itinéraire partiel*: split into parts, or more than half of it not inscribed. No line to follow is pretended.
    pub partial: bool,
    pub start: Option<Start>,
    /// Both ends of a GR or GRP, which has no start.
    pub ends: Vec<Position>,
    pub lead_commune: Option<Insee>,
    /// In the order in which the route meets them.
    pub communes: Vec<Insee>,
    pub natures: Vec<WayShare>,
    /// Share of the inscribed length in the Parc naturel régional du Perche.
    pub pnr_perche: Option<super::Share>,
    /// Oldest and newest inscription date of its segments.
    #[serde(default, with = "super::day::maybe")]
    pub inscribed_from: Option<Date>,
    #[serde(default, with = "super::day::maybe")]
    pub inscribed_to: Option<Date>,
    pub towns: Vec<Nearby>,
    pub stations: Vec<Nearby>,
    /// Themes, so far only hinted by the names of the ways.
    pub themes: Vec<Figure<Theme>>,
    /// For the first practice; see `docs/methods.md`.
    pub duration: Option<Figure<Duration>>,
    /// Lowest and highest duration over the practices of the route.
    pub duration_range: Option<(Minutes, Minutes)>,
    pub effort: Option<Figure<Effort>>,
    pub difficulty: Option<Figure<Difficulty>>,
    pub ascent: Option<Figure<Metres>>,
    pub descent: Option<Figure<Metres>>,
    pub redistribution: Redistribution,
}
