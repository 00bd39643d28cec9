//! Points above the routes: starts and finishes, steps, the walker, a point put on the map; and their images.

use serde_json::{Value, json};

use super::expr::{by_zoom, is, state};
use super::{FONTS, Palette, TextScale, geojson_source};

pub(super) fn sources() -> Vec<(&'static str, Value)> {
    vec![
        ("starts", geojson_source(Some("id"))),
        ("steps", geojson_source(Some("index"))),
        ("position", geojson_source(None)),
        ("pin", geojson_source(None)),
    ]
}

/// Starts of all routes, below the labels.
pub(super) fn starts(palette: &Palette) -> Vec<Value> {
    vec![json!({
        "id": "start-dot", "type": "circle", "source": "starts", "minzoom": 9.5,
        "filter": ["in", ["get", "role"], ["literal", ["start", "start-finish"]]],
        "paint": {
            "circle-color": palette.start,
            "circle-radius": by_zoom([(9.5, json!(2.5)), (12.0, json!(4.5)), (15.0, json!(7))]),
            "circle-stroke-color": palette.on_badge,
            "circle-stroke-width": by_zoom([(9.5, json!(1)), (13.0, json!(2))]),
            "circle-opacity": ["case", state("selected"), 0, state("dim"), 0.2, state("quiet"), 0.5, 1],
            "circle-stroke-opacity": ["case", state("selected"), 0, state("dim"), 0.2, state("quiet"), 0.5, 1],
        },
    })]
}

/// Steps and badges of the selected route, the walker and the pin: above everything.
pub(super) fn marks(palette: &Palette, scale: TextScale) -> Vec<Value> {
    vec![
        json!({
            "id": "step-hover", "type": "circle", "source": "steps",
            "paint": {
                "circle-color": palette.step, "circle-radius": scale.px(17.0),
                "circle-opacity": ["case", state("hover"), 0.35, 0],
                "circle-stroke-color": palette.step, "circle-stroke-width": 2,
                "circle-stroke-opacity": ["case", state("hover"), 1, 0],
            },
        }),
        json!({
            "id": "step", "type": "symbol", "source": "steps",
            "layout": {
                "icon-image": "step", "icon-size": scale.factor(), "icon-padding": 0,
                "text-field": ["to-string", ["get", "n"]], "text-font": FONTS, "text-size": scale.px(12.0),
                "text-padding": 0, "symbol-sort-key": ["get", "n"],
            },
            "paint": { "text-color": palette.on_badge },
        }),
        json!({
            "id": "selected-badge", "type": "symbol", "source": "selected", "filter": ["has", "role"],
            "layout": {
                "icon-image": ["match", ["get", "role"],
                    "start", "badge-start", "finish", "badge-finish", "start-finish", "badge-start-finish", "badge-end"],
                "icon-size": scale.factor(), "icon-allow-overlap": true, "icon-ignore-placement": true,
            },
            "paint": {},
        }),
        json!({
            "id": "trace-place", "type": "circle", "source": "trace", "filter": is("kind", "place"),
            "paint": {
                "circle-color": palette.on_badge, "circle-radius": 4.5,
                "circle-stroke-color": palette.position, "circle-stroke-width": 2.5,
            },
        }),
        json!({
            "id": "trace-badge", "type": "symbol", "source": "trace", "filter": ["has", "role"],
            "layout": {
                "icon-image": ["match", ["get", "role"],
                    "start", "badge-start", "finish", "badge-finish", "badge-start-finish"],
                "icon-size": scale.factor(), "icon-allow-overlap": true, "icon-ignore-placement": true,
            },
            "paint": {},
        }),
        json!({
            "id": "position-accuracy", "type": "fill", "source": "position", "filter": is("kind", "accuracy"),
            "paint": { "fill-color": palette.position, "fill-opacity": 0.15, "fill-outline-color": palette.position },
        }),
        json!({
            "id": "position-heading", "type": "symbol", "source": "position",
            "filter": ["all", is("kind", "dot"), ["has", "heading"]],
            "layout": {
                "icon-image": "heading", "icon-rotate": ["get", "heading"], "icon-rotation-alignment": "map",
                "icon-allow-overlap": true, "icon-ignore-placement": true, "icon-offset": [0, -13],
            },
            "paint": {},
        }),
        json!({
            "id": "position-dot", "type": "circle", "source": "position", "filter": is("kind", "dot"),
            "paint": {
                "circle-color": palette.position, "circle-radius": 7.5,
                "circle-stroke-color": palette.on_badge, "circle-stroke-width": 3,
            },
        }),
        json!({
            "id": "pin", "type": "symbol", "source": "pin",
            "layout": {
                "icon-image": "pin", "icon-anchor": "bottom", "icon-allow-overlap": true, "icon-ignore-placement": true,
            },
            "paint": {},
        }),
    ]
}

/// What the glue draws on a canvas; `key` changes when the drawing does.
pub(super) fn images(palette: &Palette) -> Vec<Value> {
    let badge = |id: &str, size: u32, fill: &str, text: &str| json!({ "id": id, "shape": "disc", "size": size, "fill": fill, "ring": palette.on_badge, "ink": palette.on_badge, "text": text });
    let plain = |id: &str, shape: &str, size: u32, fill: &str, ring: &str| json!({ "id": id, "shape": shape, "size": size, "fill": fill, "ring": ring, "ink": palette.on_badge, "text": "" });
    let mut images = vec![
        plain("arrow", "arrow", 15, palette.selected_casing, palette.selected),
        badge("badge-start", 28, palette.start, "D"),
        badge("badge-finish", 28, palette.finish, "A"),
        badge("badge-start-finish", 32, palette.start, "D/A"),
        badge("badge-end", 18, palette.selected, ""),
        badge("step", 22, palette.step, ""),
        plain("station", "train", 18, palette.station, palette.on_badge),
        plain("heading", "heading", 18, palette.position, palette.on_badge),
        plain("pin", "pin", 34, palette.ink, palette.on_badge),
    ];
    for image in &mut images {
        let key = format!("{}{}", image["fill"], image["ring"]);
        image["key"] = json!(key);
    }
    images
}
