//! The places of an installed map, found the way people type: words folded as in the catalogue, beginnings of words,
//! one typo for every four letters, the nearest first among equals. What is of the kind that was typed is equal.

use pdipr_data::domain::Position;
use pdipr_data::filter::text::fold::words;
use pdipr_data::filter::text::{distance_at_most, typos_allowed};
use serde::{Deserialize, Serialize};

/// A place of an installed map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MapPlace {
    /// Empty where it has none: a spring, a shelter.
    pub name: String,
    /// As the map's layers name it: `village`, `drinking_water`.
    pub kind: String,
    pub at: Position,
}

impl MapPlace {
    /// `None` where the degrees are no place on earth.
    pub fn new(name: String, kind: String, lon: f64, lat: f64) -> Option<MapPlace> {
        Some(MapPlace { name, kind, at: Position::new(lon, lat).ok()? })
    }
}

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Wanted {
    pub typed: String,
    /// Kinds that the typed words name in the hiker's language ("eau potable"): a place of such a kind needs no name.
    pub kinds: Vec<String>,
    /// Where the hiker looks.
    pub near: Option<Position>,
    pub most: usize,
}

/// The places of the maps, ready to be searched.
#[derive(Debug, Default)]
pub struct Atlas {
    places: Vec<(MapPlace, Vec<String>)>,
}

/// How well a place fits; the least is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    typos: usize,
    /// Words of the place that were not asked for.
    beyond: usize,
    /// Metres from where the hiker looks.
    far: u64,
}

impl Atlas {
    pub fn new(places: impl IntoIterator<Item = MapPlace>) -> Atlas {
        let worded = |place: MapPlace| {
            let said = words(&place.name);
            (place, said)
        };
        Atlas { places: places.into_iter().map(worded).collect() }
    }

    /// The best places, the best first.
    pub fn find(&self, wanted: &Wanted) -> Vec<MapPlace> {
        let typed = words(&wanted.typed);
        if typed.is_empty() {
            return Vec::new();
        }
        let mut fits: Vec<(Fit, usize)> = self
            .places
            .iter()
            .enumerate()
            .filter_map(|(index, (place, said))| Some((fit(place, said, &typed, wanted)?, index)))
            .collect();
        fits.sort_unstable();
        fits.into_iter().take(wanted.most).map(|(_, index)| self.places[index].0.clone()).collect()
    }
}

/// The best of what several maps have found. What maps that overlap both know comes once.
pub fn best(found: Vec<MapPlace>, wanted: &Wanted) -> Vec<MapPlace> {
    let mut once = Vec::with_capacity(found.len());
    for place in found {
        if !once.contains(&place) {
            once.push(place);
        }
    }
    Atlas::new(once).find(wanted)
}

/// The place is of a wanted kind, whatever its name; or every typed word begins a word of the name, or nearly is one.
fn fit(place: &MapPlace, said: &[String], typed: &[String], wanted: &Wanted) -> Option<Fit> {
    let (typos, beyond) = if wanted.kinds.contains(&place.kind) {
        (0, 0)
    } else {
        (typos(said, typed)?, said.len().saturating_sub(typed.len()))
    };
    let far = wanted.near.map_or(0, |near| near.distance_to(place.at).value() as u64);
    Some(Fit { typos, beyond, far })
}

fn typos(said: &[String], typed: &[String]) -> Option<usize> {
    typed.iter().map(|word| said.iter().filter_map(|known| word_fits(known, word)).min()).sum()
}

fn word_fits(known: &str, typed: &str) -> Option<usize> {
    if known.starts_with(typed) {
        return Some(0);
    }
    let allowed = typos_allowed(typed);
    if allowed == 0 { None } else { distance_at_most(known, typed, allowed) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(name: &str, kind: &str, lon: f64) -> MapPlace {
        MapPlace::new(name.into(), kind.into(), lon, 48.4).unwrap()
    }

    fn atlas() -> Atlas {
        Atlas::new([
            place("Fontaine Saint-Martin", "drinking_water", 1.5),
            place("", "drinking_water", 1.2),
            place("", "drinking_water", 1.6),
            place("Saint-Martin", "village", 1.4),
            place("Boulangerie Martin", "bakery", 1.3),
        ])
    }

    fn wanted(typed: &str) -> Wanted {
        Wanted { typed: typed.into(), most: 10, ..Wanted::default() }
    }

    fn names(wanted: &Wanted) -> Vec<String> {
        atlas().find(wanted).into_iter().map(|place| place.name).collect()
    }

    #[test]
    fn the_place_that_says_no_more_than_was_typed_comes_first() {
        assert_eq!(names(&wanted("st martin")), ["Saint-Martin", "Fontaine Saint-Martin"]);
    }

    #[test]
    fn water_is_found_by_what_it_is_the_nearest_first() {
        let near = Position::new(1.61, 48.4).ok();
        let water = Wanted { kinds: vec!["drinking_water".into()], near, ..wanted("eau pot") };
        let found: Vec<f64> = atlas().find(&water).into_iter().map(|place| place.at.lon()).collect();
        assert_eq!(found, [1.6, 1.5, 1.2]);
    }

    #[test]
    fn a_name_that_says_the_kind_does_not_put_a_place_behind_those_that_are_farther() {
        let near = Position::new(1.5, 48.4).ok();
        let water = Wanted { kinds: vec!["drinking_water".into()], near, ..wanted("fontaine") };
        assert_eq!(names(&water), ["Fontaine Saint-Martin", "", ""]);
    }

    #[test]
    fn the_best_of_two_maps_are_the_nearest_of_both_and_what_both_know_comes_once() {
        let near = Position::new(1.5, 48.4).ok();
        let kinds = vec!["drinking_water".into()];
        let water = Wanted { kinds, near, most: 2, ..wanted("eau") };
        let found =
            ["1.2", "1.6", "1.6", "1.51"].map(|lon| place("", "drinking_water", lon.parse().unwrap()));
        let found: Vec<f64> = best(found.into(), &water).into_iter().map(|place| place.at.lon()).collect();
        assert_eq!(found, [1.51, 1.6]);
    }

    #[test]
    fn a_typo_is_forgiven() {
        assert_eq!(names(&wanted("boulangrie")), ["Boulangerie Martin"]);
        assert!(names(&wanted("xyz")).is_empty());
    }

    #[test]
    fn nothing_typed_finds_nothing() {
        assert!(names(&wanted("  ")).is_empty());
        assert!(names(&Wanted { kinds: vec!["bakery".into()], ..wanted("") }).is_empty());
    }

    #[test]
    fn no_more_come_than_were_wanted() {
        assert_eq!(names(&Wanted { most: 1, ..wanted("martin") }).len(), 1);
    }
}
