//! What everybody may read: published things, and the tombstones of those that are gone.

use serde::{Deserialize, Serialize};

use crate::{Category, Magnitude, Place, Recommendation, ReportStatus, Review, ThingId};

/// `GET /v1/feed?after=SEQ`: each thing stands once, at its last change, oldest change first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FeedPage {
    pub changes: Vec<Change>,
    /// Ask after this one next.
    pub next: u64,
    /// There are more changes now.
    pub more: bool,
    /// Of the change that the page was asked for after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<FeedMark>,
    /// Of the change `next`: to be kept with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<FeedMark>,
}

/// By chance, of the moment in which a number of the feed was given. Whoever has kept another one for the same number has read
/// another history: one that went on without what the database lost, and has given the number a second time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct FeedMark(pub u64);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Change {
    pub seq: u64,
    pub thing: ThingId,
    #[serde(flatten)]
    pub what: What,
}

/// A kind that an older app does not know is `Unknown` there, and is passed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum What {
    Review(PublicReview),
    Recommendation(PublicRecommendation),
    Report(PublicReport),
    /// Withdrawn, erased or no longer published; nothing else is kept of it.
    Gone,
    #[serde(other)]
    Unknown,
}

/// What the agency says in public under a thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublicAnswer {
    pub text: String,
    /// Day of the answer (`2026-11-23`).
    pub on: String,
    /// Who answers, as the agency wants it shown.
    pub by: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublicReview {
    #[serde(flatten)]
    pub review: Review,
    /// Day on which it was written (`2026-11-23`), as the server received it.
    pub written: String,
    /// Day of the last edit, where there was one after publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<PublicAnswer>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublicRecommendation {
    #[serde(flatten)]
    pub recommendation: Recommendation,
    pub written: String,
}

/// A known problem; its text stays between the author and staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublicReport {
    pub category: Category,
    pub magnitude: Magnitude,
    pub place: Place,
    pub status: ReportStatus,
    pub written: String,
    /// How many others have confirmed it.
    pub confirmed: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<PublicAnswer>,
}
