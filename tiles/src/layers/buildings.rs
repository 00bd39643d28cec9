//! Buildings, and the grounds that lie below them: schools, hospitals, car parks.

use super::tags::{Attributes, Legend, Row, Tags, find};
use super::{Drawing, Layer};

const fn row(value: &'static str) -> Row {
    Row { value, kind: value, zoom: 14, rank: 250 }
}

pub(super) const SITES: Legend = &[
    (
        "amenity",
        &[
            row("university"),
            row("college"),
            row("school"),
            row("hospital"),
            row("prison"),
            row("parking"),
            row("bicycle_parking"),
        ],
    ),
    ("military", &[Row { value: "danger_area", kind: "danger_area", zoom: 11, rank: 1_200 }]),
    ("leisure", &[Row { value: "sports_centre", kind: "sports_center", zoom: 14, rank: 250 }]),
    ("landuse", &[row("construction")]),
];

pub fn area(tags: Tags, out: &mut Vec<Drawing>) {
    if let Some((_, row)) = find(SITES, tags) {
        out.push(Drawing::whole(Layer::Sites, row.zoom, row.rank, Attributes::of_kind(row.kind)));
    }
    if tags.get("building").is_some_and(|building| building != "no") {
        out.push(Drawing::whole(Layer::Buildings, 14, 100, Attributes::default()));
    }
}
