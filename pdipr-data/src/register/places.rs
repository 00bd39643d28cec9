//! The base data around the routes: communes, towns, railway stations.

use crate::domain::{Bounds, Commune, Insee, Position, Station, Town};

/// A file of base data that cannot be read; it comes with the program, so this is no finding.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file} cannot be read: {reason}")]
pub struct BrokenPlaces {
    pub file: &'static str,
    pub reason: String,
}

/// `communes.geojson`, sorted by INSEE code.
pub fn communes(bytes: &[u8]) -> Result<Vec<Commune>, BrokenPlaces> {
    let broken = |reason: String| BrokenPlaces { file: "communes.geojson", reason };
    let mut communes = features(bytes)
        .map_err(broken)?
        .iter()
        .map(commune)
        .collect::<Result<Vec<_>, _>>()
        .map_err(broken)?;
    communes.sort_by(|a, b| a.insee.cmp(&b.insee));
    Ok(communes)
}

/// `towns.geojson`, sorted by name.
pub fn towns(bytes: &[u8]) -> Result<Vec<Town>, BrokenPlaces> {
    let broken = |reason: String| BrokenPlaces { file: "towns.geojson", reason };
    let town = |feature: &serde_json::Value| -> Result<Town, String> {
        Ok(Town {
            name: text(&feature["properties"]["nom"])?,
            population: whole(&feature["properties"]["population"]).ok_or("population")?,
            at: position(&feature["geometry"]["coordinates"])?,
        })
    };
    let mut towns =
        features(bytes).map_err(broken)?.iter().map(town).collect::<Result<Vec<_>, _>>().map_err(broken)?;
    towns.sort_by(|a, b| a.name.cmp(&b.name).then(b.population.cmp(&a.population)));
    Ok(towns)
}

/// `stations.csv` (`name,uic,lon,lat`), sorted by name.
pub fn stations(bytes: &[u8]) -> Result<Vec<Station>, BrokenPlaces> {
    let broken = |reason: String| BrokenPlaces { file: "stations.csv", reason };
    let mut reader = csv::Reader::from_reader(bytes);
    let mut stations = Vec::new();
    for row in reader.deserialize::<(String, String, f64, f64)>() {
        let (name, uic, lon, lat) = row.map_err(|error| broken(error.to_string()))?;
        let at = Position::new(lon, lat).map_err(|error| broken(error.to_string()))?;
        stations.push(Station { name, uic, at });
    }
    stations.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.uic.cmp(&b.uic)));
    Ok(stations)
}

fn features(bytes: &[u8]) -> Result<Vec<serde_json::Value>, String> {
    let mut value: serde_json::Value = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    match value["features"].take() {
        serde_json::Value::Array(features) => Ok(features),
        _ => Err("no features".to_owned()),
    }
}

fn commune(feature: &serde_json::Value) -> Result<Commune, String> {
    let properties = &feature["properties"];
    let outline = polygons(&feature["geometry"])?;
    Ok(Commune {
        insee: Insee(text(&properties["insee"])?),
        name: text(&properties["nom"])?,
        population: whole(&properties["population"]),
        postcodes: properties["codes_postaux"]
            .as_array()
            .map(|codes| codes.iter().filter_map(|code| code.as_str().map(str::to_owned)).collect())
            .unwrap_or_default(),
        mairie: position(&properties["mairie"]).ok(),
        bounds: Bounds::around(outline.iter().flatten().flatten().copied()).ok_or("empty outline")?,
        outline,
    })
}

fn polygons(geometry: &serde_json::Value) -> Result<Vec<Vec<Vec<Position>>>, String> {
    let coordinates = &geometry["coordinates"];
    match geometry["type"].as_str() {
        Some("Polygon") => Ok(vec![rings(coordinates)?]),
        Some("MultiPolygon") => list(coordinates)?.iter().map(rings).collect(),
        _ => Err("outline is no polygon".to_owned()),
    }
}

fn rings(polygon: &serde_json::Value) -> Result<Vec<Vec<Position>>, String> {
    list(polygon)?.iter().map(|ring| list(ring)?.iter().map(position).collect()).collect()
}

fn list(value: &serde_json::Value) -> Result<&Vec<serde_json::Value>, String> {
    value.as_array().ok_or_else(|| "a list was expected".to_owned())
}

fn position(value: &serde_json::Value) -> Result<Position, String> {
    let (Some(lon), Some(lat)) = (value[0].as_f64(), value[1].as_f64()) else {
        return Err("a position was expected".to_owned());
    };
    Position::new(lon, lat).map_err(|error| error.to_string())
}

fn text(value: &serde_json::Value) -> Result<String, String> {
    value.as_str().map(str::to_owned).ok_or_else(|| "a text was expected".to_owned())
}

fn whole(value: &serde_json::Value) -> Option<u32> {
    value.as_u64().and_then(|number| u32::try_from(number).ok())
}
