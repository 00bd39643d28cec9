//! Lines out of a GeoJSON file: of any geometry, feature or collection.

use std::path::Path;

use anyhow::anyhow;
use pdipr_data::domain::Position;
use serde_json::Value;

use crate::refusal::{Because, refused};

/// All lines of a GeoJSON file, one below the other.
pub fn lines(path: &Path) -> anyhow::Result<Vec<Vec<Position>>> {
    let text = std::fs::read_to_string(path).because("no-read", path)?;
    let value: Value = serde_json::from_str(&text).because("no-lines-json", path)?;
    let mut found = Vec::new();
    collect(&value, &mut found).because("no-geojson", path)?;
    if found.is_empty() {
        return Err(refused("no-lines", [("file", path.display().to_string())]));
    }
    Ok(found)
}

fn collect(value: &Value, found: &mut Vec<Vec<Position>>) -> anyhow::Result<()> {
    let part = |key: &str| value.get(key).ok_or_else(|| anyhow!("{key} is missing"));
    let list = |key: &str| part(key)?.as_array().ok_or_else(|| anyhow!("{key} is no list"));
    match value.get("type").and_then(Value::as_str) {
        Some("FeatureCollection") => list("features")?.iter().try_for_each(|feature| collect(feature, found)),
        Some("Feature") => collect(part("geometry")?, found),
        Some("GeometryCollection") => list("geometries")?.iter().try_for_each(|part| collect(part, found)),
        Some("LineString") => {
            found.push(line(part("coordinates")?)?);
            Ok(())
        }
        Some("MultiLineString") => list("coordinates")?.iter().try_for_each(|part| {
            found.push(line(part)?);
            Ok(())
        }),
        // Places and areas have no climb.
        _ => Ok(()),
    }
}

fn line(coordinates: &Value) -> anyhow::Result<Vec<Position>> {
    let points = coordinates.as_array().ok_or_else(|| anyhow!("coordinates are no list"))?;
    let place = |point: &Value| {
        let number = |index: usize| point.get(index).and_then(Value::as_f64);
        let (lon, lat) = number(0).zip(number(1)).ok_or_else(|| anyhow!("a point is no pair of numbers"))?;
        anyhow::Ok(Position::new(lon, lat)?)
    };
    points.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_at_any_depth_and_wrong_ones_are_refused() {
        let json = serde_json::json!({ "type": "FeatureCollection", "features": [
            { "type": "Feature", "geometry": { "type": "Point", "coordinates": [1, 2] } },
            { "type": "Feature", "geometry": { "type": "MultiLineString",
                "coordinates": [[[1, 48], [1.1, 48, 120]], [[2, 48], [2.1, 48]]] } },
        ] });
        let mut found = Vec::new();
        collect(&json, &mut found).unwrap();
        assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2]);
        let wrong = serde_json::json!({ "type": "LineString", "coordinates": [[1, 480]] });
        assert!(collect(&wrong, &mut Vec::new()).is_err());
    }
}
