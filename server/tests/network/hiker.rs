//! A hiker: the real engine, the real HTTP client, a clock that runs ahead while nothing is done, and in mind what they have
//! written.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use protocol::*;
use sente_core::calls::*;
use sente_core::community::PostsPage;
use sente_core::sync::{HttpAnswer, HttpRequest};
use sente_core::{Engine, Unreachable};
use sente_http::{Courier, Patience};

use crate::common::chance::Chance;
use crate::common::{country, written};

const MONTH: &str = "2024-04";

/// Does something with a request on its way to the server, in place of the courier.
pub type Tamper = fn(&Courier, &str, HttpRequest) -> Result<HttpAnswer, Unreachable>;

pub struct Hiker {
    pub engine: Engine,
    pub now: Timestamp,
    pub tamper: Option<Tamper>,
    /// What is written and not taken back, by its present name.
    pub written: BTreeMap<ThingId, String>,
    pub photos: BTreeMap<ThingId, PhotoId>,
    count: u32,
}

/// Impatient, so that a run is short; nothing is asserted of it.
pub fn hasty() -> Courier {
    let patience = Patience { silence: Duration::from_millis(300), answer: Duration::from_millis(600) };
    Courier::new(patience).unwrap()
}

impl Hiker {
    pub fn new(chance: &mut Chance) -> Hiker {
        let catalogue = country::catalogue([country::a_route("f3"), country::a_route("f4")]);
        let memory = || rusqlite::Connection::open_in_memory().unwrap();
        let engine = Engine::new(catalogue, memory(), memory(), chance.seed()).unwrap();
        let (written, photos) = (BTreeMap::new(), BTreeMap::new());
        Hiker { engine, now: Timestamp::now(), tamper: None, written, photos, count: 0 }
    }

    pub fn ask<C: Call>(&mut self, call: C) -> C::Reply {
        country::ask_at(&mut self.engine, call, self.now).unwrap()
    }

    /// Writes something, changes it, or takes it back.
    pub fn act(&mut self, chance: &mut Chance) {
        // What has a photo stays, so that the photo has somewhere to arrive.
        let plain = self.written.keys().filter(|thing| !self.photos.contains_key(thing));
        let things: Vec<ThingId> = plain.copied().collect();
        let any = (!things.is_empty()).then(|| things[chance.below(things.len().max(1) as u64) as usize]);
        match (any, chance.below(10)) {
            (Some(thing), 0) => {
                self.ask(WithdrawPost { thing });
                self.written.remove(&thing);
            }
            (Some(thing), 1..4) => drop(self.review(Some(thing), vec![])),
            _ => drop(self.review(None, vec![])),
        }
    }

    pub fn review(&mut self, thing: Option<ThingId>, photos: Vec<PhotoId>) -> ThingId {
        self.count += 1;
        // Long enough to be compressed.
        let text = format!("Texte {}: {}", self.count, "au bord de l'eau, ".repeat(20).trim_end());
        let walked = MONTH.parse().unwrap();
        let review = Review { text: text.clone(), walked, photos, ..written::review("f3") };
        let post = self.ask(WriteReview { thing, review });
        thing.iter().for_each(|before| drop(self.written.remove(before)));
        self.written.insert(post.thing, text);
        post.thing
    }

    pub fn photo(&mut self, jpeg: &[u8]) {
        let photo = self.engine.add_photo(jpeg, self.now).unwrap();
        let thing = self.review(None, vec![photo.clone()]);
        self.photos.insert(thing, photo);
    }

    pub fn key(&mut self) -> DeviceKey {
        self.ask(ShowKey {}).strip_prefix("sente-key:").unwrap().parse().unwrap()
    }

    pub fn posts(&mut self) -> PostsPage {
        self.ask(OpenPosts {})
    }

    /// Exchanges until the engine wants nothing more now.
    pub fn exchange(&mut self, courier: &Courier, address: &str) {
        let mut requests = 0;
        while let Some(request) = self.engine.next_request(self.now).unwrap() {
            let answer = match self.tamper {
                Some(tamper) => tamper(courier, address, request),
                None => courier.send(address, request),
            };
            self.engine.receive(answer, self.now).unwrap();
            requests += 1;
            assert!(requests < 2_000, "the exchange never ends");
        }
    }

    /// The network is there again: everything arrives within the time, real and virtual together, or it says why not.
    pub fn settles(
        &mut self,
        courier: &Courier,
        address: &str,
        within: SignedDuration,
    ) -> Result<(), String> {
        let (begun, healed) = (Instant::now(), self.now);
        self.engine.exchange_now();
        loop {
            self.exchange(courier, address);
            let page = self.posts();
            let still = page.posts.iter().any(|post| post.photos_waiting > 0);
            if page.sync.waiting == 0 && page.sync.problem.is_none() && !still {
                return Ok(());
            }
            let wake =
                self.engine.wake_at(self.now).unwrap().ok_or("it waits for nothing, and is not done")?;
            self.now = wake.max(self.now + SignedDuration::from_secs(1));
            let real = SignedDuration::try_from(begun.elapsed()).unwrap();
            let took = self.now.duration_since(healed) + real;
            if took > within {
                return Err(format!("not there after {took:#}: {:?}", page.sync));
            }
        }
    }
}
