//! What staff decides on reviews and recommendations, what everybody sees of it, and the log.

use protocol::{
    Act, LogEntry, OperationId, Reason, ReportStatus, StaffAct, Stars, ThingKind, ThingState, What,
};
use sente_server::store::{ActRefused, QueueFilter, Scope};

use crate::support::*;

claims! {
    nobody_sees_a_review_before_it_is_published,
    an_edited_review_stays_as_it_was_published_until_the_new_version_is_decided_on,
    a_refused_review_stays_with_its_author_and_leaves_the_feed,
    a_published_review_that_is_withdrawn_leaves_a_tombstone,
    a_decision_is_undone_within_a_quarter_of_an_hour_and_not_after,
    to_undo_the_publication_of_an_edit_brings_back_what_was_published_before,
    what_was_edited_meanwhile_is_not_judged,
    acts_that_do_not_fit_change_nothing_and_are_not_logged,
    good_and_bad_reviews_wait_in_the_order_of_their_arrival,
    a_queue_comes_in_pages,
    the_agency_answers_in_public_and_takes_it_back,
    every_act_stands_in_the_log_in_a_chain,
    the_feed_has_each_thing_once_at_its_last_change_and_in_pages,
    whoever_knows_more_than_the_feed_is_told_where_it_ends,
    each_number_of_the_feed_has_a_mark_that_it_keeps,
}

async fn each_number_of_the_feed_has_a_mark_that_it_keeps(world: World) {
    let empty = world.store.feed(0, 10).await.unwrap();
    assert!(empty.mark.is_some() && empty.before == empty.mark, "{empty:?}");
    for number in 1..=3 {
        world.post(1, number, Act::Review(a_review("Un."))).await;
        world.act(number, StaffAct::Publish).await.unwrap();
    }
    let first = world.store.feed(0, 2).await.unwrap();
    let second = world.store.feed(first.next, 2).await.unwrap();
    assert_eq!((first.before, first.mark), (empty.mark, second.before));
    let marks = [first.before, first.mark, second.mark];
    assert!(marks[0] != marks[1] && marks[1] != marks[2] && marks[2].is_some(), "{marks:?}");
    // A change that leaves its place leaves the mark behind.
    world.change(1, 4, 2, withdraw()).await;
    assert_eq!(world.store.feed(first.next, 2).await.unwrap().before, first.mark);
    assert_eq!(world.store.feed(second.next, 2).await.unwrap().before, second.mark);
    let javascript = 1_u64 << 53;
    assert!(marks.iter().flatten().all(|mark| mark.0 < javascript), "{marks:?}");
}

async fn nobody_sees_a_review_before_it_is_published(world: World) {
    world.post(1, 1, Act::Review(a_review("Beau."))).await;
    world.post(1, 2, a_recommendation("Calme.")).await;
    assert_eq!((world.feed().await, world.state(1, 1).await), (vec![], ThingState::Moderated));
    world.act(1, StaffAct::Publish).await.unwrap();
    world.act(2, StaffAct::Publish).await.unwrap();
    let Some(What::Review(public)) = world.shown(1).await else { panic!("no review") };
    assert_eq!((public.review, public.written.as_str()), (a_review("Beau."), "2026-11-26"));
    let Some(What::Recommendation(public)) = world.shown(2).await else { panic!("no recommendation") };
    assert_eq!(Act::Recommendation(public.recommendation), a_recommendation("Calme."));
    assert_eq!(world.state(1, 1).await, ThingState::Published);
}

async fn an_edited_review_stays_as_it_was_published_until_the_new_version_is_decided_on(mut world: World) {
    world.post(1, 1, Act::Review(a_review("Un."))).await;
    world.act(1, StaffAct::Publish).await.unwrap();
    world.later(24 * 60);
    world.change(1, 2, 1, Act::Review(a_review("Deux."))).await;
    assert_eq!(world.shown_text(1).await.as_deref(), Some("Un."));
    assert_eq!(world.state(1, 1).await, ThingState::Moderated);
    world.act(1, StaffAct::Publish).await.unwrap();
    let Some(What::Review(public)) = world.shown(1).await else { panic!("no review") };
    let seen = (public.review.text.as_str(), public.written.as_str(), public.edited.as_deref());
    assert_eq!(seen, ("Deux.", "2026-11-26", Some("2026-11-27")));
    world.change(1, 3, 1, Act::Review(a_review("Trois."))).await;
    world.act(1, refusal(Reason::Insult)).await.unwrap();
    assert_eq!(world.shown(1).await, Some(What::Gone));
}

async fn a_refused_review_stays_with_its_author_and_leaves_the_feed(world: World) {
    world.post(1, 1, Act::Review(a_review("Un."))).await;
    world.act(1, StaffAct::Publish).await.unwrap();
    world.act(1, refusal(Reason::PersonalData)).await.unwrap();
    assert_eq!(world.shown(1).await, Some(What::Gone));
    let own = world.own(1, 1).await;
    assert!(matches!(own.state, ThingState::Refused { refusal } if refusal.reason == Reason::PersonalData));
    assert_eq!(own.last.act, Act::Review(a_review("Un.")));
    world.change(1, 2, 1, Act::Review(a_review("Deux."))).await;
    assert_eq!(world.state(1, 1).await, ThingState::Moderated);
}

async fn a_published_review_that_is_withdrawn_leaves_a_tombstone(world: World) {
    world.post(1, 1, Act::Review(a_review("Un."))).await;
    world.act(1, StaffAct::Publish).await.unwrap();
    world.change(1, 2, 1, withdraw()).await;
    assert_eq!(world.shown(1).await, Some(What::Gone));
    assert_eq!(world.entry(1).await, None);
    let seen = OperationId(uuid::Uuid::from_u128(2));
    let act = world.act_seen(1, seen, StaffAct::Publish, Scope::All).await;
    assert_eq!(act, Err(ActRefused::NotNow));
}

async fn a_decision_is_undone_within_a_quarter_of_an_hour_and_not_after(mut world: World) {
    world.post(1, 1, Act::Review(a_review("Un."))).await;
    world.act(1, StaffAct::Publish).await.unwrap();
    world.later(15);
    let entry = world.act(1, StaffAct::Undo).await.unwrap();
    assert_eq!((entry.state, entry.undo_until), (ThingState::Moderated, None));
    assert_eq!(world.shown(1).await, Some(What::Gone));
    assert_eq!(world.act(1, StaffAct::Undo).await, Err(ActRefused::NotNow));
    world.act(1, refusal(Reason::OffTopic)).await.unwrap();
    world.later(16);
    assert_eq!(world.act(1, StaffAct::Undo).await, Err(ActRefused::NotNow));
    world.store.purge(world.now).await.unwrap();
    assert_eq!(world.entry(1).await.unwrap().undo_until, None);
}

async fn to_undo_the_publication_of_an_edit_brings_back_what_was_published_before(world: World) {
    world.post(1, 1, Act::Review(a_review("Un."))).await;
    world.act(1, StaffAct::Publish).await.unwrap();
    world.change(1, 2, 1, Act::Review(a_review("Deux."))).await;
    world.act(1, StaffAct::Publish).await.unwrap();
    world.act(1, StaffAct::Undo).await.unwrap();
    assert_eq!(world.shown_text(1).await.as_deref(), Some("Un."));
    assert_eq!(world.state(1, 1).await, ThingState::Moderated);
}

async fn what_was_edited_meanwhile_is_not_judged(world: World) {
    world.post(1, 1, Act::Review(a_review("Un."))).await;
    world.change(1, 2, 1, Act::Review(a_review("Deux."))).await;
    let seen = OperationId(uuid::Uuid::from_u128(1));
    let act = world.act_seen(1, seen, StaffAct::Publish, Scope::All).await;
    assert_eq!(act, Err(ActRefused::Changed));
    assert_eq!(world.feed().await, vec![]);
}

async fn acts_that_do_not_fit_change_nothing_and_are_not_logged(world: World) {
    world.post(1, 1, Act::Review(a_review("Un."))).await;
    world.post(1, 2, Act::Report(a_report("Deux."))).await;
    let not_now = Err(ActRefused::NotNow);
    assert_eq!(world.act(1, status(ReportStatus::Open)).await, not_now);
    assert_eq!(world.act(1, StaffAct::Undo).await, not_now);
    assert_eq!(world.act(2, StaffAct::Publish).await, not_now);
    assert_eq!(world.act(2, status(ReportStatus::Duplicate)).await, not_now);
    assert_eq!(world.act(7, StaffAct::Publish).await, Err(ActRefused::NotFound));
    assert_eq!(world.store.log(0, 10).await.unwrap(), vec![]);
}

async fn good_and_bad_reviews_wait_in_the_order_of_their_arrival(world: World) {
    for (number, given) in [(9, 1), (5, 5), (7, 2), (1, 4)] {
        let review = protocol::Review { stars: stars(given), ..a_review("Un.") };
        world.post(1, number, Act::Review(review)).await;
    }
    world.act(7, StaffAct::Publish).await.unwrap();
    let queue = world.queue(ThingKind::Review, true).await;
    let waiting: Vec<_> = queue.entries.iter().map(|entry| given(&entry.last.act)).collect();
    assert_eq!((queue.total, waiting), (3, vec![1, 5, 4]));
    assert_eq!(world.queue(ThingKind::Review, false).await.total, 4);
}

fn given(act: &Act) -> u8 {
    match act {
        Act::Review(review) => Stars::into(review.stars),
        _ => 0,
    }
}

async fn a_queue_comes_in_pages(world: World) {
    for number in 1..=5 {
        world.post(1, number, a_recommendation("Un.")).await;
    }
    let page = async |after| {
        let (kind, scope) = (ThingKind::Recommendation, Scope::All);
        world.store.queue(&QueueFilter { kind, waiting: true, scope, after, limit: 2 }).await.unwrap()
    };
    let (mut after, mut seen) = (Some(0), Vec::new());
    while let Some(from) = after {
        let page = page(from).await;
        assert_eq!(page.total, 5);
        seen.extend(page.entries.iter().map(|entry| entry.thing));
        after = page.next;
    }
    assert_eq!(seen, (1..=5).map(thing_id).collect::<Vec<_>>());
}

async fn the_agency_answers_in_public_and_takes_it_back(world: World) {
    world.post(1, 1, Act::Review(a_review("Un."))).await;
    world.act(1, StaffAct::Publish).await.unwrap();
    world.act(1, StaffAct::Answer { text: "Merci.".into() }).await.unwrap();
    let Some(What::Review(public)) = world.shown(1).await else { panic!("no review") };
    let answer = public.answer.unwrap();
    let seen = (answer.text.as_str(), answer.on.as_str(), answer.by.as_str());
    assert_eq!(seen, ("Merci.", "2026-11-26", "Agence de tourisme"));
    assert_eq!(world.own(1, 1).await.answer, Some(answer));
    world.act(1, StaffAct::Answer { text: String::new() }).await.unwrap();
    let Some(What::Review(public)) = world.shown(1).await else { panic!("no review") };
    assert_eq!((public.answer, world.own(1, 1).await.answer), (None, None));
}

async fn every_act_stands_in_the_log_in_a_chain(world: World) {
    world.post(1, 1, Act::Review(a_review("Un."))).await;
    world.act(1, StaffAct::Publish).await.unwrap();
    world.act(1, StaffAct::Undo).await.unwrap();
    world.act(1, refusal(Reason::Advertising)).await.unwrap();
    let log = world.store.log(0, 10).await.unwrap();
    let acts: Vec<_> = log.iter().map(|entry| (entry.seq, entry.act.as_str(), entry.reason)).collect();
    assert_eq!(acts, [(1, "publish", None), (2, "undo", None), (3, "refuse", Some(Reason::Advertising))]);
    let mut before = String::new();
    for entry in &log {
        let bare = LogEntry { hash: String::new(), ..entry.clone() };
        let text = before + &serde_json::to_string(&bare).unwrap();
        let hash: [u8; 32] = <sha2::Sha256 as sha2::Digest>::digest(text).into();
        before = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(entry.hash, before);
    }
    assert_eq!(world.store.log(2, 10).await.unwrap(), &log[2..]);
    let latest = async |before, of| world.store.latest_acts(before, of, 2).await.unwrap();
    assert_eq!(latest(None, None).await, [log[2].clone(), log[1].clone()]);
    assert_eq!(latest(Some(3), Some(thing_id(1))).await, [log[1].clone(), log[0].clone()]);
    assert_eq!(latest(None, Some(thing_id(2))).await, vec![]);
    assert_eq!(world.store.public_log().await.unwrap().head, Some(before));
    assert_eq!(world.faults().await, Vec::<String>::new());
}

async fn the_feed_has_each_thing_once_at_its_last_change_and_in_pages(world: World) {
    for number in 1..=5 {
        world.post(1, number, Act::Review(a_review("Un."))).await;
        world.act(number, StaffAct::Publish).await.unwrap();
    }
    let before = world.store.feed(0, 100).await.unwrap().next;
    world.act(2, StaffAct::Answer { text: "Merci.".into() }).await.unwrap();
    let order: Vec<_> = world.feed().await.iter().map(|change| change.thing).collect();
    assert_eq!(order, [1, 3, 4, 5, 2].map(thing_id));
    // The second number was given up, and a page that is not the last ends at a multiple of its size.
    let first = world.store.feed(0, 3).await.unwrap();
    assert_eq!((first.changes.len(), first.next, first.more), (2, 3, true));
    let rest = world.store.feed(first.next, 3).await.unwrap();
    assert_eq!((rest.changes.len(), rest.more), (3, false));
    let new = world.store.feed(before, 3).await.unwrap();
    assert_eq!((new.changes.len(), new.next), (1, rest.next));
    let nothing = world.store.feed(rest.next, 3).await.unwrap();
    assert_eq!((nothing.changes.len(), nothing.next, nothing.more), (0, rest.next, false));
}

async fn whoever_knows_more_than_the_feed_is_told_where_it_ends(world: World) {
    let next = async |after| world.store.feed(after, 10).await.unwrap().next;
    assert_eq!([next(0).await, next(1).await], [0, 0]);
    world.post(1, 1, Act::Review(a_review("Un."))).await;
    world.act(1, StaffAct::Publish).await.unwrap();
    assert_eq!([next(0).await, next(1).await, next(2).await], [1, 1, 1]);
}
