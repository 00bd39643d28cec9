//! The ascent of routes from an installed relief, for their cards: one route at a time, only for cards that are in view,
//! remembered as long as the page lives. Whoever asks the host (`serve`) is fetched after the start; until then cards wait.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use leptos::prelude::*;
use leptos::task::spawn_local;
use pdipr_data::domain::{Metres, RouteId};
use sente_core::calls::OpenRoute;
use sente_core::relief::{Along, Climbed, Profile};

use crate::backend::use_backend;
use crate::device;
use crate::packs;
use crate::way::Way;

/// What is known, and who waits.
#[derive(Debug, Default, PartialEq)]
struct Climbs {
    /// Files of the reliefs that told it.
    reliefs: Vec<String>,
    /// `None`: they do not know it.
    known: BTreeMap<RouteId, Option<Metres>>,
    /// In the order in which they are answered.
    wanted: Vec<RouteId>,
    /// The one that is being computed.
    now: Option<RouteId>,
}

static CLIMBS: LazyLock<ArcRwSignal<Climbs>> = LazyLock::new(|| ArcRwSignal::new(Climbs::default()));
static SERVER: OnceLock<fn()> = OnceLock::new();

/// Files of the installed reliefs; nothing until the host has told. Tracked.
pub fn reliefs() -> Vec<String> {
    packs::reliefs().unwrap_or_default()
}

/// The ascent of a route where these reliefs have told it. Tracked.
pub fn known(id: &RouteId, reliefs: &[String]) -> Option<Metres> {
    CLIMBS.with(|climbs| climbs.of(id, reliefs))
}

/// A card of the route has come into view.
pub fn want(id: &RouteId) {
    let reliefs = untrack(reliefs);
    CLIMBS.write_untracked().want(id, &reliefs);
    if let Some(serve) = SERVER.get() {
        serve();
    }
}

/// It is in view no more.
pub fn forget(id: &RouteId) {
    CLIMBS.write_untracked().forget(id);
}

/// From now on what is wanted is computed.
pub fn serve() {
    SERVER.get_or_init(|| answer_all);
    answer_all();
}

/// The ascent of a route in one piece; one in several parts has gaps that nobody has measured.
pub fn of_whole(parts: &[Along]) -> Option<Metres> {
    match parts {
        [Along::Known(Profile { climb: Climbed::Known { ascent, .. }, .. })] => Some(*ascent),
        _ => None,
    }
}

fn answer_all() {
    if CLIMBS.with_untracked(|climbs| climbs.now.is_some()) {
        return;
    }
    spawn_local(async {
        loop {
            let next = CLIMBS.write_untracked().next();
            let Some(id) = next else { return };
            let reliefs = untrack(reliefs);
            let ascent = ascent(&id).await;
            CLIMBS.update(|climbs| climbs.learn(&id, &reliefs, ascent));
        }
    });
}

/// A refusal leaves it unknown: the sheet tells the reason.
async fn ascent(id: &RouteId) -> Option<Metres> {
    let opened = use_backend().ask(OpenRoute { id: id.clone() }).await.ok()?;
    let [part] = &opened.sheet.parts[..] else { return None };
    let along = device::packs::profile(&Way::of(part).line).await.ok()?;
    of_whole(&[along])
}

impl Climbs {
    fn of(&self, id: &RouteId, reliefs: &[String]) -> Option<Metres> {
        self.known.get(id).copied().flatten().filter(|_| self.reliefs == reliefs)
    }

    /// What other reliefs have told is no longer true.
    fn settle(&mut self, reliefs: &[String]) {
        if self.reliefs != reliefs {
            self.reliefs = reliefs.to_vec();
            self.known.clear();
        }
    }

    fn want(&mut self, id: &RouteId, reliefs: &[String]) {
        self.settle(reliefs);
        if !self.known.contains_key(id) && !self.wanted.contains(id) && !reliefs.is_empty() {
            self.wanted.push(id.clone());
        }
    }

    fn forget(&mut self, id: &RouteId) {
        self.wanted.retain(|wanted| wanted != id);
    }

    fn next(&mut self) -> Option<RouteId> {
        self.now = (!self.wanted.is_empty()).then(|| self.wanted.remove(0));
        self.now.clone()
    }

    /// An answer of reliefs that have gone meanwhile tells nothing: who waits is asked of those that came.
    fn learn(&mut self, id: &RouteId, reliefs: &[String], ascent: Option<Metres>) {
        if self.reliefs == reliefs {
            self.forget(id);
            self.known.insert(id.clone(), ascent);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(name: &str) -> RouteId {
        RouteId(name.to_owned())
    }

    fn wanting(names: &[&str]) -> (Climbs, Vec<String>) {
        let (mut climbs, reliefs) = (Climbs::default(), vec!["relief".to_owned()]);
        for name in names {
            climbs.want(&id(name), &reliefs);
        }
        (climbs, reliefs)
    }

    #[test]
    fn each_route_is_computed_once_in_the_order_of_asking() {
        let (mut climbs, reliefs) = wanting(&["a", "b", "a"]);
        assert_eq!(climbs.next(), Some(id("a")));
        climbs.learn(&id("a"), &reliefs, Some(Metres::whole(120)));
        climbs.want(&id("a"), &reliefs);
        assert_eq!((climbs.next(), climbs.next()), (Some(id("b")), None));
        assert_eq!(climbs.of(&id("a"), &reliefs), Some(Metres::whole(120)));
    }

    #[test]
    fn a_card_that_is_out_of_view_is_not_waited_for() {
        let (mut climbs, _) = wanting(&["a", "b"]);
        climbs.forget(&id("a"));
        assert_eq!(climbs.next(), Some(id("b")));
    }

    #[test]
    fn an_ascent_that_the_reliefs_do_not_know_is_not_asked_again() {
        let (mut climbs, reliefs) = wanting(&["a"]);
        climbs.learn(&id("a"), &reliefs, None);
        climbs.want(&id("a"), &reliefs);
        assert_eq!((climbs.next(), climbs.of(&id("a"), &reliefs)), (None, None));
    }

    #[test]
    fn other_reliefs_are_asked_anew() {
        let (mut climbs, reliefs) = wanting(&["a"]);
        climbs.learn(&id("a"), &reliefs, Some(Metres::whole(120)));
        let finer = ["finer".to_owned()];
        assert_eq!(climbs.of(&id("a"), &finer), None);
        climbs.want(&id("a"), &finer);
        assert_eq!(climbs.next(), Some(id("a")));
        climbs.want(&id("b"), &[]);
        assert_eq!(climbs.next(), None, "without a relief nobody is asked");
    }

    #[test]
    fn an_answer_of_reliefs_that_have_gone_keeps_nobody_from_being_asked_again() {
        let (mut climbs, coarse) = wanting(&["a"]);
        climbs.next();
        climbs.want(&id("a"), &["finer".to_owned()]);
        climbs.learn(&id("a"), &coarse, Some(Metres::whole(120)));
        assert_eq!(climbs.next(), Some(id("a")));
    }
}
