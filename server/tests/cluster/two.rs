//! Two servers on one database and one folder: to hikers, to staff and to whoever reads they are one.

use std::io::Cursor;
use std::sync::atomic::Ordering;
use std::time::Instant;

use protocol::{Batch, Operation, Outcome, Outcomes, Refused, limits, paths};
use sente_core::sync::{HttpRequest, Method};

use crate::common::chance::Chance;
use crate::hiker::Hiker;
use crate::oracle::{judge_feed, judge_hikers, judge_staff};
use crate::postgres::Postgres;
use crate::reader::Reader;
use crate::servers::Servers;
use crate::staff::{self, PASSWORD, Staff};
use crate::traffic::{Met, hikers};

/// Hikers at the same time.
const TOGETHER: u64 = 4;
/// Hikers of each of them, one after the other.
const EACH: usize = 5;
const EACH_LONG: usize = 120;

/// So that some are sent in two pieces.
pub fn photos() -> Vec<Vec<u8>> {
    let photo = |seed| {
        let mut chance = Chance::new(seed);
        let side = if seed % 2 == 0 { 560 } else { 60 };
        let noise = image::RgbImage::from_fn(side, side, |_, _| {
            image::Rgb(chance.number().to_le_bytes()[..3].try_into().unwrap())
        });
        let mut bytes = Vec::new();
        image::codecs::jpeg::JpegEncoder::new(&mut Cursor::new(&mut bytes)).encode_image(&noise).unwrap();
        bytes
    };
    (0..4).map(photo).collect()
}

pub struct Run {
    pub hikers: Vec<Hiker>,
    pub readers: Vec<Reader>,
}

/// Hikers, readers and staff at the same time; meanwhile something is done. Ends when all hikers are through, or have met
/// enough.
pub fn run<T>(
    servers: &Servers,
    staff: &Staff,
    met: &Met,
    most: usize,
    meanwhile: impl FnOnce() -> T,
) -> Result<(Run, T), String> {
    let photos = photos();
    std::thread::scope(|scope| {
        let photos = &photos;
        let readers: Vec<_> =
            (0..2).map(|seed| scope.spawn(move || Reader::follow(servers, seed, met))).collect();
        let working = scope.spawn(|| staff.work(servers, 7, met));
        let writing: Vec<_> = (0..TOGETHER)
            .map(|seed| scope.spawn(move || hikers(servers, seed + 1, photos, met, most)))
            .collect();
        let done = meanwhile();
        let written: Vec<_> = writing.into_iter().map(|thread| thread.join().unwrap()).collect();
        met.enough.store(true, Ordering::SeqCst);
        working.join().unwrap();
        let readers = readers.into_iter().map(|thread| thread.join().unwrap()).collect();
        let hikers = written.into_iter().collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
        Ok((Run { hikers, readers }, done))
    })
}

#[test]
fn what_comes_to_either_of_two_servers_or_to_both_at_once_is_there_once_at_both() {
    let Some(postgres) = Postgres::start() else { return };
    let each = if std::env::var_os("SENTE_LONG").is_some() { EACH_LONG } else { EACH };
    let (servers, staff) = staff::at_work(&postgres.database());
    let (met, begun) = (Met::default(), Instant::now());
    let (mut run, ()) = run(&servers, &staff, &met, each, || ()).unwrap();
    assert_eq!(*met.unfit.lock().unwrap(), Vec::<String>::new());
    let made = judge_hikers(&servers, &mut run.hikers).unwrap();
    let changes = judge_feed(&servers, &mut run.readers).unwrap();
    let acts = judge_staff(&servers, &staff, made).unwrap();
    servers.is_sound().unwrap();
    println!(
        "{} hikers, {} acknowledged, {} requests at both at once, {made} things, {changes} in the feed, {acts} acts, {:.0?}",
        run.hikers.len(),
        met.acknowledged(),
        met.twice.load(Ordering::SeqCst),
        begun.elapsed()
    );
}

#[test]
fn the_oracle_notices_a_change_that_comes_late_with_a_smaller_number_and_a_thing_that_is_there_twice() {
    let Some(postgres) = Postgres::start() else { return };
    let url = postgres.database();
    let (servers, staff) = staff::at_work(&url);
    let met = Met::default();
    let (mut run, ()) = run(&servers, &staff, &met, 2, || ()).unwrap();
    judge_hikers(&servers, &mut run.hikers).unwrap();
    let number =
        "UPDATE thing SET feed_seq = feed_seq + 2 WHERE feed_seq = (SELECT max(feed_seq) FROM thing)";
    assert_eq!(postgres.sql(&url, number).trim(), "UPDATE 1");
    judge_feed(&servers, &mut run.readers).unwrap();
    // As if it had been committed after the one that has a number more.
    let late = "UPDATE thing SET feed_seq = (SELECT max(feed_seq) - 1 FROM thing), shown = (SELECT shown FROM thing \
         WHERE shown IS NOT NULL ORDER BY feed_seq DESC LIMIT 1) \
         WHERE feed_seq = (SELECT min(feed_seq) FROM thing WHERE shown IS NOT NULL)";
    assert_eq!(postgres.sql(&url, late).trim(), "UPDATE 1");
    let missed = judge_feed(&servers, &mut run.readers).unwrap_err();
    assert!(missed.contains("missed nothing"), "{missed}");
    let twice = "INSERT INTO thing (arrived, id, owner, kind, route, received, last_op, content, state) \
         SELECT (SELECT max(arrived) + 1 FROM thing), decode(repeat('ab', 16), 'hex'), owner, kind, route, received, \
         last_op, content, 'moderated' FROM thing WHERE content IS NOT NULL LIMIT 1";
    assert_eq!(postgres.sql(&url, twice).trim(), "INSERT 0 1");
    let doubled = judge_hikers(&servers, &mut run.hikers).unwrap_err();
    assert!(doubled.contains("there once"), "{doubled}");
}

/// What a device sends by itself, without an engine.
fn push(servers: &Servers, at: usize, key: &protocol::DeviceKey, operation: &Operation) -> Outcome {
    let batch = Batch { operations: vec![operation.clone()] };
    let body = serde_json::to_vec(&batch).unwrap();
    let value = |name: &str| match name {
        paths::KEY => Some(key.as_str()),
        "content-type" => Some("application/json"),
        _ => None,
    };
    let sum = protocol::sum::of_request("POST", paths::OPERATIONS, value, &body);
    let mut request = HttpRequest::new(Method::Post, paths::OPERATIONS);
    request.headers = vec![
        (paths::KEY, key.as_str().to_owned()),
        (paths::SUM, sum),
        ("content-type", "application/json".to_owned()),
    ];
    request.body = body;
    let answer = servers.courier.send(&servers.addresses[at], request).unwrap();
    serde_json::from_slice::<Outcomes>(&answer.body).unwrap().outcomes.remove(0)
}

#[test]
fn what_a_device_may_send_a_day_is_counted_once_for_both() {
    let Some(postgres) = Postgres::start() else { return };
    let servers = Servers::start(&postgres.database());
    let key = protocol::DeviceKey::from_bytes(&[9; 32]);
    let review = crate::common::written::review("f3");
    let review = protocol::Review { walked: "2024-04".parse().unwrap(), ..review };
    let send = |at: usize, number: u128| {
        let id = protocol::OperationId(uuid::Uuid::from_u128(number));
        push(&servers, at, &key, &Operation { id, thing: None, act: protocol::Act::Review(review.clone()) })
    };
    let all = u128::from(limits::REVIEWS_A_DAY) + 10;
    let outcomes = std::thread::scope(|scope| {
        let halves = [0, 1].map(|at| {
            let numbers = (1..=all).filter(move |number| number % 2 == at as u128);
            scope.spawn(move || numbers.map(|number| send(at, number)).collect::<Vec<_>>())
        });
        halves.map(|half| half.join().unwrap()).concat()
    });
    let taken = outcomes.iter().filter(|outcome| **outcome == Outcome::Taken).count();
    assert_eq!(taken, limits::REVIEWS_A_DAY as usize);
    let postponed = Outcome::Refused { reason: Refused::DailyLimit };
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == postponed).count(), 10);
}

#[test]
fn a_session_of_one_server_is_one_of_both_and_each_slows_down_who_guesses_by_itself() {
    let Some(postgres) = Postgres::start() else { return };
    let servers = Servers::start(&postgres.database());
    staff::account(&servers, PASSWORD);
    let [first, second] = [0, 1].map(|at| staff::sign_in(&servers, at, PASSWORD).1.unwrap());
    assert!([0, 1].iter().all(|at| first.is_known(&servers, *at) && second.is_known(&servers, *at)));
    first.sign_out(&servers, 1);
    assert!([0, 1].iter().all(|at| !first.is_known(&servers, *at) && second.is_known(&servers, *at)));
    staff::account(&servers, "un autre mot de passe");
    assert!([0, 1].iter().all(|at| !second.is_known(&servers, *at)));
    let guesses = [401; 5].map(|_| staff::sign_in(&servers, 0, PASSWORD).0);
    assert_eq!(guesses, [401; 5]);
    let right = |at| staff::sign_in(&servers, at, "un autre mot de passe").0;
    assert_eq!([right(0), right(1)], [429, 200]);
}
