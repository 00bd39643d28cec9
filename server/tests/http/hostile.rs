//! What no honest client sends: never an error of ours, never markup.

use axum::http::Method;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use protocol::{Act, Review, Role, RouteRef, StaffAct, paths};
use serde_json::{Value, json};

use crate::samples::{a_key, a_review, an_id, making};
use crate::server::Server;

/// Any JSON, a few levels deep, with names and values that the protocol knows among others.
fn any_json() -> impl Strategy<Value = Value> {
    let word = prop_oneof![
        Just("review".to_owned()),
        Just("id".to_owned()),
        Just("operations".to_owned()),
        Just("0199a2b4-0000-7000-8000-000000000001".to_owned()),
        Just("2026-10".to_owned()),
        Just("\u{0}'\"<script>".to_owned()),
        ".{0,20}",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        word.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, move |inner| {
        let name = prop_oneof![
            Just("operations".to_owned()),
            Just("id".to_owned()),
            Just("thing".to_owned()),
            Just("act".to_owned()),
            Just("photos".to_owned()),
            ".{0,8}",
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((name, inner), 0..6)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

/// A review as it should be, with one field replaced by something else.
fn a_spoilt_review(field: usize, value: Value) -> Value {
    let mut review = serde_json::to_value(making(Act::Review(a_review("texte")))).unwrap();
    let names =
        ["id", "thing", "act", "route", "line", "stars", "text", "walked", "photos", "conditions", "by"];
    review[names[field % names.len()]] = value;
    json!({ "operations": [review] })
}

#[tokio::test]
async fn no_body_makes_the_server_fail() {
    let server = Server::start().await;
    let desk = server.staff(Role::Agence).await;
    let rounds = if std::env::var_os("SENTE_LONG").is_some() { 5_000 } else { 150 };
    let mut runner = TestRunner::new(Config::default());
    let (values, bytes) = (any_json(), prop::collection::vec(any::<u8>(), 0..200));
    for round in 0..rounds {
        let value = values.new_tree(&mut runner).unwrap().current();
        let bytes = bytes.new_tree(&mut runner).unwrap().current();
        // Of many devices, so that what could be taken does not end at the share of a day.
        let key = a_key((round % 250) as u8);
        for body in [json!({ "operations": [value] }), a_spoilt_review(round, value.clone())] {
            let reply = server.post(paths::OPERATIONS).key(&key).json(&body).send().await;
            assert!(reply.status.as_u16() < 500, "{body}: {reply:?}");
        }
        for path in [paths::STAFF_ACTS, paths::STAFF_SESSION, paths::VISITS, paths::OPERATIONS] {
            let json = server.post(path).key(&key).desk(&desk).json(&value).send().await;
            let raw = server.post(path).key(&key).desk(&desk).header("content-type", "application/json");
            let raw = raw.body(bytes.clone()).send().await;
            for reply in [json, raw] {
                assert!(reply.status.as_u16() < 500, "{path} {value} {bytes:?}: {reply:?}");
            }
        }
    }
}

#[tokio::test]
async fn no_query_or_header_makes_the_server_fail() {
    let server = Server::start().await;
    let desk = server.staff(Role::Agence).await;
    let numbers = ["0", "-1", "1e9", "18446744073709551615", "18446744073709551616", "%00", "%ff", "'--"];
    for number in numbers {
        for path in
            ["/v1/feed?after=", "/v1/staff/log?after=", "/v1/staff/queue?kind=review&after=", "/v1/photos/"]
        {
            let reply = server.get(&format!("{path}{number}")).desk(&desk).send().await;
            assert!(reply.status.as_u16() < 500, "{path}{number}: {reply:?}");
        }
        let photo = protocol::PhotoId::from_bytes(&[1; 32]);
        let ask = server
            .ask(Method::PATCH, &paths::photo(&photo))
            .key(&a_key(1))
            .header(paths::UPLOAD_OFFSET, number);
        let reply = ask.header(paths::UPLOAD_LENGTH, number).send().await;
        assert!(reply.status.as_u16() < 500, "{number}: {reply:?}");
        let reply =
            server.get("/index.html").header("range", &format!("bytes={number}-{number}")).send().await;
        assert!(reply.status.as_u16() < 500, "{number}: {reply:?}");
    }
}

#[tokio::test]
async fn a_script_in_a_review_stays_text() {
    const SCRIPT: &str = "<script>alert(1)</script><img src=x onerror=alert(2)>";
    let server = Server::start().await;
    let desk = server.staff(Role::Agence).await;
    let review = making(Act::Review(Review { route: RouteRef(SCRIPT.into()), ..a_review(SCRIPT) }));
    server.taken(&a_key(1), &review).await;
    server.act(&desk, &review, StaffAct::Publish).await.expect(200);
    let reply = server.get(paths::FEED).send().await.expect(200);
    assert_eq!(reply.header("content-type"), "application/json");
    assert_eq!(reply.header("x-content-type-options"), "nosniff");
    assert!(reply.header("content-security-policy").starts_with("default-src 'none'"));
    let page = reply.json::<Value>();
    assert_eq!(page["changes"][0]["text"], SCRIPT);
    let public = server.get("/avis/moderation").send().await.expect(200);
    assert!(!String::from_utf8_lossy(&public.body).contains("<script"));
}

#[tokio::test]
async fn one_device_has_its_daily_share_and_no_more() {
    let server = Server::start().await;
    let mut taken = 0;
    for _ in 0..3 {
        let operations = (0..100).map(|_| making(Act::Review(a_review(&an_id().to_string())))).collect();
        let outcomes = server.send(&a_key(1), operations).await;
        taken += outcomes.iter().filter(|outcome| **outcome == protocol::Outcome::Taken).count();
    }
    assert_eq!(taken, 20);
}
