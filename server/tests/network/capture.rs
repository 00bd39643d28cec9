//! Half an hour on a route, with all that the app exchanges meanwhile, every byte of it kept by a proxy: no position walked
//! leaves the device. What does leave is listed by its names.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use pdipr_data::domain::{Position, RouteId};
use pdipr_data::filter::{Page, RouteQuery};
use protocol::{Place, Report, Stars, paths};
use sente_core::calls::*;
use sente_http::{Courier, Patience};
use serde_json::Value;

use crate::common::chance::Chance;
use crate::common::written;
use crate::hiker::Hiker;
use crate::http::{self, Message};
use crate::photos::described;
use crate::proxy::Proxy;
use crate::server::Server;
use crate::traces::{At, Traces};

const SECONDS: u32 = 30 * 60;

/// Along the ways of the sample country at 0.8 m/s, with the unsteadiness of a satellite fix.
fn walk(chance: &mut Chance) -> Vec<At> {
    let mut near = |value: f64| value + (chance.below(2_000) as f64 - 1_000.0) / 2e7;
    let step = |second: u32| f64::from(second) / f64::from(SECONDS);
    (0..SECONDS).map(|second| At { lon: near(1.581 + 0.018 * step(second)), lat: near(48.540_02) }).collect()
}

/// What the screens ask of the engine with a position: each second where on the route it is, each minute what is near.
fn look(hiker: &mut Hiker, at: At, second: usize) -> Option<Place> {
    let position = Position::new(at.lon, at.lat).unwrap();
    let place = hiker.ask(PlaceOf { at: position, route: Some(RouteId("f3".into())) });
    if second.is_multiple_of(60) {
        let query = RouteQuery { near: Some(position), ..RouteQuery::default() };
        hiker.ask(SearchRoutes { query, page: Page { offset: 0, limit: 20 } });
    }
    place.map(|snapped| snapped.place)
}

fn is_photo(asked: &Message) -> bool {
    asked.starts_with("PATCH ")
}

/// The names of all that a body says, as paths.
fn names(value: &Value, under: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let path = if under.is_empty() { name.clone() } else { format!("{under}.{name}") };
                names(value, &path, found);
            }
        }
        Value::Array(all) => all.iter().for_each(|value| names(value, under, found)),
        _ => {
            found.insert(under.to_owned());
        }
    }
}

#[test]
fn no_position_of_a_hike_leaves_the_device() {
    let server = Server::start();
    let proxy = Proxy::start(&server.address, None);
    let mut chance = Chance::new(28);
    let walked = walk(&mut chance);
    let mut hiker = Hiker::new(&mut chance);
    hiker.engine.set_server(sente_core::Server::At(proxy.address.clone())).unwrap();
    let courier = Courier::new(Patience::default()).unwrap();
    let mut place = None;
    for (second, at) in walked.iter().enumerate() {
        hiker.now += SignedDuration::from_secs(1);
        place = look(&mut hiker, *at, second).or(place);
        match second {
            600 => hiker.photo(&described(1)),
            900 => {
                // A deliberate act: where the problem is, in words.
                let report = Report { place: place.clone().unwrap(), ..written::report("f3") };
                hiker.ask(WriteReport { thing: None, report });
            }
            1_200 => drop(hiker.ask(AnswerSatisfaction { stars: Stars::try_from(4).unwrap() })),
            _ => {}
        }
        if second % 300 == 0 || hiker.engine.stirred() {
            hiker.exchange(&courier, &proxy.address);
        }
    }
    hiker.settles(&courier, &proxy.address, SignedDuration::from_secs(30)).unwrap();

    let traces = Traces::of(&walked);
    let (mut asked, mut said, mut bytes) = (BTreeSet::new(), BTreeSet::new(), 0);
    for tape in proxy.tapes() {
        bytes += tape.up.len() + tape.down.len();
        for (request, answer) in http::read(&tape) {
            for part in [request.head.as_bytes(), answer.head.as_bytes(), &answer.body] {
                assert_eq!(traces.first_in(part), None, "{}", request.head);
            }
            asked.insert(
                request.head.lines().next().unwrap().split(['?', ' ']).take(2).collect::<Vec<_>>().join(" "),
            );
            // Noise of a photo is no position; what it says beside its picture is looked at by another test.
            if !is_photo(&request) {
                assert_eq!(
                    traces.first_in(&request.body),
                    None,
                    "{}",
                    String::from_utf8_lossy(&request.body)
                );
                let body = serde_json::from_slice(&request.body).unwrap_or(Value::Null);
                names(&body, "", &mut said);
            }
        }
    }
    println!("{bytes} bytes both ways, {} positions, 0 of them there", walked.len());
    let photo = |method: &str| format!("{method} {}", paths::photo(hiker.photos.values().next().unwrap()));
    let expected = [
        format!("GET {}", paths::ABOUT),
        format!("POST {}", paths::OPERATIONS),
        photo("HEAD"),
        photo("PATCH"),
        format!("GET {}", paths::MINE),
        format!("GET {}", paths::FEED),
        format!("POST {}", paths::VISITS),
    ];
    assert_eq!(asked, BTreeSet::from(expected));
    let of = |name: &str| said.iter().any(|path| path.contains(name));
    assert!(!of("lat") && !of("lon") && !of("coord") && !of("position"), "{said:?}");
    // Of a place leave the route, the stretch, the commune and the metres from the start: as docs/privacy.md says.
    let place: Vec<_> = said.iter().filter_map(|path| path.strip_prefix("operations.place.")).collect();
    assert_eq!(place, ["commune", "metres", "route", "segment"]);
}
