//! Prepares the catalogue's layers for the map: what MapLibre's expressions cannot tell is told by properties here.

use std::collections::BTreeSet;

use pdipr_data::domain::Position;
use serde_json::{Value, json};

use super::{Spot, Trace};
use crate::device::Heading;

/// Ends of a line that lie closer together, in metres, are one place.
const BACK_AGAIN: f64 = 50.0;

/// Gives every start and end its role on the map: `start`, `finish`, `start-finish` (one **D/A** for what comes back)
/// or `end` (of a GR or GR de Pays, which has two ends and no start).
pub fn with_roles(starts: &str) -> Result<String, serde_json::Error> {
    let mut layer: Value = serde_json::from_str(starts)?;
    let started = properties_of(&layer, "start", "id");
    for feature in features_mut(&mut layer) {
        let comes_back = matches!(property(feature, "shape").as_str(), "boucle" | "aller-retour");
        let role = match property(feature, "kind").as_str() {
            "start" if comes_back => "start-finish",
            "start" => "start",
            _ if started.contains(&property(feature, "id")) => "finish",
            _ => "end",
        };
        feature["properties"]["role"] = json!(role);
    }
    Ok(layer.to_string())
}

/// A town and the town hall of the same name would label the same place twice: the town stays.
pub fn without_twins(places: &str) -> Result<String, serde_json::Error> {
    let mut layer: Value = serde_json::from_str(places)?;
    let towns = properties_of(&layer, "town", "name");
    if let Some(list) = layer["features"].as_array_mut() {
        list.retain(|feature| {
            property(feature, "kind") != "mairie" || !towns.contains(&property(feature, "name"))
        });
    }
    Ok(layer.to_string())
}

/// The numbered steps of the open sheet.
pub fn steps(steps: &[(u32, Position)]) -> String {
    collection(
        steps
            .iter()
            .enumerate()
            .map(|(index, (number, at))| point(*at, json!({ "index": index, "n": number }))),
    )
}

/// The line of an opened file, its two ends and its places.
pub fn trace(trace: Option<&Trace>) -> String {
    let lines = trace.into_iter().flat_map(|trace| &trace.lines);
    let ends = lines
        .clone()
        .next()
        .and_then(|line| line.first())
        .zip(lines.clone().last().and_then(|line| line.last()));
    let ends = ends.into_iter().flat_map(|(first, last)| {
        let back = first.distance_to(*last).value() < BACK_AGAIN;
        let finish = (!back).then(|| point(*last, json!({ "role": "finish" })));
        let start = point(*first, json!({ "role": if back { "start-finish" } else { "start" } }));
        std::iter::once(start).chain(finish)
    });
    let places = trace.into_iter().flat_map(|trace| &trace.places);
    let drawn = lines.clone().map(|line| {
        json!({
            "type": "Feature", "properties": { "kind": "line" },
            "geometry": { "type": "LineString", "coordinates": line },
        })
    });
    collection(drawn.chain(places.map(|at| point(*at, json!({ "kind": "place" })))).chain(ends))
}

/// The walker: a dot that points where it goes, where that is known, and the disc of its accuracy in metres.
pub fn position(place: Option<(Position, f64)>, heading: Option<Heading>) -> String {
    collection(place.into_iter().flat_map(|(at, accuracy)| {
        let mut properties = json!({ "kind": "dot" });
        if let Some(heading) = heading {
            properties["heading"] = json!(heading.degrees());
        }
        let dot = point(at, properties);
        [disc(at, accuracy), dot]
    }))
}

/// A point put on the map, with its name where it has one.
pub fn pin(spot: Option<&Spot>) -> String {
    collection(spot.into_iter().map(|spot| point(spot.at, json!({ "name": spot.name }))))
}

pub(super) fn collection(features: impl Iterator<Item = Value>) -> String {
    json!({ "type": "FeatureCollection", "features": features.collect::<Vec<_>>() }).to_string()
}

pub(super) fn point(at: Position, properties: Value) -> Value {
    json!({ "type": "Feature", "properties": properties, "geometry": { "type": "Point", "coordinates": at } })
}

/// A circle of 48 corners; a degree is taken as on a sphere, true to 1 % over a few kilometres.
fn disc(at: Position, radius: f64) -> Value {
    const METRES_A_DEGREE: f64 = 111_195.0;
    let (tall, wide) =
        (radius / METRES_A_DEGREE, radius / (METRES_A_DEGREE * at.lat().to_radians().cos().max(0.01)));
    let ring: Vec<[f64; 2]> = (0..=48)
        .map(|corner| {
            let turn = f64::from(corner) * std::f64::consts::TAU / 48.0;
            [at.lon() + wide * turn.cos(), at.lat() + tall * turn.sin()]
        })
        .collect();
    json!({
        "type": "Feature", "properties": { "kind": "accuracy" },
        "geometry": { "type": "Polygon", "coordinates": [ring] },
    })
}

pub(super) fn features(layer: &Value) -> impl Iterator<Item = &Value> {
    layer["features"].as_array().into_iter().flatten()
}

fn features_mut(layer: &mut Value) -> impl Iterator<Item = &mut Value> {
    layer["features"].as_array_mut().into_iter().flatten()
}

/// What one property says, over all features of a kind. (One by one: collecting would bring a sort along.)
fn properties_of(layer: &Value, kind: &str, name: &str) -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    said.extend(
        features(layer)
            .filter(|feature| property(feature, "kind") == kind)
            .map(|feature| property(feature, name)),
    );
    said
}

fn property(feature: &Value, name: &str) -> String {
    feature["properties"][name].as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starts(of: &[(&str, &str, &str)]) -> String {
        let at = Position::new(1.5, 48.4).unwrap();
        collection(
            of.iter().map(|(id, kind, shape)| point(at, json!({ "id": id, "kind": kind, "shape": shape }))),
        )
    }

    fn roles(text: &str) -> Vec<String> {
        features(&serde_json::from_str(text).unwrap()).map(|feature| property(feature, "role")).collect()
    }

    #[test]
    fn what_comes_back_has_one_mark_for_start_and_finish() {
        let text =
            with_roles(&starts(&[("f3", "start", "boucle"), ("f4", "start", "aller-retour")])).unwrap();
        assert_eq!(roles(&text), ["start-finish", "start-finish"]);
    }

    #[test]
    fn a_traverse_starts_and_finishes() {
        let text = with_roles(&starts(&[("f3", "end", "traversee"), ("f3", "start", "traversee")])).unwrap();
        assert_eq!(roles(&text), ["finish", "start"]);
    }

    #[test]
    fn a_route_of_unknown_shape_starts_and_pretends_no_finish() {
        assert_eq!(roles(&with_roles(&starts(&[("f3", "start", "")])).unwrap()), ["start"]);
    }

    #[test]
    fn a_gr_has_two_ends_and_no_start() {
        let text =
            with_roles(&starts(&[("gr35", "end", "itinerance"), ("gr35", "end", "itinerance")])).unwrap();
        assert_eq!(roles(&text), ["end", "end"]);
    }

    #[test]
    fn a_town_is_labelled_once() {
        let at = Position::new(1.5, 48.4).unwrap();
        let places = collection(
            [("town", "Brou"), ("mairie", "Brou"), ("mairie", "Yèvres"), ("station", "Brou")]
                .into_iter()
                .map(|(kind, name)| point(at, json!({ "kind": kind, "name": name }))),
        );
        let kept: Value = serde_json::from_str(&without_twins(&places).unwrap()).unwrap();
        let kinds: Vec<String> = features(&kept).map(|feature| property(feature, "kind")).collect();
        assert_eq!(kinds, ["town", "mairie", "station"]);
    }

    #[test]
    fn the_disc_of_accuracy_has_its_radius_in_metres() {
        let at = Position::new(1.5, 48.4).unwrap();
        let ring = disc(at, 250.0)["geometry"]["coordinates"][0].clone();
        for corner in ring.as_array().unwrap() {
            let corner: Position = serde_json::from_value(corner.clone()).unwrap();
            assert!((at.distance_to(corner).value() - 250.0).abs() < 2.5);
        }
    }
}
