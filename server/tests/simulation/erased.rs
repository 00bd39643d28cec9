//! Two devices with one key, of which one erases everything while something of both is still on its way.

use jiff::Timestamp;
use protocol::{DeviceKey, Outcome, Outcomes, Refused, Review};
use sente_core::Unreachable;
use sente_core::calls::*;
use sente_core::community::PostState;
use sente_core::sync::{HttpRequest, Method};

use crate::bytes;
use crate::client::{Client, ROUTES};
use crate::common::written;
use crate::photos;
use crate::server::{Fault, Place, SimServer};

fn write(client: &mut Client, text: &str, photo: Option<usize>, now: Timestamp) {
    let photo = photo.map(|which| client.engine.add_photo(&photos::all()[which].bytes, now).unwrap());
    let photos = photo.into_iter().collect();
    let review = Review { text: text.into(), photos, ..written::review(ROUTES[0]) };
    client.ask(WriteReview { thing: None, review }, now).unwrap();
}

/// Exchanges until nothing is left to do, or up to a request of this kind, which stays on its way.
fn exchange(
    client: &mut Client,
    server: &mut SimServer,
    until: Option<Method>,
    now: Timestamp,
) -> Option<HttpRequest> {
    client.engine.exchange_now();
    while let Some(request) = client.next_request(now) {
        if Some(request.method) == until {
            return Some(request);
        }
        let answer = server.answer(&request, now);
        client.engine.receive(Ok(answer), now).unwrap();
    }
    None
}

fn keys(client: &mut Client) -> DeviceKey {
    client.learn_key();
    client.key.clone().unwrap()
}

#[test]
fn what_comes_late_of_an_erased_key_brings_nothing_back_and_is_settled_on_the_other_device() {
    let (dir, bytes) = (tempfile::tempdir().unwrap(), bytes());
    let mut server = SimServer::new(dir.path(), Place::Sqlite, Fault::None);
    let mut one = Client::new("erased-one", &bytes, [1; 32]);
    let mut other = Client::new("erased-other", &bytes, [2; 32]);
    let now: Timestamp = "2026-11-26T08:00:00Z".parse().unwrap();
    write(&mut one, "Un.", Some(1), now);
    exchange(&mut one, &mut server, None, now);
    let key = keys(&mut one);
    other.ask(AdoptKey { text: key.as_str().into() }, now).unwrap();
    exchange(&mut other, &mut server, None, now);
    // A piece of a photo, and a batch, are on their way; another review waits on the other device.
    write(&mut other, "Deux.", Some(0), now);
    let first = exchange(&mut other, &mut server, Some(Method::Patch), now).unwrap();
    let answer = server.answer(&first, now);
    assert_eq!(answer.status, 204);
    other.engine.receive(Ok(answer), now).unwrap();
    let piece = exchange(&mut other, &mut server, Some(Method::Patch), now).unwrap();
    write(&mut other, "Trois.", None, now);
    write(&mut one, "Quatre.", None, now);
    let batch = exchange(&mut one, &mut server, Some(Method::Post), now).unwrap();
    one.engine.receive(Err(Unreachable), now).unwrap();
    one.ask(ErasePosts {}, now).unwrap();
    exchange(&mut one, &mut server, None, now);
    assert!(!one.posts(now).sync.erasing);

    let late: Outcomes = serde_json::from_slice(&server.answer(&batch, now).body).unwrap();
    assert!(matches!(late.outcomes[..], [Outcome::Refused { .. }]), "{late:?}");
    let answer = server.answer(&piece, now);
    assert_eq!(answer.status, 404);
    other.engine.receive(Ok(answer), now).unwrap();
    exchange(&mut other, &mut server, None, now);
    let page = other.posts(now);
    assert_eq!((page.sync.waiting, page.sync.problem), (0, None));
    assert_eq!(page.posts.len(), 3);
    for post in &page.posts {
        assert_eq!(post.state, PostState::Stuck { reason: Refused::Gone }, "{post:?}");
    }
    assert_eq!((server.mine(&key), server.shelves()), (vec![], Vec::<String>::new()));

    // What is written anew goes under another key.
    let again = page.posts.iter().find(|post| crate::client::text_of(&post.content) == "Trois.").unwrap();
    let review = Review { text: "Trois.".into(), ..written::review(ROUTES[0]) };
    other.ask(WriteReview { thing: Some(again.thing), review }, now).unwrap();
    exchange(&mut other, &mut server, None, now);
    assert_ne!(keys(&mut other), key);
    assert_eq!((server.mine(&key).len(), server.mine(&keys(&mut other)).len()), (0, 1));
    assert_eq!(server.check(), Vec::<String>::new());
}
