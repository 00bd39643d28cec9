//! The places of an installed map, found the way people type: words folded as in the catalogue, beginnings of words,
//! one typo for every four letters, the nearest first among equals.

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

/// The places of one map, ready to be searched.
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
    unnamed: bool,
    /// Metres from where the hiker looks.
    far: u64,
}

impl Atlas {
    /// `kind_name` says a kind in the hiker's language ("eau potable"), so that places without a name are found by it.
    pub fn new(places: impl IntoIterator<Item = MapPlace>, kind_name: impl Fn(&str) -> String) -> Atlas {
        let worded = |place: MapPlace| {
            let mut said = words(&place.name);
            if said.is_empty() {
                said = words(&kind_name(&place.kind));
            }
            (place, said)
        };
        Atlas { places: places.into_iter().map(worded).filter(|(_, said)| !said.is_empty()).collect() }
    }

    /// The best places for the words, at most so many.
    pub fn find(&self, typed: &str, near: Option<Position>, most: usize) -> Vec<&MapPlace> {
        let wanted = words(typed);
        if wanted.is_empty() {
            return Vec::new();
        }
        let mut fits: Vec<(Fit, usize)> = self
            .places
            .iter()
            .enumerate()
            .filter_map(|(index, (place, said))| Some((fit(place, said, &wanted, near)?, index)))
            .collect();
        fits.sort_unstable();
        fits.into_iter().take(most).map(|(_, index)| &self.places[index].0).collect()
    }
}

/// Every wanted word begins a word of the place, or nearly is one.
fn fit(place: &MapPlace, said: &[String], wanted: &[String], near: Option<Position>) -> Option<Fit> {
    let mut typos = 0;
    for word in wanted {
        typos += said.iter().filter_map(|known| word_fits(known, word)).min()?;
    }
    let far = near.map_or(0, |near| near.distance_to(place.at).value() as u64);
    Some(Fit { typos, beyond: said.len().abs_diff(wanted.len()), unnamed: place.name.is_empty(), far })
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
        MapPlace { name: name.into(), kind: kind.into(), at: Position::new(lon, 48.4).unwrap() }
    }

    fn atlas() -> Atlas {
        let places = [
            place("Fontaine Saint-Martin", "drinking_water", 1.5),
            place("", "drinking_water", 1.2),
            place("", "drinking_water", 1.6),
            place("Saint-Martin", "village", 1.4),
            place("Boulangerie Martin", "bakery", 1.3),
        ];
        let names = |kind: &str| if kind == "drinking_water" { "Eau potable".into() } else { String::new() };
        Atlas::new(places, names)
    }

    fn names<'a>(found: &[&'a MapPlace]) -> Vec<&'a str> {
        found.iter().map(|place| place.name.as_str()).collect()
    }

    #[test]
    fn the_place_that_says_no_more_than_was_asked_comes_first() {
        let atlas = atlas();
        let found = atlas.find("st martin", None, 10);
        assert_eq!(names(&found), ["Saint-Martin", "Fontaine Saint-Martin"]);
    }

    #[test]
    fn water_without_a_name_is_found_by_what_it_is_the_nearest_first() {
        let atlas = atlas();
        let found = atlas.find("eau pot", Some(Position::new(1.61, 48.4).unwrap()), 10);
        assert_eq!(found.iter().map(|place| place.at.lon()).collect::<Vec<_>>(), [1.6, 1.2]);
    }

    #[test]
    fn a_typo_is_forgiven_after_what_is_right() {
        let atlas = atlas();
        assert_eq!(names(&atlas.find("boulangrie", None, 10)), ["Boulangerie Martin"]);
        assert!(atlas.find("xyz", None, 10).is_empty());
    }

    #[test]
    fn nothing_typed_finds_nothing() {
        assert!(atlas().find("  ", None, 10).is_empty());
    }
}
