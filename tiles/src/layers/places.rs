//! Names of towns, villages, hamlets and farms.

use super::tags::{Attributes, Tags};
use super::{Drawing, Layer};

struct Place {
    kind: &'static str,
    zoom: u8,
    /// Where OSM does not tell, as Shortbread supposes.
    population: i64,
    rank: u32,
}

const fn place(kind: &'static str, zoom: u8, population: i64, rank: u32) -> Place {
    Place { kind, zoom, population, rank }
}

const PLACES: &[Place] = &[
    place("city", 6, 100_000, 3_900),
    place("town", 7, 5_000, 3_800),
    place("village", 10, 100, 3_700),
    place("suburb", 10, 1_000, 3_600),
    place("quarter", 12, 500, 3_400),
    place("hamlet", 11, 50, 3_500),
    place("neighbourhood", 13, 100, 3_300),
    place("isolated_dwelling", 13, 5, 3_200),
    place("farm", 13, 5, 3_200),
    place("island", 10, 0, 3_300),
    place("islet", 13, 0, 3_100),
    place("locality", 13, 0, 3_100),
];

pub fn point(tags: Tags, out: &mut Vec<Drawing>) {
    let Some(value) = tags.get("place") else { return };
    let Some(place) = PLACES.iter().find(|place| place.kind == value) else { return };
    if tags.get("name").is_none() {
        return;
    }
    let population = tags.number("population").filter(|people| *people >= 0).unwrap_or(place.population);
    let (kind, zoom) = match tags.get("capital") {
        Some("yes" | "2") => ("capital", 4),
        Some("4") => ("state_capital", 4),
        _ => (place.kind, place.zoom),
    };
    // The larger of two places of a kind goes first: a digit for each doubling.
    let rank = place.rank + (population.max(1).ilog2() * 2).min(90);
    let attributes = Attributes::of_kind(kind).names(tags).with("population", population);
    out.push(Drawing::label(Layer::PlaceLabels, zoom, rank, attributes));
}

/// Hamlets, farms and islands are often drawn as areas; a label is all that is shown of them.
pub fn area(tags: Tags, out: &mut Vec<Drawing>) {
    point(tags, out);
}
