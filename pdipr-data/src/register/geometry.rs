//! The column `geo_shape`: GeoJSON, longitude first. Coordinates the other way round are recognised and turned.

use crate::domain::Position;

/// Why a geometry cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum BadShape {
    NotJson(String),
    NotALine(String),
    TooShort,
    BadPosition(String),
    SeveralLines(usize),
}

impl std::fmt::Display for BadShape {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            BadShape::NotJson(reason) => write!(f, "JSON: {reason}"),
            BadShape::NotALine(kind) => write!(f, "{kind}"),
            BadShape::TooShort => f.write_str("< 2 points"),
            BadShape::BadPosition(position) => f.write_str(position),
            BadShape::SeveralLines(count) => write!(f, "MultiLineString ({count})"),
        }
    }
}

/// Whether the longitude stood first, as GeoJSON demands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    LonLat,
    Swapped,
}

pub(super) fn line(shape: &str) -> Result<(Vec<Position>, Order), BadShape> {
    let value: serde_json::Value =
        serde_json::from_str(shape.trim()).map_err(|error| BadShape::NotJson(error.to_string()))?;
    let coordinates = &value["coordinates"];
    let pairs = match value["type"].as_str() {
        Some("LineString") => pairs(coordinates)?,
        Some("MultiLineString") => match coordinates.as_array().map(Vec::as_slice) {
            Some([only]) => pairs(only)?,
            lines => return Err(BadShape::SeveralLines(lines.map_or(0, <[_]>::len))),
        },
        kind => return Err(BadShape::NotALine(kind.unwrap_or("?").to_owned())),
    };
    let order =
        if pairs.iter().all(|&[a, b]| looks_like_france(b, a)) { Order::Swapped } else { Order::LonLat };
    let line = pairs
        .into_iter()
        .map(|[a, b]| if order == Order::Swapped { Position::new(b, a) } else { Position::new(a, b) })
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| BadShape::BadPosition(error.to_string()))?;
    if line.iter().any(|at| *at != line[0]) { Ok((line, order)) } else { Err(BadShape::TooShort) }
}

fn pairs(coordinates: &serde_json::Value) -> Result<Vec<[f64; 2]>, BadShape> {
    let list = coordinates.as_array().ok_or_else(|| BadShape::BadPosition(brief(coordinates)))?;
    list.iter()
        .map(|pair| match (pair[0].as_f64(), pair[1].as_f64()) {
            (Some(a), Some(b)) => Ok([a, b]),
            _ => Err(BadShape::BadPosition(brief(pair))),
        })
        .collect()
}

fn brief(value: &serde_json::Value) -> String {
    value.to_string().chars().take(40).collect()
}

/// Metropolitan France; there, latitude and longitude cannot be taken for each other.
pub(super) fn looks_like_france(lon: f64, lat: f64) -> bool {
    (-6.0..=10.0).contains(&lon) && (41.0..=52.0).contains(&lat)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_point_twice_is_no_line() {
        let shape = r#"{"type":"LineString","coordinates":[[1.0,48.0],[1.0,48.0]]}"#;
        assert_eq!(line(shape), Err(BadShape::TooShort));
    }

    #[test]
    fn a_polygon_is_named_in_the_refusal() {
        assert_eq!(
            line(r#"{"type":"Polygon","coordinates":[]}"#),
            Err(BadShape::NotALine("Polygon".to_owned()))
        );
    }
}
