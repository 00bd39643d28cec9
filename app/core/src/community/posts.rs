//! What the hiker has written, with how far each thing is.

use jiff::Timestamp;
use protocol::{
    PublicAnswer, Recommendation, Refusal, Refused, Report, ReportStatus, Review, RouteRef, ThingId,
    ThingKind,
};
use serde::{Deserialize, Serialize};

use super::SyncState;
use crate::notebook::moment;

/// One thing, as it stands on this device; it is changed and taken back under `thing`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    pub thing: ThingId,
    pub content: Content,
    pub state: PostState,
    #[serde(with = "moment")]
    pub written: Timestamp,
    /// Last change of the text; the same as `written` where there was none.
    #[serde(with = "moment")]
    pub edited: Timestamp,
    /// Photos that the server has not got whole yet.
    pub photos_waiting: u32,
    /// What the agency has answered.
    pub answer: Option<PublicAnswer>,
    /// The name of its route; `None` where the catalogue has no such route (any more).
    pub route_name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "of", rename_all = "kebab-case")]
pub enum Content {
    Review(Review),
    Recommendation(Recommendation),
    Report(Report),
}

impl Content {
    pub fn kind(&self) -> ThingKind {
        match self {
            Content::Review(_) => ThingKind::Review,
            Content::Recommendation(_) => ThingKind::Recommendation,
            Content::Report(_) => ThingKind::Report,
        }
    }

    pub fn route(&self) -> Option<&RouteRef> {
        match self {
            Content::Review(review) => Some(&review.route),
            Content::Recommendation(recommendation) => Some(&recommendation.route),
            Content::Report(report) => report.place.route.as_ref(),
        }
    }

    pub fn photos(&self) -> &[protocol::PhotoId] {
        match self {
            Content::Review(review) => &review.photos,
            Content::Recommendation(_) => &[],
            Content::Report(report) => &report.photos,
        }
    }
}

/// *Toujours visible.*
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum PostState {
    /// *En attente d'envoi.*
    Waiting,
    /// The server takes no more from this device today; it is sent again by itself tomorrow.
    Tomorrow,
    /// Arrived; the server has not said yet how far it is.
    Sent,
    /// *En cours de modération.*
    Moderated,
    Published,
    /// *Refusé : motif.* Whoever changes the text sends it again.
    Refused {
        refusal: Refusal,
    },
    /// A report that arrived, and how far the agency is with it.
    Report {
        status: ReportStatus,
    },
    /// The server can never accept it as it is: to be changed, or taken back.
    Stuck {
        reason: Refused,
    },
    /// Taken back here; the server does not know yet.
    Leaving,
}

/// All that the hiker has written, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostsPage {
    pub posts: Vec<Post>,
    pub sync: SyncState,
}
