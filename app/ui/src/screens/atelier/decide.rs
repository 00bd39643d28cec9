//! Carries out what staff decides: one thing or several, tells what was done, and offers to undo it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::{Deed, QueueEntry, StaffAct, ThingId};

use super::desk::Desk;
use super::pile::waits;
use super::rows::{focus_list, focus_row};
use super::shelf::Shelf;
use super::texts::{count, refused_text};
use crate::backend::StaffRefused;
use crate::parts::{undo, use_toast};
use crate::words::{t, tf};

/// Does it, and then `done`: whatever was typed for it has gone where it should.
pub fn act(desk: Desk, shelf: Shelf, thing: ThingId, act: StaffAct, done: impl FnOnce() + 'static) {
    let Some(seen) = shelf.entry(thing) else { return };
    spawn_local(async move {
        let told = done_text(&act);
        match desk.act(&seen, act).await {
            Ok(after) => {
                let decided = waits(&seen) && !waits(&after);
                let can_undo = after.undo_until.is_some() && told.1;
                shelf.renewed(&seen, after);
                done();
                if decided {
                    go_on(shelf, thing);
                }
                let undone = (can_undo && desk.may(Deed::Undo))
                    .then(|| undo(move || take_back(desk, shelf, vec![thing])));
                use_toast().show(told.0, undone.flatten());
            }
            Err(refused) => not_done(shelf, &seen, refused),
        }
    });
}

/// The same for several things, one after the other. What its author or a colleague has changed meanwhile is left out.
pub fn act_on_all(
    desk: Desk,
    shelf: Shelf,
    things: Vec<ThingId>,
    act: StaffAct,
    done: impl FnOnce() + 'static,
) {
    spawn_local(async move {
        let (mut decided, mut last) = (Vec::new(), None);
        for seen in things.into_iter().filter_map(|thing| shelf.entry(thing)) {
            match desk.act(&seen, act.clone()).await {
                Ok(after) => {
                    decided.push(seen.thing);
                    shelf.renewed(&seen, after);
                }
                Err(refused) => {
                    last = Some(refused);
                    // The next one would be answered in the same way.
                    if !matches!(refused, StaffRefused::Changed | StaffRefused::Gone) {
                        break;
                    }
                }
            }
        }
        if let Some(refused) = last {
            use_toast().show(refused_text(refused), None);
        } else {
            done();
        }
        if !decided.is_empty() {
            let told = tf("atelier-done-all", &[("n", count(decided.len() as u64))]);
            let undone = desk.may(Deed::Undo).then(|| undo(move || take_back(desk, shelf, decided.clone())));
            use_toast().show(told, undone.flatten());
        }
        focus_list();
    });
}

/// Puts things back among those that wait.
pub fn take_back(desk: Desk, shelf: Shelf, things: Vec<ThingId>) {
    spawn_local(async move {
        for seen in things.into_iter().filter_map(|thing| shelf.entry(thing)) {
            match desk.act(&seen, StaffAct::Undo).await {
                Ok(after) => {
                    let thing = after.thing;
                    shelf.renewed(&seen, after);
                    shelf.chosen.set(Some(thing));
                    use_toast().show(t("atelier-undone"), None);
                    focus_row(thing);
                }
                Err(refused) => not_done(shelf, &seen, refused),
            }
        }
    });
}

fn not_done(shelf: Shelf, seen: &QueueEntry, refused: StaffRefused) {
    match refused {
        // Its author may have written it anew: it is to be read again.
        StaffRefused::Changed => shelf.load(),
        StaffRefused::Gone => shelf.gone(seen.thing),
        _ => {}
    }
    use_toast().show(refused_text(refused), None);
}

/// To the next thing that waits; where none does, the present one stays.
fn go_on(shelf: Shelf, from: ThingId) {
    match shelf.pile.with_untracked(|pile| pile.waiting_after(from)) {
        Some(next) => {
            shelf.chosen.set(Some(next));
            focus_row(next);
        }
        None => focus_list(),
    }
}

/// What is told once it is done, and whether it is a decision, which can be undone.
fn done_text(act: &StaffAct) -> (String, bool) {
    let (key, decision) = match act {
        StaffAct::Publish => ("atelier-done-publish", true),
        StaffAct::Refuse(_) => ("atelier-done-refuse", true),
        StaffAct::Answer { text } if text.is_empty() => ("atelier-done-unanswer", false),
        StaffAct::Answer { .. } => ("atelier-done-answer", false),
        StaffAct::Undo => ("atelier-undone", false),
        StaffAct::Status { .. } => ("atelier-done-status", true),
        StaffAct::Assign { to } if to.is_empty() => ("atelier-done-unassign", false),
        StaffAct::Assign { .. } => ("atelier-done-assign", false),
        StaffAct::Merge(_) => ("atelier-done-merge", true),
    };
    (t(key), decision)
}
