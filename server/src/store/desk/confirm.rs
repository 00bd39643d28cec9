//! Reports that repeat another one: by their author's own word (*je confirme*), or merged by staff. Each other device that
//! has written one of those that repeat a report, directly or through another one, counts once on it. Who that is stands
//! in those reports and nowhere else: it goes with an erasure, and a merge that is undone leaves no trace in the counts.

use std::collections::HashSet;

use protocol::{Act, ReportStatus, ThingId, ThingKind, ThingState};

use super::Desk;
use super::thing::{Thing, first_state};
use crate::store::KeyHash;

/// Merged reports are followed this far; staff never merges so deep.
const DEEPEST: usize = 32;

/// The state of a report that repeats another one.
pub(super) const DUPLICATE: ThingState = ThingState::Report { status: ReportStatus::Duplicate };

impl Desk {
    /// Counts a new report on the one that it confirms, unless that is unknown, over, or the report has been handled.
    pub(super) fn confirm(&mut self, id: ThingId) {
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
        self.merge(id, into);
    }

    /// Makes a report a duplicate; its author and those who have confirmed it count on the other one, too.
    pub(super) fn merge(&mut self, id: ThingId, into: ThingId) {
        self.count_on(into, &self.voices(id), u32::saturating_add);
        self.change(id, |thing| {
            thing.merged = Some(into);
            thing.state = DUPLICATE;
        });
    }

    /// Takes a report, and what repeats it, out of the one that it repeats, without saying what becomes of it.
    pub(super) fn unmerge(&mut self, id: ThingId) {
        let Some(into) = self.things.get(&id).and_then(|thing| thing.merged) else { return };
        self.change(id, |thing| thing.merged = None);
        self.count_on(into, &self.voices(id), u32::saturating_sub);
    }

    /// Before a report goes: what repeats it repeats the one that it repeats itself, or is new again, so that no
    /// problem is forgotten because one of those who saw it leaves.
    pub(super) fn hand_over(&mut self, from: ThingId) {
        let Some(thing) = self.things.get(&from).filter(|thing| thing.kind == ThingKind::Report) else {
            return;
        };
        let to = thing.merged;
        self.changes.handed.push((from, to));
        let follows = |thing: &&Thing| thing.merged == Some(from);
        let followers: Vec<ThingId> = self.things.values().filter(follows).map(|thing| thing.id).collect();
        for follower in followers {
            self.change(follower, |thing| {
                thing.merged = to;
                if to.is_none() {
                    thing.state = first_state(ThingKind::Report);
                    // There is no merge any more that could be undone.
                    thing.undo = None;
                }
            });
        }
    }

    /// The report that this one repeats in the end; itself where it repeats none.
    pub(super) fn resolve(&self, id: ThingId) -> Option<ThingId> {
        let last = *self.line(id).last()?;
        let thing = self.things.get(&last).filter(|thing| thing.kind == ThingKind::Report)?;
        (thing.merged.is_none() && !thing.is_withdrawn()).then_some(last)
    }

    /// The report, and one after the other what it repeats.
    fn line(&self, id: ThingId) -> Vec<ThingId> {
        let above = |id: &ThingId| self.things.get(id)?.merged;
        std::iter::successors(Some(id), above).take(DEEPEST).collect()
    }

    /// Devices that count on another report where this one is merged into that.
    fn voices(&self, id: ThingId) -> HashSet<KeyHash> {
        let author = self.things.get(&id).and_then(|thing| thing.owner);
        self.confirmers(id).into_iter().chain(author).collect()
    }

    /// Devices whose reports repeat this one, as far as they are on the desk.
    fn confirmers(&self, id: ThingId) -> HashSet<KeyHash> {
        let repeats =
            |thing: &&Thing| thing.merged.is_some() && thing.id != id && self.line(thing.id).contains(&id);
        self.things.values().filter(repeats).filter_map(|thing| thing.owner).collect()
    }

    /// What a report brings or takes away counts on the other one and on all that this one repeats: each device once, its
    /// author not, and nobody who counts there through another report.
    fn count_on(&mut self, report: ThingId, voices: &HashSet<KeyHash>, count: fn(u32, u32) -> u32) {
        for known in self.line(report) {
            let mut there = self.confirmers(known);
            there.extend(self.things.get(&known).and_then(|thing| thing.owner));
            let moved = u32::try_from(voices.difference(&there).count()).unwrap_or(u32::MAX);
            if moved > 0 {
                self.change(known, |known| known.confirmed = count(known.confirmed, moved));
            }
        }
    }
}
