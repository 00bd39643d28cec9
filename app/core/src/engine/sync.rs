//! The exchange with the server. The host asks for the next request, sends it, and hands in what came back; this keeps in
//! mind what is on its way, and each step reads anew from the stores what there is to do.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use protocol::{
    Act, Batch, DeviceKey, HalfYear, Operation, OperationId, PhotoId, Visit, Withdrawn, limits, paths,
};

use super::post::month_of;
use super::{Engine, hear::Asked, utc_day};
use crate::calls::{Handle, OpenSync, SyncNow};
use crate::community::{Operator, SyncProblem, SyncState};
use crate::error::ApiError;
use crate::store::outbox::{self, Queued};
use crate::store::settings::{self, OPERATOR};
use crate::store::{CarnetError, device, news, photos};
use crate::sync::{Facts, HttpRequest, Method, Patience, Picked, Round, Step, Waiting, back_off, next, pick};

/// Which server there is, as the host knows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Server {
    /// None is set: the app stays local.
    #[default]
    None,
    /// The one that the page came from, which may be one that only serves files.
    Own,
    /// The one at this address.
    At(String),
}

/// An answer that has not come after this time is one that never comes.
const LOST: SignedDuration = SignedDuration::from_mins(2);
/// News so old are asked for again together with what is sent.
const STALE: SignedDuration = SignedDuration::from_mins(5);
/// How often news are asked for while the app is open.
const REGULARLY: SignedDuration = SignedDuration::from_mins(30);
/// A server of files is asked no sooner whether it has become one of ours.
const HOUR: SignedDuration = SignedDuration::from_hours(1);
/// Pieces of a photo are halved so often after failures, at most: to 16 kB.
const SMALLER: u32 = 4;
/// More of the outbox is not looked at in one step.
const LOOKED_AT: usize = 1_000;

/// What is in mind between two steps. Nothing of it must survive a restart.
#[derive(Default)]
pub(super) struct Exchange {
    pub(super) server: Server,
    /// The server has shown in this session that it is one of ours.
    pub(super) known: bool,
    /// The page's own server is none of ours.
    pub(super) absent: bool,
    wanted: bool,
    pub(super) failures: u32,
    patience: Option<Patience>,
    /// The server itself has said when to come again.
    told: Option<Patience>,
    problem: Option<SyncProblem>,
    /// Fewer than the limit after a batch that the server could not take.
    pub(super) batch: Option<usize>,
    pub(super) round: Option<Round>,
    /// The next step, where it was looked up for the last answer and nothing has changed since.
    pub(super) ahead: Option<Step>,
    flight: Option<Flight>,
    /// The photo that is being sent and how much of it the server has.
    pub(super) photo: Option<(PhotoId, u64)>,
    /// Photos that the server does not want now.
    pub(super) passed: BTreeSet<PhotoId>,
    last_full: Option<Timestamp>,
}

struct Flight {
    asked: Asked,
    /// Of the request; its answer refers to it.
    sum: String,
    since: Timestamp,
    /// Keys or server have changed since: its answer says nothing any more.
    forgotten: bool,
}

impl Handle<OpenSync> for Engine {
    fn handle(&mut self, _: OpenSync) -> Result<SyncState, ApiError> {
        self.sync_state()
    }
}

impl Handle<SyncNow> for Engine {
    fn handle(&mut self, _: SyncNow) -> Result<SyncState, ApiError> {
        self.exchange_now();
        self.sync_state()
    }
}

impl Engine {
    /// The host says which server there is, at the start and after a change. News of another one are thrown away.
    pub fn set_server(&mut self, server: Server) -> Result<(), ApiError> {
        if server == self.exchange.server {
            return Ok(());
        }
        if let Server::At(address) = &server
            && news::feed(&self.news).map_err(CarnetError::from)?.server != *address
        {
            news::forget(&mut self.news, address).map_err(CarnetError::from)?;
            self.change(|tx| settings::write(tx, OPERATOR, &Operator::default()))?;
        }
        self.forget_flight();
        let flight = self.exchange.flight.take();
        self.exchange = Exchange { server, flight, wanted: true, ..Exchange::default() };
        Ok(())
    }

    /// There is a network again, or the hiker does not want to wait: only what the server itself has said counts.
    pub fn exchange_now(&mut self) {
        self.exchange.wanted = true;
        // What failed before says nothing of this network.
        self.exchange.failures = 0;
        self.stirred = true;
    }

    /// Whether something was written or wanted since this was asked last: then the host looks for the next request.
    pub fn stirred(&mut self) -> bool {
        std::mem::take(&mut self.stirred)
    }

    /// What to send next; `None` while an answer is awaited, and when there is nothing to do (see [`Engine::wake_at`]).
    pub fn next_request(&mut self, now: Timestamp) -> Result<Option<HttpRequest>, ApiError> {
        self.now = now;
        if let Some(flight) = &self.exchange.flight {
            let passed = now.duration_since(flight.since);
            if passed.abs() < LOST {
                return Ok(None);
            }
            self.exchange.flight = None;
            self.failed(Some(SyncProblem::Offline));
        }
        let made = self.next_step();
        if made.is_err() {
            self.failed(None);
        }
        made
    }

    /// When to ask for the next request again; `None` where only a call or the network can bring something.
    pub fn wake_at(&mut self, now: Timestamp) -> Result<Option<Timestamp>, ApiError> {
        self.now = now;
        let exchange = &self.exchange;
        if exchange.server == Server::None {
            return Ok(None);
        }
        if let Some(flight) = &exchange.flight {
            return Ok(Some(flight.since.saturating_add(LOST).unwrap_or(now)));
        }
        if exchange.round.is_some() { Ok(Some(now)) } else { self.due().map(Some) }
    }

    pub(super) fn sync_state(&self) -> Result<SyncState, ApiError> {
        let exchange = &self.exchange;
        let has_server = exchange.server != Server::None && !exchange.absent;
        let waits =
            exchange.patience.map(|patience| patience.ends(self.now)).filter(|moment| *moment > self.now);
        let told = exchange.told.map(|told| told.ends(self.now)).filter(|moment| *moment > self.now);
        Ok(SyncState {
            server: has_server,
            waiting: outbox::count(&self.carnet)? + photos::waiting(&self.carnet, None)?,
            running: exchange.round.is_some(),
            last_success: device::read(&self.carnet)?.exchanged,
            problem: exchange.problem.filter(|_| has_server),
            next_try: waits.max(told).filter(|_| has_server),
            erasing: device::erasure(&self.carnet)?.is_some(),
            address: match &exchange.server {
                Server::At(address) => Some(address.clone()),
                Server::Own | Server::None => None,
            },
            operator: self.operator()?.filter(|_| has_server),
        })
    }

    /// Who runs the server, as far as it is known.
    pub(super) fn operator(&self) -> Result<Option<Operator>, ApiError> {
        let kept: Option<Operator> = settings::read(&self.carnet, OPERATOR)?;
        Ok(kept.filter(|operator| *operator != Operator::default()))
    }

    /// Keys have changed: what is on its way belongs to another time.
    pub(super) fn forget_flight(&mut self) {
        if let Some(flight) = &mut self.exchange.flight {
            flight.forgotten = true;
        }
        (self.exchange.round, self.exchange.ahead, self.exchange.photo) = (None, None, None);
    }

    /// What was on its way, where its answer still says something.
    pub(super) fn landed(&mut self) -> Option<(Asked, String)> {
        let flight = self.exchange.flight.take().filter(|flight| !flight.forgotten)?;
        Some((flight.asked, flight.sum))
    }

    /// The round ends here; the next one comes after a while.
    pub(super) fn failed(&mut self, problem: Option<SyncProblem>) {
        let exchange = &mut self.exchange;
        exchange.failures = exchange.failures.saturating_add(1);
        let wait = if exchange.absent { HOUR } else { back_off(exchange.failures, self.chance.share()) };
        exchange.patience = Some(Patience::new(self.now, wait));
        exchange.problem = problem;
        if exchange.round.as_ref().is_some_and(|round| round.full) {
            // News that did not come are asked for again after the wait, not only at their regular time.
            exchange.last_full = None;
        }
        (exchange.round, exchange.ahead, exchange.photo) = (None, None, None);
        exchange.wanted = false;
    }

    /// The server says how long to stay away; nobody is believed for longer than six hours.
    pub(super) fn told_to_wait(&mut self, seconds: Option<u32>) {
        let longest = 6 * 3_600;
        if let Some(seconds) = seconds {
            let wait = SignedDuration::from_secs(i64::from(seconds.min(longest)));
            self.exchange.told = Some(Patience::new(self.now, wait));
        }
    }

    fn next_step(&mut self) -> Result<Option<HttpRequest>, ApiError> {
        if self.exchange.round.is_none() && !self.begins()? {
            return Ok(None);
        }
        // Each pass sends something, or passes over one thing that there is no longer.
        while let Some(round) = self.exchange.round.clone() {
            let step = match self.exchange.ahead.take() {
                Some(step) => Some(step),
                None => next(&round, &self.facts()?),
            };
            let Some(step) = step else {
                self.finish(&round)?;
                break;
            };
            if let Some((mut request, asked)) = self.request(step)? {
                let sum = request.sum();
                request.headers.push((paths::SUM, sum.clone()));
                self.exchange.flight = Some(Flight { asked, sum, since: self.now, forgotten: false });
                return Ok(Some(request));
            }
        }
        Ok(None)
    }

    /// When the next round begins, where there is a server; not before now.
    fn due(&self) -> Result<Timestamp, ApiError> {
        let (exchange, now) = (&self.exchange, self.now);
        let told = exchange.told.map_or(now, |told| told.ends(now)).max(now);
        if exchange.wanted {
            return Ok(told);
        }
        let regular = exchange.last_full.map_or(now, |last| Patience::new(last, REGULARLY).ends(now));
        let patience = exchange.patience.map_or(now, |patience| patience.ends(now));
        let first = self.first_work()?.map_or(regular, |work| work.min(regular));
        Ok(first.max(patience).max(told))
    }

    /// Begins a round where it is time for one.
    fn begins(&mut self) -> Result<bool, ApiError> {
        let now = self.now;
        if self.exchange.server == Server::None || self.due()? > now {
            return Ok(false);
        }
        let exchange = &self.exchange;
        let older = |age| exchange.last_full.is_none_or(|last| Patience::new(last, age).is_over(now));
        let full = exchange.wanted || older(STALE);
        if full {
            self.exchange.passed.clear();
        }
        self.exchange.round = Some(Round { full, ..Round::default() });
        Ok(true)
    }

    /// Ends the round where nothing of it is left to do; answers whether it did.
    pub(super) fn ends(&mut self) -> Result<bool, ApiError> {
        let Some(round) = self.exchange.round.clone() else { return Ok(false) };
        let step = next(&round, &self.facts()?);
        if step.is_none() {
            self.finish(&round)?;
        }
        self.exchange.ahead = step;
        Ok(step.is_none())
    }

    fn finish(&mut self, round: &Round) -> Result<(), ApiError> {
        let now = self.now;
        let exchange = &mut self.exchange;
        (exchange.round, exchange.patience, exchange.told, exchange.problem) = (None, None, None, None);
        (exchange.failures, exchange.wanted) = (0, false);
        if round.full {
            exchange.last_full = Some(now);
            let mut device = device::read(&self.carnet)?;
            device.exchanged = Some(now);
            self.change(|tx| {
                photos::sweep(tx, now)?;
                device::write(tx, &device)
            })?;
        }
        Ok(())
    }

    fn facts(&self) -> Result<Facts, ApiError> {
        let device = device::read(&self.carnet)?;
        Ok(Facts {
            known_server: self.exchange.known,
            erasure: device::erasure(&self.carnet)?.is_some(),
            operation: !self.picked()?.ids.is_empty(),
            photo: self.photo_to_send()?.is_some(),
            owns: device.key.is_some(),
            visit: device.visited_on != Some(self.today()),
        })
    }

    /// When there is something to send.
    fn first_work(&self) -> Result<Option<Timestamp>, ApiError> {
        let picked = self.picked()?;
        let now = device::erasure(&self.carnet)?.is_some()
            || !picked.ids.is_empty()
            || self.photo_to_send()?.is_some();
        Ok(if now { Some(self.now) } else { picked.next })
    }

    fn picked(&self) -> Result<Picked, ApiError> {
        let queue = outbox::oldest(&self.carnet, LOOKED_AT)?;
        let most = self.exchange.batch.unwrap_or(limits::BATCH);
        Ok(pick(queue.iter().map(waiting), most, self.now))
    }

    fn photo_to_send(&self) -> Result<Option<PhotoId>, ApiError> {
        let photos = photos::to_send(&self.carnet)?;
        Ok(photos.into_iter().find(|photo| !self.exchange.passed.contains(photo)))
    }

    pub(super) fn today(&self) -> String {
        utc_day(self.now).to_string()
    }

    fn key(&self) -> Result<DeviceKey, ApiError> {
        let key = device::read(&self.carnet)?.key;
        key.ok_or_else(|| CarnetError::BadValue { name: "key" }.into())
    }

    /// The request of a step; `None` where there is nothing to ask after all.
    fn request(&mut self, step: Step) -> Result<Option<(HttpRequest, Asked)>, ApiError> {
        Ok(Some(match step {
            Step::About => (HttpRequest::new(Method::Get, paths::ABOUT), Asked::About),
            Step::Erase => {
                let Some(key) = device::erasure(&self.carnet)? else { return Ok(None) };
                let burnt = device::burnt(&self.carnet, &key, limits::BATCH)?;
                if burnt.is_empty() {
                    (HttpRequest::new(Method::Delete, paths::MINE).of(&key), Asked::Erasure(key))
                } else {
                    let batch = Batch { operations: burnt.iter().copied().map(nothing).collect() };
                    let body = serde_json::to_string(&batch).expect("wire types always serialise");
                    (
                        HttpRequest::new(Method::Post, paths::OPERATIONS).of(&key).json(body),
                        Asked::Burnt(burnt),
                    )
                }
            }
            Step::Operations => {
                let Picked { ids, body, .. } = self.picked()?;
                self.change(|tx| ids.iter().try_for_each(|id| outbox::attempt(tx, *id)))?;
                let request = HttpRequest::new(Method::Post, paths::OPERATIONS).of(&self.key()?).json(body);
                (request, Asked::Operations(ids))
            }
            Step::Photo => return self.photo_request(),
            Step::Mine => (HttpRequest::new(Method::Get, paths::MINE).of(&self.key()?), Asked::Mine),
            Step::Feed => {
                let after = news::feed(&self.news).map_err(CarnetError::from)?.after;
                (HttpRequest::new(Method::Get, paths::feed_after(after)), Asked::Feed { after })
            }
            Step::Visit => {
                let (visit, half_year) = self.visit()?;
                let body = serde_json::to_string(&visit).expect("wire types always serialise");
                let request = HttpRequest::new(Method::Post, paths::VISITS).json(body);
                (request, Asked::Visit { half_year })
            }
        }))
    }

    fn photo_request(&mut self) -> Result<Option<(HttpRequest, Asked)>, ApiError> {
        let Some(photo) = self.photo_to_send()? else { return Ok(None) };
        let key = self.key()?;
        let offset = match &self.exchange.photo {
            Some((sending, offset)) if *sending == photo => *offset,
            _ => {
                let request = HttpRequest::new(Method::Head, paths::photo(&photo)).of(&key);
                return Ok(Some((request, Asked::PhotoOffset(photo))));
            }
        };
        let bytes = photos::bytes(&self.carnet, &photo)?.unwrap_or_default();
        let length = bytes.len() as u64;
        // A line too slow for a whole piece in the time of a request gets through with smaller ones.
        let piece = limits::PHOTO_PIECE >> self.exchange.failures.min(SMALLER);
        let end = length.min(offset.saturating_add(piece));
        let piece = bytes.get(offset as usize..end as usize).unwrap_or_default().to_vec();
        let mut request = HttpRequest::new(Method::Patch, paths::photo(&photo)).of(&key);
        request.headers.push((paths::UPLOAD_OFFSET, offset.to_string()));
        request.headers.push((paths::UPLOAD_LENGTH, length.to_string()));
        request.headers.push(("content-type", "application/octet-stream".to_owned()));
        request.body = piece;
        Ok(Some((request, Asked::PhotoPiece { photo, end })))
    }

    /// The visit to tell: the same one until it is acknowledged, so that it counts once.
    fn visit(&mut self) -> Result<(Visit, HalfYear), ApiError> {
        let half_year = month_of(self.now).half_year();
        let mut device = device::read(&self.carnet)?;
        let token = match device.visit_token {
            Some(token) => token,
            None => {
                let token = self.chance.token();
                device.visit_token = Some(token);
                self.change(|tx| device::write(tx, &device))?;
                token
            }
        };
        Ok((Visit { token, first: device.visited_half != Some(half_year) }, half_year))
    }
}

/// Takes back what the operation of this name would make, and so does nothing; but the name is used.
fn nothing(id: OperationId) -> Operation {
    Operation { id, thing: Some(id.thing()), act: Act::Withdraw(Withdrawn {}) }
}

fn waiting(queued: &Queued) -> Waiting<'_> {
    Waiting { id: queued.id, thing: queued.thing, body: &queued.body, next_try: queued.next_try }
}
