//! Reports that repeat another one: by their author's own word (*je confirme*), or merged by staff. Each other device that
//! confirms a report counts once on it; a merge adds up what both reports had, so that whoever had confirmed both counts
//! twice.

use protocol::{Act, ReportStatus, ThingId, ThingKind, ThingState};

use super::Desk;
use super::thing::{Merged, Thing, first_state};
use crate::store::KeyHash;

/// Merged reports are followed this far; staff never merges so deep.
const DEEPEST: usize = 32;

/// The state of a report that repeats another one.
pub(super) const DUPLICATE: ThingState = ThingState::Report { status: ReportStatus::Duplicate };

/// Whose confirmations are taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TakeBack {
    /// The report's own one: those that came with it stay.
    Own,
    /// Those that came with it, too.
    All,
}

impl Desk {
    /// Counts a new report on the one that it confirms, unless that is unknown, over, or the report has been handled.
    pub(super) fn confirm(&mut self, owner: KeyHash, id: ThingId) {
        let Some(thing) = self.things.get(&id) else { return };
        let Some(Act::Report(report)) = &thing.content else { return };
        let Some(named) = report.confirms else { return };
        if thing.status() != Some(ReportStatus::New) {
            return;
        }
        let Some(into) = self.resolve(named) else { return };
        let Some(known) = self.things.get(&into) else { return };
        let open = [ReportStatus::New, ReportStatus::Open, ReportStatus::Planned];
        if into == id || !known.status().is_some_and(|status| open.contains(&status)) {
            return;
        }
        let counts = known.owner != Some(owner) && self.confirmations.insert((owner, into));
        self.merge(id, Merged { into, counts });
    }

    /// Makes a report a duplicate; what it had of confirmations counts on the other one, too.
    pub(super) fn merge(&mut self, id: ThingId, merged: Merged) {
        let Some(thing) = self.things.get(&id) else { return };
        let moved = thing.confirmed + u32::from(merged.counts);
        self.change(id, |thing| {
            thing.merged = Some(merged);
            thing.state = DUPLICATE;
        });
        if moved > 0 {
            self.change(merged.into, |known| known.confirmed = known.confirmed.saturating_add(moved));
        }
    }

    /// Takes a report out of the one that it repeats, without saying what becomes of it.
    pub(super) fn unmerge(&mut self, id: ThingId, what: TakeBack) {
        let Some(thing) = self.things.get(&id) else { return };
        let Some(merged) = thing.merged else { return };
        let moved = if what == TakeBack::All { thing.confirmed } else { 0 } + u32::from(merged.counts);
        if let (Some(owner), true) = (thing.owner, merged.counts) {
            self.confirmations.remove(&(owner, merged.into));
        }
        self.change(id, |thing| thing.merged = None);
        // It was counted on everything that the other one repeats in its turn.
        let mut next = Some(merged.into);
        for _ in 0..DEEPEST {
            let Some(known) = next.take().filter(|_| moved > 0) else { break };
            self.change(known, |known| known.confirmed = known.confirmed.saturating_sub(moved));
            next = self.things.get(&known).and_then(|known| known.merged).map(|merged| merged.into);
        }
    }

    /// Before a report goes: what repeats it repeats the one that it repeats itself, or is new again, so that no
    /// problem is forgotten because one of those who saw it leaves.
    pub(super) fn hand_over(&mut self, from: ThingId) {
        let Some(thing) = self.things.get(&from).filter(|thing| thing.kind == ThingKind::Report) else {
            return;
        };
        let to = thing.merged.map(|merged| merged.into);
        self.changes.handed.push((from, to));
        let follows = |thing: &&Thing| thing.merged.is_some_and(|merged| merged.into == from);
        let followers: Vec<ThingId> = self.things.values().filter(follows).map(|thing| thing.id).collect();
        for follower in followers {
            self.change(follower, |thing| {
                thing.merged = thing.merged.zip(to).map(|(merged, into)| Merged { into, ..merged });
                if thing.merged.is_none() {
                    thing.state = first_state(ThingKind::Report);
                    // There is no merge any more that could be undone.
                    thing.undo = None;
                }
            });
        }
    }

    /// The report that this one repeats in the end; itself where it repeats none.
    pub(super) fn resolve(&self, id: ThingId) -> Option<ThingId> {
        let mut id = id;
        for _ in 0..DEEPEST {
            let thing = self.things.get(&id).filter(|thing| thing.kind == ThingKind::Report)?;
            match thing.merged {
                Some(merged) => id = merged.into,
                None => return (!thing.is_withdrawn()).then_some(id),
            }
        }
        None
    }
}
