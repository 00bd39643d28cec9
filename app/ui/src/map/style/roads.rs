//! What the layers of the detailed map (`detail.json`) compute: which ways are roads, how broad they are, who may walk.

use serde_json::{Value, json};

use super::expr::by_zoom;

/// Roads that are drawn alike.
struct Class {
    kinds: &'static [&'static str],
    fill: &'static str,
    edge: &'static str,
    /// Pixels at the zooms of [`ZOOMS`].
    widths: [f64; 6],
}

const ZOOMS: [f64; 6] = [8.0, 10.0, 12.0, 14.0, 16.0, 18.0];

/// The least first, as they are drawn.
#[rustfmt::skip]
const CLASSES: [Class; 6] = [
    Class { kinds: &["service", "taxiway"], fill: "$road", edge: "$road_edge", widths: [0.0, 0.0, 0.6, 1.6, 4.5, 10.0] },
    Class { kinds: MINOR, fill: "$road", edge: "$road_edge", widths: [0.0, 0.4, 1.1, 2.8, 7.0, 16.0] },
    Class { kinds: &["tertiary"], fill: "$road", edge: "$road_edge", widths: [0.3, 0.8, 1.8, 3.8, 8.5, 18.0] },
    Class { kinds: &["secondary"], fill: "$main_road", edge: "$road_edge", widths: [0.5, 1.1, 2.2, 4.4, 9.5, 20.0] },
    Class { kinds: &["primary", "trunk"], fill: "$main_road", edge: "$main_edge", widths: [0.7, 1.4, 2.6, 5.0, 10.5, 22.0] },
    Class { kinds: &["motorway", "runway"], fill: "$motorway", edge: "$main_edge", widths: [1.0, 1.9, 3.2, 5.6, 11.5, 24.0] },
];

const MINOR: &[&str] = &[
    "unclassified",
    "residential",
    "living_street",
    "pedestrian",
    "road",
    "busway",
    "bus_guideway",
    "raceway",
];

/// Ways for feet, in the order in which nothing else uses them.
const WAYS: &[&str] = &["track", "path", "footway", "bridleway", "cycleway", "steps", "via_ferrata"];

/// Pixels of a path; a track is a quarter broader.
const WAY_WIDTHS: [(f64, f64); 5] = [(11.0, 0.6), (12.0, 0.9), (14.0, 1.7), (16.0, 2.4), (18.0, 3.6)];

/// Filter: roads for cars.
pub(super) fn roads() -> Value {
    let kinds: Vec<&str> = CLASSES.iter().flat_map(|class| class.kinds.iter().copied()).collect();
    any_of("kind", &kinds)
}

/// Filter: ways on which one rather walks or rides.
pub(super) fn ways() -> Value {
    any_of("kind", WAYS)
}

/// Filter: a track that carries in the rain.
pub(super) fn firm() -> Value {
    let paved = [
        "asphalt",
        "paved",
        "concrete",
        "concrete:lanes",
        "concrete:plates",
        "paving_stones",
        "sett",
        "chipseal",
    ];
    json!(["any", any_of("tracktype", &["grade1", "grade2"]), any_of("surface", &paved)])
}

/// Filter: a path on which one needs the hands or a head for heights (from T3 of the Swiss Alpine Club on).
pub(super) fn steep() -> Value {
    let hard =
        ["demanding_mountain_hiking", "alpine_hiking", "demanding_alpine_hiking", "difficult_alpine_hiking"];
    json!(["any", any_of("sac_scale", &hard), ["==", ["get", "kind"], "via_ferrata"]])
}

/// Opacity: pale where walking is not allowed.
pub(super) fn barred() -> Value {
    let closed = ["no", "private"];
    json!([
        "case",
        [
            "any",
            any_of("foot", &closed),
            ["all", any_of("access", &closed), ["!", any_of("foot", &["yes", "designated", "permissive"])]]
        ],
        0.35,
        1
    ])
}

/// One property of the roads: `fill`, `edge`, `bridge` are widths, `fill-colour` and `edge-colour` names of colours that
/// are filled in later, `order` is the order of drawing.
pub(super) fn road(part: &str) -> Option<Value> {
    let of_width: fn(f64) -> f64 = match part {
        "fill" => |width| width,
        "edge" => |width| if width > 0.0 { width + 0.9 + width.min(4.0) * 0.2 } else { 0.0 },
        "bridge" => |width| if width > 0.0 { width + 2.4 + width.min(4.0) * 0.3 } else { 0.0 },
        "fill-colour" => return Some(by_class(|_, class| class.fill.into())),
        "edge-colour" => return Some(by_class(|_, class| class.edge.into())),
        "order" => return Some(by_class(|order, _| order.into())),
        _ => return None,
    };
    Some(by_zoom(ZOOMS.into_iter().enumerate().map(|(at, zoom)| {
        (zoom, by_class(|_, class| rounded(of_width(class.widths.get(at).copied().unwrap_or_default()))))
    })))
}

/// Widths of tracks and paths: `line`, its `halo`, the edges of a `bridge`, `steps`, dots of a `steep` path.
pub(super) fn way(part: &str) -> Option<Value> {
    let of_width: fn(f64) -> f64 = match part {
        "line" => |width| width,
        "halo" => |width| width + 1.8,
        "bridge" => |width| width * 1.4 + 4.0,
        "steps" => |width| width * 1.8,
        "steep" => |width| width * 1.5,
        _ => return None,
    };
    Some(by_zoom(WAY_WIDTHS.map(|(zoom, width)| {
        let by_kind = json!([
            "case",
            ["==", ["get", "kind"], "track"],
            rounded(of_width(width * 1.25)),
            ["has", "footway"],
            rounded(of_width(width * 0.6)),
            ["==", ["get", "kind"], "footway"],
            rounded(of_width(width * 0.8)),
            rounded(of_width(width))
        ]);
        (zoom, by_kind)
    })))
}

/// Widths of rivers and streams.
pub(super) fn stream() -> Value {
    let by_kind = |river: f64, stream: f64, ditch: f64| {
        json!(["match", ["get", "kind"], ["river", "canal"], river, "stream", stream, ditch])
    };
    by_zoom([
        (9.0, by_kind(0.7, 0.3, 0.0)),
        (12.0, by_kind(1.8, 0.8, 0.4)),
        (15.0, by_kind(4.5, 1.8, 0.9)),
        (18.0, by_kind(12.0, 4.0, 2.0)),
    ])
}

fn by_class(value: impl Fn(usize, &Class) -> Value) -> Value {
    let mut list = vec![json!("match"), json!(["get", "kind"])];
    for (order, class) in CLASSES.iter().enumerate().skip(1) {
        list.push(json!(class.kinds));
        list.push(value(order, class));
    }
    list.extend(CLASSES.first().map(|class| value(0, class)));
    Value::Array(list)
}

fn any_of(property: &str, values: &[&str]) -> Value {
    json!(["match", ["get", property], values, true, false])
}

fn rounded(px: f64) -> Value {
    ((px * 100.0).round() / 100.0).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_greater_road_is_never_narrower() {
        for pair in CLASSES.windows(2) {
            for (less, more) in pair[0].widths.iter().zip(pair[1].widths) {
                assert!(*less <= more, "{:?} {:?}", pair[0].kinds, pair[1].kinds);
            }
        }
    }

    #[test]
    fn no_way_is_both_a_road_and_a_path() {
        for class in CLASSES {
            assert!(class.kinds.iter().all(|kind| !WAYS.contains(kind)));
        }
    }

    #[test]
    fn a_road_that_is_not_drawn_has_no_edge() {
        let text = road("edge").unwrap().to_string();
        assert!(text.starts_with(r#"["interpolate",["linear"],["zoom"],8.0,["match""#), "{text}");
        assert!(text.contains(r#"],0.0,["tertiary"]"#), "{text}");
    }
}
