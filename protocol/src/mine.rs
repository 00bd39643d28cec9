//! `GET /v1/mine`: what the server has of one device, and how far each thing is. `DELETE /v1/mine` erases all of it.

use serde::{Deserialize, Serialize};

use crate::{Operation, PhotoId, PublicAnswer, Refusal, ReportStatus, ThingId};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Mine {
    /// Oldest first.
    pub things: Vec<OwnThing>,
    /// As in [`crate::Outcomes`].
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub erased: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnThing {
    pub thing: ThingId,
    /// The last operation that was carried out on it, with its content.
    pub last: Operation,
    pub state: ThingState,
    /// Photos that the server does not have whole yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub awaited: Vec<PhotoId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<PublicAnswer>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ThingKind {
    Review,
    Recommendation,
    Report,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum ThingState {
    /// *En cours de modération.*
    Moderated,
    Published,
    /// *Refusé : motif.*
    Refused {
        refusal: Refusal,
    },
    /// A report and how far it is.
    Report {
        status: ReportStatus,
    },
    Withdrawn,
}
