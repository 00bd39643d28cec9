//! Figures, accounts, sessions, and what is forgotten after its delay.

use jiff::SignedDuration;
use protocol::{Act, CommuneCode, Reason, ReasonCount, Role, StaffAct};
use sente_server::store::{Account, KeptSession};

use crate::support::*;

claims! {
    a_visit_counts_once_and_a_user_at_the_first_of_the_half_year,
    indicators_count_what_was_posted_and_reports_by_commune,
    the_public_log_has_counts_reasons_and_the_median_delay,
    an_account_is_replaced_by_the_one_of_the_same_name,
    accounts_are_listed_by_name_until_they_are_removed,
    a_session_ends_at_its_time_or_when_it_is_dropped,
    outcomes_are_forgotten_after_two_years_and_things_are_not,
}

async fn a_visit_counts_once_and_a_user_at_the_first_of_the_half_year(mut world: World) {
    let half_year = "2026-S2".parse().unwrap();
    for (token, first) in [(1, true), (1, true), (2, true), (3, false)] {
        world.store.visit([token; 32], first, half_year, world.now).await.unwrap();
    }
    let users = async |world: &World| world.store.indicators().await.unwrap().half_years[0].users;
    assert_eq!(users(&world).await, 2);
    world.store.purge(world.now).await.unwrap();
    world.store.visit([1; 32], true, half_year, world.now).await.unwrap();
    assert_eq!(users(&world).await, 2);
    world.later(2 * 24 * 60 + 1);
    world.store.purge(world.now).await.unwrap();
    world.store.visit([1; 32], true, half_year, world.now).await.unwrap();
    assert_eq!(users(&world).await, 3);
}

async fn indicators_count_what_was_posted_and_reports_by_commune(mut world: World) {
    world.post(1, 1, Act::Review(a_review("Un."))).await;
    world.post(1, 2, a_recommendation("Deux.")).await;
    world.post(1, 3, Act::Report(a_report("Trois."))).await;
    world.post(1, 4, Act::Report(a_report("Quatre."))).await;
    let mut elsewhere = a_report("Cinq.");
    elsewhere.place.commune = Some(CommuneCode("28085".into()));
    world.later(60 * 24 * 60);
    world.post(1, 5, Act::Report(elsewhere)).await;
    let figures = world.store.indicators().await.unwrap();
    let posted = figures
        .half_years
        .iter()
        .map(|tally| (tally.half_year.to_string(), tally.reviews, tally.recommendations, tally.reports));
    assert_eq!(
        posted.collect::<Vec<_>>(),
        [("2027-S1".to_owned(), 0, 0, 1), ("2026-S2".to_owned(), 1, 1, 2)]
    );
    let communes = [(CommuneCode("28357".into()), 2), (CommuneCode("28085".into()), 1)];
    assert_eq!(figures.reports_by_commune, communes);
}

async fn the_public_log_has_counts_reasons_and_the_median_delay(mut world: World) {
    for number in 1..=5 {
        world.post(1, number, Act::Review(a_review("Un."))).await;
    }
    world.post(1, 6, Act::Report(a_report("Six."))).await;
    let empty = world.store.public_log().await.unwrap();
    assert_eq!((empty.received, empty.waiting, empty.median_hours, empty.head), (5, 5, None, None));
    world.later(60);
    world.act(1, StaffAct::Publish).await.unwrap();
    world.later(61);
    world.act(2, refusal(Reason::Insult)).await.unwrap();
    world.later(600);
    world.act(3, refusal(Reason::Insult)).await.unwrap();
    world.change(1, 7, 4, withdraw()).await;
    let log = world.store.public_log().await.unwrap();
    assert_eq!((log.received, log.published, log.refused, log.waiting), (5, 1, 2, 1));
    assert_eq!(log.reasons, [ReasonCount { reason: Reason::Insult, count: 2 }]);
    assert_eq!(log.median_hours, Some(3));
}

async fn an_account_is_replaced_by_the_one_of_the_same_name(world: World) {
    assert_eq!(world.store.account("ana").await.unwrap(), None);
    world.store.put_account(&ana()).await.unwrap();
    assert_eq!(world.store.account("ana").await.unwrap(), Some(ana()));
    let communes = vec![CommuneCode("28357".into())];
    let other = Account { role: Role::Commune, password: None, communes, ..ana() };
    world.store.put_account(&other).await.unwrap();
    assert_eq!(world.store.account("ana").await.unwrap(), Some(other));
}

async fn accounts_are_listed_by_name_until_they_are_removed(world: World) {
    let named = |name: &str| Account { name: name.into(), ..ana() };
    for name in ["zoé", "luc-2", "ana", "luc_1"] {
        world.store.put_account(&named(name)).await.unwrap();
    }
    assert_eq!(world.store.accounts().await.unwrap(), ["ana", "luc-2", "luc_1", "zoé"].map(named));
    for name in ["luc-2", "nobody"] {
        world.store.remove_account(name).await.unwrap();
    }
    assert_eq!(world.store.account("luc-2").await.unwrap(), None);
    assert_eq!(world.store.accounts().await.unwrap(), ["ana", "luc_1", "zoé"].map(named));
}

async fn a_session_ends_at_its_time_or_when_it_is_dropped(world: World) {
    let until = world.now + SignedDuration::from_hours(12);
    world.store.put_account(&ana()).await.unwrap();
    let of = |name: &str, password: &str| KeptSession { name: name.into(), password: password.into(), until };
    for (id, password) in [(1, "un"), (2, "deux"), (1, "trois")] {
        world.store.save_session([id; 32], &of("ana", password)).await.unwrap();
    }
    world.store.save_session([3; 32], &of("nobody", "un")).await.unwrap();
    let session = async |id, at| world.store.session([id; 32], at).await.unwrap();
    assert_eq!(session(1, world.now).await, Some(of("ana", "trois")));
    assert_eq!(session(3, world.now).await, None);
    assert_eq!(session(1, until + SignedDuration::from_secs(1)).await, None);
    world.store.drop_session([1; 32]).await.unwrap();
    assert_eq!(session(1, world.now).await, None);
    world.store.purge(until + SignedDuration::from_secs(1)).await.unwrap();
    assert_eq!(session(2, world.now).await, None);
}

async fn outcomes_are_forgotten_after_two_years_and_things_are_not(mut world: World) {
    world.post(1, 1, Act::Review(a_review("Un."))).await;
    world.later(3 * 366 * 24 * 60);
    world.store.purge(world.now).await.unwrap();
    assert_eq!(world.own(1, 1).await.last, operation(1, None, Act::Review(a_review("Un."))));
    let again = world.post(1, 1, Act::Review(a_review("Un."))).await;
    assert_eq!(again, refused(protocol::Refused::Conflict));
}
