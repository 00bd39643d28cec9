//! The keys of a queue: `j` and `k` go down and up, `p` publishes, `r` refuses. Not in a field, not while a dialogue is open,
//! and not where single keys are turned off.

use leptos::ev;
use leptos::prelude::*;
use protocol::StaffAct;

use super::decide::act;
use super::desk::Desk;
use super::pile::Step;
use super::refuse::Refusing;
use super::rows::focus_row;
use super::shelf::Shelf;
use crate::keys::typing;
use crate::preferences::single_keys;

/// As long as the present owner lives.
pub fn listen(desk: Desk, shelf: Shelf, refusing: Refusing) {
    let handle = window_event_listener(ev::keydown, move |event| {
        let modified = event.ctrl_key() || event.meta_key() || event.alt_key();
        if modified || event.default_prevented() || !single_keys() || typing(&event) || in_dialogue() {
            return;
        }
        let chosen = shelf.chosen.get_untracked();
        match (event.key().as_str(), chosen) {
            ("j", _) => go(shelf, Step::On),
            ("k", _) => go(shelf, Step::Back),
            ("p", Some(thing)) if super::thing::can_publish(desk, shelf, thing) => {
                act(desk, shelf, thing, StaffAct::Publish, || {});
            }
            ("r", Some(thing)) if super::thing::can_refuse(desk, shelf, thing) => refusing.ask(vec![thing]),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || handle.remove());
}

fn go(shelf: Shelf, step: Step) {
    let from = shelf.chosen.get_untracked();
    if let Some(to) = shelf.pile.with_untracked(|pile| pile.step(from, step)) {
        shelf.chosen.set(Some(to));
        focus_row(to);
    }
}

fn in_dialogue() -> bool {
    matches!(document().query_selector("dialog[open]"), Ok(Some(_)))
}
