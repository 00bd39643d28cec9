//! What a search answers: routes, counts, and a way out where there is nothing.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Band, Criterion, RouteQuery};
use crate::domain::{
    Difficulty, Insee, Metres, Network, Position, Practice, RouteCard, RouteId, RouteIds, RouteShape, Theme,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    pub offset: u32,
    pub limit: u32,
}

impl Default for Page {
    fn default() -> Self {
        Page { offset: 0, limit: 20 }
    }
}

/// One line that says why a route is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "kebab-case")]
pub enum Why {
    /// The words were found in the name or code.
    Name,
    /// It starts in the commune that was searched for.
    StartsIn {
        commune: String,
    },
    Crosses {
        commune: String,
    },
    /// A way with the searched name.
    Way {
        name: String,
    },
    Town {
        name: String,
    },
    Station {
        name: String,
        distance: Metres,
    },
    /// Distance from where the walker is.
    Distance {
        distance: Metres,
    },
    Loop,
    Inscribed {
        percent: u8,
    },
}

/// A route that matches.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Found {
    pub card: RouteCard,
    pub why: Vec<Why>,
}

/// How many routes the result would hold if this option were on as well.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Count<T> {
    pub option: T,
    pub count: u32,
}

/// Why a control is disabled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnavailableReason {
    /// No route of this catalogue carries the information.
    NotInData,
    /// It comes with the reviews of other hikers.
    NeedsReviews,
    /// It comes with the state of the day.
    NeedsDayState,
    /// It comes with an elevation model.
    NeedsElevation,
    /// It comes with a detailed map.
    NeedsDetailedMap,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unavailable {
    pub criterion: Criterion,
    pub reason: UnavailableReason,
}

/// How many routes the result would hold if none with a closure on this day were in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenOn {
    /// The day of the filter, else today.
    #[serde(with = "crate::domain::day::wire")]
    pub day: Date,
    pub count: u32,
}

/// Counts beside every option. Band counts keep the other criteria and replace the range by the band.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Facets {
    pub practices: Vec<Count<Practice>>,
    pub networks: Vec<Count<Network>>,
    pub shapes: Vec<Count<RouteShape>>,
    pub difficulties: Vec<Count<Difficulty>>,
    pub themes: Vec<Count<Theme>>,
    /// Only communes with a count above 0, by name.
    pub start_communes: Vec<Count<Insee>>,
    pub crossed_communes: Vec<Count<Insee>>,
    pub lengths: Vec<Count<Band>>,
    pub durations: Vec<Count<Band>>,
    pub ascents: Vec<Count<Band>>,
    /// Routes by whole kilometre (0–1 km first, the last one open), the length criterion left out.
    pub length_histogram: Vec<u32>,
    /// With a station within 1, 2, 5 km.
    pub stations: Vec<Count<Metres>>,
    pub followable: u32,
    pub pnr_perche: u32,
    /// `None` where nobody tells of closures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_on: Option<OpenOn>,
    pub unavailable: Vec<Unavailable>,
}

/// A way out of an empty result: the query without (or with a wider) criterion, and what it gives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Relaxation {
    pub criterion: Criterion,
    pub count: u32,
    pub query: RouteQuery,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct SearchResult {
    pub total: u32,
    pub found: Vec<Found>,
    /// Ids of all matching routes, best first, for the map.
    pub all: RouteIds,
    pub facets: Facets,
    /// The least change first: wider criteria, then without one; only where `total` is 0.
    pub relaxations: Vec<Relaxation>,
    /// The words that were understood in place of what was typed (`senonche` → `senonches`).
    pub understood: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum SuggestionTarget {
    Route { id: RouteId },
    Commune { insee: Insee },
    Town,
    Station,
}

/// A completion while typing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Suggestion {
    pub label: String,
    pub target: SuggestionTarget,
    pub at: Option<Position>,
}
