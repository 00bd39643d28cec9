//! The folded terms of a route in the word index, one field each.

use std::collections::BTreeSet;

use crate::domain::{Leg, Metres, Nearby, Route};
use crate::filter::text::fold::{code_key, place_key, words};
use crate::sheets::Lookup;

/// In the order of the columns of `route_words`.
pub(super) struct Terms {
    pub name: String,
    pub code: String,
    pub start: String,
    pub communes: String,
    pub towns: String,
    pub stations: String,
    pub ways: String,
}

impl Terms {
    pub(super) fn of(route: &Route, lookup: &Lookup) -> Self {
        let start = route.start.as_ref().and_then(|start| lookup.commune(start.commune.as_ref()?));
        let ways = way_names(route, lookup).into_iter().flat_map(words);
        Terms {
            name: joined(words(&route.name)),
            code: joined(codes(route)),
            start: joined(start.map(place_key)),
            communes: joined(route.communes.iter().filter_map(|insee| lookup.commune(insee)).map(place_key)),
            towns: joined(close(&route.towns).map(|town| place_key(&town.name))),
            stations: joined(close(&route.stations).map(|station| place_key(&station.name))),
            ways: joined(ways),
        }
    }
}

/// A route is found by the name of a town or station only if it passes close by.
fn close(places: &[Nearby]) -> impl Iterator<Item = &Nearby> {
    places.iter().filter(|place| place.distance <= Metres::whole(5_000))
}

/// The names of the ways that the route takes, each once.
pub(super) fn way_names<'a>(route: &Route, lookup: &Lookup<'a>) -> BTreeSet<&'a str> {
    route
        .parts
        .iter()
        .flat_map(|part| &part.legs)
        .filter_map(|leg| match leg {
            Leg::Inscribed { segment, .. } => lookup.segment(segment)?.way_name.as_deref(),
            Leg::Liaison { .. } => None,
        })
        .collect()
}

/// The code, its spellings in the register with and without the commune, and the identity.
fn codes(route: &Route) -> impl Iterator<Item = String> {
    let raw = route.raw_codes.iter().flat_map(|raw| {
        let bare = raw.rsplit_once('-').map_or(raw.as_str(), |(bare, _)| bare);
        [code_key(raw), code_key(bare)]
    });
    [code_key(&route.code), code_key(route.id.as_str())].into_iter().chain(raw)
}

/// Each term once and in order, so that equal routes give equal bytes.
fn joined(terms: impl IntoIterator<Item = String>) -> String {
    let terms: BTreeSet<String> = terms.into_iter().filter(|term| !term.is_empty()).collect();
    terms.into_iter().collect::<Vec<_>>().join(" ")
}
