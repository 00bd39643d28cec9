//! Photos: awaited until they are here, seen by whom their thing is seen, gone when nothing refers to them.

use protocol::{Act, PhotoId, StaffAct};
use sente_server::store::PhotoAccess;

use crate::support::*;

claims! {
    a_photo_is_awaited_from_its_owner_until_it_is_here,
    everybody_sees_a_photo_once_its_review_is_published,
    two_hikers_may_have_the_same_photo,
    a_photo_stays_as_long_as_a_published_version_shows_it,
    photos_that_nothing_refers_to_may_go,
    a_photo_that_comes_back_after_it_went_is_awaited_again,
}

fn with_photo(number: u8) -> Act {
    Act::Review(protocol::Review { photos: vec![photo(number)], ..a_review("Un.") })
}

async fn may_go(world: &World) -> Vec<PhotoId> {
    world.store.purge(world.now).await.unwrap()
}

async fn access(world: &World, number: u8) -> PhotoAccess {
    world.store.photo_access(&photo(number)).await.unwrap()
}

async fn a_photo_is_awaited_from_its_owner_until_it_is_here(world: World) {
    world.post(1, 1, with_photo(7)).await;
    assert!(world.store.photo_awaited(key(1), &photo(7)).await.unwrap());
    assert!(!world.store.photo_awaited(key(2), &photo(7)).await.unwrap());
    assert!(!world.store.photo_awaited(key(1), &photo(8)).await.unwrap());
    assert_eq!(world.own(1, 1).await.awaited, [photo(7)]);
    world.store.photo_arrived(&photo(7)).await.unwrap();
    assert!(!world.store.photo_awaited(key(1), &photo(7)).await.unwrap());
    assert_eq!(world.own(1, 1).await.awaited, []);
}

async fn everybody_sees_a_photo_once_its_review_is_published(world: World) {
    world.post(1, 1, with_photo(7)).await;
    assert_eq!(access(&world, 7).await, PhotoAccess::Owners(vec![key(1)]));
    assert_eq!(access(&world, 8).await, PhotoAccess::Nobody);
    world.act(1, StaffAct::Publish).await.unwrap();
    assert_eq!(access(&world, 7).await, PhotoAccess::Everybody);
    world.change(1, 2, 1, withdraw()).await;
    assert_eq!(access(&world, 7).await, PhotoAccess::Nobody);
}

async fn two_hikers_may_have_the_same_photo(world: World) {
    world.post(1, 1, with_photo(7)).await;
    world.post(2, 2, with_photo(7)).await;
    assert!(world.store.photo_awaited(key(2), &photo(7)).await.unwrap());
    world.store.photo_arrived(&photo(7)).await.unwrap();
    assert_eq!(access(&world, 7).await, PhotoAccess::Owners(vec![key(1), key(2)]));
    world.store.erase(key(1), world.now).await.unwrap();
    assert_eq!((access(&world, 7).await, may_go(&world).await), (PhotoAccess::Owners(vec![key(2)]), vec![]));
}

async fn a_photo_stays_as_long_as_a_published_version_shows_it(mut world: World) {
    world.post(1, 1, with_photo(7)).await;
    world.act(1, StaffAct::Publish).await.unwrap();
    world.change(1, 2, 1, with_photo(8)).await;
    assert_eq!(access(&world, 7).await, PhotoAccess::Everybody);
    assert_eq!(access(&world, 8).await, PhotoAccess::Owners(vec![key(1)]));
    world.act(1, StaffAct::Publish).await.unwrap();
    // The decision can still be undone.
    assert_eq!(access(&world, 7).await, PhotoAccess::Owners(vec![key(1)]));
    assert_eq!(may_go(&world).await, []);
    world.later(16);
    assert_eq!(may_go(&world).await, [photo(7)]);
    assert_eq!(access(&world, 8).await, PhotoAccess::Everybody);
}

async fn photos_that_nothing_refers_to_may_go(mut world: World) {
    world.post(1, 1, with_photo(7)).await;
    world.post(2, 2, with_photo(7)).await;
    world.change(1, 3, 1, withdraw()).await;
    assert_eq!(may_go(&world).await, []);
    assert_eq!(world.store.erase(key(2), world.now).await.unwrap(), [photo(7)]);
    // They are named again, in case that a crash was in the way, but not for ever.
    assert_eq!(may_go(&world).await, [photo(7)]);
    world.later(8 * 24 * 60);
    assert_eq!(may_go(&world).await, []);
}

async fn a_photo_that_comes_back_after_it_went_is_awaited_again(world: World) {
    world.post(1, 1, with_photo(7)).await;
    world.store.photo_arrived(&photo(7)).await.unwrap();
    world.change(1, 2, 1, withdraw()).await;
    assert_eq!(may_go(&world).await, [photo(7)]);
    world.post(1, 3, with_photo(7)).await;
    assert_eq!((world.own(1, 3).await.awaited, may_go(&world).await), (vec![photo(7)], vec![]));
}
