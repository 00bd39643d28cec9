//! Keeps the question, the address and the notebook's last view the same. The address wins when somebody comes with
//! one; a bare `/randonnees` shows what was asked before.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use sente_core::calls::{RecallView, RememberView};
use sente_core::carnet::LastView;

use super::state::ExploreState;
use super::url;
use crate::backend::use_backend;
use crate::map::{MapState, Target};

/// Addresses change this long after the last change of the question, so that a moving finger writes one.
const SETTLE: Duration = Duration::from_millis(120);
const REMEMBER: Duration = Duration::from_millis(400);

/// The paths on which the question stands in the address.
pub fn is_list(path: &str) -> bool {
    matches!(path.trim_end_matches('/'), "/randonnees" | "/carte")
}

/// Reads the address into the question and writes the question into the address.
pub fn keep_in_step(explore: ExploreState, map: MapState) {
    let location = use_location();
    let (path, search) = (location.pathname, location.search);
    let navigate = use_navigate();
    let seen = StoredValue::new(Addresses::default());

    Effect::new(move |_| {
        if !is_list(&path.get()) {
            return;
        }
        let search = search.get();
        if seen.try_update_value(|seen| seen.is_news(&search)) != Some(true) {
            return;
        }
        if !search.is_empty() {
            let query = url::read(&search);
            if let Some(bounds) = query.filter.bounds {
                explore.follow_map.set(true);
                map.go_to.set(Some(Target::Bounds(bounds)));
            }
            explore.ask_for(|now| *now = query);
            explore.ready.set(true);
        } else if !explore.ready.get_untracked() {
            recall(explore, map);
        }
    });

    let timer = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        let wanted = explore.query.with(url::query_string);
        if !explore.ready.get() || !is_list(&path.get()) {
            return;
        }
        let navigate = navigate.clone();
        // Whoever turned a page may go back at once.
        let pause = if explore.turn_page.get_value() { Duration::ZERO } else { SETTLE };
        restart(timer, pause, move || {
            let path = path.get_untracked();
            // On the way to another page the address is no longer ours.
            if !is_list(&path) || location_path() != path || search.get_untracked() == wanted {
                return;
            }
            seen.update_value(|seen| seen.write(&wanted));
            let replace = !explore.turn_page.get_value();
            explore.turn_page.set_value(false);
            let options = NavigateOptions { replace, scroll: false, ..NavigateOptions::default() };
            let address = if wanted.is_empty() { path } else { format!("{path}?{wanted}") };
            navigate(&address, options);
        });
    });
}

/// Tells addresses that say something new from our own. One that we have written comes back a moment later, and by then
/// the question may be another, which it must not undo.
#[derive(Debug, Default)]
struct Addresses {
    read: Option<String>,
    on_the_way: Vec<String>,
}

impl Addresses {
    fn write(&mut self, address: &str) {
        self.on_the_way.push(address.to_owned());
    }

    fn is_news(&mut self, address: &str) -> bool {
        if let Some(at) = self.on_the_way.iter().position(|ours| ours == address) {
            // What was written before it has been passed over.
            self.on_the_way.drain(..=at);
        } else if self.read.as_deref() != Some(address) {
            self.on_the_way.clear();
            self.read = Some(address.to_owned());
            return true;
        }
        self.read = Some(address.to_owned());
        false
    }
}

/// Writes question and map into the notebook: at once where nothing was written a moment ago, so that whoever closes
/// the app finds what they asked; else at the end of that moment, however much the map moves meanwhile.
pub fn remember(explore: ExploreState, map: MapState) {
    let memory = Memory { explore, map, rests: Rc::default(), changed: Rc::default() };
    Effect::new(move |_| {
        explore.query.track();
        map.view.track();
        explore.follow_map.track();
        if !explore.ready.get() {
            return;
        }
        // A map that has not shown itself yet must not wipe out where it was.
        if memory.rests.get() || map.view.with_untracked(Option::is_none) {
            memory.changed.set(true);
            memory.rest();
        } else {
            memory.write();
        }
    });
}

/// What is still to be remembered. It outlives the screen, as its last pause does.
#[derive(Clone)]
struct Memory {
    explore: ExploreState,
    map: MapState,
    rests: Rc<Cell<bool>>,
    changed: Rc<Cell<bool>>,
}

impl Memory {
    fn write(&self) {
        self.changed.set(false);
        let view = LastView {
            query: self.explore.query.get_untracked(),
            map: self.map.view.get_untracked(),
            follow_map: self.explore.follow_map.get_untracked(),
        };
        spawn_local(async move {
            if let Err(error) = use_backend().ask(RememberView { view }).await {
                leptos::logging::warn!("the view is not remembered: {error}");
            }
        });
        self.rest();
    }

    fn rest(&self) {
        if self.rests.replace(true) {
            return;
        }
        let memory = self.clone();
        set_timeout(
            move || {
                memory.rests.set(false);
                if memory.changed.get() {
                    memory.write();
                }
            },
            REMEMBER,
        );
    }
}

fn recall(explore: ExploreState, map: MapState) {
    spawn_local(async move {
        match use_backend().ask(RecallView {}).await {
            Ok(last) if !explore.ready.get_untracked() => {
                if let Some(view) = last.map {
                    map.go_to.set(Some(Target::View(view)));
                }
                explore.follow_map.set(last.follow_map);
                explore.ask_for(|query| *query = last.query);
            }
            Ok(_) => {}
            Err(error) => leptos::logging::warn!("the last view is not there: {error}"),
        }
        explore.ready.set(true);
    });
}

/// Calls `act` after a pause; a call that still waits is forgotten.
fn restart(timer: StoredValue<Option<TimeoutHandle>>, pause: Duration, act: impl FnOnce() + 'static) {
    if let Some(waiting) = timer.get_value() {
        waiting.clear();
    }
    timer.set_value(set_timeout_with_handle(act, pause).ok());
}

fn location_path() -> String {
    window().location().pathname().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_ours_that_comes_late_does_not_undo_a_newer_question() {
        let mut seen = Addresses::default();
        assert!(seen.is_news("q=st"));
        seen.write("q=st+prest");
        seen.write("q=st+prest&reseau=equestre");
        assert!(!seen.is_news("q=st+prest"));
        assert!(!seen.is_news("q=st+prest&reseau=equestre"));
        assert!(seen.is_news("q=st+prest"), "going back is news");
    }

    #[test]
    fn an_address_that_was_passed_over_is_forgotten() {
        let mut seen = Addresses::default();
        seen.write("q=a");
        seen.write("q=ab");
        assert!(!seen.is_news("q=ab"));
        assert!(seen.is_news("q=a"));
    }

    #[test]
    fn the_same_address_on_another_page_is_no_news() {
        let mut seen = Addresses::default();
        assert!(seen.is_news(""));
        assert!(!seen.is_news(""));
    }

    #[test]
    fn a_sheet_has_no_question_in_its_address() {
        assert!(is_list("/randonnees") && is_list("/carte/"));
        assert!(!is_list("/itineraire/f3-28357"));
    }
}
