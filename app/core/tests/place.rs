//! Where on the ways a report lies, what is known there, and that no coordinate is sent.
#![cfg(feature = "store")]
// A helper that fails is a failed test.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::country::*;
use common::samples::{at, id};
use common::server::{FakeServer, exchange};
use common::written::{report, review};
use jiff::SignedDuration;
use protocol::{Place, Report, ReportStatus};
use sente_core::Engine;
use sente_core::calls::*;

fn hiker() -> Engine {
    engine_with([a_route("f3"), a_route("f4")])
}

#[test]
fn a_place_is_found_on_the_ways_and_what_is_known_there_is_said() {
    let (mut engine, mut server) = (hiker(), FakeServer::default());
    let place_of = |engine: &mut Engine, lon: f64| {
        ask(engine, PlaceOf { at: at(lon, 48.5401), route: None }).unwrap().unwrap()
    };
    let here = place_of(&mut engine, 1.5865);
    assert_eq!(here.place.segment.as_ref().unwrap().as_str(), "a");
    assert_eq!(here.place.commune.as_ref().unwrap().as_str(), "28357");
    assert_eq!(here.routes, [id("f3"), id("f4")]);
    assert!((here.distance.value() - 11.1).abs() < 0.2 && here.place.metres.abs_diff(480) < 2, "{here:?}");
    let far = PlaceOf { at: at(1.5865, 48.55), route: None };
    assert_eq!(ask(&mut engine, far).unwrap(), None);
    let report = Report { place: here.place, ..report("f3") };
    ask(&mut engine, WriteReport { thing: None, report }).unwrap();
    exchange(&mut engine, &mut server, now());
    server.publish("2026-05-02");
    engine.exchange_now();
    exchange(&mut engine, &mut server, now() + SignedDuration::from_mins(1));
    let near = place_of(&mut engine, 1.5870).place;
    let known = ask(&mut engine, NearbyReports { place: near }).unwrap();
    assert!(known.len() == 1 && known[0].own && known[0].away.unwrap().abs_diff(37) < 2, "{known:?}");
    let elsewhere = place_of(&mut engine, 1.5985).place;
    assert_eq!(ask(&mut engine, NearbyReports { place: elsewhere }).unwrap(), []);
}

#[test]
fn ones_own_report_is_known_near_its_place_before_it_is_sent() {
    let mut engine = hiker();
    let post = ask(&mut engine, WriteReport { thing: None, report: report("f3") }).unwrap();
    let near = |engine: &mut Engine, metres: u32| {
        let place = Place { metres, ..report("f3").place };
        ask(engine, NearbyReports { place }).unwrap()
    };
    let known = near(&mut engine, 600);
    assert!(known.len() == 1 && known[0].own && known[0].away == Some(40), "{known:?}");
    assert_eq!((known[0].thing, known[0].public.status), (post.thing, ReportStatus::New));
    assert_eq!(near(&mut engine, 500), []);
    ask(&mut engine, WithdrawPost { thing: post.thing }).unwrap();
    assert_eq!(near(&mut engine, 600), []);
}

#[test]
fn nothing_that_is_sent_holds_a_coordinate() {
    let (mut engine, mut server) = (hiker(), FakeServer::default());
    let place =
        ask(&mut engine, PlaceOf { at: at(1.5865, 48.5401), route: Some(id("f3")) }).unwrap().unwrap().place;
    ask(&mut engine, WriteReport { thing: None, report: Report { place, ..report("f3") } }).unwrap();
    ask(&mut engine, WriteReview { thing: None, review: review("f3") }).unwrap();
    exchange(&mut engine, &mut server, now());
    let all = server.bodies.join("") + &server.asked.join("");
    assert!(!all.contains("48.5") && !all.contains("1.58") && !all.contains("lat"), "{all}");
}
