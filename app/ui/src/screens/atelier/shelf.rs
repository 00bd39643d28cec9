//! One queue as it is worked on: what lies there, what is looked at, what is ticked. It stays while staff looks elsewhere.

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::{Act, Deed, Queue, QueueEntry, RouteRef, ThingId, ThingKind, paths};

use super::desk::Desk;
use super::pile::{Laid, Pile, left_after, waits};
use crate::backend::{StaffRefused, use_backend};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loading {
    Now,
    Done,
    Refused(StaffRefused),
}

#[derive(Clone, Copy)]
pub struct Shelf {
    pub kind: ThingKind,
    desk: Desk,
    pub pile: RwSignal<Pile>,
    /// How many wait for a decision, once it is known.
    pub left: RwSignal<Option<u64>>,
    pub only_waiting: RwSignal<bool>,
    pub chosen: RwSignal<Option<ThingId>>,
    pub ticked: RwSignal<BTreeSet<ThingId>>,
    pub loading: RwSignal<Loading>,
}

impl Shelf {
    pub fn new(kind: ThingKind, desk: Desk) -> Shelf {
        Shelf {
            kind,
            desk,
            pile: RwSignal::default(),
            left: RwSignal::new(None),
            only_waiting: RwSignal::new(true),
            chosen: RwSignal::new(None),
            ticked: RwSignal::default(),
            loading: RwSignal::new(Loading::Now),
        }
    }

    /// Reads it from its beginning.
    pub fn load(self) {
        if !self.desk.may(Deed::ReadQueue(self.kind)) {
            return;
        }
        self.loading.set(Loading::Now);
        self.read(0);
    }

    /// The next page.
    pub fn more(self) {
        if let Some(after) = self.pile.with_untracked(|pile| pile.next) {
            self.read(after);
        }
    }

    fn read(self, after: u64) {
        let waiting = self.only_waiting.get_untracked();
        spawn_local(async move {
            let path = paths::staff_queue(self.kind, waiting, after);
            let answer = self.desk.heard(use_backend().read_as_staff::<Queue>(&path).await);
            // The screen may have been left, or the other list been asked for meanwhile.
            if self.only_waiting.try_get_untracked() == Some(waiting) {
                self.take_in(answer, after, waiting);
            }
        });
    }

    fn take_in(self, answer: Result<Queue, StaffRefused>, after: u64, waiting: bool) {
        match answer {
            Ok(queue) => {
                self.desk.learn_routes(queue.entries.iter().filter_map(route).cloned());
                if waiting {
                    self.left.set(Some(queue.total));
                }
                if after == 0 {
                    self.pile.set(Pile::new(queue));
                    let chosen = self.chosen.get_untracked();
                    let there = |thing| self.pile.with_untracked(|pile| pile.get(thing).is_some());
                    if chosen.is_some_and(|thing| !there(thing)) {
                        self.chosen.set(None);
                    }
                    self.ticked.update(|ticked| ticked.retain(|thing| there(*thing)));
                } else {
                    self.pile.update(|pile| pile.add(queue));
                }
                self.loading.set(Loading::Done);
            }
            Err(refused) => self.loading.set(Loading::Refused(refused)),
        }
    }

    /// A thing as it is after an act.
    pub fn renewed(self, before: &QueueEntry, after: QueueEntry) {
        self.left.update(|left| *left = left.map(|left| left_after(left, before, &after)));
        if !waits(&after) {
            self.ticked.update(|ticked| {
                ticked.remove(&after.thing);
            });
        }
        self.pile.update(|pile| pile.put(after));
    }

    /// A thing that is no longer there.
    pub fn gone(self, thing: ThingId) {
        if self.chosen.get_untracked() == Some(thing) {
            self.chosen.set(self.pile.with_untracked(|pile| pile.waiting_after(thing)));
        }
        self.ticked.update(|ticked| {
            ticked.remove(&thing);
        });
        self.pile.update(|pile| pile.take(thing));
    }

    /// The thing as it lies here now, not tracked.
    pub fn entry(self, thing: ThingId) -> Option<QueueEntry> {
        self.pile.with_untracked(|pile| pile.get(thing).map(|laid| laid.entry.clone()))
    }

    /// What is looked at; tracked.
    pub fn looked_at(self) -> Option<Laid> {
        let thing = self.chosen.get()?;
        self.pile.with(|pile| pile.get(thing).cloned())
    }
}

/// The route that a thing is about.
pub fn route(entry: &QueueEntry) -> Option<&RouteRef> {
    match &entry.last.act {
        Act::Review(review) => Some(&review.route),
        Act::Recommendation(one) => Some(&one.route),
        Act::Report(report) => report.place.route.as_ref(),
        Act::Withdraw(_) | Act::Satisfaction(_) => None,
    }
}
