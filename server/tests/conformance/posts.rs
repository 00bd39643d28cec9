//! What devices send: each operation once, each thing its owner's, and not too many on one day.

use protocol::{Act, Refused, ReportStatus, Satisfaction, ThingState, limits};
use sente_server::store::Incoming;

use crate::support::*;

claims! {
    an_operation_is_carried_out_once_and_answered_the_same_each_time,
    another_body_under_the_same_identity_is_a_conflict,
    a_thing_cannot_be_made_a_second_time,
    what_cannot_be_read_takes_nothing_along_and_is_not_remembered,
    only_the_owner_changes_a_thing_and_never_its_kind,
    a_refusal_that_depends_on_the_store_is_remembered,
    what_was_withdrawn_stays_so,
    more_than_a_days_measure_waits_for_the_next_day,
    a_day_holds_a_hundred_operations_and_any_withdrawal,
    what_follows_on_a_thing_that_waits_for_tomorrow_waits_too,
    own_things_are_listed_with_their_states_oldest_first,
    the_last_answer_of_a_half_year_counts_and_only_it,
}

async fn an_operation_is_carried_out_once_and_answered_the_same_each_time(world: World) {
    let batch = || vec![operation(1, None, Act::Review(a_review("Un."))), operation(2, Some(9), withdraw())];
    let first = world.take(1, batch()).await;
    assert_eq!(first, [TAKEN, refused(Refused::NotYours)]);
    assert_eq!(world.take(1, batch()).await, first);
    let twice = batch().into_iter().chain(batch()).collect();
    assert_eq!(world.take(1, twice).await, [first.clone(), first].concat());
    assert_eq!(world.store.mine(key(1)).await.unwrap().things.len(), 1);
}

async fn another_body_under_the_same_identity_is_a_conflict(world: World) {
    world.post(1, 1, Act::Review(a_review("Un."))).await;
    assert_eq!(world.post(1, 1, Act::Review(a_review("Deux."))).await, refused(Refused::Conflict));
    assert_eq!(world.post(2, 1, Act::Review(a_review("Un."))).await, refused(Refused::Conflict));
    assert_eq!(world.post(1, 1, Act::Review(a_review("Un."))).await, TAKEN);
}

async fn a_thing_cannot_be_made_a_second_time(world: World) {
    world.post(1, 1, Act::Review(a_review("Un."))).await;
    assert_eq!(world.change(1, 2, 1, Act::Review(a_review("Deux."))).await, TAKEN);
    assert_eq!(world.post(1, 1, Act::Review(a_review("Trois."))).await, refused(Refused::Conflict));
    assert_eq!(world.own(1, 1).await.last, operation(2, Some(1), Act::Review(a_review("Deux."))));
}

async fn what_cannot_be_read_takes_nothing_along_and_is_not_remembered(world: World) {
    let good = incoming(operation(1, None, Act::Review(a_review("Un."))));
    let later = incoming(operation(2, None, Act::Review(a_review("Deux."))));
    let unread = Incoming { operation: Err(Refused::Unreadable), ..later.clone() };
    let nameless = Incoming { id: None, digest: [0; 32], operation: Err(Refused::Unreadable) };
    let unreadable = refused(Refused::Unreadable);
    let outcomes = world.store.take(key(1), vec![nameless, unread, good], world.now).await.unwrap();
    assert_eq!(outcomes, [unreadable.clone(), unreadable, TAKEN]);
    assert_eq!(world.store.take(key(1), vec![later], world.now).await.unwrap(), [TAKEN]);
}

async fn only_the_owner_changes_a_thing_and_never_its_kind(world: World) {
    world.post(1, 1, Act::Review(a_review("Un."))).await;
    let not_yours = refused(Refused::NotYours);
    assert_eq!(world.change(2, 2, 1, Act::Review(a_review("Deux."))).await, not_yours);
    assert_eq!(world.change(2, 3, 1, withdraw()).await, not_yours);
    assert_eq!(world.change(1, 4, 1, a_recommendation("Deux.")).await, not_yours);
    assert_eq!(world.own(1, 1).await.last, operation(1, None, Act::Review(a_review("Un."))));
}

async fn a_refusal_that_depends_on_the_store_is_remembered(world: World) {
    let edit = || Act::Review(a_review("Deux."));
    assert_eq!(world.change(1, 2, 1, edit()).await, refused(Refused::NotYours));
    world.post(1, 1, Act::Review(a_review("Un."))).await;
    assert_eq!(world.change(1, 2, 1, edit()).await, refused(Refused::NotYours));
    assert_eq!(world.change(1, 3, 1, edit()).await, TAKEN);
}

async fn what_was_withdrawn_stays_so(world: World) {
    world.post(1, 1, Act::Review(a_review("Un."))).await;
    assert_eq!(world.change(1, 2, 1, withdraw()).await, TAKEN);
    assert_eq!(world.change(1, 3, 1, Act::Review(a_review("Deux."))).await, refused(Refused::Gone));
    assert_eq!(world.change(1, 4, 1, withdraw()).await, refused(Refused::Gone));
    let own = world.own(1, 1).await;
    assert_eq!((own.last, own.state), (operation(2, Some(1), withdraw()), ThingState::Withdrawn));
    assert_eq!(world.shown(1).await, None);
    assert_eq!(world.faults().await, Vec::<String>::new());
}

async fn more_than_a_days_measure_waits_for_the_next_day(mut world: World) {
    for number in 0..u128::from(limits::REVIEWS_A_DAY) {
        assert_eq!(world.post(1, number, Act::Review(a_review("Un."))).await, TAKEN);
    }
    for number in 100..100 + u128::from(limits::REPORTS_A_DAY) {
        assert_eq!(world.post(1, number, Act::Report(a_report("Un."))).await, TAKEN);
    }
    let limit = refused(Refused::DailyLimit);
    assert_eq!(world.post(1, 200, Act::Review(a_review("Un."))).await, limit);
    assert_eq!(world.post(1, 201, Act::Report(a_report("Un."))).await, limit);
    assert_eq!(world.post(1, 202, a_recommendation("Un.")).await, TAKEN);
    assert_eq!(world.post(2, 203, Act::Review(a_review("Un."))).await, TAKEN);
    world.later(24 * 60);
    assert_eq!(world.post(1, 200, Act::Review(a_review("Un."))).await, TAKEN);
    assert_eq!(world.post(1, 201, Act::Report(a_report("Un."))).await, TAKEN);
}

async fn a_day_holds_a_hundred_operations_and_any_withdrawal(world: World) {
    let many = (0..u128::from(limits::OPERATIONS_A_DAY))
        .map(|number| operation(number, None, a_recommendation("Un.")));
    assert!(world.take(1, many.collect()).await.iter().all(|outcome| *outcome == TAKEN));
    assert_eq!(world.post(1, 200, a_recommendation("Un.")).await, refused(Refused::DailyLimit));
    assert_eq!(world.change(1, 201, 0, a_recommendation("Deux.")).await, refused(Refused::DailyLimit));
    assert_eq!(world.change(1, 202, 0, withdraw()).await, TAKEN);
    assert_eq!(world.change(1, 203, 0, withdraw()).await, refused(Refused::DailyLimit));
}

async fn what_follows_on_a_thing_that_waits_for_tomorrow_waits_too(mut world: World) {
    for number in 0..u128::from(limits::REVIEWS_A_DAY) {
        world.post(1, number, Act::Review(a_review("Un."))).await;
    }
    let batch =
        || vec![operation(50, None, Act::Review(a_review("Un."))), operation(51, Some(50), withdraw())];
    assert_eq!(world.take(1, batch()).await, [refused(Refused::DailyLimit), refused(Refused::DailyLimit)]);
    world.later(24 * 60);
    assert_eq!(world.take(1, batch()).await, [TAKEN, TAKEN]);
}

async fn own_things_are_listed_with_their_states_oldest_first(world: World) {
    world.post(1, 9, Act::Review(a_review("Un."))).await;
    world.post(1, 3, Act::Report(a_report("Deux."))).await;
    world.post(2, 4, Act::Review(a_review("Trois."))).await;
    world.change(1, 5, 9, Act::Review(a_review("Quatre."))).await;
    let mine = world.store.mine(key(1)).await.unwrap().things;
    let seen: Vec<_> = mine.into_iter().map(|own| (own.last, own.state)).collect();
    let edited = operation(5, Some(9), Act::Review(a_review("Quatre.")));
    let report = operation(3, None, Act::Report(a_report("Deux.")));
    let new = ThingState::Report { status: ReportStatus::New };
    assert_eq!(seen, [(edited, ThingState::Moderated), (report, new)]);
}

async fn the_last_answer_of_a_half_year_counts_and_only_it(world: World) {
    let answer = |half: &str, given| {
        Act::Satisfaction(Satisfaction { half_year: half.parse().unwrap(), stars: stars(given) })
    };
    world.post(1, 1, answer("2026-S2", 2)).await;
    world.post(1, 2, answer("2026-S2", 5)).await;
    world.post(1, 1, answer("2026-S2", 2)).await;
    world.post(1, 3, answer("2026-S1", 3)).await;
    world.post(2, 4, answer("2026-S2", 5)).await;
    let figures = world.store.indicators().await.unwrap().half_years;
    let answers: Vec<_> = figures.iter().map(|tally| tally.satisfaction).collect();
    assert_eq!(answers, [[0, 0, 0, 0, 2], [0, 0, 1, 0, 0]]);
    assert_eq!(world.faults().await, Vec::<String>::new());
}
