//! A device that reads the feed from its beginning to its end.

use std::collections::BTreeSet;

use jiff::Timestamp;
use protocol::{Act, Change, FeedPage, Filed, Operation, Role, StaffAct, limits, paths};
use sente_server::store::Scope;
use tokio::task::JoinSet;

use super::samples::{a_key, a_review, making};
use super::server::Server;

/// More than two pages, each device with what it may send on a day.
const DEVICES: u8 = 52;

async fn publish_all(server: &Server, written: &[Operation]) {
    server.hire(Role::Agence).await;
    let staff = server.app.store.account("agence").await.unwrap().unwrap();
    for some in written.chunks(100) {
        let acts = some.iter().map(|operation| {
            let (store, staff) = (server.app.store.clone(), staff.clone());
            let filed = Filed { thing: operation.subject(), seen: operation.id, act: StaffAct::Publish };
            async move { store.act(&staff, &Scope::All, &filed, Timestamp::now()).await }
        });
        for done in acts.collect::<JoinSet<_>>().join_all().await {
            done.unwrap().unwrap();
        }
    }
}

async fn page(server: &Server, after: u64) -> FeedPage {
    server.get(&paths::feed_after(after)).send().await.expect(200).json()
}

#[tokio::test]
async fn what_is_published_while_it_is_read_is_in_what_is_read() {
    let server = Server::start().await;
    let mut written = Vec::new();
    for number in 0..DEVICES {
        let reviews: Vec<Operation> = (0..limits::REVIEWS_A_DAY)
            .map(|review| making(Act::Review(a_review(&format!("avis {number} {review}")))))
            .collect();
        server.send(&a_key(number), reviews.clone()).await;
        written.extend(reviews);
    }
    let (last, before) = written.split_last().unwrap();
    publish_all(&server, before).await;

    let mut read: Vec<Change> = Vec::new();
    let mut now = page(&server, 0).await;
    assert_eq!(now.changes.len(), limits::FEED_PAGE);
    // The second page and the third are made ahead; then something is decided.
    let second = page(&server, now.next).await;
    let desk = server.staff(Role::Agence).await;
    server.act(&desk, last, StaffAct::Publish).await.expect(200);
    while now.more {
        read.append(&mut now.changes);
        now = page(&server, now.next).await;
    }
    read.append(&mut now.changes);

    assert_eq!(&read[limits::FEED_PAGE..][..limits::FEED_PAGE], second.changes);
    let read: BTreeSet<_> = read.iter().map(|change| change.thing).collect();
    assert_eq!(read, written.iter().map(Operation::subject).collect());
}
