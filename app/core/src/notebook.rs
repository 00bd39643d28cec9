//! The whole notebook as a value: what travels in its export, and how two notebooks become one. Pure.

use jiff::Timestamp;
use pdipr_data::domain::RouteId;
use serde::{Deserialize, Deserializer, Serialize};

use crate::carnet::{LastView, Progress, RouteList, Settings};

/// A route with something on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptRoute {
    pub route: RouteId,
    #[serde(default)]
    pub favourite: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<Progress>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Last change.
    #[serde(with = "moment")]
    pub touched: Timestamp,
}

impl KeptRoute {
    pub fn is_empty(&self) -> bool {
        !self.favourite && self.progress.is_none() && self.note.is_none()
    }
}

pub type KeptList = RouteList;

/// Routes by id, lists by id.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Notebook {
    #[serde(default)]
    pub routes: Vec<KeptRoute>,
    #[serde(default)]
    pub lists: Vec<KeptList>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settings: Option<Settings>,
    /// Left out where it comes from another version and cannot be read: it is only a convenience.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "if_readable")]
    pub view: Option<LastView>,
}

/// A moment on the wire: `2026-11-23T10:00:00Z`. jiff's own reader explains every mistake at length.
pub(crate) mod moment {
    use jiff::Timestamp;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(moment: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(moment)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| D::Error::custom("expected a moment as 2026-11-23T10:00:00Z"))
    }
}

fn if_readable<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<LastView>, D::Error> {
    let value = serde_json::Value::deserialize(deserializer)?;
    Ok(crate::reading::from_value(&value).ok())
}

impl Notebook {
    /// Adds `other` to this notebook. Nothing that is here is lost, and nothing of `other` but what contradicts it:
    /// *done* outweighs *to do*, a date that stands here stays, two different notes stand one below the other,
    /// lists of one name become one list, settings of this device stay.
    pub fn merged(mut self, other: Notebook) -> Notebook {
        for incoming in other.routes {
            self.add_route(incoming);
        }
        for incoming in other.lists {
            self.add_list(incoming);
        }
        self.settings = self.settings.or(other.settings);
        self.view = self.view.or(other.view);
        self.routes.sort_by(|a, b| a.route.cmp(&b.route));
        self.lists.sort_by_key(|list| list.id);
        self
    }

    /// The same notebook after routes have changed their ids; marks that meet on one route become one.
    pub fn renamed(self, rename: impl Fn(&RouteId) -> Option<RouteId>) -> Notebook {
        let new_id = |id: RouteId| rename(&id).unwrap_or(id);
        let mut result = Notebook { settings: self.settings, view: self.view, ..Notebook::default() };
        for kept in self.routes {
            result.add_route(KeptRoute { route: new_id(kept.route), ..kept });
        }
        for mut list in self.lists {
            let routes = std::mem::take(&mut list.routes);
            add_missing(&mut list.routes, routes.into_iter().map(new_id));
            result.lists.push(list);
        }
        result.routes.sort_by(|a, b| a.route.cmp(&b.route));
        result
    }

    fn add_route(&mut self, incoming: KeptRoute) {
        if incoming.is_empty() {
            return;
        }
        let Some(here) = self.routes.iter_mut().find(|kept| kept.route == incoming.route) else {
            self.routes.push(incoming);
            return;
        };
        here.favourite |= incoming.favourite;
        here.progress = match (here.progress.take(), incoming.progress) {
            (Some(Progress::ToDo), Some(done @ Progress::Done { .. })) => Some(done),
            (Some(progress), _) => Some(progress),
            (None, progress) => progress,
        };
        here.note = match (here.note.take(), incoming.note) {
            (Some(ours), Some(theirs)) => Some(both_notes(ours, theirs)),
            (ours, theirs) => ours.or(theirs),
        };
        here.touched = here.touched.max(incoming.touched);
    }

    fn add_list(&mut self, incoming: KeptList) {
        if let Some(here) = self.lists.iter_mut().find(|list| list.name == incoming.name) {
            add_missing(&mut here.routes, incoming.routes);
            return;
        }
        let taken = self.lists.iter().any(|list| list.id == incoming.id);
        let free = self.lists.iter().map(|list| list.id).max().unwrap_or(0).saturating_add(1);
        let id = if taken || incoming.id < 1 { free } else { incoming.id };
        let mut list = KeptList { id, name: incoming.name, routes: Vec::new() };
        add_missing(&mut list.routes, incoming.routes);
        self.lists.push(list);
    }
}

/// Importing the same file twice must not double the note.
fn both_notes(ours: String, theirs: String) -> String {
    if ours.contains(&theirs) {
        ours
    } else if theirs.contains(&ours) {
        theirs
    } else {
        format!("{ours}\n\n{theirs}")
    }
}

fn add_missing(routes: &mut Vec<RouteId>, more: impl IntoIterator<Item = RouteId>) {
    for route in more {
        if !routes.contains(&route) {
            routes.push(route);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(route: &str) -> KeptRoute {
        KeptRoute {
            route: RouteId(route.into()),
            favourite: true,
            progress: None,
            note: None,
            touched: Timestamp::UNIX_EPOCH,
        }
    }

    fn noted(route: &str, note: &str) -> KeptRoute {
        KeptRoute { note: Some(note.into()), ..kept(route) }
    }

    fn with(routes: impl Into<Vec<KeptRoute>>) -> Notebook {
        Notebook { routes: routes.into(), ..Notebook::default() }
    }

    #[test]
    fn two_different_notes_on_one_route_are_both_kept() {
        let merged = with([noted("f3", "boue en hiver")]).merged(with([noted("f3", "belle vue")]));
        assert_eq!(merged.routes[0].note.as_deref(), Some("boue en hiver\n\nbelle vue"));
    }

    #[test]
    fn done_outweighs_to_do_and_a_date_that_stands_stays() {
        let done = |day| KeptRoute {
            progress: Some(Progress::Done { on: jiff::civil::date(2026, 5, day) }),
            ..kept("f3")
        };
        let to_do = KeptRoute { progress: Some(Progress::ToDo), ..kept("f3") };
        let merged = with([to_do]).merged(with([done(1)])).merged(with([done(2)]));
        assert_eq!(merged.routes[0].progress, done(1).progress);
    }

    #[test]
    fn lists_of_one_name_become_one_and_a_taken_id_is_replaced() {
        let list = |id, name: &str, route: &str| KeptList {
            id,
            name: name.into(),
            routes: vec![RouteId(route.into())],
        };
        let here = Notebook { lists: vec![list(1, "été", "a")], ..Notebook::default() };
        let other =
            Notebook { lists: vec![list(4, "été", "b"), list(1, "hiver", "c")], ..Notebook::default() };
        let merged = here.merged(other);
        let shape: Vec<_> =
            merged.lists.iter().map(|list| (list.id, list.name.as_str(), list.routes.len())).collect();
        assert_eq!(shape, [(1, "été", 2), (2, "hiver", 1)]);
    }

    #[test]
    fn a_route_that_changed_its_id_keeps_its_marks_under_the_new_one() {
        let renamed = with([noted("old", "à refaire"), kept("new")])
            .renamed(|id| (id.as_str() == "old").then(|| RouteId("new".into())));
        assert_eq!(renamed.routes, [noted("new", "à refaire")]);
    }

    #[test]
    fn a_view_that_cannot_be_read_does_not_spoil_the_import() {
        let read: Notebook =
            serde_json::from_str(r#"{"view": {"query": {"from-the-future": 1}}, "routes": []}"#).unwrap();
        assert_eq!(read.view, None);
    }
}
