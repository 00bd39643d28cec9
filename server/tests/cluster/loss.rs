//! A standby takes over that was not synchronous: what it had not got is lost, and its numbers of the feed are given a second time. A
//! phone that was away meanwhile and asks only once the feed has passed its number keeps nothing of what was lost, and misses nothing.

use std::time::Duration;

use pdipr_data::domain::RouteId;
use pdipr_data::filter::Page;
use sente_core::calls::OpenReviews;
use sente_core::community::ReviewSort;

use crate::common::chance::Chance;
use crate::failover::{healthy, wait};
use crate::hiker::Hiker;
use crate::postgres::Postgres;
use crate::servers::Servers;
use crate::staff::{self, Staff};

const AGAIN: Duration = Duration::from_secs(30);

fn phone(servers: &Servers, seed: u64) -> Hiker {
    let mut phone = Hiker::new(&mut Chance::new(seed));
    phone.engine.set_server(sente_core::Server::At(servers.addresses[0].clone())).unwrap();
    phone
}

fn exchange(phone: &mut Hiker, servers: &Servers) {
    phone.engine.exchange_now();
    phone.exchange(&servers.courier, &servers.addresses[0]);
}

/// So many reviews are written by somebody, and published.
fn publish(servers: &Servers, staff: &Staff, seed: u64, count: usize) {
    let mut writer = phone(servers, seed);
    for _ in 0..count {
        writer.review(None, vec![]);
    }
    exchange(&mut writer, servers);
    staff.publish_all(servers);
}

/// What the phone shows of others.
fn shown(phone: &mut Hiker) -> Vec<String> {
    let page = Page { offset: 0, limit: 100 };
    let reviews =
        phone.ask(OpenReviews { route: RouteId("f3".into()), sort: ReviewSort::Newest, page }).reviews;
    let mut texts: Vec<String> = reviews.into_iter().map(|shown| shown.public.review.text).collect();
    texts.sort();
    texts
}

#[test]
fn a_phone_that_asks_when_lost_numbers_were_given_again_has_what_there_is_and_nothing_else() {
    let Some(first) = Postgres::start() else { return };
    let second = first.standby();
    let (servers, staff) = staff::at_work(&staff::either(&first, &second));
    publish(&servers, &staff, 1, 2);

    // The standby stops, and nobody waits for it.
    first.demand("");
    second.crash();
    publish(&servers, &staff, 2, 3);
    let mut away = phone(&servers, 3);
    exchange(&mut away, &servers);
    let (before, last) = (shown(&mut away), servers.feed(&servers.addresses[0], 0).next);
    assert_eq!((before.len(), last), (5, 5));

    first.crash();
    second.up();
    second.promote();
    wait("the servers work again", AGAIN, || healthy(&servers) == [true; 2]);
    publish(&servers, &staff, 4, 6);
    let passed = servers.feed(&servers.addresses[0], last);
    assert!(passed.next > last, "the feed has not passed what the phone knows: {}", passed.next);

    exchange(&mut away, &servers);
    let mut new = phone(&servers, 5);
    exchange(&mut new, &servers);
    assert_eq!(shown(&mut away), shown(&mut new));
    assert_eq!(shown(&mut new).len(), 8);
}

#[test]
fn after_a_fail_over_that_lost_nothing_no_phone_reads_anything_twice() {
    let Some(first) = Postgres::start() else { return };
    let second = first.standby();
    let (servers, staff) = staff::at_work(&staff::either(&first, &second));
    publish(&servers, &staff, 1, 2);
    let known = servers.feed(&servers.addresses[0], 0);
    first.crash();
    second.promote();
    wait("the servers work again", AGAIN, || healthy(&servers) == [true; 2]);
    publish(&servers, &staff, 2, 2);
    let then = servers.feed(&servers.addresses[0], known.next);
    assert!(known.mark.is_some() && then.before == known.mark, "{known:?} {then:?}");
    assert_eq!(then.changes.len(), 2);
}
