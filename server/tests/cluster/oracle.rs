//! What must be true in the end, at both servers.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use protocol::{Act, PhotoId, ThingId, ThingState, What};
use sente_core::community::PostState;
use sente_server::photos::paint_anew;
use sente_server::store::CommunityStore;

use crate::common::chance::Chance;
use crate::hiker::Hiker;
use crate::reader::Reader;
use crate::servers::Servers;
use crate::staff::Staff;

/// What one server keeps ready is heard of at the other one long before.
const OLD: Duration = Duration::from_secs(20);

/// Everything that the hikers have written is there once, and nothing else; answers with how many things were made.
pub fn judge_hikers(servers: &Servers, hikers: &mut [Hiker]) -> Result<u64, String> {
    let (mut made, mut painted) = (0, BTreeMap::<PhotoId, Vec<u8>>::new());
    for hiker in hikers {
        let key = hiker.key();
        let [mine, other] = servers.each(|address| servers.mine(address, &key));
        same("both servers know the same of a hiker", &mine, &other)?;
        made += mine.things.len() as u64;
        let mut there = Vec::new();
        for own in mine.things.iter().filter(|own| own.state != ThingState::Withdrawn) {
            same("no photo is awaited", &vec![], &own.awaited)?;
            match &own.last.act {
                Act::Review(review) => there.push(review.text.clone()),
                other => return Err(format!("nobody wrote {other:?}")),
            }
        }
        let mut written: Vec<String> = hiker.written.values().cloned().collect();
        written.sort();
        there.sort();
        same("what was written is there once", &written, &there)?;
        for post in hiker.posts().posts {
            let state =
                matches!(post.state, PostState::Moderated | PostState::Published | PostState::Refused { .. });
            if !hiker.written.contains_key(&post.thing) || !state {
                return Err(format!("the device says {post:?}"));
            }
        }
        for photo in hiker.photos.clone().into_values() {
            let sent = hiker.engine.photo(&photo).unwrap().ok_or("the photo has gone from the device")?;
            let wanted = painted.entry(photo.clone()).or_insert_with(|| paint_anew(&sent).unwrap());
            for kept in servers.each(|address| servers.photo(address, &key, &photo)) {
                if kept != *wanted {
                    return Err(format!("photo {photo:?} is another: {} bytes", kept.len()));
                }
            }
        }
    }
    Ok(made)
}

/// Both servers give the same feed, which is that of the store, and whoever has followed it has missed nothing.
pub fn judge_feed(servers: &Servers, readers: &mut [Reader]) -> Result<usize, String> {
    let store = servers.runtime.block_on(servers.store.feed(0, 1_000_000)).unwrap().changes;
    let last = store.last().map_or(0, |change| change.seq);
    let in_order: BTreeSet<u64> = store.iter().map(|change| change.seq).collect();
    same("each change has a number of its own", &store.len(), &in_order.len())?;
    let wanted: BTreeMap<ThingId, What> =
        store.iter().map(|change| (change.thing, change.what.clone())).collect();
    for address in &servers.addresses {
        eventually(&format!("{address} gives the whole feed"), || {
            let (mut after, mut all) = (0, Vec::new());
            loop {
                let page = servers.feed(address, after);
                (after, _) = (page.next, all.extend(page.changes));
                if !page.more {
                    return all == store;
                }
            }
        })?;
    }
    let mut chance = Chance::new(0);
    for reader in readers {
        eventually("a reader comes to the end", || {
            reader.page(servers, &mut chance);
            reader.after == last
        })?;
        same("a reader has missed nothing", &wanted, &reader.things)?;
    }
    Ok(store.len())
}

/// The log of staff's acts has what was carried out, and the figures add up, at both.
pub fn judge_staff(servers: &Servers, staff: &Staff, made: u64) -> Result<usize, String> {
    let acts = servers.runtime.block_on(servers.store.log(0, 1_000_000)).unwrap();
    let (done, unknown) = (staff.done.load(Ordering::SeqCst), staff.unknown.load(Ordering::SeqCst));
    if !(done..=done + unknown).contains(&acts.len()) {
        return Err(format!("{} acts in the log, {done} done and {unknown} unknown", acts.len()));
    }
    let numbers: Vec<u64> = acts.iter().map(|act| act.seq).collect();
    same("the log has no gaps", &(1..=acts.len() as u64).collect(), &numbers)?;
    let figures = servers.runtime.block_on(servers.store.public_log()).unwrap();
    same("each thing was received once", &made, &figures.received)?;
    let indicators = servers.runtime.block_on(servers.store.indicators()).unwrap();
    let counted: u64 = indicators.half_years.iter().map(|tally| tally.reviews).sum();
    same("each review was counted once", &made, &counted)?;
    for address in &servers.addresses {
        let right = || servers.figures(address) == figures;
        eventually(&format!("{address} gives the figures of the store"), right)?;
    }
    Ok(acts.len())
}

/// What is kept ready at a server goes old by itself.
pub fn eventually(claim: &str, mut holds: impl FnMut() -> bool) -> Result<(), String> {
    let begun = Instant::now();
    while !holds() {
        if begun.elapsed() > OLD {
            return Err(format!("not true: {claim}"));
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    Ok(())
}

fn same<T: PartialEq + std::fmt::Debug>(claim: &str, wanted: &T, found: &T) -> Result<(), String> {
    if wanted == found {
        Ok(())
    } else {
        Err(format!("not true: {claim}\nwanted {wanted:?}\nfound  {found:?}"))
    }
}
