//! The server without its HTTP: the real store behind a function that answers requests, as crash-prone as wanted.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use protocol::*;
use sente_core::sync::{HttpAnswer, HttpRequest, Method};
use sente_server::api::operations;
use sente_server::photos::{NotTaken, Photos, Progress};
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

/// Where the store keeps what it has.
#[derive(Debug, Clone)]
pub enum Place {
    /// A file in the folder of the server.
    Sqlite,
    /// The database of this address.
    Postgres(String),
}

pub struct SimServer {
    runtime: Runtime,
    folder: PathBuf,
    place: Place,
    store: Option<Arc<dyn CommunityStore>>,
    photos: Photos,
    fault: Fault,
    seen: BTreeSet<Uuid>,
    /// Acknowledged and not on disk, with [`Fault::EarlyAnswer`].
    unwritten: Vec<(KeyHash, Vec<Incoming>, Timestamp)>,
}

impl SimServer {
    pub fn new(folder: &Path, place: Place, fault: Fault) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let photos = Photos::open(&folder.join("photos")).unwrap();
        let (folder, seen, unwritten) = (folder.to_owned(), BTreeSet::new(), Vec::new());
        let mut server = SimServer { runtime, folder, place, store: None, photos, fault, seen, unwritten };
        server.start();
        server
    }

    fn start(&mut self) {
        self.store = Some(match &self.place {
            Place::Sqlite => Arc::new(SqliteStore::open(&self.folder.join("community.sqlite")).unwrap()),
            Place::Postgres(url) => Arc::new(self.runtime.block_on(PostgresStore::open(url, None)).unwrap()),
        });
        self.photos = Photos::open(&self.folder.join("photos")).unwrap();
    }

    /// Ends it between two transactions and starts it again.
    pub fn crash(&mut self) {
        self.unwritten.clear();
        self.store = None;
        self.start();
    }

    fn store(&self) -> &dyn CommunityStore {
        self.store.as_deref().unwrap()
    }

    /// It dies over the request: nobody hears an answer.
    pub fn die_over(&mut self, request: &HttpRequest, chance: &mut Chance, now: Timestamp) {
        match (request.method, chance.below(3)) {
            // Half of a piece is on disk.
            (Method::Patch, 0) => {
                let half =
                    HttpRequest { body: request.body[..request.body.len() / 2].to_vec(), ..request.clone() };
                drop(self.add_piece(&half));
            }
            // The photo is whole, and the store does not know it.
            (Method::Patch, 1) => drop(self.add_piece(request)),
            _ => drop(self.answer(request, now)),
        }
        self.crash();
    }

    pub fn answer(&mut self, request: &HttpRequest, now: Timestamp) -> HttpAnswer {
        sealed(self.found(request, now), request)
    }

    fn found(&mut self, request: &HttpRequest, now: Timestamp) -> HttpAnswer {
        let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
        match (request.method, path) {
            (Method::Get, paths::ABOUT) => about(),
            (Method::Post, paths::OPERATIONS) => self.take(owner(request), &request.body, now),
            (Method::Get, paths::MINE) => {
                json(&self.runtime.block_on(self.store().mine(owner(request))).unwrap())
            }
            (Method::Delete, paths::MINE) => {
                self.settle();
                let owner = owner(request);
                self.runtime.block_on(async {
                    let photos = self.store().erase(owner, now).await.unwrap();
                    self.photos.forget(&photos, self.store()).await.unwrap();
                    self.photos.forget_uploads(owner).await.unwrap();
                });
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
            (Method::Head, _) => self.photo_progress(request),
            (Method::Patch, _) => match self.add_piece(request) {
                Ok(Progress::Part(here)) => HttpAnswer { upload_offset: Some(here), ..status(204) },
                Ok(Progress::Whole) => {
                    self.runtime.block_on(self.store().photo_arrived(&photo_of(request))).unwrap();
                    status(200)
                }
                Err(answer) => answer,
            },
            other => panic!("nobody asks for {other:?}"),
        }
    }

    /// As `sente_server::api::photos::progress` does.
    fn photo_progress(&self, request: &HttpRequest) -> HttpAnswer {
        let (owner, photo) = (owner(request), photo_of(request));
        self.runtime.block_on(async {
            if let Some(settled) = self.settled(owner, &photo).await {
                return settled;
            }
            let here = self.photos.received(owner, &photo).await.unwrap();
            HttpAnswer { upload_offset: Some(here), ..status(204) }
        })
    }

    async fn settled(&self, owner: KeyHash, photo: &PhotoId) -> Option<HttpAnswer> {
        if self.store().photo_awaited(owner, photo).await.unwrap() {
            return None;
        }
        let known = match self.store().photo_access(photo).await.unwrap() {
            PhotoAccess::Everybody => true,
            PhotoAccess::Owners(authors) => authors.contains(&owner),
            PhotoAccess::Nobody => false,
        };
        Some(status(if known { 200 } else { 404 }))
    }

    /// As `sente_server::api::photos::add` does, up to where the photo is whole.
    fn add_piece(&self, request: &HttpRequest) -> Result<Progress, HttpAnswer> {
        let (owner, photo) = (owner(request), photo_of(request));
        let number = |name| header(request, name).unwrap().parse().unwrap();
        let (offset, length) = (number(paths::UPLOAD_OFFSET), number(paths::UPLOAD_LENGTH));
        self.runtime.block_on(async {
            if let Some(settled) = self.settled(owner, &photo).await {
                return Err(settled);
            }
            let alone = self.photos.alone(&photo).await.unwrap();
            match alone.add(owner, offset, length, &request.body).await {
                Ok(progress) => Ok(progress),
                Err(NotTaken::Offset(here)) => Err(HttpAnswer { upload_offset: Some(here), ..status(409) }),
                Err(error) => panic!("{error}"),
            }
        })
    }

    /// What the clock does, at a moment when every file is old.
    pub fn tidy_up(&mut self, now: Timestamp) {
        self.settle();
        let later = SystemTime::now() + Duration::from_secs(8 * 24 * 3_600);
        self.runtime.block_on(async {
            let gone = self.store().purge(now).await.unwrap();
            self.photos.forget(&gone, self.store()).await.unwrap();
            self.photos.give_up(later).await.unwrap();
            let orphans = self.photos.orphans(self.store(), later).await.unwrap();
            self.photos.forget(&orphans, self.store()).await.unwrap();
        });
    }

    /// The photo as it is kept, and who sees it.
    pub fn photo(&self, photo: &PhotoId) -> (Option<Vec<u8>>, PhotoAccess) {
        self.runtime.block_on(async {
            let kept = self.photos.read(photo).await.unwrap();
            (kept, self.store().photo_access(photo).await.unwrap())
        })
    }

    /// The names of all files on the shelves, whole and unfinished.
    pub fn shelves(&self) -> Vec<String> {
        let folders =
            std::fs::read_dir(self.folder.join("photos")).unwrap().map(|folder| folder.unwrap().path());
        let shelves = folders.filter(|folder| !folder.ends_with("locks"));
        let files = shelves.flat_map(|shelf| std::fs::read_dir(shelf).unwrap());
        files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
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
                return json(&Outcomes { outcomes, erased: false });
            }
        }
        let outcomes = self.runtime.block_on(self.store().take(owner, incoming, now)).unwrap();
        let erased = self.runtime.block_on(self.store().is_erased(owner)).unwrap();
        json(&Outcomes { outcomes, erased })
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

fn header<'a>(request: &'a HttpRequest, name: &str) -> Option<&'a str> {
    request.headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
}

fn owner(request: &HttpRequest) -> KeyHash {
    KeyHash::of(&header(request, paths::KEY).unwrap().parse().unwrap())
}

fn photo_of(request: &HttpRequest) -> PhotoId {
    request.path.rsplit('/').next().unwrap().parse().unwrap()
}
