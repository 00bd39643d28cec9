//! A server whose store was put back to an earlier day and has gone on from there.
#![cfg(feature = "store")]
// A helper that fails is a failed test.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::country::*;
use common::samples::id;
use common::server::{FakeServer, exchange};
use common::written::review;
use jiff::{SignedDuration, Timestamp};
use pdipr_data::filter::Page;
use protocol::Review;
use sente_core::Engine;
use sente_core::calls::*;
use sente_core::community::{ReviewSort, SyncProblem};

fn hiker() -> Engine {
    engine_with([a_route("f3")])
}

fn write(engine: &mut Engine, text: &str) {
    let review = Review { text: text.into(), ..review("f3") };
    ask(engine, WriteReview { thing: None, review }).unwrap();
}

fn later(minutes: i64) -> Timestamp {
    now() + SignedDuration::from_mins(minutes)
}

/// A server with five reviews, the same as it was with two of them, and a phone that has read all five.
fn put_back() -> (FakeServer, FakeServer, Engine) {
    let (mut writer, mut reader) = (hiker(), hiker());
    let mut server = FakeServer { put_back: Some(9), ..FakeServer::default() };
    for text in ["un", "deux"] {
        write(&mut writer, text);
    }
    exchange(&mut writer, &mut server, now());
    server.publish("2026-05-02");
    let mut earlier = server.clone();
    for text in ["trois", "quatre", "cinq"] {
        write(&mut writer, text);
    }
    writer.exchange_now();
    exchange(&mut writer, &mut server, later(1));
    server.publish("2026-05-02");
    exchange(&mut reader, &mut server, later(2));
    assert_eq!(shown(&mut reader).len(), 5);
    earlier.put_back = Some(2);
    (server, earlier, reader)
}

/// What others write there now.
fn goes_on(server: &mut FakeServer, texts: &[&str]) {
    let mut writer = hiker();
    for text in texts {
        write(&mut writer, text);
    }
    exchange(&mut writer, server, later(3));
    server.publish("2026-05-03");
}

fn shown(engine: &mut Engine) -> Vec<String> {
    let call = OpenReviews { route: id("f3"), sort: ReviewSort::Newest, page: Page::default() };
    let reviews = ask(engine, call).unwrap().reviews;
    let mut texts: Vec<_> = reviews.into_iter().map(|shown| shown.public.review.text).collect();
    texts.sort();
    texts
}

#[test]
fn a_server_that_was_put_back_is_read_anew_even_when_it_has_passed_what_the_phone_knows() {
    for texts in [&[] as &[&str], &["six"], &["six", "sept", "huit"], &["six", "sept", "huit", "neuf"]] {
        let (_, mut earlier, mut reader) = put_back();
        goes_on(&mut earlier, texts);
        reader.exchange_now();
        exchange(&mut reader, &mut earlier, later(4));
        let mut expected: Vec<_> =
            ["un", "deux"].iter().chain(texts).map(|text| (*text).to_owned()).collect();
        expected.sort();
        assert_eq!(shown(&mut reader), expected, "{texts:?}");
    }
}

#[test]
fn what_is_here_stays_until_all_was_read_anew() {
    let (_, mut earlier, mut reader) = put_back();
    goes_on(&mut earlier, &["six", "sept", "huit", "neuf"]);
    reader.exchange_now();
    // It hears that the history is another, and then two pages of it.
    for _ in 0..3 {
        let request = reader.next_request(later(4)).unwrap().unwrap();
        reader.receive(Ok(earlier.answer(&request)), later(4)).unwrap();
    }
    let both = shown(&mut reader);
    assert!(both.len() == 7 && both.contains(&"cinq".to_owned()), "{both:?}");
    exchange(&mut reader, &mut earlier, later(5));
    assert_eq!(shown(&mut reader), ["deux", "huit", "neuf", "sept", "six", "un"]);
}

#[test]
fn a_cache_with_pages_of_before_is_asked_again_later_and_not_for_ever() {
    let (mut cache, mut earlier, mut reader) = put_back();
    goes_on(&mut earlier, &["six", "sept", "huit", "neuf"]);
    // Its first page ends with a number that was given again since.
    cache.feed.retain(|change| change.seq > 1);
    reader.exchange_now();
    let mut asked = 0;
    while let Some(request) = reader.next_request(later(4)).unwrap() {
        let from = if request.path.ends_with("after=0") { &mut cache } else { &mut earlier };
        let answer = from.answer(&request);
        reader.receive(Ok(answer), later(4)).unwrap();
        asked += 1;
        assert!(asked < 20, "it never ends");
    }
    assert_eq!(ask(&mut reader, OpenSync {}).unwrap().problem, Some(SyncProblem::Server));
    exchange(&mut reader, &mut earlier, later(120));
    assert_eq!(shown(&mut reader), ["deux", "huit", "neuf", "sept", "six", "un"]);
}

#[test]
fn a_server_without_marks_is_read_on_as_before() {
    let (mut server, _, mut reader) = put_back();
    server.put_back = None;
    goes_on(&mut server, &["six"]);
    server.asked.clear();
    reader.exchange_now();
    exchange(&mut reader, &mut server, later(4));
    assert_eq!(shown(&mut reader), ["cinq", "deux", "quatre", "six", "trois", "un"]);
    assert!(!server.asked.iter().any(|asked| asked.ends_with("after=0")), "{:?}", server.asked);
}
