//! What is written without a network, how it reaches the server, and what comes back.
#![cfg(feature = "store")]
// A helper that fails is a failed test.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::answers::{sealed, status};
use common::country::*;
use common::samples::id;
use common::server::{FakeServer, exchange, lose};
use common::written::{recommendation, review, stars};
use jiff::{SignedDuration, Timestamp};
use pdipr_data::filter::Page;
use pdipr_data::store::CatalogueStore;
use protocol::{
    OperationId, PhotoId, PublicRecommendation, PublicReview, Recommendation, Refused, Review, ThingId, What,
};
use rusqlite::Connection;
use sente_core::calls::*;
use sente_core::community::{Content, NotAsked, Post, PostState, ReviewSort, ReviewsPage, SyncProblem};
use sente_core::sync::{HttpAnswer, HttpRequest};
use sente_core::{ApiError, Engine, Heard, Server, reasons};

fn hiker() -> Engine {
    engine_with([formerly(a_route("f3"), "f3-ancien"), a_route("f4")])
}

fn write(engine: &mut Engine, text: &str) -> Post {
    let review = Review { text: text.into(), ..review("f3") };
    ask(engine, WriteReview { thing: None, review }).unwrap()
}

fn edit(engine: &mut Engine, thing: ThingId, text: &str) -> Post {
    let review = Review { text: text.into(), ..review("f3") };
    ask(engine, WriteReview { thing: Some(thing), review }).unwrap()
}

fn states(engine: &mut Engine) -> Vec<PostState> {
    ask(engine, OpenPosts {}).unwrap().posts.into_iter().map(|post| post.state).collect()
}

fn reviews(engine: &mut Engine) -> ReviewsPage {
    ask(engine, OpenReviews { route: id("f3"), sort: ReviewSort::Newest, page: Page::default() }).unwrap()
}

fn later(minutes: i64) -> Timestamp {
    now() + SignedDuration::from_mins(minutes)
}

fn next(engine: &mut Engine, now: Timestamp) -> HttpRequest {
    engine.set_server(Server::At("https://sente.example".into())).unwrap();
    engine.next_request(now).unwrap().unwrap()
}

fn operation_of(thing: ThingId) -> OperationId {
    OperationId(thing.0)
}

#[test]
fn a_review_is_there_at_once_and_goes_through_its_states() {
    let (mut engine, mut server) = (hiker(), FakeServer::default());
    let post = write(&mut engine, "Beau parcours.");
    assert_eq!((post.state, post.route_name.as_deref()), (PostState::Waiting, Some("Boucle f3")));
    exchange(&mut engine, &mut server, now());
    assert_eq!(states(&mut engine), [PostState::Moderated]);
    server.publish("2026-05-02");
    engine.exchange_now();
    exchange(&mut engine, &mut server, later(1));
    assert_eq!(states(&mut engine), [PostState::Published]);
    let page = reviews(&mut engine);
    assert!(page.reviews[0].own && !page.reviews[0].archived);
    assert_eq!((page.total, page.summary.spread), (1, [0, 0, 0, 1, 0]));
    assert_eq!(page.as_of, Some(later(1)));
}

#[test]
fn the_published_reach_another_device_page_by_page_and_the_withdrawn_leave_it() {
    let (mut writer, mut reader, mut server) = (hiker(), hiker(), FakeServer::default());
    let posts: Vec<_> = ["un", "deux", "trois", "quatre", "cinq"].map(|text| write(&mut writer, text)).into();
    exchange(&mut writer, &mut server, now());
    server.publish("2026-05-02");
    exchange(&mut reader, &mut server, now());
    assert_eq!(reviews(&mut reader).total, 5);
    ask(&mut writer, WithdrawPost { thing: posts[0].thing }).unwrap();
    assert!(states(&mut writer).contains(&PostState::Leaving));
    exchange(&mut writer, &mut server, later(1));
    assert_eq!(states(&mut writer).len(), 4);
    reader.exchange_now();
    exchange(&mut reader, &mut server, later(1));
    assert_eq!(reviews(&mut reader).total, 4);
}

#[test]
fn what_was_never_sent_is_changed_in_its_place() {
    let (mut engine, mut server) = (hiker(), FakeServer::default());
    let post = write(&mut engine, "Bau parcours.");
    edit(&mut engine, post.thing, "Beau parcours.");
    let gone = write(&mut engine, "Pas envoyé.");
    ask(&mut engine, WithdrawPost { thing: gone.thing }).unwrap();
    exchange(&mut engine, &mut server, now());
    assert_eq!(server.things.len(), 1);
    assert!(server.bodies.iter().all(|body| !body.contains("Bau") && !body.contains("Pas envoyé")));
}

#[test]
fn what_may_have_arrived_is_sent_again_byte_by_byte_and_its_change_behind_it() {
    let (mut engine, mut server) = (hiker(), FakeServer::default());
    let post = write(&mut engine, "Avant.");
    exchange(&mut engine, &mut FakeServer { instead: vec![status(500)], ..FakeServer::default() }, now());
    engine.exchange_now();
    meet(&mut engine, &mut server, later(1));
    let first = next(&mut engine, later(1));
    engine.receive(Err(sente_core::Unreachable), later(1)).unwrap();
    edit(&mut engine, post.thing, "Après.");
    engine.exchange_now();
    let second = next(&mut engine, later(2));
    let (first, second) = (text(&first), text(&second));
    let one = first.strip_suffix("]}").unwrap();
    assert!(second.starts_with(&format!("{one},")) && second.contains("Après."), "{first}\n{second}");
}

/// Lets the server show that it is one of ours.
fn meet(engine: &mut Engine, server: &mut FakeServer, now: Timestamp) {
    let request = next(engine, now);
    assert_eq!(request.path, "/v1/about");
    engine.receive(Ok(server.answer(&request)), now).unwrap();
}

fn text(request: &HttpRequest) -> String {
    String::from_utf8(request.body.clone()).unwrap()
}

#[test]
fn a_lost_answer_makes_nothing_twice() {
    let (mut engine, mut server) = (hiker(), FakeServer::default());
    write(&mut engine, "Une fois.");
    meet(&mut engine, &mut server, now());
    let request = next(&mut engine, now());
    server.answer(&request);
    engine.receive(Err(sente_core::Unreachable), now()).unwrap();
    engine.exchange_now();
    exchange(&mut engine, &mut server, later(5));
    assert_eq!((server.things.len(), states(&mut engine)), (1, vec![PostState::Moderated]));
}

#[test]
fn the_same_written_twice_is_written_once() {
    let mut engine = hiker();
    let (first, second) = (write(&mut engine, "Boue."), write(&mut engine, "Boue."));
    assert_eq!(first, second);
    assert_eq!(states(&mut engine).len(), 1);
}

#[test]
fn a_refused_operation_says_why_blocks_no_other_and_can_be_written_anew() {
    let (mut engine, mut server) = (hiker(), FakeServer::default());
    let bad = write(&mut engine, "Refusé.");
    write(&mut engine, "Accepté.");
    server.refuse.insert(operation_of(bad.thing), Refused::Text);
    exchange(&mut engine, &mut server, now());
    let stuck = PostState::Stuck { reason: Refused::Text };
    assert!(states(&mut engine).contains(&stuck) && states(&mut engine).contains(&PostState::Moderated));
    let anew = edit(&mut engine, bad.thing, "Corrigé.");
    assert_ne!(anew.thing, bad.thing);
    exchange(&mut engine, &mut server, later(1));
    assert_eq!((states(&mut engine).len(), server.things.len()), (2, 2));
}

#[test]
fn the_limit_of_a_day_waits_for_the_next_one() {
    let (mut engine, mut server) = (hiker(), FakeServer::default());
    let post = write(&mut engine, "Demain.");
    server.refuse.insert(operation_of(post.thing), Refused::DailyLimit);
    exchange(&mut engine, &mut server, now());
    assert_eq!(states(&mut engine), [PostState::Tomorrow]);
    server.refuse.clear();
    assert!(engine.wake_at(later(1)).unwrap() > Some(later(1)));
    exchange(&mut engine, &mut server, later(60 * 24));
    assert_eq!(states(&mut engine), [PostState::Moderated]);
}

#[test]
fn without_a_network_it_is_tried_ever_less_often_and_at_once_on_demand() {
    let mut engine = hiker();
    write(&mut engine, "En attente.");
    engine.set_server(Server::At("https://sente.example".into())).unwrap();
    lose(&mut engine, now());
    let wait = |engine: &mut Engine, now: Timestamp| {
        engine.wake_at(now).unwrap().unwrap().duration_since(now).as_secs()
    };
    assert!((15..=30).contains(&wait(&mut engine, now())));
    assert_eq!(engine.next_request(now()).unwrap(), None);
    lose(&mut engine, later(1));
    assert!((30..=60).contains(&wait(&mut engine, later(1))));
    let sync = ask_at(&mut engine, SyncNow {}, later(1)).unwrap();
    assert_eq!((sync.problem, sync.waiting), (Some(SyncProblem::Offline), 1));
    assert!(engine.next_request(later(1)).unwrap().is_some());
}

#[test]
fn news_that_did_not_come_are_asked_for_again_after_the_wait() {
    let (mut engine, mut server) = (hiker(), FakeServer::default());
    exchange(&mut engine, &mut server, now());
    engine.exchange_now();
    lose(&mut engine, later(1));
    let again = engine.wake_at(later(1)).unwrap().unwrap();
    assert!(again <= later(2), "only at {again}");
    assert!(exchange(&mut engine, &mut server, again) > 0);
}

#[test]
fn a_server_that_asks_for_patience_gets_it_even_from_who_is_in_a_hurry() {
    let busy = HttpAnswer { retry_after: Some(600), ..status(503) };
    let (mut engine, mut server) = (hiker(), FakeServer { instead: vec![busy], ..FakeServer::default() });
    write(&mut engine, "Doucement.");
    exchange(&mut engine, &mut server, now());
    engine.exchange_now();
    assert_eq!(engine.next_request(later(9)).unwrap(), None);
    assert_eq!(engine.wake_at(later(9)).unwrap(), Some(later(10)));
    exchange(&mut engine, &mut server, later(10));
    assert_eq!(states(&mut engine), [PostState::Moderated]);
}

#[test]
fn an_operation_that_the_server_stumbles_over_does_not_hold_up_the_others() {
    let (mut engine, mut server) = (hiker(), FakeServer::default());
    let poison = write(&mut engine, "Poison.").thing.to_string();
    write(&mut engine, "Sain.");
    engine.set_server(Server::At("https://sente.example".into())).unwrap();
    let mut now = now();
    for _ in 0..40 {
        engine.exchange_now();
        while let Some(request) = engine.next_request(now).unwrap() {
            let stumbles = text(&request).contains(&poison);
            let stumble = sealed(status(500), &request);
            let answer = if stumbles { stumble } else { server.answer(&request) };
            engine.receive(Ok(answer), now).unwrap();
        }
        now += SignedDuration::from_secs(10);
    }
    assert_eq!(server.things.len(), 1);
}

#[test]
fn an_operation_that_the_server_stumbles_over_does_not_wait_for_tomorrow() {
    let (mut engine, mut server) = (hiker(), FakeServer::default());
    write(&mut engine, "Seul.");
    meet(&mut engine, &mut server, now());
    assert_eq!(next(&mut engine, now()).path, "/v1/operations");
    engine.receive(Ok(status(500)), now()).unwrap();
    assert_eq!(states(&mut engine), [PostState::Waiting]);
}

#[test]
fn the_screens_hear_of_the_end_of_a_round() {
    let (mut engine, mut server) = (hiker(), FakeServer::default());
    let mut heard = Heard::Nothing;
    while ask(&mut engine, OpenSync {}).unwrap().last_success.is_none() {
        let request = next(&mut engine, now());
        heard = engine.receive(Ok(server.answer(&request)), now()).unwrap();
    }
    assert_eq!((heard, ask(&mut engine, OpenSync {}).unwrap().running), (Heard::News, false));
}

#[test]
fn a_page_from_a_server_of_files_leaves_the_app_local_and_quiet() {
    let mut engine = hiker();
    engine.set_server(Server::Own).unwrap();
    assert_eq!(engine.next_request(now()).unwrap().unwrap().path, "/v1/about");
    let page = HttpAnswer { status: 200, body: b"<!doctype html>".to_vec(), ..HttpAnswer::default() };
    engine.receive(Ok(page), now()).unwrap();
    let sync = ask(&mut engine, OpenSync {}).unwrap();
    assert_eq!((sync.server, sync.problem, sync.next_try), (false, None, None));
    assert_eq!(engine.wake_at(now()).unwrap(), Some(later(60)));
}

/// A JPEG with a frame of 16 × 16 and so many bytes of picture.
fn a_photo(bytes: usize) -> Vec<u8> {
    let exif = b"\xff\xe1\0\x10Exif\0\0 48.5 N!";
    let frame = b"\xff\xc0\0\x0b\x08\0\x10\0\x10\x01\x01\x11\0";
    let scan = b"\xff\xda\0\x08\x01\x01\0\0\x3f\0";
    let picture = [7].repeat(bytes);
    [b"\xff\xd8", exif.as_slice(), frame, scan, &picture, b"\xff\xd9"].concat()
}

fn with_photo(engine: &mut Engine, bytes: usize) -> PhotoId {
    let photo = engine.add_photo(&a_photo(bytes), now()).unwrap();
    let review = Review { photos: vec![photo.clone()], ..review("f3") };
    ask(engine, WriteReview { thing: None, review }).unwrap();
    photo
}

#[test]
fn a_photo_goes_without_its_metadata_in_pieces_and_from_where_it_was_broken_off() {
    let (mut engine, mut server) = (hiker(), FakeServer::default());
    let photo = with_photo(&mut engine, 700_000);
    assert_eq!(ask(&mut engine, OpenPosts {}).unwrap().posts[0].photos_waiting, 1);
    engine.set_server(Server::At("https://sente.example".into())).unwrap();
    // About, operations, offset, and the first piece, after which the network is gone.
    for _ in 0..4 {
        let request = engine.next_request(now()).unwrap().unwrap();
        let answer = server.answer(&request);
        engine.receive(Ok(answer), now()).unwrap();
    }
    lose(&mut engine, now());
    exchange(&mut engine, &mut server, later(2));
    let kept = engine.photo(&photo).unwrap().unwrap();
    let sent = &server.photos[&format!("/v1/photos/{}", photo.as_str())];
    assert!(*sent == kept && !kept.windows(4).any(|four| four == b"Exif"));
    assert_eq!(ask(&mut engine, OpenPosts {}).unwrap().posts[0].photos_waiting, 0);
    let pieces = server.asked.iter().filter(|asked| asked.starts_with("PATCH")).count();
    // After a failure they are half as long.
    assert_eq!(pieces, 5);
}

#[test]
fn a_photo_that_is_not_here_cannot_be_referred_to() {
    let missing = PhotoId::from_bytes(&[3; 32]);
    let review = Review { photos: vec![missing.clone()], ..review("f3") };
    let refused = ask(&mut hiker(), WriteReview { thing: None, review });
    assert_eq!(refused, Err(ApiError::not_found("photo", missing.as_str())));
}

#[test]
fn what_the_server_would_refuse_is_not_kept() {
    let mut engine = hiker();
    let wrong = [
        (Review { text: "x".repeat(1_001), ..review("f3") }, "text", reasons::TOO_LONG),
        (Review { walked: "2027-01".parse().unwrap(), ..review("f3") }, "walked", reasons::IN_THE_FUTURE),
    ];
    for (review, field, reason) in wrong {
        let refused = ask(&mut engine, WriteReview { thing: None, review });
        assert_eq!(refused, Err(ApiError::invalid(field, reason)));
    }
    assert_eq!(states(&mut engine), []);
}

#[test]
fn all_that_was_written_leaves_as_one_file_with_the_photos_inside() {
    let mut engine = hiker();
    with_photo(&mut engine, 30);
    ask(&mut engine, WriteRecommendation { thing: None, recommendation: recommendation("f4") }).unwrap();
    let file = ask(&mut engine, ExportPosts {}).unwrap();
    let read: serde_json::Value = serde_json::from_str(&file.text).unwrap();
    assert_eq!((&read["format"], read["posts"].as_array().unwrap().len()), (&"sente-posts".into(), 2));
    assert!(read["photos"][0]["data"].as_str().unwrap().starts_with("data:image/jpeg;base64,/9j/"));
}

#[test]
fn erasing_reaches_the_server_first_and_a_new_key_begins_anew() {
    let (mut engine, mut server) = (hiker(), FakeServer::default());
    write(&mut engine, "Secret.");
    exchange(&mut engine, &mut server, now());
    ask(&mut engine, ErasePosts {}).unwrap();
    write(&mut engine, "Après.");
    assert_eq!(states(&mut engine), [PostState::Waiting]);
    server.asked.clear();
    exchange(&mut engine, &mut server, later(1));
    assert_eq!(server.asked[0], "DELETE /v1/mine");
    let left: Vec<_> = server.things.values().map(|own| format!("{:?}", own.last)).collect();
    assert!(left.len() == 1 && left[0].contains("Après."), "{left:?}");
    assert_eq!(server.keys.len(), 2);
}

#[test]
fn what_is_on_its_way_when_everything_is_erased_comes_too_late() {
    let (mut engine, mut server) = (hiker(), FakeServer::default());
    write(&mut engine, "En route.");
    meet(&mut engine, &mut server, now());
    let on_its_way = next(&mut engine, now());
    ask(&mut engine, ErasePosts {}).unwrap();
    engine.receive(Err(sente_core::Unreachable), now()).unwrap();
    exchange(&mut engine, &mut server, later(1));
    assert!(server.asked.contains(&"DELETE /v1/mine".to_owned()));
    server.answer(&on_its_way);
    let kept = server.things.values().filter(|own| format!("{own:?}").contains("En route."));
    assert_eq!(kept.count(), 0);
}

#[test]
fn another_device_with_the_same_key_owns_the_same_things() {
    let (mut phone, mut laptop, mut server) = (hiker(), hiker(), FakeServer::default());
    let post = write(&mut phone, "Du téléphone.");
    exchange(&mut phone, &mut server, now());
    let key = ask(&mut phone, ShowKey {}).unwrap();
    assert_eq!(ask(&mut laptop, AdoptKey { text: key.clone() }).unwrap().posts, []);
    exchange(&mut laptop, &mut server, now());
    assert_eq!(states(&mut laptop), [PostState::Moderated]);
    edit(&mut laptop, post.thing, "Du portable.");
    exchange(&mut laptop, &mut server, later(1));
    phone.exchange_now();
    exchange(&mut phone, &mut server, later(2));
    let there = ask(&mut phone, OpenPosts {}).unwrap().posts.remove(0).content;
    assert!(matches!(there, Content::Review(review) if review.text == "Du portable."));
    let refused = ask(&mut phone, AdoptKey { text: format!("sente-key:{}", "0".repeat(64)) });
    assert_eq!(refused, Err(ApiError::invalid("text", reasons::KEY_IN_USE)));
}

#[test]
fn a_visit_is_told_once_a_day_and_is_the_first_once_in_a_half_year() {
    let (mut engine, mut server) = (hiker(), FakeServer::default());
    for minutes in [0, 40, 60 * 24, 60 * 24 * 80] {
        engine.exchange_now();
        exchange(&mut engine, &mut server, later(minutes));
    }
    let first: Vec<_> = server.visits.iter().map(|visit| visit.first).collect();
    assert_eq!(first, [true, false, true]);
    assert_ne!(server.visits[0].token, server.visits[1].token);
}

#[test]
fn content_is_asked_for_after_a_week_once_in_a_half_year_and_never_when_refused() {
    let mut engine = hiker();
    let due = |engine: &mut Engine, days: i64| {
        ask_at(engine, OpenSatisfaction {}, later(60 * 24 * days)).unwrap().due
    };
    assert!(!due(&mut engine, 0) && due(&mut engine, 8));
    ask_at(&mut engine, AnswerSatisfaction { stars: stars(5) }, later(60 * 24 * 8)).unwrap();
    assert!(!due(&mut engine, 9) && due(&mut engine, 80));
    ask(&mut engine, PutSatisfactionAside { until: NotAsked::ForGood }).unwrap();
    assert!(!due(&mut engine, 400));
    let mut server = FakeServer::default();
    exchange(&mut engine, &mut server, later(60 * 24 * 8));
    assert_eq!(server.satisfaction.len(), 1);
}

fn thing(n: u128) -> ThingId {
    ThingId(uuid::Uuid::from_u128(n))
}

#[test]
fn reviews_of_an_older_line_are_archived_and_ticks_expire() {
    let (mut engine, mut server) = (hiker(), FakeServer::default());
    let public = |line: &str, written: &str, given: u8| {
        What::Review(PublicReview {
            review: Review { line: line.into(), stars: stars(given), ..review("f3-ancien") },
            written: written.into(),
            edited: None,
            answer: None,
        })
    };
    server.tell(thing(1), public("", "2026-04-20", 5));
    server.tell(thing(2), public("00000000", "2026-03-01", 1));
    exchange(&mut engine, &mut server, now());
    let page = reviews(&mut engine);
    assert_eq!((page.total, page.archived, page.summary.stars.unwrap().mean), (2, 1, 5.0));
    assert_eq!(page.reviews.iter().map(|review| review.archived).collect::<Vec<_>>(), [false, true]);
    assert_eq!((page.conditions.len(), page.conditions[0].on.as_str()), (1, "2026-04-20"));
}

#[test]
fn what_one_has_written_stays_with_a_route_that_changes_its_id() {
    let mut engine = hiker();
    ask(&mut engine, WriteReview { thing: None, review: review("f3-ancien") }).unwrap();
    assert_eq!(reviews(&mut engine).own.len(), 1);
}

#[test]
fn a_sentence_is_shown_however_many_recommend_without_one() {
    let (mut engine, mut server) = (hiker(), FakeServer::default());
    let public = |sentence: &str, written: &str| {
        What::Recommendation(PublicRecommendation {
            recommendation: Recommendation { sentence: sentence.into(), ..recommendation("f3") },
            written: written.into(),
        })
    };
    server.tell(thing(1), public("Trois lavoirs.", "2026-04-01"));
    (2..40).for_each(|n| server.tell(thing(n), public("", "2026-04-20")));
    exchange(&mut engine, &mut server, now());
    assert_eq!(reviews(&mut engine).sentences.len(), 1);
}

/// Its cards cannot be read.
fn damaged_catalogue() -> CatalogueStore {
    let bytes = catalogue_bytes([a_route("f3")]);
    let mut conn = Connection::open_in_memory().unwrap();
    conn.deserialize_read_exact("main", bytes.as_slice(), bytes.len(), false).unwrap();
    conn.execute("DROP TABLE route_alias", []).unwrap();
    CatalogueStore::from_connection(conn).unwrap()
}

#[test]
fn a_catalogue_that_cannot_be_read_is_not_taken_for_one_that_knows_no_new_ids() {
    let dir = tempfile::tempdir().unwrap();
    let news = || Connection::open(dir.path().join("nouvelles.sqlite")).unwrap();
    let carnet = || Connection::open_in_memory().unwrap();
    let (mut writer, mut server) = (hiker(), FakeServer::default());
    write(&mut writer, "Beau.");
    exchange(&mut writer, &mut server, now());
    server.publish("2026-05-02");
    let mut reader = Engine::new(catalogue([a_route("f3")]), carnet(), news(), [1; 32]).unwrap();
    exchange(&mut reader, &mut server, now());
    drop(reader);
    news().execute("UPDATE feed SET catalogue = 'another'", []).unwrap();
    let opened = Engine::new(damaged_catalogue(), carnet(), news(), [2; 32]);
    assert!(matches!(opened, Err(ApiError::NoCatalogue { .. })));
}
