//! The routes, heroes of the map: all of them in their waymark colours, and the selected one above all.

use pdipr_data::domain::Network;
use serde_json::{Value, json};

use super::expr::{by_network, by_zoom, is, state};
use super::geojson_source;
use super::palette::{MapLook, Palette, route_ink};

/// Widths in pixels of a route's line at a zoom.
const WIDTHS: [(f64, f64); 6] = [(7.0, 1.1), (9.0, 1.7), (11.0, 2.6), (13.0, 3.8), (15.0, 5.0), (17.0, 7.0)];

pub(super) fn sources() -> Vec<(&'static str, Value)> {
    vec![
        ("segments", geojson_source(Some("id"))),
        ("routes", geojson_source(Some("id"))),
        ("selected", geojson_source(Some("id"))),
        ("trace", geojson_source(None)),
    ]
}

/// Every line at rest: unused inscribed ways, liaisons, then each route's casing, line and core.
pub(super) fn lines(look: MapLook, palette: &Palette) -> Vec<Value> {
    let ink = |part: fn(super::palette::RouteInk) -> &'static str| {
        by_network(|network| json!(part(route_ink(look, network))))
    };
    let inscribed = is("kind", "inscribed");
    vec![
        json!({
            "id": "segment-unused", "type": "line", "source": "segments", "minzoom": 8,
            "filter": ["!=", ["get", "used"], true],
            "layout": { "line-cap": "round", "line-join": "round" },
            "paint": {
                "line-color": palette.unused,
                "line-width": by_zoom([(8.0, json!(0.6)), (11.0, json!(1.1)), (14.0, json!(2)), (17.0, json!(3))]),
                "line-opacity": by_zoom([(8.0, json!(0.5)), (11.0, json!(0.9))]),
            },
        }),
        json!({
            "id": "route-liaison", "type": "line", "source": "routes", "filter": is("kind", "liaison"),
            "layout": { "line-cap": "butt", "line-join": "round", "line-sort-key": order() },
            "paint": {
                "line-color": ink(|ink| if ink.casing == "#FFFFFF" { ink.line } else { darker(ink) }),
                "line-width": width(|base| base * 0.55),
                "line-offset": beside(),
                "line-dasharray": [2.2, 2.2],
                "line-opacity": opacity(0.75, 0.12),
            },
        }),
        json!({
            "id": "route-casing", "type": "line", "source": "routes", "filter": inscribed,
            "layout": { "line-cap": "round", "line-join": "round", "line-sort-key": order() },
            "paint": {
                "line-color": ink(|ink| ink.casing),
                "line-width": width(|base| base + if base < 2.0 { 1.0 } else { 1.8 }),
                "line-offset": beside(),
                "line-opacity": opacity(1.0, 0.0),
            },
        }),
        json!({
            "id": "route-line", "type": "line", "source": "routes", "filter": inscribed,
            "layout": { "line-cap": "round", "line-join": "round", "line-sort-key": order() },
            "paint": {
                "line-color": ink(|ink| ink.line),
                "line-width": width(|base| base),
                "line-offset": beside(),
                "line-opacity": opacity(1.0, 0.3),
            },
        }),
        json!({
            "id": "route-core", "type": "line", "source": "routes", "minzoom": 8.5,
            "filter": ["all", inscribed, ["in", ["get", "network"], ["literal", ["gr", "grp"]]]],
            "layout": { "line-cap": "butt", "line-join": "round", "line-sort-key": order() },
            "paint": {
                "line-color": ink(|ink| ink.core.unwrap_or(ink.line)),
                "line-width": width(|base| base * 0.34),
                "line-offset": beside(),
                "line-opacity": opacity(1.0, 0.0),
            },
        }),
    ]
}

/// The selected route: `#B0006D` 6 px on white 2 px by day, liaisons dashed, arrows about every 80 px.
pub(super) fn selected(palette: &Palette) -> Vec<Value> {
    let round = json!({ "line-cap": "round", "line-join": "round" });
    let line = by_zoom([(8.0, json!(4)), (11.0, json!(6))]);
    vec![
        json!({
            "id": "selected-casing", "type": "line", "source": "selected",
            "filter": is("kind", "inscribed"), "layout": round,
            "paint": {
                "line-color": palette.selected_casing,
                "line-width": by_zoom([(8.0, json!(7)), (11.0, json!(10))]),
            },
        }),
        json!({
            "id": "selected-liaison-casing", "type": "line", "source": "selected",
            "filter": is("kind", "liaison"), "layout": round,
            "paint": { "line-color": palette.selected_casing, "line-width": 6 },
        }),
        json!({
            "id": "selected-liaison", "type": "line", "source": "selected", "filter": is("kind", "liaison"),
            "layout": { "line-cap": "butt", "line-join": "round" },
            "paint": { "line-color": palette.selected, "line-width": 3, "line-dasharray": [1.8, 1.4] },
        }),
        json!({
            "id": "selected-line", "type": "line", "source": "selected",
            "filter": is("kind", "inscribed"), "layout": round,
            "paint": { "line-color": palette.selected, "line-width": line },
        }),
        json!({
            "id": "selected-arrow", "type": "symbol", "source": "selected", "minzoom": 10,
            // A partial route has no line to follow, hence no direction.
            "filter": ["all", is("kind", "inscribed"), ["!=", ["get", "partial"], true]],
            // The spacing holds at a whole zoom and doubles up to the next: about 80 px in the mean.
            "layout": {
                "symbol-placement": "line", "symbol-spacing": 56,
                "icon-image": "arrow", "icon-rotation-alignment": "map", "icon-padding": 10,
                "icon-ignore-placement": true,
            },
            "paint": {},
        }),
    ]
}

/// GR above GR de Pays above the rest.
fn order() -> Value {
    by_network(|network| {
        json!(match network {
            Network::Local => 1,
            Network::Pr => 2,
            Network::Riding => 3,
            Network::MountainBike => 4,
            Network::Grp => 5,
            Network::Gr => 6,
        })
    })
}

/// Networks that share a way lie side by side from zoom 11 on; close to the ground they are true to it.
fn beside() -> Value {
    let by = |px: f64| {
        by_network(move |network| {
            json!(match network {
                Network::Pr | Network::Local => 0.0,
                Network::Gr => px,
                Network::Grp => -px,
                Network::Riding => 2.0 * px,
                Network::MountainBike => -2.0 * px,
            })
        })
    };
    by_zoom([(10.5, by(0.0)), (13.0, by(2.8)), (15.0, by(3.6))])
}

/// The line of an opened file: blue, so that nobody takes it for a waymarked route.
pub(super) fn trace(palette: &Palette) -> Vec<Value> {
    let line = |id: &str, colour: &str, more: f64| {
        json!({
            "id": id, "type": "line", "source": "trace", "filter": is("kind", "line"),
            "layout": { "line-cap": "round", "line-join": "round" },
            "paint": {
                "line-color": colour,
                "line-width": by_zoom([(7.0, json!(3.0 + more)), (13.0, json!(5.0 + more)), (17.0, json!(7.0 + more))]),
            },
        })
    };
    vec![line("trace-casing", palette.on_badge, 3.0), line("trace-line", palette.position, 0.0)]
}

/// GR and GR de Pays are broader; a hovered route swells, a dimmed one thins.
fn width(of: impl Fn(f64) -> f64) -> Value {
    by_zoom(WIDTHS.map(|(zoom, base)| {
        let broad = |factor: f64| {
            by_network(|network| {
                let base = if matches!(network, Network::Gr | Network::Grp) { base * 1.3 } else { base };
                json!((of(base * factor) * 100.0).round() / 100.0)
            })
        };
        (zoom, json!(["case", state("hover"), broad(1.9), state("dim"), broad(0.6), broad(1.0)]))
    }))
}

/// The selected route is drawn apart; dimmed ones recede, and all do a little while one is the hero.
fn opacity(lit: f64, dim: f64) -> Value {
    json!([
        "case",
        state("selected"),
        0,
        state("hover"),
        1,
        state("dim"),
        dim,
        state("quiet"),
        lit * 0.45,
        lit,
    ])
}

/// A dashed line has no casing: light lines take the colour of theirs.
fn darker(ink: super::palette::RouteInk) -> &'static str {
    if ink.casing == "#0D1211" { ink.line } else { ink.casing }
}
