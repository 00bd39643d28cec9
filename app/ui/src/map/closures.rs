//! Closed stretches on the map: those of today, each with its days in words, and the same as a list. Past ones are gone,
//! coming ones are told by the sheet.

use jiff::civil::Date;
use pdipr_data::domain::{Bounds, Days, Position};
use sente_core::reading;
use serde_json::{Value, json};

use super::layers::{collection, features, point};

/// A closed stretch for the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Closed {
    pub days: Days,
    pub reason: Option<String>,
    pub reason_en: Option<String>,
    pub commune: Option<String>,
    pub bounds: Option<Bounds>,
}

/// The stretches of the layer that are closed on the day, and a point on each with what `label` says of its days. (Along a
/// line MapLibre writes only what is shorter than the line.)
pub fn drawn(layer: &str, day: Date, label: impl Fn(Days) -> String) -> Result<String, serde_json::Error> {
    let layer: Value = serde_json::from_str(layer)?;
    let closed = in_force(&layer, day).flat_map(|(feature, days)| {
        let line = json!({ "type": "Feature", "properties": {}, "geometry": feature["geometry"] });
        let words = middle(feature).map(|at| point(at, json!({ "label": label(days) })));
        std::iter::once(line).chain(words)
    });
    Ok(collection(closed))
}

/// The same, to be told in words.
pub fn told(layer: &str, day: Date) -> Vec<Closed> {
    let Ok(layer) = serde_json::from_str::<Value>(layer) else { return Vec::new() };
    let closed = in_force(&layer, day).map(|(feature, days)| {
        let text = |name: &str| feature["properties"][name].as_str().map(str::to_owned);
        Closed {
            days,
            reason: text("reason"),
            reason_en: text("reason_en"),
            commune: text("commune"),
            bounds: box_of(feature),
        }
    });
    closed.collect()
}

fn box_of(feature: &Value) -> Option<Bounds> {
    Bounds::around(positions(feature))
}

/// The middle one of its points, or between the two in the middle.
fn middle(feature: &Value) -> Option<Position> {
    let positions = positions(feature);
    let (before, after) =
        (positions.get(positions.len().checked_sub(1)? / 2)?, positions.get(positions.len() / 2)?);
    Position::new(f64::midpoint(before.lon(), after.lon()), f64::midpoint(before.lat(), after.lat())).ok()
}

fn positions(feature: &Value) -> Vec<Position> {
    let lines: Vec<Vec<Position>> =
        reading::from_value(&feature["geometry"]["coordinates"]).unwrap_or_default();
    lines.into_iter().flatten().collect()
}

fn in_force(layer: &Value, day: Date) -> impl Iterator<Item = (&Value, Days)> {
    features(layer).filter_map(move |feature| {
        let days: Days = reading::from_value(&feature["properties"]).ok()?;
        days.hold(day).then_some((feature, days))
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn layer() -> String {
        let feature = |from: &str, until: Option<&str>, reason: &str| {
            json!({
                "type": "Feature", "properties": { "from": from, "until": until, "reason": reason },
                "geometry": { "type": "MultiLineString", "coordinates": [[[1.0, 48.0], [1.1, 48.1]]] },
            })
        };
        let all = [
            feature("2026-12-03", Some("2026-12-20"), "gué"),
            feature("2026-12-24", None, "chasse"),
            feature("soon", None, "?"),
        ];
        collection(all.into_iter())
    }

    #[test]
    fn the_stretches_of_the_day_are_drawn_with_their_days_and_the_others_not() {
        let label = |days: Days| days.until.map_or_else(|| "…".to_owned(), |until| until.to_string());
        let labels = |day: i8| -> Vec<String> {
            let text = drawn(&layer(), date(2026, 12, day), label).unwrap();
            let drawn: Value = serde_json::from_str(&text).unwrap();
            features(&drawn).filter_map(|f| Some(f["properties"]["label"].as_str()?.to_owned())).collect()
        };
        assert_eq!(labels(2), Vec::<String>::new());
        assert_eq!(labels(20), ["2026-12-20"]);
        assert_eq!(labels(21), Vec::<String>::new());
        assert_eq!(labels(31), ["…"]);
    }

    #[test]
    fn the_words_stand_in_the_middle_of_the_stretch() {
        let text = drawn(&layer(), date(2026, 12, 3), |_| "fermé".to_owned()).unwrap();
        let drawn: Value = serde_json::from_str(&text).unwrap();
        let kinds: Vec<_> = features(&drawn).map(|f| f["geometry"]["type"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["MultiLineString", "Point"]);
        let at = features(&drawn).nth(1).map(|f| f["geometry"]["coordinates"][0].as_f64().unwrap());
        assert!((at.unwrap() - 1.05).abs() < 1e-9);
    }

    #[test]
    fn what_is_drawn_is_told_with_its_reason_and_its_place() {
        let told = told(&layer(), date(2026, 12, 3));
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].reason.as_deref(), Some("gué"));
        assert_eq!(told[0].bounds.map(|bounds| bounds.north), Some(48.1));
    }
}
