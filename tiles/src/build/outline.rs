//! The area of a pack as GeoJSON: polygons in any geometry, feature or collection.

use serde_json::Value;

use crate::feature::{Ring, World};

#[derive(Debug, thiserror::Error)]
pub enum OutlineError {
    #[error("the outline is no JSON")]
    NotJson(#[from] serde_json::Error),
    #[error("the outline holds no polygon")]
    NoPolygon,
    #[error("{0} is no position: wanted [longitude, latitude] in degrees")]
    BadPosition(String),
    #[error("the outline has collections within collections, more than {MOST_LEVELS} deep")]
    TooDeep,
}

const MOST_LEVELS: u32 = 8;

/// All polygons of a GeoJSON text; points and lines are passed over.
pub fn polygons(geojson: &[u8]) -> Result<Vec<Vec<Ring>>, OutlineError> {
    let value: Value = serde_json::from_slice(geojson)?;
    let mut found = Vec::new();
    collect(&value, 0, &mut found)?;
    if found.is_empty() { Err(OutlineError::NoPolygon) } else { Ok(found) }
}

fn collect(value: &Value, level: u32, found: &mut Vec<Vec<Ring>>) -> Result<(), OutlineError> {
    if level > MOST_LEVELS {
        return Err(OutlineError::TooDeep);
    }
    let inside = |key: &str| value.get(key).and_then(Value::as_array).into_iter().flatten();
    match value.get("type").and_then(Value::as_str) {
        Some("FeatureCollection") => inside("features").try_for_each(|one| collect(one, level + 1, found)),
        Some("GeometryCollection") => inside("geometries").try_for_each(|one| collect(one, level + 1, found)),
        Some("Feature") => value.get("geometry").map_or(Ok(()), |one| collect(one, level + 1, found)),
        Some("Polygon") => {
            found.push(inside("coordinates").map(ring).collect::<Result<_, _>>()?);
            Ok(())
        }
        Some("MultiPolygon") => inside("coordinates").try_for_each(|polygon| {
            let rings = polygon.as_array().into_iter().flatten();
            found.push(rings.map(ring).collect::<Result<_, _>>()?);
            Ok(())
        }),
        _ => Ok(()),
    }
}

fn ring(value: &Value) -> Result<Ring, OutlineError> {
    let mut ring: Ring = value.as_array().into_iter().flatten().map(position).collect::<Result<_, _>>()?;
    if ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    Ok(ring)
}

fn position(value: &Value) -> Result<World, OutlineError> {
    let number = |index: usize| value.get(index).and_then(Value::as_f64);
    match (number(0), number(1)) {
        (Some(lon), Some(lat)) if lon.abs() <= 180.0 && lat.abs() <= 90.0 => {
            Ok(World::from_degrees(lon, lat))
        }
        _ => Err(OutlineError::BadPosition(value.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn polygons_are_found_wherever_they_are() {
        let square = "[[[0,0],[1,0],[1,1],[0,1],[0,0]]]";
        let polygon = format!("{{\"type\":\"Polygon\",\"coordinates\":{square}}}");
        let many = format!("{{\"type\":\"MultiPolygon\",\"coordinates\":[{square},{square}]}}");
        let feature = format!("{{\"type\":\"Feature\",\"geometry\":{many}}}");
        let collection = format!("{{\"type\":\"FeatureCollection\",\"features\":[{feature},{polygon}]}}");
        for (text, count) in [(polygon, 1), (feature, 2), (collection, 3)] {
            let found = polygons(text.as_bytes()).unwrap();
            assert_eq!((found.len(), found[0][0].len()), (count, 4));
        }
    }

    #[test]
    fn what_is_no_outline_is_refused() {
        assert!(matches!(polygons(b"{"), Err(OutlineError::NotJson(_))));
        assert!(matches!(
            polygons(b"{\"type\":\"Point\",\"coordinates\":[1,2]}"),
            Err(OutlineError::NoPolygon)
        ));
        let wrong = b"{\"type\":\"Polygon\",\"coordinates\":[[[1,200],[2,2],[3,3]]]}";
        assert!(matches!(polygons(wrong), Err(OutlineError::BadPosition(_))));
    }
}
