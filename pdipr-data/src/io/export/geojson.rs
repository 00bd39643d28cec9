//! A sheet as GeoJSON (RFC 7946): one line feature for each continuous stretch, one point feature for each mark.

use jiff::Timestamp;
use serde::Serialize;

use super::marks::marks;
use super::{drawn, kind_word, phrases, rounded, undrawn_liaisons};
use crate::domain::{Bounds, DataSource, Gap, Lengths, Network, Position, Practice, RouteSheet, StretchKind};

#[derive(Serialize)]
struct Collection<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    bbox: Option<[f64; 4]>,
    /// Foreign member (RFC 7946 §6.1): what the whole file is about.
    sente: About<'a>,
    features: Vec<Feature<'a>>,
}

#[derive(Serialize)]
struct About<'a> {
    id: &'a str,
    code: &'a str,
    name: &'a str,
    description: String,
    network: Network,
    practices: &'a [Practice],
    partial: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    shape: Option<&'static str>,
    lengths_m: &'a Lengths,
    raw_codes: &'a [String],
    gaps: &'a [Gap],
    /// Liaisons of a partial route, told but not drawn.
    liaisons: Vec<Gap>,
    sources: &'a [DataSource],
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exported: Option<Timestamp>,
}

#[derive(Serialize)]
struct Feature<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    geometry: Geometry,
    properties: Properties<'a>,
}

#[derive(Serialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    LineString(Vec<Position>),
    Point(Position),
}

#[derive(Serialize)]
#[serde(untagged)]
enum Properties<'a> {
    Stretch {
        kind: &'static str,
        part: usize,
        length_m: f64,
        segments: Vec<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<&'static str>,
    },
    Mark {
        kind: &'static str,
        name: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
}

pub(super) fn text(sheet: &RouteSheet, sources: &[DataSource], now: Option<Timestamp>) -> String {
    let lines = drawn(sheet).map(|(part, stretch)| Feature {
        kind: "Feature",
        geometry: Geometry::LineString(stretch.line.iter().map(|at| rounded(*at)).collect()),
        properties: Properties::Stretch {
            kind: kind_word(stretch.kind),
            part,
            length_m: (stretch.length.value() * 10.0).round() / 10.0,
            segments: stretch.segments.iter().map(|id| id.as_str()).collect(),
            note: (stretch.kind == StretchKind::Liaison).then_some(phrases::LIAISON_NOTE),
        },
    });
    let points = marks(sheet).into_iter().map(|mark| Feature {
        kind: "Feature",
        geometry: Geometry::Point(rounded(mark.at)),
        properties: Properties::Mark { kind: mark.kind.word(), name: mark.name, note: mark.note },
    });
    let features: Vec<Feature> = lines.chain(points).collect();
    let collection = Collection {
        kind: "FeatureCollection",
        bbox: bbox(&features),
        sente: about(sheet, sources, now),
        features,
    };
    serde_json::to_string(&collection).expect("plain values always serialise") + "\n"
}

fn about<'a>(sheet: &'a RouteSheet, sources: &'a [DataSource], now: Option<Timestamp>) -> About<'a> {
    let liaisons = undrawn_liaisons(sheet).filter_map(|(_, stretch)| {
        Some(Gap { from: *stretch.line.first()?, to: *stretch.line.last()?, length: stretch.length })
    });
    About {
        id: sheet.card.id.as_str(),
        code: &sheet.card.code,
        name: &sheet.card.name,
        description: phrases::description(sheet, sources),
        network: sheet.card.network,
        practices: &sheet.card.practices,
        partial: sheet.card.partial,
        shape: sheet.card.shape.map(|shape| shape.value.as_str()),
        lengths_m: &sheet.card.lengths,
        raw_codes: &sheet.raw_codes,
        gaps: &sheet.gaps,
        liaisons: liaisons.collect(),
        sources,
        note: phrases::mark_note(sheet.card.network),
        exported: now,
    }
}

fn bbox(features: &[Feature]) -> Option<[f64; 4]> {
    let positions = features.iter().flat_map(|feature| match &feature.geometry {
        Geometry::LineString(line) => line.as_slice(),
        Geometry::Point(at) => std::slice::from_ref(at),
    });
    Bounds::around(positions.copied()).map(|b| [b.west, b.south, b.east, b.north])
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use super::*;

    #[test]
    fn the_file_is_geojson_with_longitude_first() {
        let text = text(&a_loop(), &sources(), Some(noon()));
        let read: geojson::FeatureCollection = text.parse().unwrap();
        let kinds: Vec<&str> =
            read.features.iter().map(|f| f.property("kind").unwrap().as_str().unwrap()).collect();
        assert_eq!(kinds, ["inscribed", "liaison", "start-finish", "parking", "poi", "station"]);
        assert_eq!(read.bbox.unwrap()[0], 1.5);
    }

    #[test]
    fn a_loop_looks_like_this() {
        let value: serde_json::Value = serde_json::from_str(&text(&a_loop(), &sources(), None)).unwrap();
        insta::assert_snapshot!(serde_json::to_string_pretty(&value).unwrap());
    }
}
