//! What the hiker has written stays the hiker's: taken back and put again, erased and known to be under way; and what the
//! app knows of who keeps it.
#![cfg(feature = "store")]
// A helper that fails is a failed test.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::country::*;
use common::server::{FakeServer, exchange};
use common::written::{recommendation, review};
use jiff::SignedDuration;
use protocol::{OperationId, Refused, Review};
use sente_core::calls::*;
use sente_core::carnet::Settings;
use sente_core::community::{Content, Operator, PostState, SyncState};
use sente_core::sync::HttpAnswer;
use sente_core::{ApiError, Engine, Server, reasons};

/// A JPEG that is hardly one.
const PICTURE: &[u8] =
    b"\xff\xd8\xff\xc0\0\x0b\x08\0\x10\0\x10\x01\x01\x11\0\xff\xda\0\x08\x01\x01\0\0\x3f\0\x07\xff\xd9";

fn sync(engine: &mut Engine) -> SyncState {
    ask(engine, OpenSync {}).unwrap()
}

#[test]
fn what_was_withdrawn_can_be_written_again_with_its_old_photo() {
    let mut engine = engine_with([a_route("f3")]);
    let photo = engine.add_photo(PICTURE, now()).unwrap();
    let review = Review { photos: vec![photo.clone()], ..review("f3") };
    let post = ask(&mut engine, WriteReview { thing: None, review: review.clone() }).unwrap();
    let later = now() + SignedDuration::from_hours(72);
    ask_at(&mut engine, WithdrawPost { thing: post.thing }, later).unwrap();
    // The exchange sweeps photos that nothing refers to.
    exchange(&mut engine, &mut FakeServer::default(), later);
    let again = ask_at(&mut engine, WriteReview { thing: None, review }, later).unwrap();
    assert_eq!(again.content.photos(), [photo]);
}

#[test]
fn what_is_gone_from_the_server_is_sent_anew_under_another_name() {
    let (mut engine, mut server) = (engine_with([a_route("f3")]), FakeServer::default());
    let post = ask(&mut engine, WriteReview { thing: None, review: review("f3") }).unwrap();
    exchange(&mut engine, &mut server, now());
    let edited = |text: &str| Review { text: text.to_owned(), ..review("f3") };
    let edit = WriteReview { thing: Some(post.thing), review: edited("Plus tard.") };
    ask(&mut engine, edit).unwrap();
    let gone = br#"{"outcomes": [{"outcome": "refused", "reason": "gone"}]}"#;
    server.instead = vec![HttpAnswer { status: 200, body: gone.to_vec(), ..HttpAnswer::default() }];
    exchange(&mut engine, &mut server, now() + SignedDuration::from_mins(1));
    let stuck = ask(&mut engine, OpenPosts {}).unwrap().posts.remove(0);
    assert_eq!(stuck.state, PostState::Stuck { reason: Refused::Gone });
    let again = WriteReview { thing: Some(post.thing), review: edited("Plus tard.") };
    let again = ask(&mut engine, again).unwrap();
    assert!(again.thing != post.thing && again.state == PostState::Waiting);
}

#[test]
fn an_erasure_is_under_way_until_the_server_has_heard_of_it() {
    let (mut engine, mut server) = (engine_with([a_route("f3")]), FakeServer::default());
    ask(&mut engine, WriteReview { thing: None, review: review("f3") }).unwrap();
    exchange(&mut engine, &mut server, now());
    assert!(!sync(&mut engine).erasing);
    assert!(ask(&mut engine, ErasePosts {}).unwrap().sync.erasing);
    exchange(&mut engine, &mut server, now() + SignedDuration::from_mins(1));
    assert!(!sync(&mut engine).erasing);
}

#[test]
fn who_runs_the_server_is_known_from_the_first_exchange_on_and_forgotten_with_it() {
    let mut engine = engine_with([a_route("f3")]);
    assert_eq!(sync(&mut engine).operator, None);
    exchange(&mut engine, &mut FakeServer::default(), now());
    let agency = Operator { name: "Agence".to_owned(), contact: String::new() };
    assert_eq!(sync(&mut engine).operator, Some(agency));
    assert_eq!(sync(&mut engine).address.as_deref(), Some("https://sente.example"));
    engine.set_server(Server::At("https://another.example".to_owned())).unwrap();
    assert_eq!(sync(&mut engine).operator, None);
}

#[test]
fn an_address_of_either_server_is_checked_before_it_is_kept() {
    let mut engine = engine_with([a_route("f3")]);
    let wrong = Settings { map_server: Some("cartes.example".to_owned()), ..Settings::default() };
    let refused = ask(&mut engine, SaveSettings { settings: wrong });
    assert_eq!(refused, Err(ApiError::invalid("map_server", reasons::NOT_AN_ADDRESS)));
    let blank = Settings { map_server: Some("  ".to_owned()), ..Settings::default() };
    let kept = ask(&mut engine, SaveSettings { settings: blank }).unwrap();
    assert_eq!(kept.map_server, None);
}

#[test]
fn what_is_withdrawn_between_an_answer_and_the_next_request_is_not_sent() {
    let (mut engine, mut server) = (engine_with([a_route("f3")]), FakeServer::default());
    let post = ask(&mut engine, WriteReview { thing: None, review: review("f3") }).unwrap();
    engine.set_server(Server::At("https://sente.example".into())).unwrap();
    let about = engine.next_request(now()).unwrap().unwrap();
    engine.receive(Ok(server.answer(&about)), now()).unwrap();
    ask(&mut engine, WithdrawPost { thing: post.thing }).unwrap();
    assert_eq!(engine.next_request(now()).unwrap().unwrap().path, "/v1/mine");
}

fn stuck_for_good(engine: &mut Engine) -> bool {
    let page = ask(engine, OpenPosts {}).unwrap();
    let gone = PostState::Stuck { reason: Refused::Gone };
    page.sync.waiting == 0 && !page.posts.is_empty() && page.posts.iter().all(|post| post.state == gone)
}

/// Two devices with one key, with a review that both have.
fn two_devices(server: &mut FakeServer) -> (Engine, Engine) {
    let (mut one, mut other) = (engine_with([a_route("f3")]), engine_with([a_route("f3")]));
    ask(&mut one, WriteReview { thing: None, review: review("f3") }).unwrap();
    exchange(&mut one, server, now());
    let text = ask(&mut one, ShowKey {}).unwrap();
    ask(&mut other, AdoptKey { text }).unwrap();
    exchange(&mut other, server, now());
    (one, other)
}

#[test]
fn what_was_erased_from_another_device_is_settled_here_and_what_is_written_anew_gets_another_key() {
    let mut server = FakeServer::default();
    let (mut one, mut other) = two_devices(&mut server);
    let recommendation = recommendation("f3");
    ask(&mut other, WriteRecommendation { thing: None, recommendation }).unwrap();
    ask(&mut one, ErasePosts {}).unwrap();
    exchange(&mut one, &mut server, now());
    other.exchange_now();
    exchange(&mut other, &mut server, now());
    assert!(stuck_for_good(&mut other) && server.things.is_empty());
    let before = ask(&mut other, OpenPosts {}).unwrap().posts;
    let anew = before.iter().find(|post| matches!(post.content, Content::Review(_))).unwrap();
    let kept = ask(&mut other, WriteReview { thing: Some(anew.thing), review: review("f3") }).unwrap();
    exchange(&mut other, &mut server, now() + SignedDuration::from_mins(10));
    assert_eq!(server.things.keys().copied().collect::<Vec<_>>(), [kept.thing]);
    assert!(!server.erased.contains(&server.owners[&kept.thing]));
}

#[test]
fn an_erasure_from_another_device_is_heard_of_where_nothing_waits_too() {
    let mut server = FakeServer::default();
    let (mut one, mut other) = two_devices(&mut server);
    let before = ask(&mut other, ShowKey {}).unwrap();
    ask(&mut one, ErasePosts {}).unwrap();
    exchange(&mut one, &mut server, now());
    other.exchange_now();
    exchange(&mut other, &mut server, now());
    assert!(stuck_for_good(&mut other));
    assert_ne!(ask(&mut other, ShowKey {}).unwrap(), before);
}

#[test]
fn a_photo_of_what_the_server_never_takes_waits_no_longer() {
    let (mut engine, mut server) = (engine_with([a_route("f3")]), FakeServer::default());
    let photo = engine.add_photo(PICTURE, now()).unwrap();
    let review = Review { photos: vec![photo], ..review("f3") };
    let post = ask(&mut engine, WriteReview { thing: None, review }).unwrap();
    assert_eq!(post.photos_waiting, 1);
    server.refuse.insert(OperationId(post.thing.0), Refused::Text);
    exchange(&mut engine, &mut server, now());
    let page = ask(&mut engine, OpenPosts {}).unwrap();
    assert_eq!((page.sync.waiting, page.posts[0].photos_waiting), (0, 0));
}
