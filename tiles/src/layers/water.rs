//! Water: lakes, rivers and streams, with their names; dams and piers.

use super::tags::{Attributes, Legend, Row, Tags, find};
use super::{Drawing, Layer};

const fn row(value: &'static str, kind: &'static str, zoom: u8) -> Row {
    Row { value, kind, zoom, rank: 400 }
}

pub(super) const AREAS: Legend = &[
    ("natural", &[row("water", "water", 4), row("glacier", "glacier", 4)]),
    ("waterway", &[row("riverbank", "river", 4), row("dock", "dock", 10), row("canal", "canal", 10)]),
    ("landuse", &[row("reservoir", "reservoir", 4), row("basin", "basin", 4)]),
];

pub(super) const LINES: Legend = &[(
    "waterway",
    &[
        Row { value: "river", kind: "river", zoom: 9, rank: 700 },
        Row { value: "canal", kind: "canal", zoom: 9, rank: 650 },
        // Shortbread shows them from 14 on; a hiker wants to know a stream earlier.
        Row { value: "stream", kind: "stream", zoom: 13, rank: 420 },
        Row { value: "ditch", kind: "ditch", zoom: 14, rank: 160 },
        Row { value: "drain", kind: "ditch", zoom: 14, rank: 160 },
    ],
)];

pub(super) const PIERS: Legend = &[(
    "man_made",
    &[row("pier", "pier", 12), row("breakwater", "breakwater", 12), row("groyne", "groyne", 12)],
)];

pub fn area(tags: Tags, out: &mut Vec<Drawing>) {
    if let Some((_, row)) = find(AREAS, tags) {
        let kind = match (row.kind, tags.get("water")) {
            ("water", Some("river")) => "river",
            ("water", Some("canal")) => "canal",
            ("water", Some("reservoir")) => "reservoir",
            ("water", Some("basin")) => "basin",
            (kind, _) => kind,
        };
        out.push(Drawing::whole(Layer::WaterPolygons, row.zoom, row.rank, Attributes::of_kind(kind)));
        if tags.get("name").is_some() {
            out.push(Drawing::label(
                Layer::WaterPolygonsLabels,
                10,
                2_100,
                Attributes::of_kind(kind).names(tags),
            ));
        }
    }
    if let Some((_, row)) = find(PIERS, tags) {
        out.push(Drawing::whole(Layer::PierPolygons, row.zoom, row.rank, Attributes::of_kind(row.kind)));
    }
    if tags.is("waterway", "dam") {
        out.push(Drawing::whole(Layer::DamPolygons, 12, 300, Attributes::of_kind("dam")));
    }
}

pub fn line(tags: Tags, closed: bool, out: &mut Vec<Drawing>) {
    // A closed canal is the outline of its water, which `area` draws.
    if let Some((_, row)) = find(LINES, tags).filter(|(_, row)| !(closed && row.kind == "canal")) {
        let attributes = Attributes::of_kind(row.kind)
            .flag("tunnel", tags.is_tunnel())
            .flag("bridge", tags.is_bridge())
            .flag("intermittent", tags.is("intermittent", "yes"));
        out.push(Drawing::whole(Layer::WaterLines, row.zoom, row.rank, attributes));
        if tags.get("name").is_some() {
            let attributes = Attributes::of_kind(row.kind).names(tags);
            out.push(Drawing::whole(Layer::WaterLinesLabels, row.zoom.max(12), row.rank + 1_000, attributes));
        }
    }
    if closed {
        return;
    }
    if let Some((_, row)) = find(PIERS, tags) {
        out.push(Drawing::whole(Layer::PierLines, row.zoom, row.rank, Attributes::of_kind(row.kind)));
    }
    if tags.is("waterway", "dam") {
        out.push(Drawing::whole(Layer::DamLines, 12, 300, Attributes::of_kind("dam")));
    }
}
