//! Counting without watching: how many use the app, and how content they are, without knowing who.

use serde::{Deserialize, Serialize};

use crate::{HalfYear, Stars};

/// Sent at most once on a day with a network. The token is random and new each day, so that two days of one person
/// cannot be linked; it only makes a repeated request count once, is kept hashed and forgotten after two days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Visit {
    /// A UUID of version 4.
    pub token: uuid::Uuid,
    /// The first visit of this device in its half-year: their number is the number of users.
    pub first: bool,
}

/// One question, at most every half-year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Satisfaction {
    pub half_year: HalfYear,
    pub stars: Stars,
}
