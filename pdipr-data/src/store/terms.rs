//! The folded terms of a route in the word index, one field each.

use std::collections::BTreeSet;

use crate::domain::Route;
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
        let ways = route
            .parts
            .iter()
            .flat_map(|part| &part.legs)
            .filter_map(|leg| match leg {
                crate::domain::Leg::Inscribed { segment, .. } => lookup.segment(segment)?.way_name.as_deref(),
                crate::domain::Leg::Liaison { .. } => None,
            })
            .flat_map(words);
        Terms {
            name: joined(words(&route.name)),
            code: joined(codes(route)),
            start: joined(start.map(place_key)),
            communes: joined(route.communes.iter().filter_map(|insee| lookup.commune(insee)).map(place_key)),
            towns: joined(route.towns.iter().map(|town| place_key(&town.name))),
            stations: joined(route.stations.iter().map(|station| place_key(&station.name))),
            ways: joined(ways),
        }
    }
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
