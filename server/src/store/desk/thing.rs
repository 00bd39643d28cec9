//! A review, a recommendation or a report as the store keeps it, and what its author and staff see of it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use protocol::{
    Act, CommuneCode, HalfYear, Month, Operation, OperationId, OwnThing, PhotoId, PublicAnswer, QueueEntry,
    ReportStatus, RouteRef, ThingId, ThingKind, ThingState, What, Withdrawn,
};
use serde::{Deserialize, Serialize};

use crate::month;
use crate::store::KeyHash;

#[derive(Debug, Clone, PartialEq)]
pub struct Thing {
    pub id: ThingId,
    /// Place in the order of arrival.
    pub arrived: u64,
    /// Nobody's after an erasure.
    pub owner: Option<KeyHash>,
    pub kind: ThingKind,
    pub received: Timestamp,
    /// Last edit after a first publication.
    pub edited: Option<Timestamp>,
    /// The last operation that was carried out on it.
    pub last: OperationId,
    /// What the author has written last; `None` once withdrawn or erased.
    pub content: Option<Act>,
    pub state: ThingState,
    pub answer: Option<PublicAnswer>,
    pub assigned: Option<String>,
    /// The report that this one repeats.
    pub merged: Option<ThingId>,
    /// How many other devices have confirmed it.
    pub confirmed: u32,
    /// When it was first decided on.
    pub decided: Option<Timestamp>,
    /// How everybody sees it now: of a review, the version that was published last.
    pub shown: Option<What>,
    /// Its place in the feed, at its last visible change.
    pub feed: Option<u64>,
    pub undo: Option<Undo>,
}

/// What an undone decision goes back to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Undo {
    /// Milliseconds since 1970.
    pub until: i64,
    pub state: ThingState,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown: Option<What>,
    /// Milliseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<i64>,
}

impl Thing {
    /// A thing that has just come in.
    pub fn new(id: ThingId, owner: KeyHash, content: Act, now: Timestamp) -> Option<Thing> {
        let kind = kind_of(&content)?;
        Some(Thing {
            id,
            arrived: 0,
            owner: Some(owner),
            kind,
            received: now,
            edited: None,
            last: OperationId(id.0),
            content: Some(content),
            state: first_state(kind),
            answer: None,
            assigned: None,
            merged: None,
            confirmed: 0,
            decided: None,
            shown: None,
            feed: None,
            undo: None,
        })
    }

    pub fn is_withdrawn(&self) -> bool {
        self.state == ThingState::Withdrawn
    }

    pub fn status(&self) -> Option<ReportStatus> {
        match self.state {
            ThingState::Report { status } => Some(status),
            _ => None,
        }
    }

    /// Leaves a tombstone: that it was, and when.
    pub fn withdraw(&mut self) {
        self.state = ThingState::Withdrawn;
        self.content = None;
        self.answer = None;
        self.assigned = None;
        self.merged = None;
        self.confirmed = 0;
        self.shown = None;
        self.undo = None;
    }

    pub fn route(&self) -> Option<&RouteRef> {
        match self.content.as_ref()? {
            Act::Review(review) => Some(&review.route),
            Act::Recommendation(recommendation) => Some(&recommendation.route),
            Act::Report(report) => report.place.route.as_ref(),
            Act::Withdraw(_) | Act::Satisfaction(_) => None,
        }
    }

    pub fn commune(&self) -> Option<&CommuneCode> {
        match self.content.as_ref()? {
            Act::Report(report) => report.place.commune.as_ref(),
            _ => None,
        }
    }

    /// Photos of what stands now and of what an undone decision would bring back; each once, with whether everybody
    /// sees it.
    pub fn photos(&self) -> BTreeMap<PhotoId, bool> {
        let before = self.undo.as_ref().and_then(|undo| undo.shown.as_ref());
        let kept = self.written_photos().iter().chain(before.into_iter().flat_map(public_photos));
        let mut all: BTreeMap<PhotoId, bool> = kept.map(|photo| (photo.clone(), false)).collect();
        let shown = self.shown.iter().flat_map(public_photos);
        all.extend(shown.map(|photo| (photo.clone(), true)));
        all
    }

    /// Photos of what the author has written last.
    pub fn written_photos(&self) -> &[PhotoId] {
        match &self.content {
            Some(Act::Review(review)) => &review.photos,
            Some(Act::Report(report)) => &report.photos,
            _ => &[],
        }
    }

    fn last_operation(&self) -> Operation {
        let act = self.content.clone().unwrap_or(Act::Withdraw(Withdrawn {}));
        let thing = (self.last.thing() != self.id).then_some(self.id);
        Operation { id: self.last, thing, act }
    }

    /// As its author sees it.
    pub fn own(&self, awaited: Vec<PhotoId>) -> OwnThing {
        OwnThing {
            thing: self.id,
            last: self.last_operation(),
            state: self.state.clone(),
            awaited,
            answer: self.answer.clone(),
        }
    }

    /// As staff sees it.
    pub fn entry(&self) -> QueueEntry {
        QueueEntry {
            arrived: self.arrived,
            thing: self.id,
            kind: self.kind,
            last: self.last_operation(),
            state: self.state.clone(),
            received: self.received.as_millisecond(),
            commune: self.commune().cloned(),
            assigned: self.assigned.clone(),
            answer: self.answer.clone(),
            confirmed: self.confirmed,
            undo_until: self.undo.as_ref().map(|undo| undo.until),
        }
    }
}

fn public_photos(shown: &What) -> &[PhotoId] {
    match shown {
        What::Review(public) => &public.review.photos,
        _ => &[],
    }
}

/// What kind of thing an act writes, where it writes one.
pub fn kind_of(act: &Act) -> Option<ThingKind> {
    match act {
        Act::Review(_) => Some(ThingKind::Review),
        Act::Recommendation(_) => Some(ThingKind::Recommendation),
        Act::Report(_) => Some(ThingKind::Report),
        Act::Withdraw(_) | Act::Satisfaction(_) => None,
    }
}

/// The state of what nobody has decided on.
pub fn first_state(kind: ThingKind) -> ThingState {
    match kind {
        ThingKind::Report => ThingState::Report { status: ReportStatus::New },
        ThingKind::Review | ThingKind::Recommendation => ThingState::Moderated,
    }
}

/// The day in UTC (`2026-11-23`).
pub fn day(at: Timestamp) -> String {
    TimeZone::UTC.to_datetime(at).date().to_string()
}

/// The half-year in UTC; `None` far outside of our time.
pub fn half_year(at: Timestamp) -> Option<HalfYear> {
    month::of(at).ok().map(Month::half_year)
}
