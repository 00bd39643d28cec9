//! The base map under the routes: its sources, ground layers and labels.

use serde_json::{Value, json};

use super::expr::{by_zoom, is};
use super::{FONTS, Palette, TextScale, geojson_source};

/// Which base map is there. A detailed map (vector tiles of a pack) becomes another variant with its own
/// sources, ground and labels; routes and marks do not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BaseMap {
    /// Drawn from the catalogue alone: communes, towns, stations. It says of itself that it is a locator map.
    #[default]
    Locator,
}

impl BaseMap {
    pub(super) fn sources(self) -> Vec<(&'static str, Value)> {
        match self {
            BaseMap::Locator => vec![("communes", geojson_source(None)), ("places", geojson_source(None))],
        }
    }

    /// Below everything.
    pub(super) fn ground(self, palette: &Palette) -> Vec<Value> {
        match self {
            BaseMap::Locator => locator_ground(palette),
        }
    }

    /// Above the lines.
    pub(super) fn labels(self, palette: &Palette, scale: TextScale) -> Vec<Value> {
        match self {
            BaseMap::Locator => locator_labels(palette, scale),
        }
    }
}

/// The département's outline is the outer half of the communes' outlines: a broad line below their own ground.
fn locator_ground(palette: &Palette) -> Vec<Value> {
    vec![
        json!({ "id": "outside", "type": "background", "paint": { "background-color": palette.outside } }),
        json!({
            "id": "departement-outline", "type": "line", "source": "communes",
            "layout": { "line-join": "round" },
            "paint": {
                "line-color": palette.outline,
                "line-width": by_zoom([(7.0, json!(2.5)), (10.0, json!(4)), (14.0, json!(7))]),
            },
        }),
        json!({
            "id": "commune-ground", "type": "fill", "source": "communes",
            "paint": { "fill-color": palette.land, "fill-outline-color": palette.land },
        }),
        json!({
            "id": "commune-outline", "type": "line", "source": "communes", "minzoom": 8.5,
            "layout": { "line-join": "round" },
            "paint": {
                "line-color": palette.hairline,
                "line-width": by_zoom([(8.5, json!(0.6)), (12.0, json!(1.2)), (15.0, json!(2))]),
                "line-opacity": by_zoom([(8.5, json!(0)), (9.5, json!(1))]),
            },
        }),
    ]
}

fn locator_labels(palette: &Palette, scale: TextScale) -> Vec<Value> {
    let label =
        |ink: &str| json!({ "text-color": ink, "text-halo-color": palette.halo, "text-halo-width": 1.8 });
    vec![
        json!({
            "id": "commune-name", "type": "symbol", "source": "places", "minzoom": 10.5,
            "filter": is("kind", "mairie"),
            "layout": {
                "text-field": ["get", "name"], "text-font": FONTS, "text-size": scale.px(12.5),
                "text-max-width": 8, "text-padding": 6,
            },
            "paint": label(palette.muted),
        }),
        json!({
            "id": "station", "type": "symbol", "source": "places", "minzoom": 9.5,
            "filter": is("kind", "station"),
            "layout": {
                "icon-image": "station", "icon-size": 0.9, "icon-padding": 1,
                "text-field": ["step", ["zoom"], "", 11.5, ["get", "name"]],
                "text-font": FONTS, "text-size": scale.px(12.0), "text-max-width": 9,
                "text-variable-anchor": ["left", "right", "top", "bottom"], "text-radial-offset": 0.9,
                "text-justify": "auto", "text-optional": true,
            },
            "paint": label(palette.station),
        }),
        json!({
            "id": "town", "type": "symbol", "source": "places",
            "filter": ["all", is("kind", "town"), [
                ">=", ["coalesce", ["get", "population"], 0],
                ["step", ["zoom"], 4500, 8, 3500, 9, 1800, 10, 700, 11, 0],
            ]],
            "layout": {
                "text-field": ["get", "name"], "text-font": FONTS,
                "text-size": [
                    "step", ["coalesce", ["get", "population"], 0],
                    scale.px(13.0), 2500, scale.px(14.5), 9000, scale.px(17.0),
                ],
                "text-max-width": 7, "text-padding": 2,
                // Where two towns are close on a small map, the smaller one's name moves aside.
                "text-variable-anchor": ["center", "bottom", "top", "right", "left"],
                "text-radial-offset": 0.4, "text-justify": "auto",
                "symbol-sort-key": ["-", 0, ["coalesce", ["get", "population"], 0]],
            },
            "paint": label(palette.ink),
        }),
    ]
}
