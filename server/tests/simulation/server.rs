//! The server without its HTTP: the real store behind a function that answers requests, as crash-prone as wanted.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use protocol::*;
use sente_core::sync::{HttpAnswer, HttpRequest, Method};
use sente_server::api::operations;
use sente_server::store::*;
use serde_json::value::RawValue;
use tokio::runtime::Runtime;
use uuid::Uuid;

use crate::chance::Chance;
use crate::common::answers::{about, json, sealed, status};

/// What a server of this kind does wrong on purpose; the oracle must find it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    None,
    /// An operation that comes again is carried out again.
    NoDedupe,
    /// The answer goes out before the operations are on disk: a crash loses them.
    EarlyAnswer,
}

pub struct SimServer {
    runtime: Runtime,
    path: PathBuf,
    store: Option<SqliteStore>,
    fault: Fault,
    seen: BTreeSet<Uuid>,
    /// Acknowledged and not on disk, with [`Fault::EarlyAnswer`].
    unwritten: Vec<(KeyHash, Vec<Incoming>, Timestamp)>,
}

impl SimServer {
    pub fn new(dir: &Path, fault: Fault) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let path = dir.join("community.sqlite");
        let store = Some(SqliteStore::open(&path).unwrap());
        SimServer { runtime, path, store, fault, seen: BTreeSet::new(), unwritten: Vec::new() }
    }

    /// Ends it between two transactions and starts it again.
    pub fn crash(&mut self) {
        self.unwritten.clear();
        self.store = None;
        self.store = Some(SqliteStore::open(&self.path).unwrap());
    }

    fn store(&self) -> &SqliteStore {
        self.store.as_ref().unwrap()
    }

    pub fn answer(&mut self, request: &HttpRequest, now: Timestamp) -> HttpAnswer {
        sealed(self.found(request, now), request)
    }

    fn found(&mut self, request: &HttpRequest, now: Timestamp) -> HttpAnswer {
        let key = request.headers.iter().find(|(name, _)| *name == paths::KEY);
        let owner = key.map(|(_, key)| KeyHash::of(&key.parse().unwrap()));
        let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
        match (request.method, path) {
            (Method::Get, paths::ABOUT) => about(),
            (Method::Post, paths::OPERATIONS) => self.take(owner.unwrap(), &request.body, now),
            (Method::Get, paths::MINE) => {
                json(&self.runtime.block_on(self.store().mine(owner.unwrap())).unwrap())
            }
            (Method::Delete, paths::MINE) => {
                self.settle();
                self.runtime.block_on(self.store().erase(owner.unwrap(), now)).unwrap();
                status(204)
            }
            (Method::Get, paths::FEED) => {
                let after = query.strip_prefix("after=").unwrap().parse().unwrap();
                json(&self.runtime.block_on(self.store().feed(after, 20)).unwrap())
            }
            (Method::Post, paths::VISITS) => {
                let visit: Visit = serde_json::from_slice(&request.body).unwrap();
                let half_year = "2026-S2".parse().unwrap();
                let token = [visit.token.as_bytes()[0]; 32];
                self.runtime.block_on(self.store().visit(token, visit.first, half_year, now)).unwrap();
                status(204)
            }
            other => panic!("nobody asks for {other:?}"),
        }
    }

    fn take(&mut self, owner: KeyHash, body: &[u8], now: Timestamp) -> HttpAnswer {
        let batch: Batch<Box<RawValue>> = serde_json::from_slice(body).unwrap();
        assert!(batch.operations.len() <= limits::BATCH && body.len() <= limits::BODY);
        let latest = "2026-12".parse().unwrap();
        let mut incoming: Vec<Incoming> =
            batch.operations.iter().map(|raw| operations::read(raw.get(), latest)).collect();
        match self.fault {
            Fault::None => {}
            Fault::NoDedupe => incoming.iter_mut().for_each(|incoming| self.forget_identity(incoming)),
            Fault::EarlyAnswer => {
                let outcomes = vec![Outcome::Taken; incoming.len()];
                self.unwritten.push((owner, incoming, now));
                return json(&Outcomes { outcomes });
            }
        }
        let outcomes = self.runtime.block_on(self.store().take(owner, incoming, now)).unwrap();
        json(&Outcomes { outcomes })
    }

    fn forget_identity(&mut self, incoming: &mut Incoming) {
        let Ok(operation) = &mut incoming.operation else { return };
        if !self.seen.insert(operation.id.0) {
            let again = Uuid::from_u128(operation.id.0.as_u128().wrapping_add(self.seen.len() as u128) << 1);
            operation.id = OperationId(again);
            incoming.id = Some(operation.id);
        }
    }

    /// What was acknowledged too early is written at last, where no crash came before.
    pub fn settle(&mut self) {
        for (owner, incoming, now) in std::mem::take(&mut self.unwritten) {
            self.runtime.block_on(self.store().take(owner, incoming, now)).unwrap();
        }
    }

    /// Staff looks at what waits: mostly it publishes, sometimes it refuses, sometimes it takes its decision back.
    pub fn staff(&mut self, chance: &mut Chance, now: Timestamp) {
        self.settle();
        for entry in self.waiting() {
            let act = match (entry.kind, chance.below(10)) {
                (_, 0..3) => continue,
                (ThingKind::Report, _) => StaffAct::Status { status: ReportStatus::Open },
                (_, 3) => StaffAct::Refuse(Refusal { reason: Reason::OffTopic, words: String::new() }),
                (_, 4) => StaffAct::Undo,
                _ => StaffAct::Publish,
            };
            self.act(&entry, act, now);
        }
    }

    /// Everything that waits is published.
    pub fn publish_all(&mut self, now: Timestamp) {
        self.settle();
        for entry in self.waiting() {
            let act = match entry.kind {
                ThingKind::Report => StaffAct::Status { status: ReportStatus::Open },
                _ => StaffAct::Publish,
            };
            self.act(&entry, act, now);
        }
    }

    fn waiting(&self) -> Vec<QueueEntry> {
        let mut all = Vec::new();
        for kind in [ThingKind::Review, ThingKind::Recommendation, ThingKind::Report] {
            let filter = QueueFilter { kind, waiting: true, scope: Scope::All, after: 0, limit: 1_000 };
            all.extend(self.runtime.block_on(self.store().queue(&filter)).unwrap().entries);
        }
        all
    }

    fn act(&self, entry: &QueueEntry, act: StaffAct, now: Timestamp) {
        let staff = Account {
            name: "ana".into(),
            shown: "Agence".into(),
            password: None,
            role: Role::Agence,
            communes: vec![],
        };
        let filed = Filed { thing: entry.thing, seen: entry.last.id, act };
        // What cannot be done now is not done; that is no failure of the store.
        let done = self.runtime.block_on(self.store().act(&staff, &Scope::All, &filed, now)).unwrap();
        drop(done);
    }

    pub fn mine(&self, key: &DeviceKey) -> Vec<OwnThing> {
        self.runtime.block_on(self.store().mine(KeyHash::of(key))).unwrap().things
    }

    pub fn feed(&self) -> Vec<Change> {
        self.runtime.block_on(self.store().feed(0, 100_000)).unwrap().changes
    }

    pub fn check(&self) -> Vec<String> {
        self.runtime.block_on(self.store().check()).unwrap()
    }
}
