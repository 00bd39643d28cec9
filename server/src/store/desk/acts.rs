//! Carries out acts of staff, each with its entry in the log.

use jiff::Timestamp;
use protocol::{
    Filed, LogEntry, MergeInto, PublicAnswer, QueueEntry, Reason, ReportStatus, StaffAct, ThingId, ThingKind,
    ThingState,
};

use super::confirm::DUPLICATE;
use super::thing::{Thing, Undo, day, first_state};
use super::{Desk, chain, show};
use crate::store::{Account, ActRefused, Scope};

/// How long a decision can be undone.
const UNDO_MS: i64 = 15 * 60 * 1_000;

impl Desk {
    pub fn act(
        &mut self,
        staff: &Account,
        scope: &Scope,
        filed: &Filed,
        now: Timestamp,
    ) -> Result<QueueEntry, ActRefused> {
        let id = filed.thing;
        let thing = self.within(id, scope).ok_or(ActRefused::NotFound)?;
        if thing.last != filed.seen {
            return Err(ActRefused::Changed);
        }
        if thing.is_withdrawn() {
            return Err(ActRefused::NotNow);
        }
        let report = thing.kind == ThingKind::Report;
        match &filed.act {
            StaffAct::Publish if !report => self.publish(id, now)?,
            StaffAct::Refuse(refusal) if !report => {
                let before = self.remember(id, now).filter(|before| decidable(&before.state));
                let before = before.ok_or(ActRefused::NotNow)?;
                let refusal = refusal.clone();
                self.change(id, |thing| {
                    thing.state = ThingState::Refused { refusal };
                    decided(thing, before, now);
                });
            }
            StaffAct::Answer { text } => self.answer(id, text, staff, now),
            StaffAct::Undo => self.undo(id, now)?,
            StaffAct::Status { status } if report => self.set_status(id, *status, now)?,
            StaffAct::Assign { to } if report => {
                let assigned = (!to.is_empty()).then(|| to.clone());
                self.change(id, |thing| thing.assigned = assigned);
            }
            StaffAct::Merge(MergeInto { into }) if report => self.merge_into(id, *into, scope, now)?,
            _ => return Err(ActRefused::NotNow),
        }
        self.write_down(staff, filed, now);
        self.things.get(&id).map(Thing::entry).ok_or(ActRefused::NotFound)
    }

    fn within(&self, id: ThingId, scope: &Scope) -> Option<&Thing> {
        let thing = self.things.get(&id)?;
        let reach = match scope {
            Scope::All => true,
            Scope::Communes(communes) => thing.commune().is_some_and(|commune| communes.contains(commune)),
        };
        reach.then_some(thing)
    }

    fn remember(&self, id: ThingId, now: Timestamp) -> Option<Undo> {
        self.things.get(&id).map(|thing| Undo {
            until: now.as_millisecond() + UNDO_MS,
            state: thing.state.clone(),
            shown: thing.shown.clone(),
            decided: thing.decided.map(|at| at.as_millisecond()),
        })
    }

    fn publish(&mut self, id: ThingId, now: Timestamp) -> Result<(), ActRefused> {
        let before = self.remember(id, now).filter(|before| before.state != ThingState::Published);
        let before = before.ok_or(ActRefused::NotNow)?;
        self.change(id, |thing| {
            thing.state = ThingState::Published;
            thing.shown = show::published(thing);
            decided(thing, before, now);
        });
        Ok(())
    }

    fn answer(&mut self, id: ThingId, text: &str, staff: &Account, now: Timestamp) {
        let answer = PublicAnswer { text: text.to_owned(), on: day(now), by: staff.shown.clone() };
        self.change(id, |thing| thing.answer = (!answer.text.is_empty()).then_some(answer));
    }

    fn undo(&mut self, id: ThingId, now: Timestamp) -> Result<(), ActRefused> {
        let undo = self.things.get(&id).and_then(|thing| thing.undo.clone());
        let undo = undo.filter(|undo| now.as_millisecond() <= undo.until).ok_or(ActRefused::NotNow)?;
        self.unmerge(id);
        self.change(id, |thing| {
            thing.state = undo.state;
            thing.shown = undo.shown;
            thing.decided = undo.decided.and_then(|at| Timestamp::from_millisecond(at).ok());
            thing.undo = None;
        });
        Ok(())
    }

    fn set_status(&mut self, id: ThingId, status: ReportStatus, now: Timestamp) -> Result<(), ActRefused> {
        let before = self.remember(id, now).ok_or(ActRefused::NotNow)?;
        if status == ReportStatus::Duplicate || before.state == (ThingState::Report { status }) {
            return Err(ActRefused::NotNow);
        }
        let merged = before.state == DUPLICATE;
        self.unmerge(id);
        self.change(id, |thing| {
            thing.state = ThingState::Report { status };
            decided(thing, before, now);
            if merged {
                // To take a report out of another one is itself the undoing of a merge.
                thing.undo = None;
            }
        });
        Ok(())
    }

    fn merge_into(
        &mut self,
        id: ThingId,
        into: ThingId,
        scope: &Scope,
        now: Timestamp,
    ) -> Result<(), ActRefused> {
        self.within(into, scope).ok_or(ActRefused::NotFound)?;
        let into = self.resolve(into).filter(|into| *into != id).ok_or(ActRefused::NotNow)?;
        let before = self.remember(id, now).ok_or(ActRefused::NotNow)?;
        if before.state == DUPLICATE {
            return Err(ActRefused::NotNow);
        }
        self.merge(id, into);
        self.change(id, |thing| decided(thing, before, now));
        Ok(())
    }

    fn write_down(&mut self, staff: &Account, filed: &Filed, now: Timestamp) {
        let (act, reason) = name(&filed.act);
        let entry = LogEntry {
            seq: self.ends.log + 1,
            at: now.as_millisecond(),
            staff: staff.name.clone(),
            thing: filed.thing,
            act: act.into(),
            reason,
            hash: String::new(),
        };
        let entry = chain::link(self.ends.head.as_deref(), entry);
        self.ends.log = entry.seq;
        self.ends.head = Some(entry.hash.clone());
        self.changes.log.push(entry);
    }
}

fn decidable(state: &ThingState) -> bool {
    matches!(state, ThingState::Moderated | ThingState::Published)
}

fn decided(thing: &mut Thing, before: Undo, now: Timestamp) {
    thing.undo = Some(before);
    if thing.state != first_state(thing.kind) {
        thing.decided.get_or_insert(now);
    }
}

fn name(act: &StaffAct) -> (&'static str, Option<Reason>) {
    match act {
        StaffAct::Publish => ("publish", None),
        StaffAct::Refuse(refusal) => ("refuse", Some(refusal.reason)),
        StaffAct::Answer { .. } => ("answer", None),
        StaffAct::Undo => ("undo", None),
        StaffAct::Status { .. } => ("status", None),
        StaffAct::Assign { .. } => ("assign", None),
        StaffAct::Merge(_) => ("merge", None),
    }
}
