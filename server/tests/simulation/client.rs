//! A hiker with a device: the real engine, whose notebook outlives its crashes, and in mind what they have written.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use pdipr_data::domain::RouteId;
use pdipr_data::filter::Page;
use pdipr_data::store::CatalogueStore;
use protocol::*;
use rusqlite::Connection;
use sente_core::calls::*;
use sente_core::community::{Content, Post, PostState, PostsPage, ReviewSort, ReviewsPage};
use sente_core::sync::HttpRequest;
use sente_core::{ApiError, Engine, Server};

use crate::chance::Chance;
use crate::common::{country, written};
use crate::photos;

pub const ROUTES: [&str; 2] = ["f3", "f4"];

pub struct Client {
    pub engine: Engine,
    /// The databases live as long as these connections, as files do.
    carnet: (String, Connection),
    news: (String, Connection),
    /// How far its clock is from the right one.
    pub clock: SignedDuration,
    pub offline: bool,
    /// On its way, its fate not decided yet.
    pub flight: Option<HttpRequest>,
    /// What the hiker has written and not taken back, with its photos, by its present name.
    pub written: BTreeMap<ThingId, String>,
    kinds: BTreeMap<ThingId, ThingKind>,
    pub key: Option<DeviceKey>,
    /// Keys of which everything was erased.
    pub erased: Vec<DeviceKey>,
}

fn memory(name: &str) -> (String, Connection) {
    let uri = format!("file:{name}?mode=memory&cache=shared");
    let keeper = Connection::open(&uri).unwrap();
    (uri, keeper)
}

fn catalogue(bytes: &[u8]) -> CatalogueStore {
    let mut conn = Connection::open_in_memory().unwrap();
    conn.deserialize_read_exact("main", bytes, bytes.len(), true).unwrap();
    CatalogueStore::from_connection(conn).unwrap()
}

impl Client {
    pub fn new(name: &str, bytes: &[u8], seed: [u8; 32]) -> Self {
        let (carnet, news) = (memory(&format!("{name}-carnet")), memory(&format!("{name}-news")));
        let engine = start(bytes, &carnet.0, &news.0, seed);
        Client {
            engine,
            carnet,
            news,
            clock: SignedDuration::ZERO,
            offline: false,
            flight: None,
            written: BTreeMap::new(),
            kinds: BTreeMap::new(),
            key: None,
            erased: Vec::new(),
        }
    }

    /// Ends it between two transactions and starts it again; what was on its way may still arrive.
    pub fn crash(&mut self, bytes: &[u8], seed: [u8; 32]) -> Option<HttpRequest> {
        self.engine = start(bytes, &self.carnet.0, &self.news.0, seed);
        self.flight.take()
    }

    /// The cache of news is damaged, and thrown away.
    pub fn lose_news(&mut self) {
        self.news.1.pragma_update(None, "user_version", 9_999).unwrap();
    }

    pub fn time(&self, now: Timestamp) -> Timestamp {
        now + self.clock
    }

    pub fn ask<C: Call>(&mut self, call: C, now: Timestamp) -> Result<C::Reply, ApiError> {
        let time = self.time(now);
        country::ask_at(&mut self.engine, call, time)
    }

    /// A call whose reply nobody looks at: reading whole pages of posts again and again is what a run would spend its time on.
    fn tell<C: Call>(&mut self, call: C, now: Timestamp) {
        let (request, time): (Request, _) = (call.into(), self.time(now));
        let answer = self.engine.answer(&serde_json::to_string(&request).unwrap(), time);
        assert!(answer.starts_with("{\"ok\":"), "{answer}");
    }

    /// The hiker does something.
    pub fn act(&mut self, chance: &mut Chance, number: u64, now: Timestamp) {
        let text = format!("texte {number}");
        let things: Vec<ThingId> = self.written.keys().copied().collect();
        let any = (!things.is_empty()).then(|| things[chance.below(things.len().max(1) as u64) as usize]);
        match (chance.below(100), any) {
            (0..45, _) | (_, None) => self.write(None, &text, chance, now),
            (45..80, Some(thing)) => self.write(Some(thing), &text, chance, now),
            (80..97, Some(thing)) => {
                self.tell(WithdrawPost { thing }, now);
                self.written.remove(&thing);
            }
            (97..98, _) => {
                self.learn_key();
                self.tell(ErasePosts {}, now);
                self.erased.extend(self.key.take());
                self.written.clear();
            }
            _ => {
                let stars = Stars::try_from(1 + chance.below(5) as u8).unwrap();
                self.tell(AnswerSatisfaction { stars }, now);
            }
        }
    }

    fn write(&mut self, thing: Option<ThingId>, text: &str, chance: &mut Chance, now: Timestamp) {
        let route = ROUTES[chance.below(2) as usize];
        let kind = match thing {
            Some(thing) => self.kinds[&thing],
            None => {
                [ThingKind::Review, ThingKind::Recommendation, ThingKind::Report][chance.below(3) as usize]
            }
        };
        let mut photos = Vec::new();
        let post = match kind {
            ThingKind::Review => {
                let time = self.time(now);
                if chance.percent(15) {
                    photos.push(self.engine.add_photo(&photos::any(chance).bytes, time).unwrap());
                }
                let (text, photos) = (text.into(), photos.clone());
                self.ask(
                    WriteReview { thing, review: Review { text, photos, ..written::review(route) } },
                    now,
                )
            }
            ThingKind::Recommendation => {
                let recommendation =
                    Recommendation { sentence: text.into(), ..written::recommendation(route) };
                self.ask(WriteRecommendation { thing, recommendation }, now)
            }
            ThingKind::Report => {
                let report = Report { text: text.into(), ..written::report(route) };
                self.ask(WriteReport { thing, report }, now)
            }
        };
        let post = post.unwrap();
        if let Some(before) = thing {
            self.written.remove(&before);
        }
        self.kinds.insert(post.thing, kind);
        self.written.insert(post.thing, photos::described(text, &photos));
    }

    pub fn next_request(&mut self, now: Timestamp) -> Option<HttpRequest> {
        let time = self.time(now);
        self.engine.next_request(time).unwrap()
    }

    /// The key under which it sends now.
    pub fn learn_key(&mut self) {
        let text = country::ask_at(&mut self.engine, ShowKey {}, Timestamp::UNIX_EPOCH).unwrap();
        self.key = Some(text.strip_prefix("sente-key:").unwrap().parse().unwrap());
    }

    pub fn posts(&mut self, now: Timestamp) -> PostsPage {
        self.ask(OpenPosts {}, now).unwrap()
    }

    pub fn reviews(&mut self, route: &str, now: Timestamp) -> ReviewsPage {
        let page = Page { offset: 0, limit: 100 };
        let call = OpenReviews { route: RouteId(route.into()), sort: ReviewSort::Newest, page };
        self.ask(call, now).unwrap()
    }
}

fn start(bytes: &[u8], carnet: &str, news: &str, seed: [u8; 32]) -> Engine {
    let (carnet, news) = (Connection::open(carnet).unwrap(), Connection::open(news).unwrap());
    let mut engine = Engine::new(catalogue(bytes), carnet, news, seed).unwrap();
    engine.set_server(Server::At("https://sente.example".into())).unwrap();
    engine
}

pub fn text_of(content: &Content) -> String {
    match content {
        Content::Review(review) => photos::described(&review.text, &review.photos),
        Content::Recommendation(recommendation) => recommendation.sentence.clone(),
        Content::Report(report) => report.text.clone(),
    }
}

/// Whether nothing more will become of it by itself, staff aside.
pub fn is_settled(post: &Post) -> bool {
    matches!(
        post.state,
        PostState::Moderated | PostState::Published | PostState::Refused { .. } | PostState::Report { .. }
    )
}
