//! What covers the ground, and the names of woods, parks and reserves.

use super::tags::{Attributes, Legend, Row, Tags, find};
use super::{Drawing, Layer};

const fn row(value: &'static str, zoom: u8) -> Row {
    Row { value, kind: value, zoom, rank: RANK }
}

const fn as_kind(value: &'static str, kind: &'static str, zoom: u8) -> Row {
    Row { value, kind, zoom, rank: RANK }
}

const RANK: u32 = 200;
const LABEL_RANK: u32 = 2_000;

pub(super) const LAND: Legend = &[
    (
        "natural",
        &[
            as_kind("wood", "forest", 7),
            row("sand", 10),
            row("beach", 10),
            row("heath", 11),
            row("scrub", 11),
            row("grassland", 11),
            row("bare_rock", 11),
            row("scree", 11),
            row("shingle", 11),
        ],
    ),
    (
        "landuse",
        &[
            row("forest", 7),
            row("residential", 10),
            row("industrial", 10),
            row("commercial", 10),
            row("garages", 10),
            row("retail", 10),
            row("railway", 10),
            row("landfill", 10),
            row("brownfield", 10),
            row("greenfield", 10),
            row("farmyard", 10),
            row("farmland", 10),
            row("grass", 11),
            row("meadow", 11),
            row("orchard", 11),
            row("vineyard", 11),
            row("allotments", 11),
            row("village_green", 11),
            row("recreation_ground", 11),
            row("greenhouse_horticulture", 11),
            row("plant_nursery", 11),
            row("quarry", 11),
            row("cemetery", 13),
        ],
    ),
    (
        "leisure",
        &[
            row("golf_course", 11),
            row("park", 11),
            row("garden", 11),
            row("playground", 11),
            row("miniature_golf", 11),
            // Ours: where one may not always walk.
            row("nature_reserve", 9),
        ],
    ),
    (
        "wetland",
        &[row("swamp", 11), row("bog", 11), row("string_bog", 11), row("wet_meadow", 11), row("marsh", 11)],
    ),
    ("amenity", &[row("grave_yard", 13)]),
];

/// Which of them a hiker wants named, and from which zoom on.
const NAMED: &[(&str, u8)] = &[
    ("forest", 11),
    ("heath", 13),
    ("park", 13),
    ("nature_reserve", 11),
    ("golf_course", 14),
    ("garden", 15),
    ("swamp", 13),
    ("marsh", 13),
    ("bog", 13),
    ("beach", 14),
    ("quarry", 14),
];

pub fn area(tags: Tags, out: &mut Vec<Drawing>) {
    let Some((_, row)) = find(LAND, tags) else { return };
    out.push(Drawing::whole(Layer::Land, row.zoom, row.rank, Attributes::of_kind(row.kind)));
    let named = NAMED.iter().find(|(kind, _)| *kind == row.kind);
    if let (Some((_, zoom)), Some(_)) = (named, tags.get("name")) {
        out.push(Drawing::label(
            Layer::LandLabels,
            *zoom,
            LABEL_RANK,
            Attributes::of_kind(row.kind).names(tags),
        ));
    }
}
