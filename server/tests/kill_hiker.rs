//! A hiker's device is killed while it writes and exchanges with a real server, again and again: what was shown as kept is
//! there afterwards, its files are sound, and the server has each thing once. The device is this program itself, started a
//! second time. 200 rounds; `SENTE_LONG=1`: 10,000.
// A helper that fails is a failed test.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "simulation/chance.rs"]
mod chance;
#[path = "simulation/common.rs"]
mod common;
#[path = "support/program.rs"]
mod program;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use chance::Chance;
use common::{country, written};
use jiff::Timestamp;
use protocol::{Act, Mine, PhotoId, Recommendation, Report, Review, ThingId, ThingState, limits, paths, sum};
use rusqlite::Connection;
use sente_core::calls::*;
use sente_core::community::{Content, Post, PostState};
use sente_core::sync::{HttpAnswer, HttpRequest, Method};
use sente_core::{Engine, Server, Unreachable};
use sente_http::{Courier, Patience};
use sente_server::store::{CommunityStore, SqliteStore};

/// Operations of one device, some fewer than a day holds; then comes the next device.
const OPERATIONS: usize = limits::OPERATIONS_A_DAY as usize - 15;

fn now() -> Timestamp {
    Timestamp::now()
}

fn open(folder: &Path, server: &str, seed: u64) -> Engine {
    let file = |name| Connection::open(folder.join(name)).unwrap();
    let catalogue = country::catalogue([country::a_route("f3"), country::a_route("f4")]);
    let seed = Chance::new(seed).seed();
    let mut engine = Engine::new(catalogue, file("carnet.sqlite"), file("nouvelles.sqlite"), seed).unwrap();
    engine.set_server(Server::At(format!("http://{server}"))).unwrap();
    engine
}

fn ask<C: Call>(engine: &mut Engine, call: C) -> C::Reply {
    country::ask_at(engine, call, now()).unwrap()
}

/// Sends a request as the window does.
fn send(server: &str, request: HttpRequest) -> Result<HttpAnswer, Unreachable> {
    thread_local!(static COURIER: Courier = Courier::new(Patience::default()).unwrap());
    COURIER.with(|courier| courier.send(&format!("http://{server}"), request))
}

fn exchange(engine: &mut Engine, server: &str) {
    while let Some(request) = engine.next_request(now()).unwrap() {
        engine.receive(send(server, request), now()).unwrap();
    }
}

/// What the device says on its output: before and after each thing that its hiker does.
fn say(what: &str, thing: Option<ThingId>, text: &str) {
    let mut out = std::io::stdout().lock();
    let thing = thing.map(|thing| thing.to_string()).unwrap_or_default();
    out.write_all(format!("\n#{what} {thing} {text}\n").as_bytes()).unwrap();
    out.flush().unwrap();
}

/// The device: works until it is killed, or has done what it may.
#[test]
#[ignore = "started by the test below, as a process of its own"]
fn device() {
    let Some(folder) = std::env::var_os("SENTE_DEVICE") else { return };
    let server = std::env::var("SENTE_DEVICE_SERVER").unwrap();
    let number = |name| std::env::var(name).unwrap().parse::<u64>().unwrap();
    let (round, made) = (number("SENTE_DEVICE_ROUND"), number("SENTE_DEVICE_MADE") as usize);
    let mut engine = open(Path::new(&folder), &server, round);
    let mut chance = Chance::new(round);
    say("ready", None, "");
    for step in made..OPERATIONS {
        act(&mut engine, &mut chance, &format!("{round}.{step}"), step);
        if chance.percent(60) {
            exchange(&mut engine, &server);
        }
    }
    // Killed while it waits.
    std::thread::sleep(Duration::from_secs(60));
}

fn act(engine: &mut Engine, chance: &mut Chance, text: &str, step: usize) {
    let posts = ask(engine, OpenPosts {}).posts;
    let posts: Vec<_> = posts.into_iter().filter(|post| post.state != PostState::Leaving).collect();
    let any = (!posts.is_empty()).then(|| posts[chance.below(posts.len() as u64) as usize].clone());
    let (text, text_of_new) = (text.to_owned(), text.to_owned());
    match (chance.below(10), any) {
        (0, Some(post)) => {
            say("withdraws", Some(post.thing), "");
            ask(engine, WithdrawPost { thing: post.thing });
            say("withdrew", Some(post.thing), "");
        }
        (1..4, Some(post)) => {
            say("changes", Some(post.thing), &text);
            let (thing, said) = (Some(post.thing), text.clone());
            let post = match post.content {
                Content::Review(review) => {
                    ask(engine, WriteReview { thing, review: Review { text, ..review } })
                }
                Content::Recommendation(recommendation) => {
                    let recommendation = Recommendation { sentence: text, ..recommendation };
                    ask(engine, WriteRecommendation { thing, recommendation })
                }
                Content::Report(report) => {
                    ask(engine, WriteReport { thing, report: Report { text, ..report } })
                }
            };
            say("wrote", Some(post.thing), &said);
        }
        _ => {
            say("writes", None, &text);
            // As many reviews as a day holds.
            let post = if step.is_multiple_of(6) {
                let photos = vec![engine.add_photo(&a_photo(step), now()).unwrap()];
                ask(
                    engine,
                    WriteReview { thing: None, review: Review { text, photos, ..written::review("f3") } },
                )
            } else if step.is_multiple_of(3) {
                ask(engine, WriteReport { thing: None, report: Report { text, ..written::report("f4") } })
            } else {
                let recommendation = Recommendation { sentence: text, ..written::recommendation("f3") };
                ask(engine, WriteRecommendation { thing: None, recommendation })
            };
            say("wrote", Some(post.thing), &text_of_new);
        }
    }
}

/// Every third one is sent in two pieces.
fn a_photo(step: usize) -> Vec<u8> {
    let side = if step.is_multiple_of(18) { 700 } else { 24 };
    let mut chance = Chance::new(step as u64);
    let mut noise = |_, _| image::Rgb([chance.below(256) as u8, chance.below(256) as u8, step as u8]);
    let picture = image::RgbImage::from_fn(side, side, &mut noise);
    let mut bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 90).encode_image(&picture).unwrap();
    bytes
}

/// What the hiker remembers: each thing with what it may say now, `None` for gone; more than one where the device was killed
/// before it said that it had done it.
#[derive(Default)]
struct Memory {
    things: BTreeMap<ThingId, BTreeSet<Option<String>>>,
    /// Texts of new things of which nobody knows whether they were kept.
    unsure: BTreeSet<String>,
    operations: usize,
    acknowledged: usize,
}

impl Memory {
    fn hear(&mut self, lines: &[String]) {
        let mut begun = None;
        for line in lines.iter().filter_map(|line| line.strip_prefix('#')) {
            let mut words = line.splitn(3, ' ');
            let [what, thing, text] = [(); 3].map(|()| words.next().unwrap_or_default().to_owned());
            let thing: Option<ThingId> = thing.parse().ok();
            match what.as_str() {
                "wrote" | "withdrew" => {
                    let state = (what == "wrote").then_some(text);
                    self.things.insert(thing.unwrap(), BTreeSet::from([state]));
                    (begun, self.acknowledged) = (None, self.acknowledged + 1);
                }
                "ready" => {}
                _ => {
                    self.operations += 1;
                    begun = Some((what, thing, text));
                }
            }
        }
        match begun {
            Some((what, Some(thing), text)) => {
                let known = self.things.entry(thing).or_default();
                known.insert((what == "changes").then_some(text));
            }
            Some((_, None, text)) => drop(self.unsure.insert(text)),
            None => {}
        }
    }

    /// Compares with what the device has.
    fn check(&self, here: &BTreeMap<ThingId, String>) {
        for (thing, states) in &self.things {
            let found = here.get(thing).cloned();
            // A thing that only its first change names was new in a round that did not get to say so.
            let unsure = found.as_ref().is_some_and(|text| self.unsure.contains(text));
            assert!(states.contains(&found) || unsure, "{thing}: {found:?} instead of {states:?}");
        }
        for (thing, text) in here.iter().filter(|(thing, _)| !self.things.contains_key(thing)) {
            assert!(self.unsure.contains(text), "nobody wrote {thing}: {text}");
        }
    }
}

/// One round: the device works until it is killed.
fn round(folder: &Path, server: &str, number: u64, memory: &mut Memory) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "device", "--ignored", "--nocapture", "--test-threads", "1"])
        .env("SENTE_DEVICE", folder)
        .env("SENTE_DEVICE_SERVER", server)
        .env("SENTE_DEVICE_ROUND", number.to_string())
        .env("SENTE_DEVICE_MADE", memory.operations.to_string())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut lines = Vec::new();
    while !lines.iter().any(|line: &String| line.starts_with("#ready")) {
        let mut line = String::new();
        assert!(out.read_line(&mut line).unwrap() > 0, "the device did not start: {lines:?}");
        lines.push(line);
    }
    // Another moment of the work each time.
    std::thread::sleep(Duration::from_micros(number * 7_919 % 120_000));
    child.kill().unwrap();
    child.wait().unwrap();
    let mut rest = String::new();
    out.read_to_string(&mut rest).unwrap();
    // What is not followed by an end of its line was not said.
    let whole = rest.rfind('\n').map_or("", |end| &rest[..end]);
    lines.extend(whole.lines().map(str::to_owned));
    memory.hear(&lines.iter().map(|line| line.trim_end_matches('\n').to_owned()).collect::<Vec<_>>());
}

/// The device is looked at: its files, what the hiker remembers, and what the server has of it once all was exchanged.
fn judge(folder: &Path, server: &str, memory: &Memory) {
    for name in ["carnet.sqlite", "nouvelles.sqlite"] {
        let conn = Connection::open(folder.join(name)).unwrap();
        let said: String = conn.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(said, "ok", "{name}");
    }
    let mut engine = open(folder, server, u64::MAX);
    let page = ask(&mut engine, OpenPosts {});
    let staying = page.posts.iter().filter(|post| post.state != PostState::Leaving);
    memory.check(&staying.map(|post| (post.thing, text_of(&post.content))).collect());
    let begun = Instant::now();
    let page = loop {
        engine.exchange_now();
        exchange(&mut engine, server);
        let page = ask(&mut engine, OpenPosts {});
        if page.sync.waiting == 0 && page.posts.iter().all(is_settled) {
            break page;
        }
        let stuck = page.posts.iter().find(|post| !is_settled(post));
        assert!(begun.elapsed() < Duration::from_secs(30), "it never arrives: {stuck:?}, {:?}", page.sync);
    };
    let here: BTreeMap<ThingId, String> =
        page.posts.iter().map(|post| (post.thing, text_of(&post.content))).collect();
    let key = ask(&mut engine, ShowKey {});
    let key = key.strip_prefix("sente-key:").unwrap();
    let get = |path: &str| {
        let sum = sum::of_request("GET", path, |name| (name == paths::KEY).then_some(key), &[]);
        let mut request = HttpRequest::new(Method::Get, path);
        request.headers = vec![(paths::KEY, key.to_owned()), (paths::SUM, sum)];
        send(server, request).unwrap()
    };
    let mine: Mine = serde_json::from_slice(&get(paths::MINE).body).unwrap();
    let staying = mine.things.iter().filter(|own| own.state != ThingState::Withdrawn);
    let there: Vec<(ThingId, String)> =
        staying.map(|own| (own.thing, text_at_server(&own.last.act))).collect();
    assert_eq!(there.len(), here.len(), "something is there twice, or not at all");
    assert_eq!(there.into_iter().collect::<BTreeMap<_, _>>(), here);
    let photos = page.posts.iter().flat_map(|post| post.content.photos());
    for photo in photos.collect::<BTreeSet<&PhotoId>>() {
        assert_eq!(get(&paths::photo(photo)).status, 200, "{photo:?}");
    }
}

fn is_settled(post: &Post) -> bool {
    post.photos_waiting == 0 && matches!(post.state, PostState::Moderated | PostState::Report { .. })
}

fn text_of(content: &Content) -> String {
    match content {
        Content::Review(review) => review.text.clone(),
        Content::Recommendation(recommendation) => recommendation.sentence.clone(),
        Content::Report(report) => report.text.clone(),
    }
}

fn text_at_server(act: &Act) -> String {
    match act {
        Act::Review(review) => review.text.clone(),
        Act::Recommendation(recommendation) => recommendation.sentence.clone(),
        Act::Report(report) => report.text.clone(),
        Act::Withdraw(_) | Act::Satisfaction(_) => String::new(),
    }
}

#[test]
fn nothing_kept_is_lost_or_doubled_when_the_device_is_killed_at_any_moment() {
    let rounds = if std::env::var_os("SENTE_LONG").is_some() { 10_000 } else { 200 };
    let begun = Instant::now();
    let folder = tempfile::tempdir().unwrap();
    let (mut program, server) = program::serving(folder.path());
    let (mut devices, mut acknowledged, mut memory) = (0, 0, Memory::default());
    let place = |device: usize| folder.path().join(format!("device-{device}"));
    std::fs::create_dir(place(0)).unwrap();
    for number in 1..=rounds {
        round(&place(devices), &server, number, &mut memory);
        if memory.operations >= OPERATIONS || number == rounds {
            judge(&place(devices), &server, &memory);
            acknowledged += std::mem::take(&mut memory).acknowledged;
            std::fs::remove_dir_all(place(devices)).unwrap();
            devices += 1;
            std::fs::create_dir(place(devices)).unwrap();
        }
    }
    program.kill();
    let store = SqliteStore::open(&folder.path().join("community.sqlite")).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    assert_eq!(runtime.block_on(store.check()).unwrap(), Vec::<String>::new());
    let seconds = begun.elapsed().as_secs_f64();
    println!("{rounds} rounds, {devices} devices, {acknowledged} kept, 0 lost, 0 doubled, {seconds:.0} s");
}
