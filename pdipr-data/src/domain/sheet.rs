//! What the screens show of a route: the card in a list and the whole sheet. Derived from `Route`, stored ready.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Bounds, Days, Difficulty, Duration, Effort, Figure, Gap, Insee, Lengths, Metres, Minutes, Nature, Nearby,
    Network, Position, Practice, Redistribution, RouteId, RouteShape, RouteState, SegmentId, Share, Start,
    Theme,
};

/// A small drawing of the route's lines in a square of 0–255, y downward, north up.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sketch(pub Vec<Vec<(u8, u8)>>);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CommuneName {
    pub insee: Insee,
    pub name: String,
}

/// A route in a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RouteCard {
    pub id: RouteId,
    pub code: String,
    pub name: String,
    pub network: Network,
    pub practices: Vec<Practice>,
    pub shape: Option<Figure<RouteShape>>,
    pub lengths: Lengths,
    /// *Itinéraire partiel*.
    pub partial: bool,
    pub duration: Option<Figure<Duration>>,
    pub difficulty: Option<Figure<Difficulty>>,
    pub effort: Option<Figure<Effort>>,
    pub ascent: Option<Figure<Metres>>,
    pub start: Option<Start>,
    pub start_commune: Option<String>,
    /// Nearest railway station to the start or, for a line, to an end.
    pub station: Option<Nearby>,
    pub bounds: Bounds,
    pub sketch: Sketch,
    /// When some of it is closed, past and coming days included; the whole story is on the sheet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub closed: Vec<Days>,
}

/// Length of the ways of one nature.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WayShare {
    /// `None`: the register does not say.
    pub nature: Option<Nature>,
    pub length: Metres,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StretchKind {
    Inscribed,
    /// Drawn dashed: *liaison non inscrite, à vérifier sur place*.
    Liaison,
}

/// A piece of line of one kind, in walking order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stretch {
    pub kind: StretchKind,
    pub line: Vec<Position>,
    pub length: Metres,
    pub segments: Vec<SegmentId>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum StepKind {
    Start,
    /// Follow this way; names are `None` where the register gives none.
    Way {
        name: Option<String>,
        number: Option<String>,
        nature: Option<Nature>,
        commune: Option<String>,
    },
    Liaison,
    Finish,
}

/// A numbered step bound to a point of the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Index of the part, from 0.
    pub part: usize,
    pub at: Position,
    /// Metres walked since the start of the part.
    pub from_start: Metres,
    /// Length of this step.
    pub length: Metres,
    pub step: StepKind,
}

/// What the agency writes, per language; every field may be *non renseigné*.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SheetTexts {
    pub introduction: Option<String>,
    pub practical: Option<String>,
    pub parking: Option<String>,
    pub water: Option<String>,
    pub accessibility: Option<String>,
    pub sensitive_areas: Option<String>,
}

/// What a marked place on the sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SheetPlaceKind {
    Parking,
    Water,
    Toilets,
    PointOfInterest,
}

/// A place that the agency marks on the sheet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SheetPlace {
    pub kind: SheetPlaceKind,
    pub name: String,
    pub at: Position,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The whole sheet of a route.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RouteSheet {
    pub card: RouteCard,
    /// Shortest and longest duration over the practices; `None` where the card's duration says all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_range: Option<(Minutes, Minutes)>,
    /// As typed in the register.
    pub raw_codes: Vec<String>,
    /// One list of stretches for each part.
    pub parts: Vec<Vec<Stretch>>,
    pub gaps: Vec<Gap>,
    pub ends: Vec<Position>,
    pub steps: Vec<Step>,
    pub communes: Vec<CommuneName>,
    pub natures: Vec<WayShare>,
    pub pnr_perche: Option<Share>,
    #[serde(default, with = "super::day::maybe")]
    pub inscribed_from: Option<Date>,
    #[serde(default, with = "super::day::maybe")]
    pub inscribed_to: Option<Date>,
    pub towns: Vec<Nearby>,
    pub stations: Vec<Nearby>,
    pub themes: Vec<Figure<Theme>>,
    pub texts: SheetTexts,
    /// Parking, water, points of interest; the register has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<SheetPlace>,
    pub redistribution: Redistribution,
    /// *État du jour*.
    #[serde(default)]
    pub state: RouteState,
    /// Nearest other routes, and routes that resemble this one.
    pub nearby: Vec<RouteCard>,
    pub similar: Vec<RouteCard>,
    /// Codes of the findings about this route, worst first.
    pub findings: Vec<super::Finding>,
}
