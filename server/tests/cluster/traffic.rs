//! Hikers whose requests come to either server, and some of them to both at once.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use jiff::SignedDuration;
use protocol::{Batch, Outcome, Outcomes, paths};
use sente_core::sync::{HttpAnswer, HttpRequest};

use crate::common::chance::Chance;
use crate::hiker::Hiker;
use crate::servers::Servers;

/// Things that one hiker does, fewer than a day holds.
const ACTS: usize = 14;
/// Within this time everything must have arrived once nothing is in the way any more.
const SETTLED: Duration = Duration::from_secs(60);

/// What all hikers have met.
#[derive(Default)]
pub struct Met {
    pub acknowledged: AtomicUsize,
    pub told_to_wait: AtomicUsize,
    pub twice: AtomicUsize,
    /// Answers that no server may give.
    pub unfit: Mutex<Vec<String>>,
    /// Nobody begins anything any more.
    pub enough: AtomicBool,
}

impl Met {
    fn note(&self, request: &HttpRequest, answer: &HttpAnswer) {
        if answer.status == 503 && answer.retry_after.is_some() {
            self.told_to_wait.fetch_add(1, Ordering::SeqCst);
        } else if answer.status >= 500 || [415, 422].contains(&answer.status) {
            let what = format!("{} {}: {}", request.method.as_str(), request.path, answer.status);
            self.unfit.lock().unwrap().push(what);
        }
    }

    /// The hiker has heard of it.
    fn hear(&self, request: &HttpRequest, answer: &HttpAnswer) {
        if request.path == paths::OPERATIONS && answer.status == 200 {
            let sent: Batch = serde_json::from_slice(&request.body).unwrap();
            let heard: Outcomes = serde_json::from_slice(&answer.body).unwrap();
            assert_eq!(sent.operations.len(), heard.outcomes.len());
            let taken = heard.outcomes.iter().filter(|outcome| **outcome == Outcome::Taken).count();
            self.acknowledged.fetch_add(taken, Ordering::SeqCst);
        }
    }

    pub fn acknowledged(&self) -> usize {
        self.acknowledged.load(Ordering::SeqCst)
    }

    pub fn is_enough(&self) -> bool {
        self.enough.load(Ordering::SeqCst)
    }
}

/// Sends a request to a server by chance; one in four also to the other one at the same moment. The answer is that of
/// either.
fn send(servers: &Servers, chance: &mut Chance, met: &Met, request: &HttpRequest) -> HttpAnswer {
    let here = chance.below(2) as usize;
    let ask = |at: usize| {
        let answer = servers.courier.send(&servers.addresses[at], request.clone()).unwrap();
        met.note(request, &answer);
        answer
    };
    if !chance.percent(25) {
        return ask(here);
    }
    met.twice.fetch_add(1, Ordering::SeqCst);
    let both = std::thread::scope(|scope| {
        let there = scope.spawn(|| ask(1 - here));
        [ask(here), there.join().unwrap()]
    });
    let [one, other] = both;
    if chance.percent(50) { one } else { other }
}

/// Exchanges until the engine wants nothing more now.
fn exchange(hiker: &mut Hiker, servers: &Servers, chance: &mut Chance, met: &Met) {
    let mut requests = 0;
    while let Some(request) = hiker.engine.next_request(hiker.now).unwrap() {
        let answer = send(servers, chance, met, &request);
        met.hear(&request, &answer);
        if answer.status == 503 {
            // Nor do they come again at once.
            std::thread::sleep(Duration::from_millis(100));
        }
        hiker.engine.receive(Ok(answer), hiker.now).unwrap();
        requests += 1;
        assert!(requests < 2_000, "the exchange never ends");
    }
}

/// One hiker after the other, each with some things to write and perhaps a photo, until it is enough, or as many as are
/// wanted; hands over all of them, everything of theirs arrived.
pub fn hikers(
    servers: &Servers,
    seed: u64,
    photos: &[Vec<u8>],
    met: &Met,
    most: usize,
) -> Result<Vec<Hiker>, String> {
    let mut chance = Chance::new(seed);
    let mut all = Vec::new();
    while all.len() < most && !met.is_enough() {
        let mut hiker = Hiker::new(&mut chance);
        let address = servers.addresses[0].clone();
        hiker.engine.set_server(sente_core::Server::At(address)).unwrap();
        if let Some(photo) = photos.get(chance.below(photos.len() as u64 * 2) as usize) {
            hiker.photo(photo);
        }
        for _ in 0..ACTS {
            if met.is_enough() {
                break;
            }
            hiker.act(&mut chance);
            hiker.engine.exchange_now();
            exchange(&mut hiker, servers, &mut chance, met);
            hiker.now += SignedDuration::from_secs(40);
        }
        all.push(hiker);
    }
    for hiker in &mut all {
        settle(hiker, servers, &mut chance, met)?;
    }
    Ok(all)
}

/// Everything arrives, or it is said what does not.
fn settle(hiker: &mut Hiker, servers: &Servers, chance: &mut Chance, met: &Met) -> Result<(), String> {
    let begun = Instant::now();
    loop {
        hiker.engine.exchange_now();
        exchange(hiker, servers, chance, met);
        let page = hiker.posts();
        let photos = page.posts.iter().any(|post| post.photos_waiting > 0);
        if page.sync.waiting == 0 && page.sync.problem.is_none() && !photos {
            return Ok(());
        }
        if begun.elapsed() > SETTLED {
            return Err(format!("not there: {:?}", page.sync));
        }
        hiker.now += SignedDuration::from_mins(10);
        std::thread::sleep(Duration::from_millis(50));
    }
}
