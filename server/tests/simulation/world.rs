//! One run: three clients, one server, two hundred things that hikers do, between them everything that goes wrong. Then the
//! network heals, and the oracle looks.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use protocol::{Act, Change, PhotoId, ThingId, What};
use sente_core::Unreachable;
use sente_core::community::PostState;
use sente_core::sync::HttpRequest;
use sente_server::store::PhotoAccess;

use crate::chance::Chance;
use crate::client::{Client, ROUTES, is_settled, text_of};
use crate::photos::{self, described};
use crate::server::{Fault, Place, SimServer};

const CLIENTS: usize = 3;
const OPERATIONS: u64 = 200;
/// Three hours each: the limits of a day are over long before.
const HEALING_ROUNDS: usize = 40;

struct World {
    chance: Chance,
    now: Timestamp,
    clients: Vec<Client>,
    server: SimServer,
    /// Copies that arrive late, their answers heard by nobody.
    late: Vec<HttpRequest>,
    catalogue: Vec<u8>,
}

/// Runs a seed; an error says what the oracle found.
pub fn run(seed: u64, place: Place, fault: Fault, catalogue: &[u8]) -> Result<(), String> {
    let mut chance = Chance::new(seed);
    let dir = memory_folder();
    let name = |index: usize| format!("sim-{fault:?}-{seed}-{index}");
    let clients = (0..CLIENTS).map(|index| Client::new(&name(index), catalogue, chance.seed())).collect();
    let mut world = World {
        clients,
        server: SimServer::new(dir.path(), place, fault),
        late: Vec::new(),
        now: "2026-11-26T08:00:00Z".parse().unwrap(),
        catalogue: catalogue.to_vec(),
        chance,
    };
    world.trouble();
    world.heal()?;
    world.judge()
}

/// In memory where the system has such a folder: no run waits for a disk.
fn memory_folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

impl World {
    fn trouble(&mut self) {
        let mut done = 0;
        while done < OPERATIONS {
            self.now += SignedDuration::from_secs(self.chance.below(40) as i64);
            let who = self.chance.below(CLIENTS as u64) as usize;
            match self.chance.below(100) {
                0..25 => {
                    done += 1;
                    self.clients[who].act(&mut self.chance, done, self.now);
                }
                25..82 => self.exchange(who),
                82..86 => self.server.staff(&mut self.chance, self.now),
                86..90 => self.crash_client(who),
                90..92 => self.server.crash(),
                92..94 => self.clients[who].offline ^= true,
                94 => self.server.tidy_up(self.now),
                95 => {
                    let jumps = [-1, 0, 1][self.chance.below(3) as usize];
                    self.clients[who].clock = SignedDuration::from_hours(24 * jumps);
                }
                96 => self.clients[who].lose_news(),
                97 => self.clients[who].engine.exchange_now(),
                _ => self.deliver_late(),
            }
        }
    }

    /// One step of a client's exchange, with what may happen to it on the way.
    fn exchange(&mut self, who: usize) {
        let client = &mut self.clients[who];
        let Some(request) = client.flight.take() else {
            client.flight = client.next_request(self.now);
            return;
        };
        let time = client.time(self.now);
        let fate = if client.offline { 0 } else { self.chance.below(100) };
        let heard = match fate {
            // It never arrives.
            0..8 => Err(Unreachable),
            // It arrives and its answer does not; or the server dies between the two.
            8..16 => {
                if self.chance.percent(30) {
                    self.server.die_over(&request, &mut self.chance, self.now);
                } else {
                    self.server.answer(&request, self.now);
                }
                Err(Unreachable)
            }
            // It arrives when nobody waits any more.
            16..22 => {
                self.late.push(request);
                Err(Unreachable)
            }
            // It arrives twice.
            22..28 => {
                self.late.push(request.clone());
                Ok(self.server.answer(&request, self.now))
            }
            _ => Ok(self.server.answer(&request, self.now)),
        };
        self.clients[who].engine.receive(heard, time).unwrap();
    }

    fn crash_client(&mut self, who: usize) {
        let seed = self.chance.seed();
        let on_its_way = self.clients[who].crash(&self.catalogue, seed);
        if let Some(request) = on_its_way.filter(|_| self.chance.percent(50)) {
            self.late.push(request);
        }
    }

    /// In any order.
    fn deliver_late(&mut self) {
        if !self.late.is_empty() {
            let which = self.chance.below(self.late.len() as u64) as usize;
            let request = self.late.swap_remove(which);
            self.server.answer(&request, self.now);
        }
    }

    /// Everything works again; within this time everything must have arrived.
    fn heal(&mut self) -> Result<(), String> {
        while !self.late.is_empty() {
            self.deliver_late();
        }
        for client in &mut self.clients {
            (client.offline, client.clock, client.flight) = (false, SignedDuration::ZERO, None);
        }
        self.server.settle();
        for round in 0..HEALING_ROUNDS {
            self.now += SignedDuration::from_hours(3);
            self.pump()?;
            let waiting = self.clients.iter_mut().map(|client| {
                let page = client.posts(self.now);
                page.sync.waiting as usize + page.posts.iter().filter(|post| !is_settled(post)).count()
            });
            if waiting.sum::<usize>() == 0 && round > 0 {
                self.server.publish_all(self.now);
                self.now += SignedDuration::from_mins(10);
                return self.pump();
            }
        }
        let left: Vec<_> = self.clients.iter_mut().map(|client| client.posts(self.now)).collect();
        let stalled = left
            .iter()
            .flat_map(|page| &page.posts)
            .find(|post| !is_settled(post) || post.photos_waiting > 0);
        Err(format!("stalled: {stalled:?}, {:?}", left.iter().map(|page| &page.sync).collect::<Vec<_>>()))
    }

    fn pump(&mut self) -> Result<(), String> {
        for who in 0..CLIENTS {
            let client = &mut self.clients[who];
            client.engine.exchange_now();
            for step in 0.. {
                let Some(request) = client.next_request(self.now) else { break };
                let answer = self.server.answer(&request, self.now);
                client.engine.receive(Ok(answer), self.now).map_err(|error| error.to_string())?;
                if step > 2_000 {
                    return Err(format!("client {who} never has enough: {request:?}"));
                }
            }
        }
        Ok(())
    }

    fn judge(&mut self) -> Result<(), String> {
        let now = self.now;
        let mut everything: BTreeMap<ThingId, String> = BTreeMap::new();
        let mut refused: BTreeSet<ThingId> = BTreeSet::new();
        for (who, client) in self.clients.iter_mut().enumerate() {
            let posts = client.posts(now).posts;
            let here: BTreeMap<_, _> =
                posts.iter().map(|post| (post.thing, text_of(&post.content))).collect();
            same(&format!("client {who} has what was written"), &client.written, &here)?;
            let unwanted = posts.iter().filter(|post| matches!(post.state, PostState::Refused { .. }));
            refused.extend(unwanted.map(|post| post.thing));
            client.learn_key();
            let mine = client.key.iter().flat_map(|key| self.server.mine(key));
            let there: BTreeMap<_, _> =
                mine.filter_map(|own| Some((own.thing, text(&own.last.act)?))).collect();
            same(&format!("the server has what client {who} wrote"), &client.written, &there)?;
            for key in &client.erased {
                let left = self.server.mine(key).into_iter().filter_map(|own| text(&own.last.act));
                same(&format!("what client {who} erased is gone"), &BTreeSet::new(), &left.collect())?;
            }
            everything.extend(client.written.clone());
        }
        let changes = self.server.feed();
        let feed: BTreeMap<_, _> =
            changes.iter().filter_map(|change| shown(change.thing, &change.what)).collect();
        let reports = |thing: &ThingId| feed.get(thing).is_some_and(|text| text.is_empty());
        // The text of a report stays between its author and staff.
        let published: BTreeMap<_, _> = everything
            .iter()
            .map(|(thing, text)| (*thing, if reports(thing) { String::new() } else { text.clone() }))
            .collect();
        for (thing, text) in &feed {
            if published.get(thing) != Some(text) {
                return Err(format!(
                    "the feed shows {thing}: {text:?} instead of {:?}",
                    published.get(thing)
                ));
            }
        }
        // What staff refused last is not shown; everything else was published at the end.
        let lacking: BTreeSet<_> =
            published.keys().copied().filter(|thing| !feed.contains_key(thing)).collect();
        same("the feed lacks what was refused, and nothing else", &refused, &lacking)?;
        let seen: Vec<_> = self.clients.iter_mut().map(|client| read(client, now)).collect();
        for (who, news) in seen.iter().enumerate().skip(1) {
            same(&format!("client {who} reads what client 0 reads"), &seen[0], news)?;
        }
        let listed = |what: &What| matches!(what, What::Review(_) | What::Report(_));
        let listed: BTreeSet<_> =
            changes.iter().filter(|change| listed(&change.what)).map(|change| change.thing).collect();
        same("a client reads the reviews and reports of the feed", &listed, &seen[0])?;
        self.judge_photos(&changes)?;
        let damage = self.server.check();
        if damage.is_empty() { Ok(()) } else { Err(format!("the store is damaged: {damage:?}")) }
    }
}

impl World {
    /// Each photo of a thing is kept as it was painted and seen by whom its thing is; when all delays are over, no other one is.
    fn judge_photos(&mut self, changes: &[Change]) -> Result<(), String> {
        let shown = changes.iter().filter_map(|change| match &change.what {
            What::Review(public) => Some(&public.review.photos),
            _ => None,
        });
        let public: BTreeSet<&PhotoId> = shown.flatten().collect();
        let mut used: BTreeSet<PhotoId> = public.iter().map(|photo| (*photo).clone()).collect();
        for client in &self.clients {
            for own in client.key.iter().flat_map(|key| self.server.mine(key)) {
                same("no photo is awaited", &vec![], &own.awaited)?;
                if let Act::Review(review) = own.last.act {
                    used.extend(review.photos);
                }
            }
        }
        self.server.tidy_up(self.now + SignedDuration::from_hours(24));
        for photo in photos::all() {
            let (kept, access) = self.server.photo(&photo.id);
            let wanted = used.contains(&photo.id).then_some(&photo.painted);
            same(&format!("photo {:?} is kept as it was painted", photo.id), &wanted, &kept.as_ref())?;
            let everybody = access == PhotoAccess::Everybody;
            same("everybody sees the photos of the feed", &public.contains(&photo.id), &everybody)?;
        }
        same("no other file is left", &used.len(), &self.server.shelves().len())
    }
}

/// Reviews and reports that a client shows.
fn read(client: &mut Client, now: Timestamp) -> BTreeSet<ThingId> {
    let mut things = BTreeSet::new();
    for route in ROUTES {
        let page = client.reviews(route, now);
        things.extend(page.reviews.iter().map(|review| review.thing));
        things.extend(page.reports.iter().map(|report| report.thing));
    }
    things
}

fn text(act: &Act) -> Option<String> {
    Some(match act {
        Act::Review(review) => described(&review.text, &review.photos),
        Act::Recommendation(recommendation) => recommendation.sentence.clone(),
        Act::Report(report) => report.text.clone(),
        Act::Withdraw(_) | Act::Satisfaction(_) => return None,
    })
}

fn shown(thing: ThingId, what: &What) -> Option<(ThingId, String)> {
    let text = match what {
        What::Review(public) => described(&public.review.text, &public.review.photos),
        What::Recommendation(public) => public.recommendation.sentence.clone(),
        What::Report(_) => String::new(),
        What::Gone | What::Unknown => return None,
    };
    Some((thing, text))
}

fn same<T: PartialEq + std::fmt::Debug>(claim: &str, wanted: &T, found: &T) -> Result<(), String> {
    if wanted == found {
        Ok(())
    } else {
        Err(format!("not true: {claim}\nwanted {wanted:?}\nfound  {found:?}"))
    }
}
