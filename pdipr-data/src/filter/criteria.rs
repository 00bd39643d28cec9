//! What a walker asks for. Within one criterion the options add up (or); the criteria narrow each other (and).

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::{
    Accessibility, Bounds, Difficulty, Insee, Metres, Minutes, Network, Position, Practice, RouteShape,
    Share, Theme,
};

/// A two-handled range, both ends included; an open end is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Range<T> {
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    pub min: Option<T>,
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    pub max: Option<T>,
}

fn none<T>() -> Option<T> {
    None
}

impl<T> Default for Range<T> {
    fn default() -> Self {
        Range { min: None, max: None }
    }
}

impl<T: PartialOrd + Copy> Range<T> {
    pub fn is_open(&self) -> bool {
        self.min.is_none() && self.max.is_none()
    }

    pub fn holds(&self, value: T) -> bool {
        self.min.is_none_or(|min| value >= min) && self.max.is_none_or(|max| value <= max)
    }
}

/// A band made for a lowland: from `from` included to `to` excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Band {
    pub from: u32,
    pub to: Option<u32>,
}

const fn band(from: u32, to: u32) -> Band {
    Band { from, to: Some(to) }
}

/// Length bands, in metres.
pub const LENGTH_BANDS: &[Band] = &[
    band(0, 5_000),
    band(5_000, 10_000),
    band(10_000, 15_000),
    band(15_000, 25_000),
    Band { from: 25_000, to: None },
];
/// Duration bands, in minutes.
pub const DURATION_BANDS: &[Band] =
    &[band(0, 60), band(60, 120), band(120, 240), band(240, 360), Band { from: 360, to: None }];
/// Ascent bands, in metres.
pub const ASCENT_BANDS: &[Band] = &[band(0, 50), band(50, 100), band(100, 200), Band { from: 200, to: None }];

/// Routes that start (or, for a line, end) at most this far away, as the crow flies.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Near {
    pub at: Position,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Metres>,
}

/// All personal criteria. Every field may be left out; an empty filter keeps every route.
/// A route whose figure is unknown is not kept by a criterion on that figure.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RouteFilter {
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub practices: BTreeSet<Practice>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub networks: BTreeSet<Network>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub shapes: BTreeSet<RouteShape>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub difficulties: BTreeSet<Difficulty>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub themes: BTreeSet<Theme>,
    /// Total length, liaisons included.
    #[serde(skip_serializing_if = "Range::is_open")]
    pub length: Range<Metres>,
    #[serde(skip_serializing_if = "Range::is_open")]
    pub duration: Range<Minutes>,
    #[serde(skip_serializing_if = "Range::is_open")]
    pub ascent: Range<Metres>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub start_communes: BTreeSet<Insee>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub crossed_communes: BTreeSet<Insee>,
    /// A railway station at most this far from the start or an end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub station_within: Option<Metres>,
    /// Least inscribed share of the walk.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inscribed_at_least: Option<Share>,
    /// Leave partial routes out.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub followable_only: bool,
    /// At least partly in the Parc naturel régional du Perche.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub in_pnr_perche: bool,
    /// Distance to the walker's position (`RouteQuery::near` only sorts).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub near: Option<Near>,
    /// Map extent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bounds: Option<Bounds>,
    /// No closure is told for this day (*état du jour*). Where nobody tells, no route is kept.
    #[serde(skip_serializing_if = "Option::is_none", with = "crate::domain::day::maybe")]
    pub open_on: Option<Date>,
    // Present in the model; no source feeds them yet, and the facets say so.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub accessibility: BTreeSet<Accessibility>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub dogs_welcome: bool,
    /// Month 1–12 in which the agency recommends the route.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month: Option<u8>,
    /// Least mean rating, 1–5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rating_at_least: Option<f32>,
    /// Largest share of tarmac.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tarmac_at_most: Option<Share>,
}

/// Names one criterion of the filter, for chips, relaxations and disabled controls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Criterion {
    Text,
    Practice,
    Network,
    Shape,
    Difficulty,
    Theme,
    Length,
    Duration,
    Ascent,
    StartCommune,
    CrossedCommune,
    Station,
    Inscribed,
    Followable,
    PnrPerche,
    Near,
    Bounds,
    Accessibility,
    Dogs,
    Season,
    OpenOn,
    Rating,
    Tarmac,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// Text score where there is text, else followable and well inscribed routes first.
    #[default]
    Relevance,
    /// Nearest start first; needs `RouteQuery::near` or `filter.near`.
    Proximity,
    Length,
    Duration,
    Name,
}

/// A whole question: words, criteria, order. This is what the URL carries and the carnet remembers.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RouteQuery {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    pub filter: RouteFilter,
    /// Where *près de moi* is: a position, commune, station or point on the map.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub near: Option<Position>,
    pub sort: Sort,
}
