//! A life of a hiker's engine over its two files: what is written, changed, taken back and erased, photos, favourites, and
//! between them the exchange with a server, step by step.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use protocol::*;
use rusqlite::Connection;
use sente_core::calls::*;
use sente_core::community::{Content, PostState, PostsPage};
use sente_core::sync::HttpRequest;
use sente_core::{Engine, Server};

use crate::chance::Chance;
use crate::common::server::{FakeServer, exchange};
use crate::common::{country, samples, written};
use crate::disk::{Disk, Rest};
use crate::vfs::{self, Event};
use crate::{memory_folder, state};

const STEPS: usize = 220;
const CARNET: &str = "carnet.sqlite";
/// What is fetched from others: it may be older after a cut, and is never damaged.
const NEWS: &str = "nouvelles.sqlite";

pub struct Life {
    pub events: Vec<Event>,
    /// What both files held when they were new.
    fresh: (u64, u64),
    /// What they held after each step.
    states: Vec<(u64, u64)>,
    /// A step of the exchange, and a review with a photo, may be several transactions: what the notebook held between them.
    between: BTreeMap<usize, Vec<u64>>,
    /// The server as it was when each step began.
    servers: Vec<FakeServer>,
    end: Timestamp,
}

struct Hiker {
    engine: Engine,
    server: FakeServer,
    flight: Option<HttpRequest>,
    now: Timestamp,
}

impl Life {
    pub fn record(seed: u64) -> Life {
        let (folder, mut chance) = (memory_folder(), Chance::new(seed));
        let folder = folder.path();
        vfs::watch(folder);
        let both = || (state::of(&folder.join(CARNET)), state::of(&folder.join(NEWS)));
        let mut engine = open(folder, chance.seed()).unwrap();
        let fresh = both();
        engine.set_server(here()).unwrap();
        let mut hiker = Hiker { engine, server: FakeServer::default(), flight: None, now: country::now() };
        vfs::note(folder, Event::Done(0));
        let (mut states, mut servers) = (vec![both()], vec![FakeServer::default()]);
        let mut several = BTreeSet::new();
        for step in 1..=STEPS {
            hiker.now += SignedDuration::from_secs(40);
            if chance.percent(5) {
                hiker.server.publish("2026-05-02");
            }
            let answer =
                hiker.flight.take_if(|_| chance.percent(70)).map(|request| hiker.server.answer(&request));
            servers.push(hiker.server.clone());
            vfs::note(folder, Event::Begun(step));
            match answer {
                Some(answer) => {
                    several.insert(step);
                    hiker.engine.receive(Ok(answer), hiker.now).unwrap();
                }
                None if chance.percent(3) => {
                    (hiker.engine, hiker.flight) = (country::engine_with([country::a_route("f3")]), None);
                    hiker.engine = open(folder, chance.seed()).unwrap();
                    hiker.engine.set_server(here()).unwrap();
                }
                None => {
                    if !hiker.live(&mut chance, step) {
                        several.insert(step);
                    }
                }
            }
            vfs::note(folder, Event::Done(step));
            states.push(both());
        }
        let end = hiker.now;
        drop(hiker);
        let events = vfs::finish(folder);
        let between = between(&events, &several);
        Life { events, fresh, states, between, servers, end }
    }

    /// Opens what is left as the app does, lets it finish its exchange, and compares both sides.
    pub fn judge(&self, folder: &Path, steps: RangeInclusive<usize>) -> Result<(), String> {
        let (done, begun) = (*steps.start(), *steps.end());
        let mut engine = open(folder, [7; 32]).map_err(|error| format!("does not open: {error:?}"))?;
        state::damage(&folder.join(CARNET))?;
        state::damage(&folder.join(NEWS))?;
        let (carnet, news) = (state::of(&folder.join(CARNET)), state::of(&folder.join(NEWS)));
        let new = (begun == 0).then_some(self.fresh.0);
        let between = self.between.get(&begun).filter(|_| done < begun);
        let known = self.states[steps].iter().map(|(known, _)| known).chain(&new);
        if !known.chain(between.into_iter().flatten()).any(|known| *known == carnet) {
            let known = self.states.iter().position(|(known, _)| *known == carnet);
            return Err(format!("the notebook is of step {known:?}"));
        }
        if news != self.fresh.1 && !self.states[..=begun].iter().any(|(_, known)| *known == news) {
            return Err(format!("the news are of no step up to {begun}"));
        }
        engine.set_server(here()).unwrap();
        let mut server = self.servers[begun].clone();
        let mut now = self.end;
        for _ in 0..3 {
            now += SignedDuration::from_hours(30);
            engine.exchange_now();
            exchange(&mut engine, &mut server, now);
        }
        let posts = country::ask_at(&mut engine, OpenPosts {}, now).map_err(|error| format!("{error:?}"))?;
        arrived(&mut engine, &server, &posts).map_err(|what| format!("after step {done}: {what}"))
    }
}

/// What the notebook held after each flush of its journal in these steps, as the next process would read it.
fn between(events: &[Event], steps: &BTreeSet<usize>) -> BTreeMap<usize, Vec<u64>> {
    let (mut disk, mut now, mut held) = (Disk::default(), None, BTreeMap::<usize, Vec<u64>>::new());
    for event in events {
        disk.take(event);
        match event {
            Event::Begun(step) => now = Some(*step).filter(|step| steps.contains(step)),
            Event::Done(_) => now = None,
            Event::Flushed(file) if file.starts_with(CARNET) => {
                let Some(step) = now else { continue };
                let folder = memory_folder();
                for (name, bytes) in disk.cut(Rest::Arrived, &mut Chance::new(0)) {
                    std::fs::write(folder.path().join(name), bytes).unwrap();
                }
                held.entry(step).or_default().push(state::of(&folder.path().join(CARNET)));
            }
            _ => {}
        }
    }
    held
}

/// Each post is at the server as it is here, and nothing else of this device is.
fn arrived(engine: &mut Engine, server: &FakeServer, posts: &PostsPage) -> Result<(), String> {
    let settled = |state: &PostState| {
        matches!(state, PostState::Moderated | PostState::Published | PostState::Report { .. })
    };
    let mut here: Vec<(ThingId, String)> = Vec::new();
    for post in &posts.posts {
        if !settled(&post.state) || post.photos_waiting > 0 {
            return Err(format!("it stays {:?} with {} photos", post.state, post.photos_waiting));
        }
        for photo in post.content.photos() {
            let sent = server.photos.get(&paths::photo(photo));
            if sent.is_none() || sent != engine.photo(photo).unwrap().as_ref() {
                return Err(format!("{photo:?} has not arrived as it is"));
            }
        }
        let text = match &post.content {
            Content::Review(review) => &review.text,
            Content::Recommendation(recommendation) => &recommendation.sentence,
            Content::Report(report) => &report.text,
        };
        here.push((post.thing, text.clone()));
    }
    let key = country::ask_at(engine, ShowKey {}, country::now()).unwrap();
    let key = key.strip_prefix("sente-key:").unwrap();
    let mine = server.things.values().filter(|own| server.owners[&own.thing] == key);
    let mut there: Vec<(ThingId, String)> = mine
        .filter(|own| own.state != ThingState::Withdrawn)
        .map(|own| {
            let text = match &own.last.act {
                Act::Review(review) => review.text.clone(),
                Act::Recommendation(recommendation) => recommendation.sentence.clone(),
                Act::Report(report) => report.text.clone(),
                _ => String::new(),
            };
            (own.thing, text)
        })
        .collect();
    here.sort();
    there.sort();
    if here == there { Ok(()) } else { Err(format!("here {here:?}\nthere {there:?}")) }
}

fn open(folder: &Path, seed: [u8; 32]) -> Result<Engine, sente_core::ApiError> {
    let file = |name| Connection::open(folder.join(name)).unwrap();
    let catalogue = country::catalogue([country::a_route("f3"), country::a_route("f4")]);
    Engine::new(catalogue, file(CARNET), file(NEWS), seed)
}

fn here() -> Server {
    Server::At("https://sente.example".into())
}

impl Hiker {
    fn ask<C: Call>(&mut self, call: C) -> C::Reply {
        country::ask_at(&mut self.engine, call, self.now).unwrap()
    }

    /// Whether it was one call of the hiker, and no step of the exchange.
    fn live(&mut self, chance: &mut Chance, step: usize) -> bool {
        let posts = self.ask(OpenPosts {}).posts;
        let posts: Vec<_> = posts.into_iter().filter(|post| post.state != PostState::Leaving).collect();
        let any =
            (!posts.is_empty()).then(|| posts[chance.below(posts.len().max(1) as u64) as usize].clone());
        let text = format!("Étape {step}.");
        match (chance.below(100), any) {
            (0..12, _) => return self.review(chance, None, text),
            (12..16, _) => {
                let recommendation = Recommendation { sentence: text, ..written::recommendation("f3") };
                self.ask(WriteRecommendation { thing: None, recommendation });
            }
            (16..20, _) => {
                let report = Report { text, ..written::report("f4") };
                self.ask(WriteReport { thing: None, report });
            }
            (20..28, Some(post)) if post.content.kind() == ThingKind::Review => {
                return self.review(chance, Some(post.thing), text);
            }
            (28..32, Some(post)) => drop(self.ask(WithdrawPost { thing: post.thing })),
            (32..33, _) => drop(self.ask(ErasePosts {})),
            (33..37, _) => {
                let favourite = chance.percent(50);
                self.ask(SetFavourite { id: samples::id("f3"), favourite });
            }
            (37..41, _) => self.engine.exchange_now(),
            (41..44, _) => {
                self.flight = None;
                self.engine.receive(Err(sente_core::Unreachable), self.now).unwrap();
            }
            _ => {
                if self.flight.is_none() {
                    self.flight = self.engine.next_request(self.now).unwrap();
                }
                return false;
            }
        }
        true
    }

    /// Whether it was one call: a photo is one of its own.
    fn review(&mut self, chance: &mut Chance, thing: Option<ThingId>, text: String) -> bool {
        let mut photos = Vec::new();
        if chance.percent(40) {
            let length = 2_000 + chance.below(30_000) as usize;
            let bytes = a_photo(chance, length);
            photos.push(self.engine.add_photo(&bytes, self.now).unwrap());
        }
        let one = photos.is_empty();
        self.ask(WriteReview { thing, review: Review { text, photos, ..written::review("f3") } });
        one
    }
}

/// As much of a JPEG as the engine looks at.
fn a_photo(chance: &mut Chance, length: usize) -> Vec<u8> {
    let frame = b"\xff\xd8\xff\xc0\0\x0b\x08\0\x10\0\x10\x01\x01\x11\0";
    let scan = b"\xff\xda\0\x08\x01\x01\0\0\x3f\0";
    let picture: Vec<u8> = (0..length).map(|_| chance.below(255) as u8).collect();
    [frame.as_slice(), scan, &picture, b"\xff\xd9"].concat()
}
