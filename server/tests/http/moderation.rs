//! From the queue to the feed.

use protocol::{
    Act, Decision, FeedPage, PublicLog, Reason, Refusal, ReportStatus, Role, StaffAct, ThingState, What,
    paths,
};

use crate::samples::{a_key, a_report, a_review, changing, making};
use crate::server::Server;

#[tokio::test]
async fn a_review_waits_for_staff_and_is_then_for_everybody() {
    let server = Server::start().await;
    let desk = server.staff(Role::Agence).await;
    let review = making(Act::Review(a_review("à lire")));
    server.taken(&a_key(1), &review).await;
    assert_eq!(server.feed().await.changes.len(), 0);
    let queue = server.queue(&desk, "review").await;
    assert_eq!(
        queue.entries.iter().map(|entry| entry.last.clone()).collect::<Vec<_>>(),
        std::slice::from_ref(&review)
    );
    let decision: Decision = server.act(&desk, &review, StaffAct::Publish).await.expect(200).json();
    assert_eq!(decision.entry.state, ThingState::Published);
    let page = server.feed().await;
    assert!(matches!(&page.changes[0].what, What::Review(public) if public.review == a_review("à lire")));
}

#[tokio::test]
async fn what_was_edited_meanwhile_is_not_judged() {
    let server = Server::start().await;
    let desk = server.staff(Role::Agence).await;
    let review = making(Act::Review(a_review("d’abord")));
    let thing = server.taken(&a_key(1), &review).await;
    server.taken(&a_key(1), &changing(thing, Act::Review(a_review("ensuite")))).await;
    server.act(&desk, &review, StaffAct::Publish).await.expect(409);
}

#[tokio::test]
async fn a_refusal_is_told_to_its_author_and_counted_for_the_public() {
    let server = Server::start().await;
    let desk = server.staff(Role::Agence).await;
    let review = making(Act::Review(a_review("!!!")));
    server.taken(&a_key(1), &review).await;
    let refusal = Refusal { reason: Reason::Insult, words: String::new() };
    server.act(&desk, &review, StaffAct::Refuse(refusal.clone())).await.expect(200);
    assert_eq!(server.mine(&a_key(1)).await.things[0].state, ThingState::Refused { refusal });
    let log: PublicLog = server.get(paths::MODERATION_LOG).send().await.expect(200).json();
    assert_eq!((log.received, log.refused, log.reasons[0].reason), (1, 1, Reason::Insult));
    let page = server.get("/avis/moderation").send().await.expect(200);
    assert!(String::from_utf8_lossy(&page.body).contains("Propos injurieux"));
}

#[tokio::test]
async fn a_commune_handles_what_lies_in_it_and_sees_nothing_else() {
    let server = Server::start().await;
    let desk = server.staff(Role::Commune).await;
    let here = making(Act::Report(a_report("28310")));
    let there = making(Act::Report(a_report("28085")));
    server.taken(&a_key(1), &here).await;
    server.taken(&a_key(1), &there).await;
    let queue = server.queue(&desk, "report").await;
    assert_eq!(queue.entries.iter().map(|entry| entry.thing).collect::<Vec<_>>(), [here.subject()]);
    let open = StaffAct::Status { status: ReportStatus::Open };
    server.act(&desk, &here, open.clone()).await.expect(200);
    server.act(&desk, &there, open).await.expect(404);
}

#[tokio::test]
async fn the_feed_is_kept_by_caches_for_minutes_and_not_sent_again() {
    let server = Server::start().await;
    let desk = server.staff(Role::Agence).await;
    let first = server.get(paths::FEED).send().await.expect(200);
    assert_eq!(first.header("cache-control"), "public, max-age=300");
    let tag = first.header("etag").to_owned();
    server.get(paths::FEED).header("if-none-match", &tag).send().await.expect(304);
    let review = making(Act::Review(a_review("nouveau")));
    server.taken(&a_key(1), &review).await;
    server.act(&desk, &review, StaffAct::Publish).await.expect(200);
    let second = server.get(paths::FEED).header("if-none-match", &tag).send().await.expect(200);
    assert_ne!(second.header("etag"), tag);
}

#[tokio::test]
async fn the_public_figures_know_of_a_decision_at_once() {
    let server = Server::start().await;
    let desk = server.staff(Role::Agence).await;
    let review = making(Act::Review(a_review("à lire")));
    server.taken(&a_key(1), &review).await;
    let published =
        async || server.get(paths::MODERATION_LOG).send().await.expect(200).json::<PublicLog>().published;
    assert_eq!(published().await, 0);
    server.act(&desk, &review, StaffAct::Publish).await.expect(200);
    assert_eq!(published().await, 1);
}

#[tokio::test]
async fn that_somebody_knows_more_than_the_feed_is_told_to_them_and_kept_by_no_cache() {
    let server = Server::start().await;
    let ahead = server.get("/v1/feed?after=7").send().await.expect(200);
    assert_eq!((ahead.json::<FeedPage>().next, ahead.header("cache-control")), (0, "no-store"));
    let level = server.get("/v1/feed?after=0").send().await.expect(200);
    assert_eq!(level.header("cache-control"), "public, max-age=300");
}
