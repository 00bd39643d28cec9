//! Who counts on a report: each other device that confirms it, once, whatever is merged, undone, changed, taken back or erased.

use protocol::{Act, MergeInto, ReportStatus, StaffAct};

use crate::support::*;

claims! {
    a_device_that_confirmed_two_reports_counts_once_on_the_one_that_stays,
    an_undone_merge_brings_back_both_counts,
    what_comes_after_a_merge_stays_when_it_is_undone,
    an_author_who_confirmed_the_other_report_counts_once,
    one_of_two_confirmations_may_be_taken_back,
    a_report_that_confirms_another_one_no_longer_takes_along_those_who_confirm_it,
    whatever_happens_each_device_counts_once,
}

fn into(number: u128) -> StaffAct {
    StaffAct::Merge(MergeInto { into: thing_id(number) })
}

/// The first report of each of these devices, by the number of the device, which staff has seen.
async fn reports_of(world: &World, devices: &[u8]) {
    for device in devices {
        world.post(*device, (*device).into(), Act::Report(a_report("Un."))).await;
        world.act((*device).into(), status(ReportStatus::Open)).await.unwrap();
    }
}

async fn counts(world: &World, report: u128, other: u128) -> (u32, u32) {
    let count = async |number| world.entry(number).await.unwrap().confirmed;
    (count(report).await, count(other).await)
}

async fn a_device_that_confirmed_two_reports_counts_once_on_the_one_that_stays(world: World) {
    reports_of(&world, &[1, 2]).await;
    for (number, known) in [(10, 1), (11, 2)] {
        world.post(3, number, confirming(known)).await;
    }
    world.post(4, 12, confirming(2)).await;
    world.act(2, into(1)).await.unwrap();
    // The author of the other report and two devices, of which one had confirmed both.
    assert_eq!(world.shown_report(1).await.confirmed, 3);
    assert_eq!(world.faults().await, Vec::<String>::new());
}

async fn an_undone_merge_brings_back_both_counts(world: World) {
    reports_of(&world, &[1, 2]).await;
    for (device, number, known) in [(3, 10, 1), (3, 11, 2), (4, 12, 2), (5, 13, 1)] {
        world.post(device, number, confirming(known)).await;
    }
    for undoing in [StaffAct::Undo, status(ReportStatus::Open)] {
        world.act(2, into(1)).await.unwrap();
        assert_eq!(counts(&world, 1, 2).await, (4, 2));
        world.act(2, undoing).await.unwrap();
        assert_eq!(counts(&world, 1, 2).await, (2, 2));
    }
    assert_eq!((world.shown_report(1).await.confirmed, world.shown_report(2).await.confirmed), (2, 2));
}

async fn what_comes_after_a_merge_stays_when_it_is_undone(world: World) {
    reports_of(&world, &[1, 2]).await;
    world.post(3, 10, confirming(2)).await;
    world.act(2, into(1)).await.unwrap();
    world.post(3, 11, confirming(1)).await;
    world.post(4, 12, confirming(2)).await;
    assert_eq!(counts(&world, 1, 2).await, (3, 1));
    world.act(2, StaffAct::Undo).await.unwrap();
    assert_eq!(counts(&world, 1, 2).await, (2, 1));
}

async fn an_author_who_confirmed_the_other_report_counts_once(world: World) {
    reports_of(&world, &[1, 2]).await;
    world.post(2, 10, confirming(1)).await;
    world.post(1, 11, confirming(2)).await;
    assert_eq!(counts(&world, 1, 2).await, (1, 1));
    world.act(2, into(1)).await.unwrap();
    assert_eq!(counts(&world, 1, 2).await, (1, 1));
    world.act(2, StaffAct::Undo).await.unwrap();
    assert_eq!(counts(&world, 1, 2).await, (1, 1));
}

async fn one_of_two_confirmations_may_be_taken_back(world: World) {
    reports_of(&world, &[1]).await;
    world.post(2, 10, confirming(1)).await;
    world.post(2, 11, confirming(1)).await;
    world.change(2, 12, 10, withdraw()).await;
    assert_eq!(world.shown_report(1).await.confirmed, 1);
    world.change(2, 13, 11, withdraw()).await;
    assert_eq!(world.shown_report(1).await.confirmed, 0);
}

async fn a_report_that_confirms_another_one_no_longer_takes_along_those_who_confirm_it(world: World) {
    reports_of(&world, &[1]).await;
    world.post(2, 2, Act::Report(a_report("Deux."))).await;
    world.post(3, 3, confirming(2)).await;
    world.change(2, 4, 2, confirming(1)).await;
    assert_eq!(counts(&world, 1, 2).await, (2, 1));
    world.change(2, 5, 2, Act::Report(a_report("Autre chose."))).await;
    assert_eq!(counts(&world, 1, 2).await, (0, 1));
}

/// Numbers that look like chance and are the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

fn any(own: &[(u8, u128)], chance: &mut Chance) -> Option<(u8, u128)> {
    own.get(chance.below(own.len().max(1))).copied()
}

/// The store's own check compares each count with the devices that it stands for.
async fn whatever_happens_each_device_counts_once(world: World) {
    let mut chance = Chance(28);
    let mut devices = [1, 2, 3, 4, 5, 6];
    let mut own: Vec<(u8, u128)> = Vec::new();
    let (mut moved, mut changed) = (0, 0);
    for number in 100..240 {
        let device = devices[chance.below(devices.len())];
        let (author, thing) = any(&own, &mut chance).unwrap_or((device, number));
        let (_, other) = any(&own, &mut chance).unwrap_or((device, number));
        match chance.below(20) {
            0..4 => {
                world.post(device, number, Act::Report(a_report("Un."))).await;
                world.act(number, status(ReportStatus::Open)).await.unwrap();
                own.push((device, number));
            }
            4..8 => {
                world.post(device, number, confirming(other)).await;
                own.push((device, number));
            }
            8..10 => {
                changed += u32::from(world.change(author, number, thing, confirming(other)).await == TAKEN)
            }
            10 => {
                changed += u32::from(
                    world.change(author, number, thing, Act::Report(a_report("Autre."))).await == TAKEN,
                )
            }
            11 => changed += u32::from(world.change(author, number, thing, withdraw()).await == TAKEN),
            12..17 => moved += u32::from(world.act(thing, into(other)).await.is_ok()),
            17..19 => moved += u32::from(world.act(thing, StaffAct::Undo).await.is_ok()),
            _ => {
                let gone = &mut devices[chance.below(6)];
                world.store.erase(key(*gone), world.now).await.unwrap();
                *gone += 6;
            }
        }
        assert_eq!(world.faults().await, Vec::<String>::new(), "after {number}");
    }
    assert!(moved >= 10 && changed >= 5, "hardly anything has happened: {moved}, {changed}");
}
