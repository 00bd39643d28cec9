//! Roads, tracks, paths and rails, with what a walker asks of them: surface, difficulty, who may pass.

use super::tags::{Attributes, Legend, Row, Tags, find};
use super::{Drawing, Layer};

const fn row(value: &'static str, zoom: u8, rank: u32) -> Row {
    Row { value, kind: value, zoom, rank }
}

/// A slip road is drawn as the road that it belongs to.
const fn link(value: &'static str, kind: &'static str, zoom: u8, rank: u32) -> Row {
    Row { value, kind, zoom, rank }
}

/// Where a tile is too heavy, roads go before paths: this is a map for walkers.
pub(super) const STREETS: Legend = &[
    (
        "highway",
        &[
            row("motorway", 5, 740),
            row("trunk", 6, 730),
            row("primary", 8, 720),
            row("secondary", 9, 710),
            row("tertiary", 10, 690),
            row("unclassified", 12, 670),
            row("residential", 12, 640),
            row("living_street", 13, 630),
            row("pedestrian", 13, 635),
            row("road", 12, 600),
            row("service", 13, 450),
            row("track", 12, 810),
            row("path", 12, 830),
            row("footway", 13, 820),
            row("bridleway", 12, 825),
            row("cycleway", 13, 815),
            row("steps", 13, 822),
            row("via_ferrata", 13, 826),
            link("motorway_link", "motorway", 11, 700),
            link("trunk_link", "trunk", 11, 700),
            link("primary_link", "primary", 11, 695),
            link("secondary_link", "secondary", 11, 692),
            link("tertiary_link", "tertiary", 12, 680),
            row("busway", 12, 560),
            row("bus_guideway", 12, 560),
            row("raceway", 14, 300),
        ],
    ),
    (
        "railway",
        &[
            row("rail", 8, 620),
            row("narrow_gauge", 8, 615),
            row("light_rail", 10, 610),
            row("tram", 10, 605),
            row("funicular", 10, 608),
            row("subway", 10, 350),
            row("monorail", 10, 600),
        ],
    ),
    ("aeroway", &[row("runway", 11, 640), row("taxiway", 13, 400)]),
];

pub(super) const POLYGONS: Legend = &[
    ("highway", &[row("pedestrian", 14, 260), row("footway", 14, 260), row("service", 14, 255)]),
    ("area:aeroway", &[row("runway", 11, 300), row("taxiway", 13, 290)]),
    ("aeroway", &[row("apron", 13, 280)]),
];

pub fn line(tags: Tags, out: &mut Vec<Drawing>) {
    let Some((key, row)) = find(STREETS, tags) else { return };
    let rail = key == "railway";
    let (zoom, rank) = seen(key, row, tags);
    let oneway = tags.get("oneway");
    let mut attributes = Attributes::of_kind(row.kind)
        .flag("link", row.kind != row.value)
        .flag("rail", rail)
        .flag("tunnel", tags.is_tunnel())
        .flag("bridge", tags.is_bridge())
        .copy("service", tags);
    if !rail {
        attributes = attributes
            .flag("oneway", matches!(oneway, Some("yes" | "1" | "true" | "-1")))
            .flag("oneway_reverse", oneway == Some("-1"))
            .copy("tracktype", tags)
            .copy("surface", tags)
            .copy("bicycle", tags)
            .copy("horse", tags)
            .copy("foot", tags)
            .copy("access", tags)
            .copy("sac_scale", tags)
            .copy("trail_visibility", tags)
            .flag("ford", tags.is("ford", "yes"))
            .copy("footway", tags);
    }
    out.push(Drawing::whole(Layer::Streets, zoom, rank, attributes));
    label(key, row, zoom, rank, tags, out);
}

/// Sidings are seen later than the line itself; pavements and driveways later than paths, and they go first.
fn seen(key: &str, row: &Row, tags: Tags) -> (u8, u32) {
    match (key, row.kind) {
        ("railway", _) if tags.get("service").is_some() => (row.zoom.max(10), 400),
        (_, "service") if tags.is_any("service", &["driveway", "parking_aisle", "drive-through"]) => {
            (14, 240)
        }
        (_, "footway") if tags.is_any("footway", &["sidewalk", "crossing", "traffic_island"]) => (15, 230),
        _ => (row.zoom, row.rank),
    }
}

fn label(key: &str, row: &Row, zoom: u8, rank: u32, tags: Tags, out: &mut Vec<Drawing>) {
    let reference = tags.get("ref").filter(|_| key != "railway");
    if tags.get("name").is_none() && reference.is_none() {
        return;
    }
    let from = match row.kind {
        "motorway" => 10,
        "trunk" | "primary" => 12,
        "secondary" | "tertiary" => 13,
        _ => 14,
    };
    let mut attributes = Attributes::of_kind(row.kind).flag("link", row.kind != row.value).names(tags);
    if let Some(reference) = reference {
        // One plate below the other, and how large the whole is, as Shortbread has it.
        let rows: Vec<&str> = reference.split(';').map(str::trim).collect();
        let widest = rows.iter().map(|row| row.chars().count()).max().unwrap_or(0);
        attributes = attributes
            .with("ref", rows.join("\n"))
            .with("ref_rows", rows.len() as i64)
            .with("ref_cols", widest as i64);
    }
    out.push(Drawing::whole(Layer::StreetLabels, zoom.max(from), rank + 1_000, attributes));
}

pub fn area(tags: Tags, out: &mut Vec<Drawing>) {
    let Some((key, row)) = find(POLYGONS, tags) else { return };
    // A closed road is a roundabout unless it says that it is an area; a multipolygon says so by its type.
    if key == "highway" && !tags.is("area", "yes") && !tags.is("type", "multipolygon") {
        return;
    }
    let attributes = Attributes::of_kind(row.kind)
        .flag("tunnel", tags.is_tunnel())
        .flag("bridge", tags.is_bridge())
        .copy("surface", tags);
    out.push(Drawing::whole(Layer::StreetPolygons, row.zoom, row.rank, attributes));
    if tags.get("name").is_some() {
        out.push(Drawing::label(
            Layer::StreetPolygonsLabels,
            14,
            1_500,
            Attributes::of_kind(row.kind).names(tags),
        ));
    }
}
