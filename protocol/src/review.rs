//! What a hiker says of a route: a review with its criteria, or a recommendation for an audience.

use serde::{Deserialize, Serialize};

use crate::{Month, PhotoId, RouteRef};

/// One to five.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = u8, minimum = 1, maximum = 5))]
#[serde(try_from = "u8", into = "u8")]
pub struct Stars(u8);

impl TryFrom<u8> for Stars {
    type Error = &'static str;

    fn try_from(stars: u8) -> Result<Self, &'static str> {
        if (1..=5).contains(&stars) { Ok(Stars(stars)) } else { Err("expected one to five stars") }
    }
}

impl From<Stars> for u8 {
    fn from(stars: Stars) -> u8 {
        stars.0
    }
}

/// What may be judged apart; each can be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Criteria {
    /// *Fidélité de la description.*
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<Stars>,
    /// *Qualité du balisage.*
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waymarks: Option<Stars>,
    /// *Intérêt du parcours.*
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interest: Option<Stars>,
}

/// What was met on the way; shown for [`crate::limits::CONDITION_DAYS`] days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    Mud,
    Vegetation,
    FallenTree,
    MissingWaymark,
    Flooded,
}

impl Condition {
    pub const ALL: [Condition; 5] = [
        Condition::Mud,
        Condition::Vegetation,
        Condition::FallenTree,
        Condition::MissingWaymark,
        Condition::Flooded,
    ];
}

/// Whom a route is recommended to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    Family,
    Pushchair,
    Wheelchair,
    Senior,
    Dog,
    Nature,
    Heritage,
    Runner,
    Rider,
    Mtb,
}

impl Audience {
    pub const ALL: [Audience; 10] = [
        Audience::Family,
        Audience::Pushchair,
        Audience::Wheelchair,
        Audience::Senior,
        Audience::Dog,
        Audience::Nature,
        Audience::Heritage,
        Audience::Runner,
        Audience::Rider,
        Audience::Mtb,
    ];
}

/// How the author wants to be named; empty is *anonyme*.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Pseudonym(pub String);

impl Pseudonym {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Review {
    pub route: RouteRef,
    /// The mark of the line that was walked: when the route's line changes, the review is archived.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub line: String,
    pub stars: Stars,
    #[serde(flatten)]
    pub criteria: Criteria,
    /// At most [`crate::limits::TEXT`] characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// When the route was walked.
    pub walked: Month,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<Condition>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recommends: Vec<Audience>,
    /// In the order in which they are shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<PhotoId>,
    #[serde(default, skip_serializing_if = "Pseudonym::is_empty")]
    pub by: Pseudonym,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Recommendation {
    pub route: RouteRef,
    pub audience: Audience,
    /// At most [`crate::limits::SENTENCE`] characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sentence: String,
    #[serde(default, skip_serializing_if = "Pseudonym::is_empty")]
    pub by: Pseudonym,
}
