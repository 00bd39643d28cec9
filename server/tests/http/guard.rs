//! What stands before every handler.

use axum::http::Method;
use protocol::{Act, Batch, Problem, ProblemCode, paths};
use serde_json::json;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::samples::{a_key, a_review, making};
use crate::server::Server;

#[tokio::test]
async fn every_answer_has_its_guarding_headers() {
    let server = Server::start().await;
    for path in [paths::ABOUT, paths::FEED, "/v1/nowhere", "/avis/moderation", "/healthz", "/missing.js"] {
        let reply = server.get(path).send().await;
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
        assert!(reply.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        assert_eq!(reply.header("cross-origin-resource-policy"), "same-origin", "{path}");
        assert!(!reply.header("cache-control").is_empty(), "{path}");
        let for_pages = ["referrer-policy", "permissions-policy", "cross-origin-opener-policy"];
        let is_page = !path.starts_with("/v1/");
        assert!(for_pages.iter().all(|name| reply.header(name).is_empty() != is_page), "{path}");
    }
}

#[tokio::test]
async fn one_review_and_its_outcome_are_short() {
    let server = Server::start().await;
    let batch = Batch { operations: vec![making(Act::Review(a_review("Beau parcours.")))] };
    let ask = server.post(paths::OPERATIONS).key(&a_key(1)).header("accept-encoding", "gzip").json(&batch);
    let reply = ask.send().await.expect(200);
    let head: usize = reply.headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
    assert!(head + reply.body.len() < 250, "{reply:?}");
}

#[tokio::test]
async fn no_other_site_is_let_in() {
    let server = Server::start().await;
    let ask = server.ask(Method::OPTIONS, paths::OPERATIONS).header("origin", "https://elsewhere.example");
    let reply = ask.header("access-control-request-method", "POST").send().await.expect(405);
    assert!(reply.headers.keys().all(|name| !name.as_str().starts_with("access-control")));
}

#[tokio::test]
async fn an_address_that_asks_too_often_is_told_to_wait_whatever_it_says_of_itself() {
    let server = Server::start_with(|settings| settings.rate_per_address = 0.1).await;
    let mut last = None;
    for number in 0..4 {
        let ask = server.get(paths::ABOUT).header("x-forwarded-for", &format!("192.0.2.{number}"));
        last = Some(ask.send().await);
    }
    let reply = last.unwrap().expect(429);
    let problem: Problem = reply.json();
    assert_eq!(problem.code, ProblemCode::TooMany);
    assert_eq!(problem.retry_after.unwrap().to_string(), reply.header("retry-after"));
}

#[tokio::test]
async fn a_device_that_asks_too_often_is_told_to_wait_and_another_is_not() {
    let server = Server::start_with(|settings| settings.rate_per_key = 0.1).await;
    for _ in 0..3 {
        server.get(paths::MINE).key(&a_key(1)).send().await.expect(200);
    }
    server.get(paths::MINE).key(&a_key(1)).send().await.expect(429);
    server.get(paths::MINE).key(&a_key(2)).send().await.expect(200);
}

#[tokio::test]
async fn a_visit_is_counted_once() {
    let server = Server::start().await;
    let visit = json!({ "token": "6f2f0b1e-3a0c-4f5e-9d0a-0e6f6a1d2c3b", "first": true });
    for _ in 0..3 {
        server.post(paths::VISITS).json(&visit).send().await.expect(204);
    }
    let figures = server.app.store.indicators().await.unwrap();
    assert_eq!(figures.half_years.iter().map(|tally| tally.users).sum::<u64>(), 1);
}

#[tokio::test]
async fn too_many_at_once_are_told_to_come_again() {
    let server = Server::start().await;
    let _all = server.app.turns.try_acquire_many(64).unwrap();
    let reply = server.get(paths::ABOUT).send().await.expect(503);
    assert_eq!((reply.json::<Problem>().code, reply.header("retry-after")), (ProblemCode::Unavailable, "1"));
    server.get("/healthz").send().await.expect(200);
}

#[tokio::test]
async fn a_slow_sender_holds_up_nobody() {
    let server = Server::start().await;
    let mut slow = Vec::new();
    for _ in 0..100 {
        let mut stream = TcpStream::connect(&server.address).await.unwrap();
        let head = format!(
            "POST {} HTTP/1.1\r\nhost: x\r\nsente-key: {}\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{{",
            paths::OPERATIONS,
            a_key(1).as_str()
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        slow.push(stream);
    }
    server.get(paths::ABOUT).send().await.expect(200);
    server.get(paths::MINE).key(&a_key(2)).send().await.expect(200);
}
