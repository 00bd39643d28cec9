//! The lines of the catalogue, for those who draw them, and the layers of the locator map as GeoJSON text. Features and
//! properties: see `docs/map-layers.md`.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::closures::ClosureLine;
use super::codec;
use super::{CatalogueStore, StoreError};
use crate::domain::{Days, LayerName, Position, Route, RouteShape, Segment, SegmentId, StretchKind};
use crate::sheets::{self, Lookup};

/// A route and its lines in walking order, the inscribed ones and the liaisons; a kind without lines is left out.
#[derive(Debug, Clone, PartialEq)]
pub struct RouteLines {
    pub route: Route,
    pub lines: Vec<(StretchKind, Vec<Vec<Position>>)>,
}

/// An inscribed way.
#[derive(Debug, Clone, PartialEq)]
pub struct SegmentLine {
    pub id: SegmentId,
    pub line: Vec<Position>,
    /// By a route.
    pub used: bool,
}

impl CatalogueStore {
    /// All routes by identity, with their lines.
    pub fn lines_of_routes(&self) -> Result<Vec<RouteLines>, StoreError> {
        let segments = self.all_segment_lines()?;
        let lookup = Lookup::from_names(&segments, std::iter::empty());
        let with_lines = |route: Route| {
            let stretches = sheets::stretches(&route, &lookup);
            let of_kind = |kind: StretchKind| {
                let stretches = stretches.iter().flatten().filter(|stretch| stretch.kind == kind);
                (kind, stretches.map(|stretch| stretch.line.clone()).collect::<Vec<_>>())
            };
            let lines = [StretchKind::Inscribed, StretchKind::Liaison].map(of_kind);
            RouteLines { route, lines: lines.into_iter().filter(|(_, lines)| !lines.is_empty()).collect() }
        };
        Ok(self.all_routes()?.into_iter().map(with_lines).collect())
    }

    /// All inscribed ways, in the order of the register.
    pub fn lines_of_segments(&self) -> Result<Vec<SegmentLine>, StoreError> {
        const SQL: &str = "SELECT id, line, EXISTS (SELECT 1 FROM route_segment WHERE segment = segment.n)
            FROM segment ORDER BY n";
        let mut statement = self.conn.prepare_cached(SQL)?;
        let mut rows = statement.query([])?;
        let mut segments = Vec::new();
        while let Some(row) = rows.next()? {
            let line = codec::read_line(&row.get::<_, Vec<u8>>(1)?)?;
            segments.push(SegmentLine { id: SegmentId(row.get(0)?), line, used: row.get(2)? });
        }
        Ok(segments)
    }

    pub fn layer(&self, layer: LayerName) -> Result<String, StoreError> {
        let mut features = Features::default();
        match layer {
            LayerName::Routes => self.route_lines(&mut features)?,
            LayerName::Segments => self.segment_lines(&mut features)?,
            LayerName::Communes => self.commune_outlines(&mut features)?,
            LayerName::Places => self.place_points(&mut features)?,
            LayerName::Starts => self.start_points(&mut features)?,
            LayerName::Closures => self.closed_lines(&mut features)?,
        }
        Ok(features.finish())
    }

    fn route_lines(&self, features: &mut Features) -> Result<(), StoreError> {
        for RouteLines { route, lines } in self.lines_of_routes()? {
            for (kind, lines) in lines {
                let word = match kind {
                    StretchKind::Inscribed => "inscribed",
                    StretchKind::Liaison => "liaison",
                };
                let lines: Vec<&[Position]> = lines.iter().map(Vec::as_slice).collect();
                let properties = json!({
                    "id": route.id, "code": route.code, "name": route.name, "network": route.network,
                    "kind": word, "partial": route.partial,
                });
                features.lines(&lines, &properties);
            }
        }
        Ok(())
    }

    fn segment_lines(&self, features: &mut Features) -> Result<(), StoreError> {
        for SegmentLine { id, line, .. } in self.lines_of_segments()?.into_iter().filter(|way| !way.used) {
            features.lines(&[&line], &json!({ "id": id }));
        }
        Ok(())
    }

    fn closed_lines(&self, features: &mut Features) -> Result<(), StoreError> {
        for ClosureLine { closure, commune, line } in self.closures()? {
            let Days { from, until } = closure.days;
            let properties = json!({
                "from": from.to_string(), "until": until.map(|day| day.to_string()),
                "reason": closure.reason, "reason_en": closure.reason_en, "commune": commune,
            });
            features.lines(&[&line], &properties);
        }
        Ok(())
    }

    fn commune_outlines(&self, features: &mut Features) -> Result<(), StoreError> {
        for commune in self.places()?.0 {
            features.polygons(&commune.outline, &json!({ "insee": commune.insee, "name": commune.name }));
        }
        Ok(())
    }

    fn place_points(&self, features: &mut Features) -> Result<(), StoreError> {
        let (communes, towns, stations) = self.places()?;
        for town in towns {
            let properties = json!({ "kind": "town", "name": town.name, "population": town.population });
            features.point(town.at, &properties);
        }
        for station in stations {
            features.point(station.at, &json!({ "kind": "station", "name": station.name }));
        }
        for commune in communes {
            if let Some(at) = commune.mairie {
                let properties =
                    json!({ "kind": "mairie", "name": commune.name, "population": commune.population });
                features.point(at, &properties);
            }
        }
        Ok(())
    }

    fn start_points(&self, features: &mut Features) -> Result<(), StoreError> {
        let segments = self.all_segment_lines()?;
        let lookup = Lookup::from_names(&segments, std::iter::empty());
        for route in self.all_routes()? {
            let shape = route.shape.map(|figure| figure.value);
            let mark = |kind: &str| {
                json!({
                    "id": route.id, "code": route.code, "name": route.name, "network": route.network,
                    "kind": kind, "shape": shape,
                })
            };
            if let Some(start) = &route.start {
                features.point(start.at, &mark("start"));
                // A traverse is turned so that it begins at its start: it finishes where its walk ends.
                let walk = (shape == Some(RouteShape::Traverse)).then(|| sheets::stretches(&route, &lookup));
                let finish = walk.iter().flatten().flatten().next_back().and_then(|last| last.line.last());
                if let Some(finish) = finish {
                    features.point(*finish, &mark("end"));
                }
            }
            for end in &route.ends {
                features.point(*end, &mark("end"));
            }
        }
        Ok(())
    }

    fn all_routes(&self) -> Result<Vec<Route>, StoreError> {
        const SQL: &str = "SELECT body FROM route ORDER BY id";
        let mut statement = self.conn.prepare_cached(SQL)?;
        statement.query_map([], super::read::text)?.map(|body| super::read::kept(&body?)).collect()
    }

    /// Segments with nothing but their line: the map needs no more.
    fn all_segment_lines(&self) -> Result<Vec<Segment>, StoreError> {
        const SQL: &str = "SELECT id, line FROM segment ORDER BY n";
        let mut statement = self.conn.prepare_cached(SQL)?;
        let mut rows = statement.query([])?;
        let mut segments = Vec::new();
        while let Some(row) = rows.next()? {
            segments.push(Segment {
                id: SegmentId(row.get(0)?),
                line: codec::read_line(&row.get::<_, Vec<u8>>(1)?)?,
                length: crate::domain::Metres::ZERO,
                insee: None,
                commune: None,
                way_name: None,
                way_number: None,
                nature: None,
                inscribed: None,
                deliberated: None,
                pnr_perche: None,
                raw_codes: Vec::new(),
                source_line: 0,
                verbatim: BTreeMap::new(),
            });
        }
        Ok(segments)
    }
}

/// A feature collection as it grows. Coordinates are written by hand: 60,000 of them as JSON values cost ten times more.
#[derive(Default)]
struct Features(String);

impl Features {
    fn finish(self) -> String {
        format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", self.0)
    }

    fn lines(&mut self, lines: &[&[Position]], properties: &Value) {
        self.feature("MultiLineString", properties, |text| {
            list(text, lines, |text, line| {
                list(text, line, |text, at| position(text, *at));
            })
        });
    }

    fn polygons(&mut self, polygons: &[Vec<Vec<Position>>], properties: &Value) {
        self.feature("MultiPolygon", properties, |text| {
            list(text, polygons, |text, rings| {
                list(text, rings, |text, ring| list(text, ring, |text, at| position(text, *at)));
            })
        });
    }

    fn point(&mut self, at: Position, properties: &Value) {
        self.feature("Point", properties, |text| position(text, at));
    }

    fn feature(&mut self, geometry: &str, properties: &Value, coordinates: impl FnOnce(&mut String)) {
        let known: Map<String, Value> = properties
            .as_object()
            .into_iter()
            .flatten()
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        if !self.0.is_empty() {
            self.0.push(',');
        }
        self.0.push_str("{\"type\":\"Feature\",\"properties\":");
        self.0.push_str(&Value::Object(known).to_string());
        self.0.push_str(",\"geometry\":{\"type\":\"");
        self.0.push_str(geometry);
        self.0.push_str("\",\"coordinates\":");
        coordinates(&mut self.0);
        self.0.push_str("}}");
    }
}

fn list<T>(text: &mut String, items: &[T], mut each: impl FnMut(&mut String, &T)) {
    text.push('[');
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        each(text, item);
    }
    text.push(']');
}

/// Five decimals: about a metre, finer than any line on the locator map.
fn position(text: &mut String, at: Position) {
    text.push('[');
    degrees(text, at.lon());
    text.push(',');
    degrees(text, at.lat());
    text.push(']');
}

fn degrees(text: &mut String, value: f64) {
    let units = (value * 1e5).round() as i64;
    if units < 0 {
        text.push('-');
    }
    let units = units.unsigned_abs();
    text.push_str(&(units / 100_000).to_string());
    let fraction = units % 100_000;
    if fraction > 0 {
        text.push_str(format!(".{fraction:05}").trim_end_matches('0'));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_are_written_to_five_decimals() {
        let written = |value| {
            let mut text = String::new();
            degrees(&mut text, value);
            text
        };
        assert_eq!([written(1.487354), written(-0.5), written(48.0)], ["1.48735", "-0.5", "48"]);
    }
}
