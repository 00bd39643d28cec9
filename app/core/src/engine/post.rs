//! Writing for others: the thing and its operation in one transaction, visible at once. What was never sent is changed in
//! its place; what may have arrived gets another operation behind it.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use protocol::{Act, DeviceKey, Month, Operation, OperationId, Refused, RouteRef, ThingId, Withdrawn};
use rusqlite::Transaction;

use super::{Engine, catalogue_failed, utc_day};
use crate::calls::{Handle, OpenPosts, WithdrawPost, WriteRecommendation, WriteReport, WriteReview};
use crate::community::{Content, Post, PostState, PostsPage};
use crate::error::{ApiError, reasons};
use crate::store::outbox::{self, Queued};
use crate::store::posts::{self, KeptPost};
use crate::store::{CarnetError, device, photos};
use crate::sync::PAUSE;
use pdipr_data::domain::RouteId;
use pdipr_data::sheets::line_mark;

impl Handle<WriteReview> for Engine {
    fn handle(&mut self, call: WriteReview) -> Result<Post, ApiError> {
        let mut review = call.review;
        review.text = tidied(&review.text);
        review.by.0 = tidied(&review.by.0);
        let before = call.thing.map(|thing| posts::one(&self.carnet, thing)).transpose()?.flatten();
        review.line = match before.map(|post| post.content) {
            // The line that was walked, not the one of today.
            Some(Content::Review(before)) if before.route == review.route => before.line,
            _ => self.line_of(&RouteId(review.route.0.clone()))?,
        };
        self.write(call.thing, Content::Review(review))
    }
}

impl Handle<WriteRecommendation> for Engine {
    fn handle(&mut self, call: WriteRecommendation) -> Result<Post, ApiError> {
        let mut recommendation = call.recommendation;
        recommendation.sentence = tidied(&recommendation.sentence);
        recommendation.by.0 = tidied(&recommendation.by.0);
        self.write(call.thing, Content::Recommendation(recommendation))
    }
}

impl Handle<WriteReport> for Engine {
    fn handle(&mut self, call: WriteReport) -> Result<Post, ApiError> {
        let mut report = call.report;
        report.text = tidied(&report.text);
        self.write(call.thing, Content::Report(report))
    }
}

impl Handle<WithdrawPost> for Engine {
    fn handle(&mut self, call: WithdrawPost) -> Result<PostsPage, ApiError> {
        // Who asks twice has been heard: the first answer may have been lost.
        if let Some(post) = posts::one(&self.carnet, call.thing)?.filter(|post| !post.leaving) {
            let (id, now) = (self.chance.operation(self.now), self.now);
            self.change(|tx| withdraw(tx, post, id, now))?;
        }
        self.posts_page()
    }
}

impl Handle<OpenPosts> for Engine {
    fn handle(&mut self, _: OpenPosts) -> Result<PostsPage, ApiError> {
        self.posts_page()
    }
}

impl Engine {
    pub(super) fn posts_page(&self) -> Result<PostsPage, ApiError> {
        let kept = posts::all(&self.carnet)?;
        let mut names = BTreeMap::new();
        let shown = |post| self.shown_with(post, &mut names);
        let posts = kept.into_iter().map(shown).collect::<Result<_, _>>()?;
        Ok(PostsPage { posts, sync: self.sync_state()? })
    }

    /// The post with how far it is.
    pub(super) fn shown(&self, post: KeptPost) -> Result<Post, ApiError> {
        self.shown_with(post, &mut BTreeMap::new())
    }

    /// The names of routes are looked up once.
    fn shown_with(
        &self,
        post: KeptPost,
        names: &mut BTreeMap<RouteRef, Option<String>>,
    ) -> Result<Post, ApiError> {
        let queue = outbox::of(&self.carnet, post.thing)?;
        if let Some(route) = post.content.route().filter(|route| !names.contains_key(route)) {
            let cards = self.catalogue.cards(&[RouteId(route.0.clone())]).map_err(catalogue_failed)?;
            names.insert(route.clone(), cards.into_iter().next().map(|card| card.name));
        }
        Ok(Post {
            state: state_of(&post, &queue, self.now),
            photos_waiting: photos::waiting(&self.carnet, Some(post.thing))?,
            route_name: post.content.route().and_then(|route| names.get(route).cloned()).flatten(),
            thing: post.thing,
            content: post.content,
            written: post.written,
            edited: post.edited,
            answer: post.answer,
        })
    }

    fn write(&mut self, thing: Option<ThingId>, content: Content) -> Result<Post, ApiError> {
        let now = self.now;
        let before = match thing {
            Some(thing) => {
                let kept = posts::one(&self.carnet, thing)?.filter(|post| !post.leaving);
                Some(kept.ok_or_else(|| ApiError::not_found("post", thing))?)
            }
            // The same once more is the same once: the first answer may have been lost.
            None => {
                posts::all(&self.carnet)?.into_iter().find(|post| post.content == content && !post.leaving)
            }
        };
        if let Some(same) = before.as_ref().filter(|post| post.content == content && post.stuck.is_none()) {
            return self.shown(same.clone());
        }
        if before.as_ref().is_some_and(|before| before.content.kind() != content.kind()) {
            return Err(ApiError::invalid("thing", reasons::OTHER_KIND));
        }
        check(&content, now)?;
        self.check_photos(&content)?;
        let (id, fresh) = (self.chance.operation(now), self.chance.key());
        let thing = self.change(|tx| {
            own_key(tx, fresh)?;
            put(tx, before, content, id, now)
        })?;
        let kept = posts::one(&self.carnet, thing)?.ok_or_else(|| ApiError::not_found("post", thing))?;
        self.shown(kept)
    }

    /// The mark of the route's present line.
    pub(super) fn line_of(&self, route: &RouteId) -> Result<String, ApiError> {
        let walk = self.catalogue.walk(route).map_err(catalogue_failed)?;
        Ok(line_mark(&walk.ok_or_else(|| ApiError::not_found("route", route))?))
    }

    fn check_photos(&self, content: &Content) -> Result<(), ApiError> {
        for photo in content.photos() {
            if photos::length(&self.carnet, photo)?.is_none() {
                return Err(ApiError::not_found("photo", photo.as_str()));
            }
        }
        Ok(())
    }
}

/// The key of this device; the fresh one where there is none yet.
pub(super) fn own_key(tx: &Transaction<'_>, fresh: DeviceKey) -> Result<DeviceKey, CarnetError> {
    let mut device = device::read(tx)?;
    if let Some(key) = device.key {
        return Ok(key);
    }
    device.key = Some(fresh.clone());
    device::write(tx, &device)?;
    Ok(fresh)
}

fn tidied(text: &str) -> String {
    text.trim().replace("\r\n", "\n")
}

fn act(content: Content) -> Act {
    match content {
        Content::Review(review) => Act::Review(review),
        Content::Recommendation(recommendation) => Act::Recommendation(recommendation),
        Content::Report(report) => Act::Report(report),
    }
}

/// What the server would refuse is not kept.
fn check(content: &Content, now: Timestamp) -> Result<(), ApiError> {
    let id = OperationId(uuid::Uuid::nil());
    let operation = Operation { id, thing: None, act: act(content.clone()) };
    operation.check(month_of(now + SignedDuration::from_hours(24))).map_err(|refused| match refused {
        Refused::Text => ApiError::invalid("text", reasons::TOO_LONG),
        Refused::TooMany => ApiError::invalid("photos", reasons::OUT_OF_RANGE),
        Refused::InTheFuture => ApiError::invalid("walked", reasons::IN_THE_FUTURE),
        Refused::Place => ApiError::invalid("place", reasons::OUT_OF_RANGE),
        _ => ApiError::invalid("content", reasons::OUT_OF_RANGE),
    })
}

/// The month in UTC.
pub(super) fn month_of(now: Timestamp) -> Month {
    let day = utc_day(now);
    Month::new(day.year(), day.month()).unwrap_or_else(|_| Month::new(2000, 1).expect("a month"))
}

/// Keeps the content and what must be sent for it; answers with the thing's name.
fn put(
    tx: &Transaction<'_>,
    before: Option<KeptPost>,
    content: Content,
    id: OperationId,
    now: Timestamp,
) -> Result<ThingId, CarnetError> {
    let Some(before) = before else { return create(tx, content, id, now, now) };
    let queue = outbox::of(tx, before.thing)?;
    match queue.last() {
        Some(last) if last.attempts == 0 => {
            let made_here = last.id.thing() == before.thing;
            let thing = (!made_here).then_some(before.thing);
            outbox::rewrite(tx, &Operation { id: last.id, thing, act: act(content.clone()) })?;
        }
        // It may have arrived, or has: the change comes behind it.
        Some(_) => add_edit(tx, before.thing, &content, id)?,
        None if before.taken && before.stuck != Some(Refused::Gone) => {
            add_edit(tx, before.thing, &content, id)?;
        }
        // The server has refused to make it, or has it no longer, and never makes one of that name.
        None => {
            posts::remove(tx, before.thing)?;
            return create(tx, content, id, before.written, now);
        }
    }
    let thing = before.thing;
    posts::put(tx, &KeptPost { content, edited: now, stuck: None, ..before })?;
    Ok(thing)
}

fn add_edit(
    tx: &Transaction<'_>,
    thing: ThingId,
    content: &Content,
    id: OperationId,
) -> Result<(), CarnetError> {
    outbox::add(tx, &Operation { id, thing: Some(thing), act: act(content.clone()) }, Some(thing))
}

fn create(
    tx: &Transaction<'_>,
    content: Content,
    id: OperationId,
    written: Timestamp,
    edited: Timestamp,
) -> Result<ThingId, CarnetError> {
    let thing = id.thing();
    outbox::add(tx, &Operation { id, thing: None, act: act(content.clone()) }, Some(thing))?;
    let (leaving, taken) = (false, false);
    posts::put(
        tx,
        &KeptPost { thing, content, written, edited, leaving, taken, stuck: None, state: None, answer: None },
    )?;
    Ok(thing)
}

fn withdraw(
    tx: &Transaction<'_>,
    post: KeptPost,
    id: OperationId,
    now: Timestamp,
) -> Result<(), CarnetError> {
    outbox::remove_unsent(tx, post.thing)?;
    // Whoever thinks better of it writes the same again, with its photos.
    post.content.photos().iter().try_for_each(|photo| photos::keep_on(tx, photo, now))?;
    if !post.taken && outbox::of(tx, post.thing)?.is_empty() {
        // The server has never heard of it.
        return posts::remove(tx, post.thing);
    }
    let thing = Some(post.thing);
    outbox::add(tx, &Operation { id, thing, act: Act::Withdraw(Withdrawn {}) }, thing)?;
    posts::put(tx, &KeptPost { leaving: true, ..post })
}

/// How far a post is, out of what is kept of it and what waits of it.
fn state_of(post: &KeptPost, queue: &[Queued], now: Timestamp) -> PostState {
    use protocol::ThingState;
    if post.leaving {
        return PostState::Leaving;
    }
    if let Some(first) = queue.first() {
        // What the server only stumbled over is tried again before long.
        let tomorrow = first.next_try.is_some_and(|moment| moment.duration_since(now) > PAUSE);
        return if tomorrow { PostState::Tomorrow } else { PostState::Waiting };
    }
    if let Some(reason) = post.stuck {
        return PostState::Stuck { reason };
    }
    match &post.state {
        None => PostState::Sent,
        Some(ThingState::Moderated) => PostState::Moderated,
        Some(ThingState::Published) => PostState::Published,
        Some(ThingState::Refused { refusal }) => PostState::Refused { refusal: refusal.clone() },
        Some(ThingState::Report { status }) => PostState::Report { status: *status },
        Some(ThingState::Withdrawn) => PostState::Stuck { reason: Refused::Gone },
    }
}
