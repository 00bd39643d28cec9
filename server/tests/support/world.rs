//! A store with devices that send to it and staff that acts on it: builders for the claims of the conformance suite.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use protocol::*;
use sente_server::store::*;
use sha2::{Digest, Sha256};
use uuid::Uuid;

pub struct World {
    pub store: Arc<dyn CommunityStore>,
    pub now: Timestamp,
}

/// What a device sends under this number; things and operations are named by their numbers.
pub fn operation(number: u128, thing: Option<u128>, act: Act) -> Operation {
    Operation { id: OperationId(Uuid::from_u128(number)), thing: thing.map(thing_id), act }
}

pub fn thing_id(number: u128) -> ThingId {
    ThingId(Uuid::from_u128(number))
}

pub fn incoming(operation: Operation) -> Incoming {
    let digest = Sha256::digest(serde_json::to_vec(&operation).unwrap()).into();
    Incoming { id: Some(operation.id), digest, operation: Ok(operation) }
}

pub fn key(device: u8) -> KeyHash {
    KeyHash([device; 32])
}

pub fn photo(number: u8) -> PhotoId {
    PhotoId::from_bytes(&[number; 32])
}

pub fn stars(stars: u8) -> Stars {
    Stars::try_from(stars).unwrap()
}

pub fn a_review(text: &str) -> Review {
    Review {
        route: RouteRef("f3-28357".into()),
        line: String::new(),
        stars: stars(4),
        criteria: Criteria::default(),
        text: text.into(),
        walked: "2026-10".parse().unwrap(),
        conditions: vec![],
        recommends: vec![],
        photos: vec![],
        by: Pseudonym::default(),
    }
}

pub fn a_recommendation(sentence: &str) -> Act {
    Act::Recommendation(Recommendation {
        route: RouteRef("gr35-28000".into()),
        audience: Audience::Family,
        sentence: sentence.into(),
        by: Pseudonym::default(),
    })
}

pub fn a_report(text: &str) -> Report {
    Report {
        category: Category::Safety,
        magnitude: Magnitude::Blocking,
        place: Place {
            route: Some(RouteRef("f3-28357".into())),
            segment: None,
            commune: Some(CommuneCode("28357".into())),
            metres: 640,
        },
        text: text.into(),
        photos: vec![],
        confirms: None,
    }
}

pub fn confirming(number: u128) -> Act {
    Act::Report(Report { confirms: Some(thing_id(number)), ..a_report("") })
}

pub fn withdraw() -> Act {
    Act::Withdraw(Withdrawn {})
}

pub fn refusal(reason: Reason) -> StaffAct {
    StaffAct::Refuse(Refusal { reason, words: String::new() })
}

pub fn status(status: ReportStatus) -> StaffAct {
    StaffAct::Status { status }
}

pub fn ana() -> Account {
    Account {
        name: "ana".into(),
        shown: "Agence de tourisme".into(),
        password: Some("$argon2id$v=19$…".into()),
        role: Role::Agence,
        communes: vec![],
    }
}

pub const TAKEN: Outcome = Outcome::Taken;

pub fn refused(reason: Refused) -> Outcome {
    Outcome::Refused { reason }
}

impl World {
    pub fn new(store: Arc<dyn CommunityStore>) -> Self {
        World { store, now: "2026-11-26T08:00:00Z".parse().unwrap() }
    }

    pub fn later(&mut self, minutes: i64) {
        self.now += SignedDuration::from_mins(minutes);
    }

    pub async fn take(&self, device: u8, operations: Vec<Operation>) -> Vec<Outcome> {
        let operations = operations.into_iter().map(incoming).collect();
        self.store.take(key(device), operations, self.now).await.unwrap()
    }

    /// A device makes a thing.
    pub async fn post(&self, device: u8, number: u128, act: Act) -> Outcome {
        self.one(device, operation(number, None, act)).await
    }

    /// A device changes a thing.
    pub async fn change(&self, device: u8, number: u128, thing: u128, act: Act) -> Outcome {
        self.one(device, operation(number, Some(thing), act)).await
    }

    async fn one(&self, device: u8, operation: Operation) -> Outcome {
        self.take(device, vec![operation]).await.remove(0)
    }

    /// Staff acts on a thing as it is now.
    pub async fn act(&self, thing: u128, act: StaffAct) -> Result<QueueEntry, ActRefused> {
        let entry = self.entry(thing).await;
        let seen = entry.map_or(OperationId(Uuid::from_u128(thing)), |entry| entry.last.id);
        self.act_seen(thing, seen, act, Scope::All).await
    }

    pub async fn act_seen(
        &self,
        thing: u128,
        seen: OperationId,
        act: StaffAct,
        scope: Scope,
    ) -> Result<QueueEntry, ActRefused> {
        let filed = Filed { thing: thing_id(thing), seen, act };
        self.store.act(&ana(), &scope, &filed, self.now).await.unwrap()
    }

    pub async fn entry(&self, thing: u128) -> Option<QueueEntry> {
        let mut all = Vec::new();
        for kind in [ThingKind::Review, ThingKind::Recommendation, ThingKind::Report] {
            all.extend(self.queue(kind, false).await.entries);
        }
        all.into_iter().find(|entry| entry.thing == thing_id(thing))
    }

    pub async fn queue(&self, kind: ThingKind, waiting: bool) -> Queue {
        let filter = QueueFilter { kind, waiting, scope: Scope::All, after: 0, limit: 100 };
        self.store.queue(&filter).await.unwrap()
    }

    /// Reviews under these numbers, published one after the other.
    pub async fn published(&self, numbers: std::ops::Range<u128>) {
        for number in numbers {
            self.post(1, number, Act::Review(a_review("Un."))).await;
            self.act(number, StaffAct::Publish).await.unwrap();
        }
    }

    pub async fn feed(&self) -> Vec<Change> {
        self.store.feed(0, 1_000).await.unwrap().changes
    }

    /// What the feed says of a thing; `None` where it has never said anything.
    pub async fn shown(&self, thing: u128) -> Option<What> {
        self.feed().await.into_iter().find(|change| change.thing == thing_id(thing)).map(|change| change.what)
    }

    /// The text of a review as everybody reads it.
    pub async fn shown_text(&self, thing: u128) -> Option<String> {
        match self.shown(thing).await? {
            What::Review(public) => Some(public.review.text),
            other => Some(format!("{other:?}")),
        }
    }

    pub async fn shown_report(&self, thing: u128) -> PublicReport {
        match self.shown(thing).await {
            Some(What::Report(report)) => report,
            other => panic!("no report: {other:?}"),
        }
    }

    pub async fn state(&self, device: u8, thing: u128) -> ThingState {
        self.own(device, thing).await.state
    }

    pub async fn own(&self, device: u8, thing: u128) -> OwnThing {
        let mine = self.store.mine(key(device)).await.unwrap();
        mine.things.into_iter().find(|own| own.thing == thing_id(thing)).unwrap()
    }

    /// Whether the store's own check finds anything.
    pub async fn faults(&self) -> Vec<String> {
        self.store.check().await.unwrap()
    }
}
