//! What hikers send.

use std::io::Write;

use axum::http::Method;
use protocol::{
    Act, Batch, Outcome, Outcomes, Problem, ProblemCode, Queue, Refused, Role, StaffAct, ThingState, What,
    Withdrawn, limits, paths,
};
use serde_json::{Value, json};

use crate::samples::{a_key, a_review, an_id, changing, making};
use crate::server::{Ask, Server};

/// What the feed says of each thing.
async fn shown(server: &Server) -> Vec<What> {
    server.feed().await.changes.into_iter().map(|change| change.what).collect()
}

#[tokio::test]
async fn the_same_operation_is_carried_out_once_and_answered_the_same_each_time() {
    let server = Server::start().await;
    let review = making(Act::Review(a_review("une fois")));
    for _ in 0..3 {
        server.taken(&a_key(1), &review).await;
    }
    let mine = server.mine(&a_key(1)).await;
    assert_eq!(mine.things.iter().map(|thing| thing.thing).collect::<Vec<_>>(), [review.subject()]);
}

#[tokio::test]
async fn the_same_identity_with_other_bytes_is_a_conflict() {
    let server = Server::start().await;
    let mut review = making(Act::Review(a_review("une")));
    server.taken(&a_key(1), &review).await;
    review.act = Act::Review(a_review("autre"));
    let outcomes = server.send(&a_key(1), vec![review]).await;
    assert_eq!(outcomes, [Outcome::Refused { reason: Refused::Conflict }]);
}

#[tokio::test]
async fn an_operation_that_cannot_be_read_takes_no_other_with_it() {
    let server = Server::start().await;
    let good = serde_json::to_value(making(Act::Review(a_review("bon")))).unwrap();
    let strange = json!({ "id": an_id(), "act": "sing" });
    let batch = json!({ "operations": [strange, 17, good, { "id": "no" }] });
    let reply = server.post(paths::OPERATIONS).key(&a_key(1)).json(&batch).send().await.expect(200);
    let unreadable = Outcome::Refused { reason: Refused::Unreadable };
    let expected = [unreadable.clone(), unreadable.clone(), Outcome::Taken, unreadable];
    assert_eq!(reply.json::<Outcomes>().outcomes, expected);
}

#[tokio::test]
async fn things_are_edited_and_withdrawn_by_their_device_only() {
    let server = Server::start().await;
    let desk = server.staff(Role::Agence).await;
    let review = making(Act::Review(a_review("d’abord")));
    let thing = server.taken(&a_key(1), &review).await;
    let other = changing(thing, Act::Withdraw(Withdrawn {}));
    let refused = Outcome::Refused { reason: Refused::NotYours };
    assert_eq!(server.send(&a_key(2), vec![other]).await, [refused]);
    let edited = changing(thing, Act::Review(a_review("ensuite")));
    server.taken(&a_key(1), &edited).await;
    assert_eq!(server.mine(&a_key(1)).await.things[0].last, edited);
    server.act(&desk, &edited, StaffAct::Publish).await.expect(200);
    server.taken(&a_key(1), &changing(thing, Act::Withdraw(Withdrawn {}))).await;
    assert_eq!(server.mine(&a_key(1)).await.things[0].state, ThingState::Withdrawn);
    assert_eq!(shown(&server).await, [What::Gone]);
}

#[tokio::test]
async fn erasing_leaves_nothing_of_the_device() {
    let server = Server::start().await;
    let desk = server.staff(Role::Agence).await;
    let published = making(Act::Review(a_review("un secret")));
    server.taken(&a_key(1), &published).await;
    server.taken(&a_key(1), &making(Act::Review(a_review("un autre")))).await;
    server.act(&desk, &published, StaffAct::Publish).await.expect(200);
    assert!(matches!(shown(&server).await.as_slice(), [What::Review(_)]));
    server.ask(Method::DELETE, paths::MINE).key(&a_key(1)).send().await.expect(204);
    assert_eq!(server.mine(&a_key(1)).await.things, []);
    assert_eq!(shown(&server).await, [What::Gone]);
    let all = format!("{}?kind=review", paths::STAFF_QUEUE);
    let queue: Queue = server.get(&all).desk(&desk).send().await.expect(200).json();
    assert_eq!((queue.entries, queue.total), (vec![], 0));
}

#[tokio::test]
async fn a_body_may_be_compressed() {
    let server = Server::start().await;
    let batch = Batch { operations: vec![making(Act::Review(a_review("comprimé")))] };
    let body = serde_json::to_vec(&batch).unwrap();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(&body).unwrap();
    // The sum is that of what was there before.
    let ask = server.post(paths::OPERATIONS).key(&a_key(1)).json(&batch).summed_up();
    ask.header("content-encoding", "gzip").body(gzip.finish().unwrap()).send().await.expect(200);
}

#[tokio::test]
async fn a_body_that_grows_without_end_is_refused() {
    let server = Server::start().await;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..64 {
        gzip.write_all(&[b' '; 1024 * 1024]).unwrap();
    }
    let bomb = gzip.finish().unwrap();
    assert!(bomb.len() < limits::BODY);
    let ask = server.post(paths::OPERATIONS).key(&a_key(1)).header("content-type", "application/json");
    let reply = ask.header("content-encoding", "gzip").body(bomb).send().await.expect(413);
    assert_eq!(reply.json::<Problem>().code, ProblemCode::TooLarge);
}

#[tokio::test]
async fn a_request_that_is_wrong_as_a_whole_gets_a_typed_problem() {
    let server = Server::start().await;
    let operations = vec![Value::Null; limits::BATCH + 1];
    let key = a_key(1);
    let ask = || server.post(paths::OPERATIONS).key(&key);
    let code = async |ask: Ask<'_>| ask.send().await.json::<Problem>().code;
    assert_eq!(code(ask().json(&json!({ "operations": operations }))).await, ProblemCode::TooLarge);
    assert_eq!(code(ask().json(&json!({}))).await, ProblemCode::BadRequest);
    assert_eq!(code(ask().body("operations=1")).await, ProblemCode::BadRequest);
    let unknown = ask().header("content-encoding", "rot13").json(&json!({}));
    assert_eq!(code(unknown).await, ProblemCode::Damaged);
    let nobody = server.post(paths::OPERATIONS).json(&json!({ "operations": [] }));
    assert_eq!(code(nobody).await, ProblemCode::Unauthorised);
    assert_eq!(code(server.get("/v1/nowhere")).await, ProblemCode::NotFound);
    assert_eq!(code(server.get(paths::OPERATIONS)).await, ProblemCode::BadRequest);
    assert_eq!(code(server.get("/v1/feed?after=minus")).await, ProblemCode::BadRequest);
}

#[tokio::test]
async fn an_erased_device_is_told_so_and_nothing_is_taken_from_it() {
    let server = Server::start().await;
    let review = making(Act::Review(a_review("avant")));
    for device in [1, 2] {
        server.taken(&a_key(device), &making(Act::Review(a_review("avant")))).await;
    }
    server.ask(Method::DELETE, paths::MINE).key(&a_key(1)).send().await.expect(204);
    let batch = Batch { operations: vec![review] };
    let told = server.post(paths::OPERATIONS).key(&a_key(1)).json(&batch).send().await.expect(200);
    let gone = || vec![Outcome::Refused { reason: Refused::Gone }];
    assert_eq!(told.json::<Outcomes>(), Outcomes { outcomes: gone(), erased: true });
    let mine = server.mine(&a_key(1)).await;
    assert!(mine.things.is_empty() && mine.erased);
    // To another device something may be gone without that.
    let withdrawn = server.mine(&a_key(2)).await.things[0].thing;
    server.taken(&a_key(2), &changing(withdrawn, Act::Withdraw(Withdrawn {}))).await;
    let batch = Batch { operations: vec![changing(withdrawn, Act::Review(a_review("encore")))] };
    let told = server.post(paths::OPERATIONS).key(&a_key(2)).json(&batch).send().await.expect(200);
    assert_eq!(told.json::<Outcomes>(), Outcomes { outcomes: gone(), erased: false });
}
