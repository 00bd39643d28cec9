//! What is offered below the search field: routes, communes, towns and stations of the catalogue, then places of the
//! installed maps.

use pdipr_data::filter::{Suggestion, SuggestionTarget};
use sente_core::atlas::{MapPlace, Wanted};
use sente_core::calls::Suggest;

use leptos::prelude::*;

use crate::backend::use_backend;
use crate::device::packs;
use crate::map::{MapState, Origin, Spot, kinds_named, place_kind};
use crate::words::t;

const MOST: u32 = 7;
/// So many of the list are kept for the maps.
const FROM_MAPS: usize = 4;
/// The same name so close is the same place, in metres.
const SAME_PLACE: f64 = 1_000.0;

#[derive(Debug, Clone, PartialEq)]
pub enum Offer {
    Catalogue(Suggestion),
    /// With where its distance is told from.
    Map(MapPlace, Option<Origin>),
}

/// A place of the maps in words: its name (or what it is), what it is where the name does not say it, how far.
pub fn spot(place: &MapPlace, from: Option<Origin>) -> Spot {
    let far = from.map(|from| from.away_to(place.at));
    Spot::named(place.at, place.name.clone(), t(&place_kind(&place.kind)), far)
}

/// The offers for what was typed; `None` where the engine does not answer.
pub async fn offers_for(typed: String, map: MapState) -> Option<Vec<Offer>> {
    let routes = use_backend().ask(Suggest { text: typed.clone(), limit: MOST }).await.ok()?;
    let from = untrack(|| map.origin());
    Some(joined(routes, of_maps(typed, map, from).await, from))
}

/// A device without a detailed map is not asked.
async fn of_maps(typed: String, map: MapState, from: Option<Origin>) -> Vec<MapPlace> {
    if !untrack(|| map.is_detailed()) {
        return Vec::new();
    }
    let near = from.map(Origin::at);
    let wanted = Wanted { kinds: kinds_named(&typed), typed, near, most: MOST as usize };
    packs::search(&wanted).await.unwrap_or_else(|refused| {
        leptos::logging::warn!("the maps cannot be searched: {refused:?}");
        Vec::new()
    })
}

/// The catalogue comes first; the maps get the rest of the list, but some of it always.
fn joined(routes: Vec<Suggestion>, mut places: Vec<MapPlace>, from: Option<Origin>) -> Vec<Offer> {
    places.retain(|place| !routes.iter().any(|known| is_same(known, place)));
    let most = MOST as usize;
    let from_maps = places.len().min(FROM_MAPS.max(most.saturating_sub(routes.len())));
    let routes = routes.into_iter().take(most - from_maps).map(Offer::Catalogue);
    let places = places.into_iter().take(from_maps).map(|place| Offer::Map(place, from));
    routes.chain(places).collect()
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
        let offers = joined(vec![suggestion("Brou")], vec![place("Brou"), place("Brouillet")], None);
        assert_eq!(offers, [town("Brou"), Offer::Map(place("Brouillet"), None)]);
    }

    #[test]
    fn a_place_says_what_it_is_once_and_how_far_from_whom() {
        let from = Position::new(1.501, 48.39).ok().map(Origin::Hiker);
        let water = MapPlace { name: String::new(), kind: "drinking_water".into(), ..place("") };
        let Spot { name, facts, .. } = spot(&water, from);
        assert_eq!((name.as_str(), facts.len()), ("Eau potable", 1));
        assert!(facts[0].starts_with("à 1,1") && facts[0].ends_with("au nord de vous"), "{facts:?}");
        assert_eq!(spot(&place("Brou"), None).facts, ["lieu"]);
    }

    #[test]
    fn the_maps_have_their_part_of_a_full_list() {
        let routes: Vec<_> = (0..7).map(|number| suggestion(&number.to_string())).collect();
        let places: Vec<_> = (0..7).map(|number| place(&format!("m{number}"))).collect();
        let offers = joined(routes, places, None);
        assert_eq!(offers.len(), MOST as usize);
        assert_eq!(offers.iter().filter(|offer| matches!(offer, Offer::Map(..))).count(), FROM_MAPS);
    }

    #[test]
    fn without_a_map_the_catalogue_has_the_whole_list() {
        let routes: Vec<_> = (0..7).map(|number| suggestion(&number.to_string())).collect();
        assert_eq!(joined(routes, Vec::new(), None).len(), MOST as usize);
    }
}
