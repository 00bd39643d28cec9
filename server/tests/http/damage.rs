//! What has changed on its way is noticed: requests by their sum, answers by theirs.

use protocol::{Act, Batch, Problem, ProblemCode, paths, sum};

use crate::samples::{a_key, a_review, making};
use crate::server::{Ask, Reply, Server};

fn sending(server: &Server) -> Ask<'_> {
    let batch = Batch { operations: vec![making(Act::Review(a_review("au bord de l'eau")))] };
    server.post(paths::OPERATIONS).key(&a_key(1)).json(&batch)
}

async fn nothing_was_taken(server: &Server, reply: Reply) {
    assert_eq!(reply.expect(412).json::<Problem>().code, ProblemCode::Damaged);
    assert!(server.mine(&a_key(1)).await.things.is_empty());
}

#[tokio::test]
async fn a_request_that_has_changed_on_its_way_does_nothing() {
    let server = Server::start().await;
    let sent = sending(&server).summed_up();
    nothing_was_taken(&server, sent.header("upload-length", "1").send().await).await;
    let sent = sending(&server).summed_up();
    nothing_was_taken(&server, sent.body(r#"{"operations":[]}"#).send().await).await;
}

#[tokio::test]
async fn a_device_that_sums_nothing_up_changes_nothing() {
    let server = Server::start().await;
    nothing_was_taken(&server, sending(&server).send_bare().await).await;
}

#[tokio::test]
async fn every_answer_has_its_sum_but_one_that_a_cache_puts_to_its_own_body() {
    let server = Server::start().await;
    let path = "/v1/feed?after=0";
    let asked = sum::of_request("GET", path, |_| None, &[]);
    for _ in 0..2 {
        // Made, and then kept ready.
        let page = server.get(path).send().await.expect(200);
        assert_eq!(page.header(paths::SUM), sum::of_answer(&asked, 200, None, &sum::of_body(&page.body)));
    }
    let tag = server.get(path).send().await.header("etag").to_owned();
    let known = server.get(path).header("if-none-match", &tag).send().await.expect(304);
    assert_eq!(known.header(paths::SUM), "");
    for reply in [server.get("/v1/nowhere").send().await, sending(&server).send_bare().await] {
        assert_ne!(reply.header(paths::SUM), "", "{}", reply.status);
    }
}
