//! What has changed on its way, or comes from somebody else than the server, settles nothing.
#![cfg(feature = "store")]
// A helper that fails is a failed test.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::answers::{json, sealed, status};
use common::country::*;
use common::server::{FakeServer, exchange};
use common::written::review;
use jiff::SignedDuration;
use protocol::{Outcome, Outcomes, Refused, Review, paths};
use sente_core::calls::*;
use sente_core::community::{PostState, SyncProblem};
use sente_core::sync::{HttpAnswer, HttpRequest};
use sente_core::{Engine, Server};

/// A hiker whose review is on its way.
fn sending() -> (Engine, FakeServer, HttpRequest) {
    let (mut engine, mut server) = (engine_with([a_route("f3")]), FakeServer::default());
    ask(&mut engine, WriteReview { thing: None, review: review("f3") }).unwrap();
    engine.set_server(Server::At("https://sente.example".into())).unwrap();
    let about = engine.next_request(now()).unwrap().unwrap();
    engine.receive(Ok(server.answer(&about)), now()).unwrap();
    let request = engine.next_request(now()).unwrap().unwrap();
    assert_eq!(request.path, paths::OPERATIONS);
    (engine, server, request)
}

/// What becomes of the review after this answer; and after the next exchange it is there once, whatever came before.
fn after(mut engine: Engine, mut server: FakeServer, answer: HttpAnswer) -> (PostState, Option<SyncProblem>) {
    engine.receive(Ok(answer), now()).unwrap();
    let page = ask(&mut engine, OpenPosts {}).unwrap();
    engine.exchange_now();
    exchange(&mut engine, &mut server, now() + SignedDuration::from_mins(3));
    assert_eq!(server.things.len(), 1);
    assert_eq!(ask(&mut engine, OpenPosts {}).unwrap().posts[0].state, PostState::Moderated);
    (page.posts[0].state.clone(), page.sync.problem)
}

#[test]
fn an_answer_that_has_changed_on_its_way_is_none() {
    let (engine, mut server, request) = sending();
    let mut answer = server.answer(&request);
    let refused = Outcome::Refused { reason: Refused::Text };
    answer.body = serde_json::to_vec(&Outcomes { outcomes: vec![refused], erased: false }).unwrap();
    assert_eq!(after(engine, server, answer), (PostState::Waiting, Some(SyncProblem::Offline)));
}

#[test]
fn an_answer_to_another_request_is_none() {
    let (engine, server, request) = sending();
    let other = HttpRequest { headers: vec![(paths::SUM, "00".repeat(8))], ..request };
    let answer = sealed(json(&Outcomes { outcomes: vec![Outcome::Taken], erased: false }), &other);
    assert_eq!(after(engine, server, answer), (PostState::Waiting, Some(SyncProblem::Offline)));
}

#[test]
fn what_the_server_got_damaged_is_sent_again() {
    let (engine, server, request) = sending();
    let answer = sealed(status(412), &request);
    assert_eq!(after(engine, server, answer), (PostState::Waiting, Some(SyncProblem::Offline)));
}

#[test]
fn somebody_else_on_the_way_refuses_and_takes_nothing() {
    for code in [200, 400, 403, 413, 502] {
        let (engine, server, _) = sending();
        let answer = HttpAnswer { body: br#"{"outcomes":[{"outcome":"taken"}]}"#.to_vec(), ..status(code) };
        let problem = if code == 502 { SyncProblem::Server } else { SyncProblem::NotOurServer };
        assert_eq!(after(engine, server, answer), (PostState::Waiting, Some(problem)), "{code}");
    }
}

#[test]
fn an_erasure_is_done_when_the_server_says_so_and_nobody_else() {
    let (mut engine, mut server) = (engine_with([a_route("f3")]), FakeServer::default());
    ask(&mut engine, WriteReview { thing: None, review: review("f3") }).unwrap();
    exchange(&mut engine, &mut server, now());
    ask(&mut engine, ErasePosts {}).unwrap();
    let later = now() + SignedDuration::from_mins(1);
    let request = engine.next_request(later).unwrap().unwrap();
    assert_eq!((request.method.as_str(), request.path.as_str()), ("DELETE", paths::MINE));
    engine.receive(Ok(status(204)), later).unwrap();
    assert!(ask(&mut engine, OpenSync {}).unwrap().erasing);
}

#[test]
fn what_somebody_on_the_way_stops_again_and_again_does_not_hold_up_the_rest() {
    let (mut engine, mut server) = (engine_with([a_route("f3")]), FakeServer::default());
    let stopped =
        ask(&mut engine, WriteReview { thing: None, review: review("f3") }).unwrap().thing.to_string();
    for number in 0..3 {
        let review = Review { text: format!("Texte {number}."), ..review("f3") };
        ask(&mut engine, WriteReview { thing: None, review }).unwrap();
    }
    engine.set_server(Server::At("https://sente.example".into())).unwrap();
    let mut time = now();
    for _ in 0..40 {
        while let Some(request) = engine.next_request(time).unwrap() {
            let stops = String::from_utf8_lossy(&request.body).contains(&stopped);
            let answer = if stops { status(403) } else { server.answer(&request) };
            engine.receive(Ok(answer), time).unwrap();
        }
        time += SignedDuration::from_mins(2);
    }
    assert_eq!(server.things.len(), 3);
}
