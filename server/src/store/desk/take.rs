//! Carries out what a device asks for, each operation once.

use std::collections::HashSet;

use jiff::Timestamp;
use protocol::{Act, Operation, OperationId, Outcome, Refused, Satisfaction, ThingId, ThingKind, limits};

use super::thing::{Thing, day, first_state, kind_of};
use super::{Counted, Desk, Recorded};
use crate::store::{Incoming, KeyHash};

impl Desk {
    /// An outcome for each operation, in their order.
    pub fn take(&mut self, owner: KeyHash, operations: Vec<Incoming>, now: Timestamp) -> Vec<Outcome> {
        let mut postponed = HashSet::new();
        let mut outcome = |incoming| match self.take_one(owner, incoming, now, &mut postponed) {
            Ok(()) => Outcome::Taken,
            Err(reason) => Outcome::Refused { reason },
        };
        operations.into_iter().map(&mut outcome).collect()
    }

    /// Erases everything of a device; tombstones stay that nobody owns.
    pub fn erase(&mut self, owner: KeyHash) {
        let own = self.things.values().filter(|thing| thing.owner == Some(owner));
        let mut own: Vec<(u64, ThingId)> = own.map(|thing| (thing.arrived, thing.id)).collect();
        own.sort_unstable();
        for (_, id) in own {
            self.withdraw(id);
            self.change(id, |thing| thing.owner = None);
        }
        self.changes.erased.push(owner);
    }

    fn take_one(
        &mut self,
        owner: KeyHash,
        incoming: Incoming,
        now: Timestamp,
        postponed: &mut HashSet<ThingId>,
    ) -> Result<(), Refused> {
        let known = incoming.id.and_then(|id| self.operations.get(&id));
        if let Some(known) = known {
            // Of what was erased nothing is left to compare with.
            let same = known.by.is_none_or(|by| by == (owner, incoming.digest));
            return if same { known.outcome } else { Err(Refused::Conflict) };
        }
        // What comes late, or from another device with the same key, brings nothing back.
        if self.erased.contains(&owner) {
            return Err(Refused::Gone);
        }
        // What cannot be read is not remembered: a newer version may read it.
        let operation = incoming.operation?;
        let subject = operation.subject();
        // To take back one's own words is never put off.
        let free = matches!(operation.act, Act::Withdraw(_)) && self.living(owner, subject).is_ok();
        if !free && (postponed.contains(&subject) || self.is_spent(owner, &operation, now)) {
            // Nor is what follows on the same thing decided before it.
            postponed.insert(subject);
            return Err(Refused::DailyLimit);
        }
        self.spend(owner, &operation, now);
        let id = operation.id;
        let outcome = self.carry_out(owner, operation, now);
        let recorded = Recorded { id, by: Some((owner, incoming.digest)), outcome, at: now };
        self.operations.insert(id, recorded.clone());
        self.changes.operations.push(recorded);
        outcome
    }

    fn carry_out(&mut self, owner: KeyHash, operation: Operation, now: Timestamp) -> Result<(), Refused> {
        let subject = operation.subject();
        match operation.act {
            Act::Satisfaction(answer) => self.satisfied(owner, answer),
            Act::Withdraw(_) => {
                self.living(owner, subject)?;
                self.withdraw(subject);
                self.change(subject, |thing| thing.last = operation.id);
            }
            content if operation.thing.is_none() => self.make(owner, subject, content, now)?,
            content => {
                let thing = self.living(owner, subject)?;
                if kind_of(&content) != Some(thing.kind) {
                    return Err(Refused::NotYours);
                }
                self.edit(subject, operation.id, content, now);
                self.confirm(subject);
            }
        }
        Ok(())
    }

    fn make(&mut self, owner: KeyHash, id: ThingId, content: Act, now: Timestamp) -> Result<(), Refused> {
        if self.things.contains_key(&id) {
            return Err(Refused::Conflict);
        }
        let Some(mut thing) = Thing::new(id, owner, content, now) else { return Err(Refused::Unreadable) };
        self.ends.arrived += 1;
        thing.arrived = self.ends.arrived;
        let (kind, commune) = (thing.kind, thing.commune().cloned());
        self.things.insert(id, thing);
        self.touched.insert(id);
        self.count(now, counted(kind));
        if let Some(commune) = commune {
            *self.communes.entry(commune).or_default() += 1;
        }
        self.confirm(id);
        Ok(())
    }

    /// An edited review waits again, while its published version stays in the feed; an edited report stays where
    /// staff has put it, unless it confirms another one now.
    fn edit(&mut self, id: ThingId, last: OperationId, content: Act, now: Timestamp) {
        let before = self.things.get(&id).filter(|thing| thing.merged.is_some());
        let confirmed = before.and_then(|thing| confirms(thing.content.as_ref()?));
        let leaves = confirmed.is_some() && confirmed != confirms(&content);
        if leaves {
            self.unmerge(id);
        }
        self.change(id, |thing| {
            thing.last = last;
            thing.content = Some(content);
            // A decision on what is no longer written cannot be undone.
            thing.undo = None;
            if thing.feed.is_some() {
                thing.edited = Some(now);
            }
            if leaves || thing.kind != ThingKind::Report {
                thing.state = first_state(thing.kind);
            }
        });
    }

    pub(super) fn withdraw(&mut self, id: ThingId) {
        self.hand_over(id);
        self.unmerge(id);
        self.change(id, Thing::withdraw);
    }

    fn satisfied(&mut self, owner: KeyHash, answer: Satisfaction) {
        let before = self.satisfaction.insert((owner, answer.half_year), answer.stars);
        let mut count = |stars: u8, by| {
            *self.counts.entry((answer.half_year, Counted::Satisfaction(stars))).or_default() += by;
        };
        if let Some(before) = before {
            count(before.into(), -1);
        }
        count(answer.stars.into(), 1);
        self.changes.satisfaction.push((owner, answer.half_year, answer.stars));
    }

    /// The thing, where it is the device's and not withdrawn.
    fn living(&self, owner: KeyHash, id: ThingId) -> Result<&Thing, Refused> {
        let thing = self.things.get(&id).ok_or(Refused::NotYours)?;
        match thing.owner {
            Some(other) if other != owner => Err(Refused::NotYours),
            Some(_) if !thing.is_withdrawn() => Ok(thing),
            _ => Err(Refused::Gone),
        }
    }

    fn is_spent(&self, owner: KeyHash, operation: &Operation, now: Timestamp) -> bool {
        let spent = self.allowances.get(&(owner, day(now))).copied().unwrap_or_default();
        let makes = operation.thing.is_none();
        spent.operations >= limits::OPERATIONS_A_DAY
            || makes && matches!(operation.act, Act::Review(_)) && spent.reviews >= limits::REVIEWS_A_DAY
            || makes && matches!(operation.act, Act::Report(_)) && spent.reports >= limits::REPORTS_A_DAY
    }

    fn spend(&mut self, owner: KeyHash, operation: &Operation, now: Timestamp) {
        let key = (owner, day(now));
        let spent = self.allowances.entry(key.clone()).or_default();
        spent.operations = spent.operations.saturating_add(1);
        match operation.act {
            Act::Review(_) if operation.thing.is_none() => spent.reviews += 1,
            Act::Report(_) if operation.thing.is_none() => spent.reports += 1,
            _ => {}
        }
        self.spent.insert(key);
    }
}

fn confirms(content: &Act) -> Option<ThingId> {
    match content {
        Act::Report(report) => report.confirms,
        _ => None,
    }
}

fn counted(kind: ThingKind) -> Counted {
    match kind {
        ThingKind::Review => Counted::Reviews,
        ThingKind::Recommendation => Counted::Recommendations,
        ThingKind::Report => Counted::Reports,
    }
}
