//! Ours: what stands in the way or lets one through: gates, stiles, fences, walls, hedges.

use super::tags::{Attributes, Legend, Row, Tags, find};
use super::{Drawing, Layer};

const fn point_row(value: &'static str, rank: u32) -> Row {
    Row { value, kind: value, zoom: 15, rank }
}

const fn line_row(value: &'static str, rank: u32) -> Row {
    Row { value, kind: value, zoom: 15, rank }
}

pub(super) const POINTS: Legend = &[
    (
        "barrier",
        &[
            point_row("gate", 900),
            point_row("lift_gate", 900),
            point_row("swing_gate", 900),
            point_row("stile", 950),
            point_row("kissing_gate", 950),
            point_row("hampshire_gate", 950),
            point_row("horse_stile", 950),
            point_row("cattle_grid", 900),
            point_row("cycle_barrier", 900),
            point_row("bollard", 300),
            point_row("block", 300),
        ],
    ),
    ("highway", &[point_row("stile", 950)]),
    (
        "ford",
        &[
            Row { value: "yes", kind: "ford", zoom: 14, rank: 1_100 },
            Row { value: "stepping_stones", kind: "stepping_stones", zoom: 14, rank: 1_100 },
        ],
    ),
];

pub(super) const LINES: Legend = &[
    (
        "barrier",
        &[
            line_row("fence", 120),
            line_row("wall", 130),
            line_row("retaining_wall", 130),
            line_row("city_wall", 500),
            line_row("hedge", 125),
            line_row("ditch", 125),
        ],
    ),
    ("natural", &[line_row("cliff", 600), Row { value: "tree_row", kind: "tree_row", zoom: 14, rank: 180 }]),
];

pub fn point(tags: Tags, out: &mut Vec<Drawing>) {
    if let Some((_, row)) = find(POINTS, tags) {
        let attributes = Attributes::of_kind(row.kind)
            .copy("access", tags)
            .copy("foot", tags)
            .copy("bicycle", tags)
            .copy("horse", tags)
            .flag("locked", tags.is("locked", "yes"));
        out.push(Drawing::whole(Layer::Barriers, row.zoom, row.rank, attributes));
    }
}

pub fn line(tags: Tags, closed: bool, out: &mut Vec<Drawing>) {
    let Some((_, row)) = find(LINES, tags) else { return };
    // A wood that is edged with a hedge is drawn as a wood.
    if !(closed && tags.get("landuse").is_some() && row.kind == "hedge") {
        out.push(Drawing::whole(Layer::Barriers, row.zoom, row.rank, Attributes::of_kind(row.kind)));
    }
}
