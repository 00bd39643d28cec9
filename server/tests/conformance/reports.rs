//! Problem reports: their way, who confirms them, and what becomes of those that say the same.

use protocol::{
    Act, CommuneCode, MergeInto, OperationId, ReportStatus, StaffAct, ThingKind, ThingState, What,
};
use sente_server::store::{ActRefused, QueueFilter, Scope};

use crate::support::*;

claims! {
    a_report_is_public_once_staff_has_seen_it_and_its_text_never,
    each_other_device_confirms_a_report_once,
    a_confirmation_of_what_is_over_is_a_new_report,
    a_confirmation_that_is_taken_back_counts_no_more,
    a_merge_moves_the_confirmations_and_its_undoing_brings_them_back,
    what_confirms_a_merged_report_counts_on_the_other_one,
    reports_are_not_merged_in_a_circle,
    when_a_report_goes_those_that_repeat_it_are_new_again,
    a_report_that_is_new_again_has_no_merge_to_undo,
    when_a_merged_report_goes_those_that_repeat_it_stay_with_the_other_one,
    staff_of_a_commune_sees_and_handles_its_reports_only,
    a_report_is_assigned_and_answered,
    an_edited_report_stays_where_staff_has_put_it,
}

const OPEN: StaffAct = StaffAct::Status { status: ReportStatus::Open };

fn into(number: u128) -> StaffAct {
    StaffAct::Merge(MergeInto { into: thing_id(number) })
}

fn state(status: ReportStatus) -> ThingState {
    ThingState::Report { status }
}

async fn a_report_is_public_once_staff_has_seen_it_and_its_text_never(world: World) {
    world.post(1, 1, Act::Report(a_report("Arbre en travers."))).await;
    assert_eq!(world.feed().await, vec![]);
    world.act(1, OPEN).await.unwrap();
    let shown = world.shown_report(1).await;
    assert_eq!((shown.status, shown.written.as_str()), (ReportStatus::Open, "2026-11-26"));
    assert!(!serde_json::to_string(&world.feed().await).unwrap().contains("Arbre"));
    world.act(1, status(ReportStatus::Solved)).await.unwrap();
    assert_eq!(world.shown_report(1).await.status, ReportStatus::Solved);
    assert_eq!(world.state(1, 1).await, state(ReportStatus::Solved));
    assert_eq!(world.queue(ThingKind::Report, true).await.total, 0);
    world.act(1, StaffAct::Undo).await.unwrap();
    assert_eq!(world.shown_report(1).await.status, ReportStatus::Open);
}

async fn each_other_device_confirms_a_report_once(world: World) {
    world.post(1, 1, Act::Report(a_report("Un."))).await;
    world.act(1, OPEN).await.unwrap();
    for (device, number) in [(2, 2), (3, 3), (3, 4), (1, 5)] {
        assert_eq!(world.post(device, number, confirming(1)).await, TAKEN);
        assert_eq!(world.state(device, number).await, state(ReportStatus::Duplicate));
    }
    assert_eq!(world.shown_report(1).await.confirmed, 2);
    assert_eq!((world.feed().await.len(), world.queue(ThingKind::Report, true).await.total), (1, 1));
    assert_eq!(world.faults().await, Vec::<String>::new());
}

async fn a_confirmation_of_what_is_over_is_a_new_report(world: World) {
    world.post(1, 1, Act::Report(a_report("Un."))).await;
    world.act(1, status(ReportStatus::Solved)).await.unwrap();
    world.post(2, 2, confirming(1)).await;
    world.post(2, 3, confirming(77)).await;
    world.post(2, 4, Act::Review(a_review("Un."))).await;
    world.post(3, 5, confirming(4)).await;
    for (device, number) in [(2, 2), (2, 3), (3, 5)] {
        assert_eq!(world.state(device, number).await, state(ReportStatus::New));
    }
    assert_eq!(world.shown_report(1).await.confirmed, 0);
}

async fn a_confirmation_that_is_taken_back_counts_no_more(world: World) {
    world.post(1, 1, Act::Report(a_report("Un."))).await;
    world.act(1, OPEN).await.unwrap();
    world.post(2, 2, confirming(1)).await;
    world.post(3, 3, confirming(1)).await;
    world.change(2, 4, 2, withdraw()).await;
    assert_eq!(world.shown_report(1).await.confirmed, 1);
    world.change(3, 5, 3, Act::Report(a_report("Autre chose."))).await;
    assert_eq!(world.shown_report(1).await.confirmed, 0);
    assert_eq!(world.state(3, 3).await, state(ReportStatus::New));
    world.change(3, 6, 3, confirming(1)).await;
    assert_eq!(world.shown_report(1).await.confirmed, 1);
}

async fn a_merge_moves_the_confirmations_and_its_undoing_brings_them_back(world: World) {
    world.post(1, 1, Act::Report(a_report("Un."))).await;
    world.post(2, 2, Act::Report(a_report("Deux."))).await;
    world.act(1, OPEN).await.unwrap();
    world.act(2, OPEN).await.unwrap();
    world.post(3, 3, confirming(2)).await;
    world.act(2, into(1)).await.unwrap();
    // The author of the merged report and the one who had confirmed it.
    assert_eq!(world.shown_report(1).await.confirmed, 2);
    assert_eq!(world.shown(2).await, Some(What::Gone));
    assert_eq!(world.state(2, 2).await, state(ReportStatus::Duplicate));
    world.act(2, StaffAct::Undo).await.unwrap();
    assert_eq!((world.shown_report(1).await.confirmed, world.shown_report(2).await.confirmed), (0, 1));
    world.act(2, into(1)).await.unwrap();
    world.change(3, 4, 3, withdraw()).await;
    assert_eq!(world.shown_report(1).await.confirmed, 1);
    world.act(2, OPEN).await.unwrap();
    assert_eq!((world.shown_report(1).await.confirmed, world.shown_report(2).await.confirmed), (0, 0));
}

async fn what_confirms_a_merged_report_counts_on_the_other_one(world: World) {
    world.post(1, 1, Act::Report(a_report("Un."))).await;
    world.post(2, 2, Act::Report(a_report("Deux."))).await;
    world.act(1, OPEN).await.unwrap();
    world.act(2, into(1)).await.unwrap();
    world.post(3, 3, confirming(2)).await;
    world.post(3, 4, confirming(1)).await;
    assert_eq!(world.shown_report(1).await.confirmed, 2);
}

async fn reports_are_not_merged_in_a_circle(world: World) {
    world.post(1, 1, Act::Report(a_report("Un."))).await;
    world.post(2, 2, Act::Report(a_report("Deux."))).await;
    world.post(3, 3, Act::Report(a_report("Trois."))).await;
    assert_eq!(world.act(1, into(1)).await, Err(ActRefused::NotNow));
    assert_eq!(world.act(1, into(9)).await, Err(ActRefused::NotFound));
    world.act(1, into(2)).await.unwrap();
    assert_eq!(world.act(2, into(1)).await, Err(ActRefused::NotNow));
    assert_eq!(world.act(1, into(3)).await, Err(ActRefused::NotNow));
    world.act(2, into(3)).await.unwrap();
    assert_eq!(world.entry(3).await.unwrap().confirmed, 2);
}

async fn when_a_report_goes_those_that_repeat_it_are_new_again(world: World) {
    world.post(1, 1, Act::Report(a_report("Un."))).await;
    world.act(1, OPEN).await.unwrap();
    world.post(2, 2, confirming(1)).await;
    world.change(1, 3, 1, withdraw()).await;
    assert_eq!(world.shown(1).await, Some(What::Gone));
    assert_eq!(world.state(2, 2).await, state(ReportStatus::New));
    world.post(3, 4, Act::Report(a_report("Un."))).await;
    world.post(2, 5, confirming(4)).await;
    world.store.erase(key(3), world.now).await.unwrap();
    assert_eq!(world.state(2, 5).await, state(ReportStatus::New));
    assert_eq!(world.faults().await, Vec::<String>::new());
}

async fn a_report_that_is_new_again_has_no_merge_to_undo(world: World) {
    world.post(1, 1, Act::Report(a_report("Un."))).await;
    world.post(2, 2, Act::Report(a_report("Deux."))).await;
    world.act(2, into(1)).await.unwrap();
    // The request names the other report as well, in vain.
    world.take(1, vec![operation(3, Some(1), withdraw()), operation(4, Some(2), withdraw())]).await;
    assert_eq!(world.state(2, 2).await, state(ReportStatus::New));
    assert_eq!(world.act(2, StaffAct::Undo).await, Err(ActRefused::NotNow));
}

async fn when_a_merged_report_goes_those_that_repeat_it_stay_with_the_other_one(world: World) {
    world.post(1, 1, Act::Report(a_report("Un."))).await;
    world.post(2, 2, Act::Report(a_report("Deux."))).await;
    world.act(1, OPEN).await.unwrap();
    world.post(3, 3, confirming(2)).await;
    world.act(2, into(1)).await.unwrap();
    world.change(2, 4, 2, withdraw()).await;
    assert_eq!(world.shown_report(1).await.confirmed, 1);
    world.change(3, 5, 3, withdraw()).await;
    assert_eq!(world.shown_report(1).await.confirmed, 0);
    assert_eq!(world.faults().await, Vec::<String>::new());
}

async fn staff_of_a_commune_sees_and_handles_its_reports_only(world: World) {
    let mut elsewhere = a_report("Deux.");
    elsewhere.place.commune = Some(CommuneCode("28085".into()));
    let mut nowhere = a_report("Trois.");
    nowhere.place.commune = None;
    for (number, report) in [(1, a_report("Un.")), (2, elsewhere), (3, nowhere)] {
        world.post(1, number, Act::Report(report)).await;
    }
    let scope = || Scope::Communes(vec![CommuneCode("28085".into()), CommuneCode("28001".into())]);
    let (kind, waiting, after, limit) = (ThingKind::Report, true, 0, 10);
    let filter = QueueFilter { kind, waiting, scope: scope(), after, limit };
    let queue = world.store.queue(&filter).await.unwrap();
    assert_eq!((queue.total, queue.entries[0].thing), (1, thing_id(2)));
    let seen = |number| OperationId(uuid::Uuid::from_u128(number));
    for number in [1, 3] {
        let act = world.act_seen(number, seen(number), OPEN, scope()).await;
        assert_eq!(act, Err(ActRefused::NotFound));
    }
    assert!(world.act_seen(2, seen(2), OPEN, scope()).await.is_ok());
    let act = world.act_seen(2, seen(2), into(1), scope()).await;
    assert_eq!(act, Err(ActRefused::NotFound));
}

async fn a_report_is_assigned_and_answered(world: World) {
    world.post(1, 1, Act::Report(a_report("Un."))).await;
    let entry = world.act(1, StaffAct::Assign { to: "bea".into() }).await.unwrap();
    assert_eq!(entry.assigned.as_deref(), Some("bea"));
    world.act(1, OPEN).await.unwrap();
    world.act(1, StaffAct::Answer { text: "Nous passons jeudi.".into() }).await.unwrap();
    assert_eq!(world.shown_report(1).await.answer.unwrap().text, "Nous passons jeudi.");
    assert_eq!(world.own(1, 1).await.answer.unwrap().text, "Nous passons jeudi.");
    let entry = world.act(1, StaffAct::Assign { to: String::new() }).await.unwrap();
    assert_eq!(entry.assigned, None);
}

async fn an_edited_report_stays_where_staff_has_put_it(world: World) {
    world.post(1, 1, Act::Report(a_report("Un."))).await;
    world.act(1, status(ReportStatus::Planned)).await.unwrap();
    let mut elsewhere = a_report("Un.");
    elsewhere.place.metres = 900;
    world.change(1, 2, 1, Act::Report(elsewhere)).await;
    let shown = world.shown_report(1).await;
    assert_eq!((shown.status, shown.place.metres), (ReportStatus::Planned, 900));
}
