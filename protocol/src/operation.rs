//! What a device asks for: operations, sent in batches until each has an outcome.

use serde::{Deserialize, Serialize};

use crate::{OperationId, Recommendation, Report, Review, Satisfaction, ThingId};

/// Sent as often as it takes; the server carries it out once and gives the same outcome each time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Operation {
    pub id: OperationId,
    /// The thing that is changed; left out where the operation makes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thing: Option<ThingId>,
    #[serde(flatten)]
    pub act: Act,
}

impl Operation {
    /// The thing that the operation makes or changes.
    pub fn subject(&self) -> ThingId {
        self.thing.unwrap_or_else(|| self.id.thing())
    }
}

/// What is done. To write a thing again is to edit it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "act", rename_all = "kebab-case")]
pub enum Act {
    Review(Review),
    Recommendation(Recommendation),
    Report(Report),
    /// Takes the thing back; only a tombstone stays.
    Withdraw(Withdrawn),
    Satisfaction(Satisfaction),
}

/// Nothing more to say than which thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Withdrawn {}

/// `POST /v1/operations`. The order is the order in which the hiker did them. Generic, because the server reads each
/// operation by itself: one that it cannot read must not take the others with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Batch<T = Operation> {
    pub operations: Vec<T>,
}

/// The answer to a batch: one outcome for each operation, in their order. All of them are on disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Outcomes {
    pub outcomes: Vec<Outcome>,
    /// Everything of this key was erased, for good: nothing is taken from it any more. The device takes another one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub erased: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Outcome {
    Taken,
    /// It can never be accepted as it is: the hiker must change it or give it up.
    Refused {
        reason: Refused,
    },
}

/// Why an operation can never be accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Refused {
    #[error("the operation cannot be read")]
    Unreadable,
    #[error("another operation has this identity")]
    Conflict,
    #[error("the thing belongs to another device or is of another kind")]
    NotYours,
    #[error("the thing was withdrawn, or everything of the device erased")]
    Gone,
    #[error("a text is too long or holds control characters")]
    Text,
    #[error("there are too many photos or ticks, or one twice")]
    TooMany,
    #[error("the walk lies in the future")]
    InTheFuture,
    #[error("the place is neither on a route nor on a segment")]
    Place,
    #[error("this device has sent too many of these today")]
    DailyLimit,
}
