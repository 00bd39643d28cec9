//! Whatever a bad network does: when it is good again everything has arrived within half a minute, once and as it was
//! written, and the client says so.

use std::io::Cursor;

use jiff::SignedDuration;
use protocol::{Act, Batch, Outcome, Outcomes, ThingState, paths, sum};
use sente_core::Unreachable;
use sente_core::community::PostState;
use sente_core::sync::{HttpAnswer, HttpRequest};
use sente_http::{Courier, Patience};
use sente_server::photos::paint_anew;

use crate::common::answers::{json, sealed};
use crate::common::chance::Chance;
use crate::fault::Fault;
use crate::hiker::{Hiker, Tamper, hasty};
use crate::proxy::Proxy;
use crate::server::Server;

const SEEDS: u64 = 10;
const LONG: u64 = 1_000;
/// Runs at the same time; most of a run is waiting.
const THREADS: u64 = 8;
/// Times that the network is tried while it is bad.
const STORM: usize = 12;
pub const WITHIN: SignedDuration = SignedDuration::from_secs(30);

/// Of two pieces.
fn a_photo(chance: &mut Chance) -> Vec<u8> {
    let noise = image::RgbImage::from_fn(500, 400, |_, _| {
        image::Rgb(chance.number().to_le_bytes()[..3].try_into().unwrap())
    });
    let mut bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new(&mut Cursor::new(&mut bytes)).encode_image(&noise).unwrap();
    bytes
}

/// One hiker in a bad network; answers with the faults that its connections had.
fn run(seed: u64, server: &Server, tamper: Option<Tamper>) -> Result<Vec<Fault>, String> {
    let mut chance = Chance::new(seed);
    let proxy = Proxy::start(&server.address, Some(Chance::new(seed ^ 0x5eed)));
    let mut hiker = Hiker::new(&mut chance);
    hiker.tamper = tamper;
    hiker.engine.set_server(sente_core::Server::At(proxy.address.clone())).unwrap();
    if tamper.is_none() {
        hiker.photo(&a_photo(&mut chance));
    }
    let courier = hasty();
    for _ in 0..STORM {
        if chance.percent(50) {
            hiker.act(&mut chance);
        }
        hiker.engine.exchange_now();
        hiker.exchange(&courier, &proxy.address);
        hiker.now += SignedDuration::from_secs(40);
    }
    proxy.heal();
    let met = proxy.met.lock().unwrap().clone();
    let patient = Courier::new(Patience::default()).unwrap();
    hiker.settles(&patient, &proxy.address, WITHIN).map_err(|error| format!("{error}; met {met:?}"))?;
    judge(&mut hiker, server).map_err(|error| format!("{error}; met {met:?}"))?;
    Ok(met)
}

/// What is on the server is what the hiker has written, once and unharmed, and the client knows it.
pub fn judge(hiker: &mut Hiker, server: &Server) -> Result<(), String> {
    let key = hiker.key();
    let mut wanted: Vec<String> = hiker.written.values().cloned().collect();
    let alive = server.mine(&key).things.into_iter().filter(|own| own.state != ThingState::Withdrawn);
    let mut there = Vec::new();
    for own in alive {
        if !own.awaited.is_empty() {
            return Err(format!("a photo of {} is missing", own.thing));
        }
        match own.last.act {
            Act::Review(review) => there.push(review.text),
            other => return Err(format!("nobody wrote {other:?}")),
        }
    }
    wanted.sort();
    there.sort();
    if wanted != there {
        return Err(format!("written {wanted:#?}, there {there:#?}"));
    }
    for post in hiker.posts().posts {
        if !hiker.written.contains_key(&post.thing) || post.state != PostState::Moderated {
            return Err(format!("the client says {post:?}"));
        }
    }
    for photo in hiker.photos.clone().into_values() {
        let sent = hiker.engine.photo(&photo).unwrap().ok_or("the photo has gone from the client")?;
        // The server keeps what it has painted anew.
        if server.photo(&key, &photo) != paint_anew(&sent).unwrap() {
            return Err("the photo is another".to_owned());
        }
    }
    Ok(())
}

#[test]
fn everything_arrives_once_and_unharmed_when_the_network_is_good_again() {
    let server = Server::start();
    let number = |name: &str| std::env::var(name).ok().and_then(|seed| seed.parse::<u64>().ok());
    let all = if std::env::var_os("SENTE_LONG").is_some() { LONG } else { SEEDS };
    let seeds = number("SENTE_SEED").map_or(0..all, |seed| seed..seed + 1);
    let begun = std::time::Instant::now();
    let of = |part: u64| {
        let mine = seeds.clone().filter(move |seed| seed % THREADS == part);
        mine.map(|seed| run(seed, &server, None).map_err(|error| format!("seed {seed}: {error}")))
    };
    let results: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> =
            (0..THREADS).map(|part| scope.spawn(move || of(part).collect::<Vec<_>>())).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    let failed: Vec<_> = results.iter().filter_map(|result| result.as_ref().err()).collect();
    failed.iter().for_each(|error| println!("{error}"));
    let met = results.iter().filter_map(|result| result.as_ref().ok()).flatten();
    let bad = met.clone().filter(|fault| **fault != Fault::None).count();
    println!("{} runs, {bad} of {} connections bad, {:.0?}", results.len(), met.count(), begun.elapsed());
    assert!(failed.is_empty(), "{} of {} runs failed, first {}", failed.len(), results.len(), failed[0]);
}

/// Says that all was taken, and passes nothing on.
fn swallow(courier: &Courier, address: &str, request: HttpRequest) -> Result<HttpAnswer, Unreachable> {
    if request.path != paths::OPERATIONS {
        return courier.send(address, request);
    }
    let batch: Batch = serde_json::from_slice(&request.body).unwrap();
    Ok(sealed(
        json(&Outcomes { outcomes: vec![Outcome::Taken; batch.operations.len()], erased: false }),
        &request,
    ))
}

/// Changes a word on the way and makes the sums fit: what a bad line does where nothing is summed up.
fn twist(courier: &Courier, address: &str, request: HttpRequest) -> Result<HttpAnswer, Unreachable> {
    let mut changed = request.clone();
    changed.body = String::from_utf8_lossy(&request.body).replace("eau", "feu").into_bytes();
    if request.path != paths::OPERATIONS {
        return courier.send(address, request);
    }
    let headers = changed.headers.clone();
    let value = |name: &str| headers.iter().find(|(one, _)| *one == name).map(|(_, value)| value.as_str());
    let sum = sum::of_request("POST", &changed.path, value, &changed.body);
    changed.headers.retain(|(name, _)| *name != paths::SUM);
    changed.headers.push((paths::SUM, sum));
    Ok(sealed(courier.send(address, changed)?, &request))
}

#[test]
fn the_oracle_notices_a_lost_review_and_a_changed_one() {
    let server = Server::start();
    for tamper in [swallow as Tamper, twist] {
        let found = run(1, &server, Some(tamper)).unwrap_err();
        assert!(found.starts_with("written"), "{found}");
    }
}
