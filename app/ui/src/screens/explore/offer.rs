//! What is offered below the search field: routes, communes, towns and stations of the catalogue, then places of the
//! installed maps.

use pdipr_data::filter::{Suggestion, SuggestionTarget};
use sente_core::atlas::{MapPlace, Wanted};
use sente_core::calls::Suggest;
use sente_core::packs::PackKind;

use leptos::prelude::*;

use crate::backend::use_backend;
use crate::device::packs;
use crate::map::{MapState, kinds_named};

const MOST: u32 = 7;
/// So many of the list are kept for the maps.
const FROM_MAPS: usize = 4;
/// The same name so close is the same place, in metres.
const SAME_PLACE: f64 = 1_000.0;

#[derive(Debug, Clone, PartialEq)]
pub enum Offer {
    Catalogue(Suggestion),
    Map(MapPlace),
}

/// The offers for what was typed; `None` where the engine does not answer.
pub async fn offers_for(typed: String, map: MapState) -> Option<Vec<Offer>> {
    let routes = use_backend().ask(Suggest { text: typed.clone(), limit: MOST }).await.ok()?;
    Some(joined(routes, of_maps(typed, map).await))
}

/// A device without a detailed map is not asked.
async fn of_maps(typed: String, map: MapState) -> Vec<MapPlace> {
    if !map.packs.with_untracked(|packs| packs.iter().any(|pack| pack.kind == PackKind::Detail)) {
        return Vec::new();
    }
    let near = map.view.with_untracked(|view| view.as_ref().map(|view| view.centre));
    let wanted = Wanted { kinds: kinds_named(&typed), typed, near, most: MOST as usize };
    packs::search(&wanted).await.unwrap_or_else(|refused| {
        leptos::logging::warn!("the maps cannot be searched: {refused:?}");
        Vec::new()
    })
}

/// The catalogue comes first; the maps get the rest of the list, but some of it always.
fn joined(routes: Vec<Suggestion>, mut places: Vec<MapPlace>) -> Vec<Offer> {
    places.retain(|place| !routes.iter().any(|known| is_same(known, place)));
    let most = MOST as usize;
    let from_maps = places.len().min(FROM_MAPS.max(most.saturating_sub(routes.len())));
    let routes = routes.into_iter().take(most - from_maps).map(Offer::Catalogue);
    routes.chain(places.into_iter().take(from_maps).map(Offer::Map)).collect()
}

/// A town or a station that the catalogue knows as well.
fn is_same(known: &Suggestion, place: &MapPlace) -> bool {
    !matches!(known.target, SuggestionTarget::Route { .. })
        && known.label == place.name
        && known.at.is_some_and(|at| at.distance_to(place.at).value() < SAME_PLACE)
}

#[cfg(test)]
mod tests {
    use pdipr_data::domain::Position;

    use super::*;

    fn town(label: &str) -> Offer {
        Offer::Catalogue(suggestion(label))
    }

    fn suggestion(label: &str) -> Suggestion {
        let at = Position::new(1.5, 48.4).ok();
        Suggestion { label: label.into(), target: SuggestionTarget::Town, at }
    }

    fn place(name: &str) -> MapPlace {
        MapPlace::new(name.into(), "village".into(), 1.501, 48.4).unwrap()
    }

    #[test]
    fn a_town_that_both_know_is_offered_once() {
        let offers = joined(vec![suggestion("Brou")], vec![place("Brou"), place("Brouillet")]);
        assert_eq!(offers, [town("Brou"), Offer::Map(place("Brouillet"))]);
    }

    #[test]
    fn the_maps_have_their_part_of_a_full_list() {
        let routes: Vec<_> = (0..7).map(|number| suggestion(&number.to_string())).collect();
        let places: Vec<_> = (0..7).map(|number| place(&format!("m{number}"))).collect();
        let offers = joined(routes, places);
        assert_eq!(offers.len(), MOST as usize);
        assert_eq!(offers.iter().filter(|offer| matches!(offer, Offer::Map(_))).count(), FROM_MAPS);
    }

    #[test]
    fn without_a_map_the_catalogue_has_the_whole_list() {
        let routes: Vec<_> = (0..7).map(|number| suggestion(&number.to_string())).collect();
        assert_eq!(joined(routes, Vec::new()).len(), MOST as usize);
    }
}
