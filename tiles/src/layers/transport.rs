//! How one gets there: stations, stops, ferries and cable cars.

use super::tags::{Attributes, Legend, Row, Tags, find};
use super::{Drawing, Layer};

const fn row(value: &'static str, zoom: u8, rank: u32) -> Row {
    Row { value, kind: value, zoom, rank }
}

/// Stations are seen from further away than in Shortbread: walks begin and end there.
pub(super) const STOPS: Legend = &[
    ("railway", &[row("station", 11, 3_050), row("halt", 11, 3_040), row("tram_stop", 14, 2_200)]),
    ("aeroway", &[row("aerodrome", 11, 2_300), row("helipad", 14, 1_700)]),
    (
        "amenity",
        &[
            row("bus_station", 13, 2_400),
            Row { value: "ferry_terminal", kind: "ferry_terminal", zoom: 12, rank: 2_400 },
        ],
    ),
    ("highway", &[row("bus_stop", 14, 2_150)]),
    ("aerialway", &[Row { value: "station", kind: "aerialway_station", zoom: 13, rank: 2_300 }]),
];

pub(super) const AERIALWAYS: Legend = &[(
    "aerialway",
    &[
        row("cable_car", 12, 800),
        row("gondola", 12, 800),
        row("chair_lift", 12, 790),
        row("goods", 12, 300),
        row("drag_lift", 12, 500),
        row("t-bar", 12, 500),
        row("j-bar", 12, 500),
        row("platter", 12, 500),
        Row { value: "rope_tow", kind: "rope-tow", zoom: 12, rank: 500 },
    ],
)];

pub fn point(tags: Tags, out: &mut Vec<Drawing>) {
    let Some((_, row)) = find(STOPS, tags) else { return };
    // Metro stations are as dense as tram stops.
    let zoom = if tags.is("station", "subway") { 14 } else { row.zoom };
    let attributes = Attributes::of_kind(row.kind).names(tags).copy("ref", tags).copy("network", tags);
    out.push(Drawing::label(Layer::PublicTransport, zoom, row.rank, attributes));
}

pub fn area(tags: Tags, out: &mut Vec<Drawing>) {
    point(tags, out);
}

pub fn line(tags: Tags, out: &mut Vec<Drawing>) {
    if tags.is("route", "ferry") {
        let zoom = if tags.is("motor_vehicle", "no") { 12 } else { 10 };
        out.push(Drawing::whole(Layer::Ferries, zoom, 750, Attributes::of_kind("ferry").names(tags)));
    }
    if let Some((_, row)) = find(AERIALWAYS, tags) {
        out.push(Drawing::whole(Layer::Aerialways, row.zoom, row.rank, Attributes::of_kind(row.kind)));
    }
}
