//! What others say of a route, and which problems are known.

use jiff::Timestamp;
use pdipr_data::domain::{Metres, RouteId};
use protocol::{Audience, Condition, Place, PublicRecommendation, PublicReport, PublicReview, ThingId};
use serde::{Deserialize, Serialize};

use super::Post;

/// The order of reviews; the screens show which one it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReviewSort {
    #[default]
    Newest,
    Best,
    Worst,
}

/// More reviews do not come at once, however many are asked for; no route has so many.
pub const REVIEWS_AT_ONCE: u32 = 1_000;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReviewsPage {
    pub route: RouteId,
    /// Over the reviews of the route's present line.
    pub summary: ReviewSummary,
    /// Those of the present line in the wanted order, then the archived ones.
    pub reviews: Vec<ShownReview>,
    /// How many there are in all, and how many of them are archived.
    pub total: u32,
    pub archived: u32,
    /// What was met on the way in the last [`protocol::limits::CONDITION_DAYS`] days, newest first.
    pub conditions: Vec<ConditionSeen>,
    /// Whom the route is recommended to, most first: in reviews and in recommendations.
    pub recommended: Vec<AudienceCount>,
    /// Recommendations with a sentence, newest first.
    pub sentences: Vec<PublicRecommendation>,
    /// Problems that are not solved, along the route.
    pub reports: Vec<KnownReport>,
    /// What the hiker has written of this route.
    pub own: Vec<Post>,
    /// When news were last fetched; `None` is never.
    #[serde(with = "crate::community::maybe_moment")]
    pub as_of: Option<Timestamp>,
}

/// Marks of a route; each mean stands with how many it is the mean of.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ReviewSummary {
    pub stars: Option<Mean>,
    /// How many gave one star, two, … five.
    pub spread: [u32; 5],
    pub criteria: CriteriaMeans,
}

/// A mean of stars.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Mean {
    /// From 1 to 5.
    pub mean: f64,
    /// Standard deviation of the marks themselves.
    pub deviation: f64,
    pub count: u32,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct CriteriaMeans {
    pub description: Option<Mean>,
    pub waymarks: Option<Mean>,
    pub interest: Option<Mean>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownReview {
    pub thing: ThingId,
    pub public: PublicReview,
    /// The line of the route has changed since: the marks no longer count.
    pub archived: bool,
    /// The hiker's own.
    pub own: bool,
}

/// A tick of conditions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConditionSeen {
    pub condition: Condition,
    /// Day of the newest tick (`2026-11-23`).
    pub on: String,
    /// How many have ticked it.
    pub count: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AudienceCount {
    pub audience: Audience,
    pub count: u32,
}

/// A problem that others have reported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownReport {
    pub thing: ThingId,
    pub public: PublicReport,
    /// Metres along the way from the place that was asked about; `None` where none was, or another way leads there.
    pub away: Option<u32>,
    /// The hiker's own.
    pub own: bool,
}

/// Where on the ways a position is. Only `place` is ever sent: it holds no coordinates.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SnappedPlace {
    pub place: Place,
    /// How far the position is from the way.
    pub distance: Metres,
    pub commune_name: Option<String>,
    /// The routes that use this way, that of `place` among them.
    pub routes: Vec<RouteId>,
}
