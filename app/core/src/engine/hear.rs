//! What the server's answers change: one small function for each kind of request. Each change is one transaction, so that
//! an answer counts as heard only when all of it is kept.

use std::collections::BTreeMap;

use jiff::Timestamp;
use pdipr_data::domain::RouteId;
use protocol::{
    About, Act, DeviceKey, FeedPage, HalfYear, Mine, OperationId, Outcome, Outcomes, OwnThing, PhotoId,
    Refused, RouteRef, What, limits,
};
use rusqlite::Transaction;
use serde::de::DeserializeOwned;

use super::Engine;
use super::sync::Server;
use crate::community::{Content, Operator, SyncProblem};
use crate::error::ApiError;
use crate::reading;
use crate::store::photos::Fate;
use crate::store::posts::KeptPost;
use crate::store::settings::{self, OPERATOR};
use crate::store::{CarnetError, device, news, outbox, photos, posts};
use crate::sync::{HttpAnswer, PAUSE, Whose, back_off, scattered};

/// What is on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Asked {
    About,
    /// That nothing is done under these names any more.
    Burnt(Vec<OperationId>),
    Erasure(DeviceKey),
    Operations(Vec<OperationId>),
    PhotoOffset(PhotoId),
    PhotoPiece {
        photo: PhotoId,
        end: u64,
    },
    Mine,
    Feed {
        after: u64,
    },
    Visit {
        half_year: HalfYear,
    },
}

/// The request did not reach the server, or its answer did not come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreachable;

/// Whether the screens have something new to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    Nothing,
    News,
}

/// The step failed; the round ends.
struct Failed(Option<SyncProblem>);

impl From<SyncProblem> for Failed {
    fn from(problem: SyncProblem) -> Failed {
        Failed(Some(problem))
    }
}

type Step = Result<Result<Heard, Failed>, ApiError>;

impl Engine {
    /// Takes what came back for the last request of [`Engine::next_request`].
    pub fn receive(
        &mut self,
        answer: Result<HttpAnswer, Unreachable>,
        now: Timestamp,
    ) -> Result<Heard, ApiError> {
        self.now = now;
        let Some((asked, sum)) = self.landed() else { return Ok(Heard::Nothing) };
        let step = match answer {
            Err(Unreachable) => Ok(Err(SyncProblem::Offline.into())),
            Ok(answer) if answer.whose(&sum) == Whose::Damaged => Ok(Err(SyncProblem::Offline.into())),
            Ok(answer) if [429, 503].contains(&answer.status) => {
                self.told_to_wait(answer.retry_after);
                Ok(Err(SyncProblem::Busy.into()))
            }
            Ok(answer) if answer.whose(&sum) == Whose::Stranger => self.hear_stranger(&asked, &answer),
            Ok(answer) if [401, 403].contains(&answer.status) => Ok(Err(SyncProblem::Key.into())),
            Ok(answer) => self.hear(asked, answer),
        };
        let heard = match step {
            // That the round is over is on the screens, too.
            Ok(Ok(heard)) => self.ends().map(|over| Ok(if over { Heard::News } else { heard })),
            other => other,
        };
        match heard {
            Ok(Ok(heard)) => Ok(heard),
            Ok(Err(Failed(problem))) => {
                self.failed(problem);
                // The state of the exchange is on the screens, too.
                Ok(Heard::News)
            }
            Err(error) => {
                self.failed(None);
                Err(error)
            }
        }
    }

    fn hear(&mut self, asked: Asked, answer: HttpAnswer) -> Step {
        match asked {
            Asked::About => self.hear_about(&answer),
            Asked::Burnt(ids) => {
                let fits = |outcomes: &Outcomes| outcomes.outcomes.len() == ids.len();
                if !read::<Outcomes>(&answer).as_ref().is_some_and(fits) {
                    return Ok(Err(problem_of(&answer)));
                }
                self.change(|tx| device::forget_burnt(tx, &ids))?;
                Ok(Ok(Heard::Nothing))
            }
            Asked::Erasure(key) => {
                if !answer.is_success() {
                    return Ok(Err(problem_of(&answer)));
                }
                self.change(|tx| device::erased(tx, &key))?;
                Ok(Ok(Heard::News))
            }
            Asked::Operations(ids) => self.hear_outcomes(&ids, &answer),
            Asked::PhotoOffset(photo) => self.hear_offset(photo, &answer),
            Asked::PhotoPiece { photo, end } => self.hear_piece(photo, end, &answer),
            Asked::Mine => self.hear_mine(&answer),
            Asked::Feed { after } => self.hear_feed(after, &answer),
            Asked::Visit { half_year } => self.hear_visit(half_year, &answer),
        }
    }

    /// An answer that is not our server's: that of a proxy before it, or of something else at this address. It settles
    /// nothing.
    fn hear_stranger(&mut self, asked: &Asked, answer: &HttpAnswer) -> Step {
        match asked {
            Asked::About if answer.status < 500 => {
                self.exchange.absent = self.exchange.server == Server::Own;
            }
            // Once it may be chance: a head that was damaged, say, which nobody on the way could read.
            Asked::Operations(ids)
                if !answer.is_success() && (ids.len() > 1 || self.exchange.failures > 0) =>
            {
                self.stumble(ids)?;
            }
            _ => {}
        }
        Ok(Err(problem_of(answer)))
    }

    /// Something in these operations is not let through: half of them are tried alone, and others must not wait for a
    /// single one.
    fn stumble(&mut self, ids: &[OperationId]) -> Result<(), ApiError> {
        match ids {
            [_, _, ..] => self.exchange.batch = Some(ids.len() / 2),
            [id] => {
                // Past the next round, or it would be the first of that again.
                let next = back_off(self.exchange.failures.saturating_add(1), 1.0);
                let wait = next + scattered(PAUSE, self.chance.share());
                let until = self.now.saturating_add(wait).unwrap_or(self.now);
                self.change(|tx| outbox::put_off(tx, *id, until))?;
            }
            [] => {}
        }
        Ok(())
    }

    fn hear_about(&mut self, answer: &HttpAnswer) -> Step {
        if answer.status >= 500 {
            return Ok(Err(SyncProblem::Server.into()));
        }
        // Any field of it will do: a server of files answers with a page, and that is not JSON.
        let Some(About { name, contact, .. }) = read::<About>(answer) else {
            self.exchange.absent = self.exchange.server == Server::Own;
            return Ok(Err(SyncProblem::NotOurServer.into()));
        };
        (self.exchange.known, self.exchange.absent) = (true, false);
        let operator = Operator { name, contact };
        if self.operator()?.as_ref() == Some(&operator) {
            return Ok(Ok(Heard::Nothing));
        }
        self.change(|tx| settings::write(tx, OPERATOR, &operator))?;
        Ok(Ok(Heard::News))
    }

    fn hear_outcomes(&mut self, ids: &[OperationId], answer: &HttpAnswer) -> Step {
        let fits = |outcomes: &Outcomes| outcomes.outcomes.len() == ids.len();
        if answer.is_success() {
            let Some(outcomes) = read::<Outcomes>(answer).filter(fits) else {
                return Ok(Err(SyncProblem::NotOurServer.into()));
            };
            if outcomes.erased {
                self.key_erased()?;
                return Ok(Ok(Heard::News));
            }
            let tomorrow = self.tomorrow();
            self.change(|tx| {
                let both = ids.iter().zip(&outcomes.outcomes);
                both.into_iter().try_for_each(|(id, outcome)| settle(tx, *id, outcome, tomorrow))
            })?;
            self.exchange.batch =
                self.exchange.batch.map(|batch| batch * 2).filter(|batch| *batch < limits::BATCH);
            return Ok(Ok(Heard::News));
        }
        let unreadable = [400, 413, 422].contains(&answer.status);
        match ids {
            [id] if unreadable => {
                let refused = Outcome::Refused { reason: Refused::Unreadable };
                self.change(|tx| settle(tx, *id, &refused, Timestamp::MAX))?;
            }
            _ => self.stumble(ids)?,
        }
        Ok(if unreadable { Ok(Heard::News) } else { Err(problem_of(answer)) })
    }

    /// The beginning of the next day in UTC, and up to an hour more, so that not everybody comes at once.
    fn tomorrow(&mut self) -> Timestamp {
        let midnight = self.now.as_second().div_euclid(86_400) + 1;
        let later = (self.chance.share() * 3_600.0) as i64;
        Timestamp::from_second(midnight * 86_400 + later).unwrap_or(self.now)
    }

    fn hear_offset(&mut self, photo: PhotoId, answer: &HttpAnswer) -> Step {
        match answer.status {
            204 => self.photo_at(photo, answer.upload_offset.unwrap_or(0)),
            _ => self.photo_settled(photo, answer),
        }
    }

    fn hear_piece(&mut self, photo: PhotoId, end: u64, answer: &HttpAnswer) -> Step {
        match answer.status {
            // A conflict tells where the server stands.
            204 | 409 => self.photo_at(photo, answer.upload_offset.unwrap_or(end)),
            413 | 415 | 422 => {
                self.change(|tx| photos::settle(tx, &photo, Fate::Refused))?;
                self.exchange.photo = None;
                Ok(Ok(Heard::News))
            }
            _ => self.photo_settled(photo, answer),
        }
    }

    /// The server has the photo whole, or wants nothing of it.
    fn photo_settled(&mut self, photo: PhotoId, answer: &HttpAnswer) -> Step {
        self.exchange.photo = None;
        if answer.is_success() {
            self.change(|tx| photos::settle(tx, &photo, Fate::Sent))?;
        } else if answer.status == 404 {
            self.exchange.passed.insert(photo);
        } else {
            return Ok(Err(problem_of(answer)));
        }
        Ok(Ok(Heard::News))
    }

    /// The next piece begins here; a server that stays where it was would be asked for ever.
    fn photo_at(&mut self, photo: PhotoId, offset: u64) -> Step {
        let before = self.exchange.photo.replace((photo.clone(), offset));
        let stands = before.is_some_and(|(sending, at)| sending == photo && at == offset);
        Ok(if stands { Err(SyncProblem::Server.into()) } else { Ok(Heard::Nothing) })
    }

    fn hear_mine(&mut self, answer: &HttpAnswer) -> Step {
        let Some(mine) = read::<Mine>(answer) else {
            return Ok(Err(problem_of(answer)));
        };
        let now = self.now;
        if mine.erased {
            self.key_erased()?;
            return Ok(Ok(Heard::News));
        }
        self.change(|tx| {
            for kept in posts::all(tx)? {
                let there = mine.things.iter().any(|own| own.thing == kept.thing);
                if kept.taken && !there && outbox::of(tx, kept.thing)?.is_empty() {
                    posts::put(tx, &gone(kept))?;
                }
            }
            mine.things.iter().try_for_each(|own| take_own(tx, own, now))
        })?;
        if let Some(round) = &mut self.exchange.round {
            round.asked_mine = true;
        }
        Ok(Ok(Heard::News))
    }

    /// From another device that has the same key everything was erased, and nothing comes back under it: the next post gets
    /// a new one. What waited is settled by that; the hiker decides whether to write it anew.
    fn key_erased(&mut self) -> Result<(), ApiError> {
        let mut device = device::read(&self.carnet)?;
        device.key = None;
        self.exchange.photo = None;
        self.change(|tx| {
            outbox::clear(tx)?;
            for kept in posts::all(tx)? {
                match kept.leaving {
                    true => posts::remove(tx, kept.thing)?,
                    false => posts::put(tx, &gone(kept))?,
                }
            }
            device::write(tx, &device)
        })
    }

    fn hear_feed(&mut self, after: u64, answer: &HttpAnswer) -> Step {
        let Some(page) = read::<FeedPage>(answer) else {
            return Ok(Err(problem_of(answer)));
        };
        let known = news::feed(&self.news).map_err(CarnetError::from)?.mark;
        let given_again = matches!((known, page.before), (Some(known), Some(told)) if known != told);
        if page.next < after || given_again {
            return self.read_anew();
        }
        let mut present = BTreeMap::new();
        for route in page.changes.iter().filter_map(|change| route_of(&change.what)) {
            if !present.contains_key(route) {
                let id = RouteId(route.0.clone());
                present.insert(route.clone(), self.current_id(&id)?.unwrap_or(id).0);
            }
        }
        let present = |route: &RouteRef| present.get(route).cloned().unwrap_or_else(|| route.0.clone());
        let changed = news::apply(&mut self.news, after, &page, present).map_err(CarnetError::from)?;
        if let Some(round) = &mut self.exchange.round {
            round.has_feed = !page.more || page.next == after;
        }
        Ok(Ok(if changed { Heard::News } else { Heard::Nothing }))
    }

    /// The server was put back to an earlier day, and may have gone on from there: it tells all of it anew.
    fn read_anew(&mut self) -> Step {
        if let Some(round) = &mut self.exchange.round
            && std::mem::replace(&mut round.read_anew, true)
        {
            // A cache in between still has pages of before: another time.
            return Ok(Err(SyncProblem::Server.into()));
        }
        news::renew(&mut self.news).map_err(CarnetError::from)?;
        Ok(Ok(Heard::Nothing))
    }

    fn hear_visit(&mut self, half_year: HalfYear, answer: &HttpAnswer) -> Step {
        if answer.status >= 500 {
            return Ok(Err(problem_of(answer)));
        }
        // A server that does not count is not asked again today.
        let mut device = device::read(&self.carnet)?;
        (device.visit_token, device.visited_on) = (None, Some(self.today()));
        if answer.is_success() {
            device.visited_half = Some(half_year);
        }
        self.change(|tx| device::write(tx, &device))?;
        if let Some(round) = &mut self.exchange.round {
            round.visited = true;
        }
        Ok(Ok(Heard::Nothing))
    }
}

/// The server has it no longer, since it was erased from another device: it can be written anew, or taken away.
fn gone(post: KeptPost) -> KeptPost {
    KeptPost { taken: false, stuck: Some(Refused::Gone), state: None, answer: None, ..post }
}

/// What a successful answer says, where it is one of ours.
fn read<T: DeserializeOwned>(answer: &HttpAnswer) -> Option<T> {
    if !answer.is_success() {
        return None;
    }
    reading::read(std::str::from_utf8(&answer.body).ok()?).ok()
}

fn route_of(what: &What) -> Option<&RouteRef> {
    match what {
        What::Review(public) => Some(&public.review.route),
        What::Recommendation(public) => Some(&public.recommendation.route),
        What::Report(public) => public.place.route.as_ref(),
        What::Gone | What::Unknown => None,
    }
}

fn problem_of(answer: &HttpAnswer) -> Failed {
    if answer.status >= 500 { SyncProblem::Server.into() } else { SyncProblem::NotOurServer.into() }
}

/// What became of an operation.
fn settle(
    tx: &Transaction<'_>,
    id: OperationId,
    outcome: &Outcome,
    tomorrow: Timestamp,
) -> Result<(), CarnetError> {
    let reason = match outcome {
        Outcome::Refused { reason: Refused::DailyLimit } => return outbox::put_off(tx, id, tomorrow),
        Outcome::Refused { reason } => Some(*reason),
        Outcome::Taken => None,
    };
    let Some(thing) = outbox::remove(tx, id)? else { return Ok(()) };
    if reason.is_none() && posts::taken(tx, thing)? {
        return Ok(());
    }
    let Some(post) = posts::one(tx, thing)? else { return Ok(()) };
    // Taken back: whatever the server says to that, here it ends when nothing of it waits any more.
    if post.leaving && outbox::of(tx, thing)?.is_empty() {
        return posts::remove(tx, thing);
    }
    posts::put(
        tx,
        &match reason {
            None => KeptPost { taken: true, stuck: None, state: None, ..post },
            Some(reason) => KeptPost { stuck: post.stuck.or(Some(reason)), ..post },
        },
    )
}

/// What the server has of one thing.
fn take_own(tx: &Transaction<'_>, own: &OwnThing, now: Timestamp) -> Result<(), CarnetError> {
    let here = posts::one(tx, own.thing)?;
    let waits = !outbox::of(tx, own.thing)?.is_empty();
    if waits && here.as_ref().is_some_and(|here| here.leaving) {
        return Ok(());
    }
    // What waits here, or was refused and is still to be mended, is newer than what is there.
    let ours = waits || here.as_ref().is_some_and(|here| here.stuck.is_some());
    let theirs = match &own.last.act {
        Act::Review(review) => Some(Content::Review(review.clone())),
        Act::Recommendation(recommendation) => Some(Content::Recommendation(recommendation.clone())),
        Act::Report(report) => Some(Content::Report(report.clone())),
        Act::Withdraw(_) | Act::Satisfaction(_) => None,
    };
    posts::take_over(tx, here, own, theirs.filter(|_| !ours), now)?;
    let OwnThing { awaited, .. } = own;
    awaited.iter().try_for_each(|photo| photos::awaited(tx, photo))
}
