//! A problem on the way, in the vocabulary of Suricate (the national network of reports on outdoor sites).

use serde::{Deserialize, Serialize};

use crate::{CommuneCode, PhotoId, RouteRef, SegmentRef, ThingId};

/// *Nature du problème.*
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Category {
    Waymarks,
    ConflictOfUse,
    Safety,
    Environment,
}

impl Category {
    pub const ALL: [Category; 4] =
        [Category::Waymarks, Category::ConflictOfUse, Category::Safety, Category::Environment];

    /// The number that Suricate gives it.
    pub fn suricate(self) -> u8 {
        match self {
            Category::Waymarks => 0,
            Category::ConflictOfUse => 1,
            Category::Safety => 2,
            Category::Environment => 3,
        }
    }
}

/// *Utilisation possible, difficile, impossible.*
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Magnitude {
    Usable,
    Hindering,
    Blocking,
}

impl Magnitude {
    pub const ALL: [Magnitude; 3] = [Magnitude::Usable, Magnitude::Hindering, Magnitude::Blocking];

    /// The number that Suricate gives it.
    pub fn suricate(self) -> u8 {
        match self {
            Magnitude::Usable => 0,
            Magnitude::Hindering => 1,
            Magnitude::Blocking => 2,
        }
    }
}

/// Where on the routes; the app finds it. There are no coordinates: none leaves the device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Place {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub route: Option<RouteRef>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub segment: Option<SegmentRef>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commune: Option<CommuneCode>,
    /// From the start of the route; of the segment where there is no route.
    pub metres: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Report {
    pub category: Category,
    pub magnitude: Magnitude,
    pub place: Place,
    /// At most [`crate::limits::TEXT`] characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<PhotoId>,
    /// The known report that this one only confirms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirms: Option<ThingId>,
}

/// How far staff is with a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ReportStatus {
    New,
    Open,
    Planned,
    Solved,
    Rejected,
    /// Merged into another report.
    Duplicate,
}
