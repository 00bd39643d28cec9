//! Erasure: nothing of a device stays but that it was, and nothing comes back.

use protocol::{Act, Refused, Satisfaction, StaffAct, What};

use crate::support::*;

claims! {
    an_erasure_takes_everything_of_one_device_and_nothing_of_another,
    what_was_erased_does_not_come_back_when_it_is_sent_again,
    nothing_is_taken_from_an_erased_device_any_more,
    an_erasure_is_remembered_for_two_years,
    counts_stay_when_those_who_were_counted_leave,
    an_erased_thing_cannot_be_handled_any_more,
}

async fn an_erasure_takes_everything_of_one_device_and_nothing_of_another(world: World) {
    world.post(1, 1, Act::Review(a_review("Un."))).await;
    world.post(1, 2, Act::Report(a_report("Deux."))).await;
    world.post(1, 3, a_recommendation("Trois.")).await;
    world.post(2, 4, Act::Review(a_review("Quatre."))).await;
    world.act(1, StaffAct::Publish).await.unwrap();
    world.act(4, StaffAct::Publish).await.unwrap();
    world.store.erase(key(1), world.now).await.unwrap();
    assert_eq!(world.store.mine(key(1)).await.unwrap().things, vec![]);
    assert_eq!((world.shown(1).await, world.shown(2).await), (Some(What::Gone), None));
    assert_eq!(world.shown_text(4).await.as_deref(), Some("Quatre."));
    assert_eq!(world.own(2, 4).await.last.act, Act::Review(a_review("Quatre.")));
    assert_eq!(world.faults().await, Vec::<String>::new());
}

async fn what_was_erased_does_not_come_back_when_it_is_sent_again(world: World) {
    world.post(1, 1, Act::Review(a_review("Un."))).await;
    world.store.erase(key(1), world.now).await.unwrap();
    assert_eq!(world.post(1, 1, Act::Review(a_review("Un."))).await, TAKEN);
    let edit = world.change(1, 2, 1, Act::Review(a_review("Deux."))).await;
    assert_eq!(edit, refused(Refused::Gone));
    assert_eq!(world.store.mine(key(1)).await.unwrap().things, vec![]);
}

async fn nothing_is_taken_from_an_erased_device_any_more(world: World) {
    world.post(1, 1, Act::Report(a_report("Un."))).await;
    world.store.erase(key(1), world.now).await.unwrap();
    let before = world.store.indicators().await.unwrap();
    let content = Satisfaction { half_year: "2026-S2".parse().unwrap(), stars: stars(5) };
    let late = [
        operation(2, None, Act::Review(a_review("Deux."))),
        operation(3, None, a_recommendation("Trois.")),
        operation(4, None, Act::Report(a_report("Quatre."))),
        operation(5, None, Act::Satisfaction(content)),
        operation(6, Some(1), withdraw()),
    ];
    // As often as it comes.
    for _ in 0..2 {
        assert_eq!(world.take(1, late.to_vec()).await, vec![refused(Refused::Gone); 5]);
    }
    let mine = world.store.mine(key(1)).await.unwrap();
    assert!(mine.things.is_empty() && mine.erased && world.store.is_erased(key(1)).await.unwrap());
    assert_eq!(world.store.indicators().await.unwrap(), before);
    let other = world.store.mine(key(2)).await.unwrap();
    assert!(!other.erased && !world.store.is_erased(key(2)).await.unwrap());
    assert_eq!(world.post(2, 7, Act::Review(a_review("Sept."))).await, TAKEN);
}

async fn an_erasure_is_remembered_for_two_years(mut world: World) {
    world.store.erase(key(1), world.now).await.unwrap();
    world.later(2 * 365 * 24 * 60);
    world.store.purge(world.now).await.unwrap();
    assert!(world.store.is_erased(key(1)).await.unwrap());
    world.later(3 * 24 * 60);
    world.store.purge(world.now).await.unwrap();
    assert!(!world.store.is_erased(key(1)).await.unwrap());
}

async fn counts_stay_when_those_who_were_counted_leave(world: World) {
    world.post(1, 1, Act::Review(a_review("Un."))).await;
    let content = Satisfaction { half_year: "2026-S2".parse().unwrap(), stars: stars(5) };
    world.post(1, 2, Act::Satisfaction(content)).await;
    let before = world.store.indicators().await.unwrap();
    world.store.erase(key(1), world.now).await.unwrap();
    assert_eq!(world.store.indicators().await.unwrap(), before);
}

async fn an_erased_thing_cannot_be_handled_any_more(world: World) {
    world.post(1, 1, Act::Review(a_review("Un."))).await;
    world.store.erase(key(1), world.now).await.unwrap();
    assert!(world.act(1, StaffAct::Publish).await.is_err());
    assert_eq!(world.entry(1).await, None);
}
