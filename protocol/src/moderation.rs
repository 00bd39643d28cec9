//! What staff does with things, and what the public may know of it.

use serde::{Deserialize, Serialize};

use crate::{CommuneCode, Operation, PublicAnswer, ReportStatus, ThingId, ThingKind, ThingState};

/// Canned reasons of a refusal; each has its sentence in the word catalogues.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    OffTopic,
    Insult,
    PersonalData,
    Advertising,
    NotWalked,
    Unlawful,
    Photo,
    /// Said in words.
    Other,
}

impl Reason {
    pub const ALL: [Reason; 8] = [
        Reason::OffTopic,
        Reason::Insult,
        Reason::PersonalData,
        Reason::Advertising,
        Reason::NotWalked,
        Reason::Unlawful,
        Reason::Photo,
        Reason::Other,
    ];
}

/// Why a thing is not published, as its author reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Refusal {
    pub reason: Reason,
    /// In the words of staff; at most [`crate::limits::REASON`] characters, wanted with [`Reason::Other`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// `POST /v1/staff/acts`. `seen` is the operation that staff has read: a thing that was edited meanwhile is not judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Filed {
    pub thing: ThingId,
    pub seen: crate::OperationId,
    #[serde(flatten)]
    pub act: Act,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = StaffAct))]
#[serde(tag = "act", rename_all = "kebab-case")]
pub enum Act {
    Publish,
    Refuse(Refusal),
    /// An empty text takes the answer back.
    Answer {
        text: String,
    },
    /// Takes the last decision back, within the delay: the thing goes back to the state before.
    Undo,
    Status {
        status: ReportStatus,
    },
    /// The staff member who looks after a report; empty for nobody.
    Assign {
        to: String,
    },
    Merge(MergeInto),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MergeInto {
    pub into: ThingId,
}

/// The answer to an act: the thing as it is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Decision {
    pub entry: QueueEntry,
}

/// `GET /v1/staff/queue?kind=&waiting=&after=`: oldest first, whatever their stars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Queue {
    pub entries: Vec<QueueEntry>,
    /// How many there are in all.
    pub total: u64,
    /// Ask after this one for the next page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<u64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QueueEntry {
    /// Place in the order of arrival.
    pub arrived: u64,
    pub thing: ThingId,
    pub kind: ThingKind,
    /// What the author has written last.
    pub last: Operation,
    pub state: ThingState,
    /// Received, in milliseconds since 1970.
    pub received: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commune: Option<CommuneCode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assigned: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<PublicAnswer>,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub confirmed: u32,
    /// Until when the last decision can be undone, in milliseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undo_until: Option<i64>,
}

fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// One act of staff; each entry holds the hash of the one before, so that none can be changed or taken out unseen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LogEntry {
    pub seq: u64,
    /// Milliseconds since 1970.
    pub at: i64,
    pub staff: String,
    pub thing: ThingId,
    /// Name of the act (`publish`, `refuse`…).
    pub act: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// SHA-256 of this entry and of the one before, in hexadecimal.
    pub hash: String,
}

/// `GET /v1/moderation`: counts, reasons and delay, for everybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublicLog {
    pub received: u64,
    pub published: u64,
    pub refused: u64,
    pub waiting: u64,
    pub reasons: Vec<ReasonCount>,
    /// Hours between arrival and decision that half of the things did not exceed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub median_hours: Option<u32>,
    /// Hash of the newest entry of the log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReasonCount {
    pub reason: Reason,
    pub count: u64,
}
