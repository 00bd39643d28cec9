//! A server that is a value: takes operations, keeps photos, publishes when told to. It forgets nothing and refuses little.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use protocol::*;
use sente_core::sync::{HttpAnswer, HttpRequest, Method};
use sente_core::{Engine, Heard, Server, Unreachable};

use super::answers::{about, json, sealed, status};

#[derive(Debug, Clone, Default)]
pub struct FakeServer {
    pub things: BTreeMap<ThingId, OwnThing>,
    pub owners: BTreeMap<ThingId, String>,
    pub outcomes: BTreeMap<OperationId, Outcome>,
    /// What is answered to these operations, whatever they are.
    pub refuse: BTreeMap<OperationId, Refused>,
    pub feed: Vec<Change>,
    pub photos: BTreeMap<String, Vec<u8>>,
    /// The feed has marks; its numbers after this one were given a second time.
    pub put_back: Option<u64>,
    pub visits: Vec<Visit>,
    pub keys: BTreeSet<String>,
    pub satisfaction: Vec<Satisfaction>,
    /// Keys of which everything was erased.
    pub erased: BTreeSet<String>,
    /// Every request, as `METHOD path`.
    pub asked: Vec<String>,
    pub bodies: Vec<String>,
    /// These answers come instead, the last one first.
    pub instead: Vec<HttpAnswer>,
}

impl FakeServer {
    pub fn answer(&mut self, request: &HttpRequest) -> HttpAnswer {
        sealed(self.found(request), request)
    }

    fn found(&mut self, request: &HttpRequest) -> HttpAnswer {
        let header = |name: &str| {
            request.headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
        };
        self.asked.push(format!("{} {}", request.method.as_str(), request.path));
        self.bodies.push(String::from_utf8_lossy(&request.body).into_owned());
        self.keys.extend(header(paths::KEY));
        if let Some(answer) = self.instead.pop() {
            return answer;
        }
        let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
        match (request.method, path) {
            (Method::Get, paths::ABOUT) => about(),
            (Method::Post, paths::OPERATIONS) => {
                let batch: Batch = serde_json::from_slice(&request.body).unwrap();
                let key = header(paths::KEY).unwrap();
                let erased = self.erased.contains(&key);
                let mut take = |operation: Operation| {
                    if erased {
                        return Outcome::Refused { reason: Refused::Gone };
                    }
                    self.owners.insert(operation.subject(), key.clone());
                    self.take(operation)
                };
                let outcomes = batch.operations.into_iter().map(&mut take).collect();
                json(&Outcomes { outcomes, erased })
            }
            (Method::Get, paths::MINE) => {
                let key = header(paths::KEY).unwrap();
                let own = self.things.values().filter(|own| self.owners[&own.thing] == key);
                json(&Mine { things: own.cloned().collect(), erased: self.erased.contains(&key) })
            }
            (Method::Delete, paths::MINE) => {
                let key = header(paths::KEY).unwrap();
                self.things.retain(|thing, _| self.owners[thing] != key);
                self.erased.insert(key);
                status(204)
            }
            (Method::Get, paths::FEED) => {
                let after: u64 = query.strip_prefix("after=").unwrap().parse().unwrap();
                let all: Vec<_> = self.feed.iter().filter(|change| change.seq > after).cloned().collect();
                let changes: Vec<_> = all.iter().take(2).cloned().collect();
                let next = changes.last().map_or(after, |change| change.seq);
                let (before, mark) = (self.mark(after), self.mark(next));
                json(&FeedPage { more: all.len() > changes.len(), changes, next, before, mark })
            }
            (Method::Post, paths::VISITS) => {
                self.visits.push(serde_json::from_slice(&request.body).unwrap());
                status(204)
            }
            (Method::Head, photo) => {
                let here = self.photos.entry(photo.to_owned()).or_default().len() as u64;
                HttpAnswer { upload_offset: Some(here), ..status(204) }
            }
            (Method::Patch, photo) => {
                let here = self.photos.entry(photo.to_owned()).or_default();
                let offset: usize = header(paths::UPLOAD_OFFSET).unwrap().parse().unwrap();
                let length: usize = header(paths::UPLOAD_LENGTH).unwrap().parse().unwrap();
                assert_eq!(offset, here.len());
                here.extend(&request.body);
                let whole = here.len() == length;
                let upload_offset = Some(here.len() as u64);
                HttpAnswer { upload_offset, ..status(if whole { 200 } else { 204 }) }
            }
            _ => status(404),
        }
    }

    fn take(&mut self, operation: Operation) -> Outcome {
        if let Some(known) = self.outcomes.get(&operation.id) {
            return known.clone();
        }
        let outcome = match self.refuse.get(&operation.id) {
            Some(reason) => Outcome::Refused { reason: *reason },
            None => {
                self.carry_out(&operation);
                Outcome::Taken
            }
        };
        if outcome != (Outcome::Refused { reason: Refused::DailyLimit }) {
            self.outcomes.insert(operation.id, outcome.clone());
        }
        outcome
    }

    fn carry_out(&mut self, operation: &Operation) {
        let thing = operation.subject();
        let state = match &operation.act {
            Act::Withdraw(_) => ThingState::Withdrawn,
            Act::Satisfaction(answer) => return self.satisfaction.push(answer.clone()),
            _ => ThingState::Moderated,
        };
        if state == ThingState::Withdrawn {
            self.tell(thing, What::Gone);
        }
        let own = OwnThing { thing, last: operation.clone(), state, awaited: vec![], answer: None };
        self.things.insert(thing, own);
    }

    pub fn tell(&mut self, thing: ThingId, what: What) {
        self.feed.retain(|change| change.thing != thing);
        let seq = self.feed.iter().map(|change| change.seq).max().unwrap_or(0) + 1;
        self.feed.push(Change { seq, thing, what });
    }

    fn mark(&self, seq: u64) -> Option<FeedMark> {
        self.put_back.map(|at| FeedMark(if seq > at { at + 1 } else { 0 }))
    }

    /// Staff says yes to everything.
    pub fn publish(&mut self, on: &str) {
        let things: Vec<_> = self.things.values().cloned().collect();
        for own in things.into_iter().filter(|own| own.state == ThingState::Moderated) {
            let written = on.to_owned();
            let (state, what) = match own.last.act {
                Act::Review(review) => (
                    ThingState::Published,
                    What::Review(PublicReview { review, written, edited: None, answer: None }),
                ),
                Act::Recommendation(recommendation) => (
                    ThingState::Published,
                    What::Recommendation(PublicRecommendation { recommendation, written }),
                ),
                Act::Report(Report { category, magnitude, place, .. }) => {
                    let status = ReportStatus::Open;
                    let (confirmed, answer) = (0, None);
                    let public =
                        PublicReport { category, magnitude, place, status, written, confirmed, answer };
                    (ThingState::Report { status }, What::Report(public))
                }
                Act::Withdraw(_) | Act::Satisfaction(_) => continue,
            };
            self.things.get_mut(&own.thing).unwrap().state = state;
            self.tell(own.thing, what);
        }
    }
}

/// Exchanges until the engine wants nothing more now; answers how many requests that took.
pub fn exchange(engine: &mut Engine, server: &mut FakeServer, now: Timestamp) -> usize {
    engine.set_server(Server::At("https://sente.example".into())).unwrap();
    let mut requests = 0;
    while let Some(request) = engine.next_request(now).unwrap() {
        let answer = server.answer(&request);
        engine.receive(Ok(answer), now).unwrap();
        requests += 1;
        assert!(requests < 1_000, "the exchange never ends");
    }
    requests
}

/// Sends one request into the dark.
pub fn lose(engine: &mut Engine, now: Timestamp) {
    assert!(engine.next_request(now).unwrap().is_some());
    assert_eq!(engine.receive(Err(Unreachable), now).unwrap(), Heard::News);
}
