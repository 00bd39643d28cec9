//! The style of the map, generated from tokens: a base map, the routes, the marks, for one look.
//! Layers and the properties they read are described in `docs/map-layers.md`.

mod base;
mod expr;
mod palette;
mod pois;
mod roads;
mod routes;
mod samples;
mod template;
mod terrain;
#[cfg(test)]
mod valid;

use serde_json::{Value, json};

pub use base::{BaseMap, grounds};
pub use palette::{Colour, MapLook, Palette, RouteInk, route_ink};
pub use pois::{SIGNS, Sign, image, sign_of};
pub use samples::{LineSample, Samples};
use template::Filling;

/// Families in CSS order; a style without `glyphs` paints labels from the page's own fonts.
pub const FONTS: [&str; 2] = ["Atkinson Hyperlegible Next", "sans-serif"];

/// The reader's text size: 1 at 100 %, 2 at 200 %.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextScale(f64);

impl TextScale {
    pub fn new(scale: f64) -> TextScale {
        TextScale(if scale.is_finite() { scale.clamp(0.75, 2.5) } else { 1.0 })
    }

    fn factor(self) -> f64 {
        self.0
    }

    fn px(self, size: f64) -> f64 {
        (size * self.0 * 10.0).round() / 10.0
    }
}

/// The colour of one thing in a look, by its name in the templates.
pub fn colour(look: MapLook, name: &str) -> Option<Colour> {
    Palette::of(look).named(name).or_else(|| terrain::named(look, name))
}

/// The whole MapLibre style as JSON text. Sources of the catalogue are empty: the data is sent once and outlives every
/// look.
pub fn style(base: &BaseMap, look: MapLook, scale: TextScale) -> String {
    style_value(base, look, scale).to_string()
}

fn style_value(base: &BaseMap, look: MapLook, scale: TextScale) -> Value {
    let filling = Filling { base, look, palette: Palette::of(look), scale };
    let base_parts = base.parts(&filling);
    let mut routes = filling.fill(template::ROUTES);
    let mut marks = filling.fill(template::MARKS);
    let layers: Vec<Value> = [
        base_parts.ground,
        template::part(&mut routes, "lines"),
        template::part(&mut routes, "selected"),
        template::part(&mut routes, "closed"),
        template::part(&mut routes, "trace"),
        template::part(&mut marks, "starts"),
        base_parts.labels,
        template::part(&mut routes, "closed-labels"),
        template::part(&mut marks, "marks"),
    ]
    .concat();
    let mut images = template::part(&mut marks, "images");
    if base.is_detailed() {
        images.extend(pois::images(look));
    }
    let mut templates = base_parts.sources;
    templates.extend([routes, marks]);
    json!({
        "version": 8,
        "name": "Sente",
        "metadata": { "sente:images": template::with_keys(images.into()) },
        "sources": template::sources(&mut templates),
        "layers": layers,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn bases() -> [BaseMap; 2] {
        [BaseMap::Locator, base::tests::everything()]
    }

    fn all_looks() -> impl Iterator<Item = Value> {
        bases().into_iter().flat_map(looks_of)
    }

    fn looks_of(base: BaseMap) -> impl Iterator<Item = Value> {
        MapLook::ALL.into_iter().map(move |look| style_value(&base, look, TextScale::new(1.0)))
    }

    fn ids(style: &Value) -> Vec<&str> {
        style["layers"].as_array().unwrap().iter().map(|layer| layer["id"].as_str().unwrap()).collect()
    }

    #[test]
    fn every_layer_draws_from_a_source_of_the_style() {
        for style in all_looks() {
            for layer in
                style["layers"].as_array().unwrap().iter().filter(|layer| layer["type"] != "background")
            {
                let source = layer["source"].as_str().unwrap();
                assert!(style["sources"].get(source).is_some(), "{} wants {source}", layer["id"]);
            }
        }
    }

    #[test]
    fn layers_have_unique_names_and_are_the_same_in_every_look() {
        for base in bases() {
            let looks: Vec<Value> = looks_of(base).collect();
            let unique: BTreeSet<&str> = ids(&looks[0]).into_iter().collect();
            assert_eq!(unique.len(), ids(&looks[0]).len());
            assert!(looks.iter().all(|style| ids(style) == ids(&looks[0])));
        }
    }

    #[test]
    fn the_same_properties_are_set_in_every_look_so_that_a_switch_leaves_nothing_behind() {
        let names = |style: &Value| -> Vec<(String, String)> {
            style["layers"]
                .as_array()
                .unwrap()
                .iter()
                .flat_map(|layer| {
                    ["paint", "layout"].into_iter().flat_map(move |part| {
                        let fields = layer[part]
                            .as_object()
                            .map(|fields| fields.keys().cloned().collect())
                            .unwrap_or(vec![]);
                        fields.into_iter().map(move |field| (layer["id"].to_string(), field))
                    })
                })
                .collect()
        };
        for base in bases() {
            let looks: Vec<Value> = looks_of(base).collect();
            assert!(looks.iter().all(|style| names(style) == names(&looks[0])));
        }
    }

    #[test]
    fn every_place_of_the_templates_is_filled() {
        for style in all_looks() {
            let text = style.to_string();
            assert!(!text.contains("\"$") && !text.contains("\"@") && !text.contains("\"px\""), "{text}");
        }
    }

    #[test]
    fn the_style_names_no_host_no_glyphs_and_no_sprite() {
        for style in all_looks() {
            let text = style.to_string().replace("pack://", "");
            assert!(!text.contains("://"));
            assert!(style.get("glyphs").is_none() && style.get("sprite").is_none());
        }
    }

    #[test]
    fn every_image_that_a_layer_shows_is_drawn() {
        for style in all_looks() {
            let drawn: BTreeSet<&str> = style["metadata"]["sente:images"]
                .as_array()
                .unwrap()
                .iter()
                .map(|image| image["id"].as_str().unwrap())
                .collect();
            for wanted in [
                "arrow",
                "station",
                "step",
                "badge-start",
                "badge-finish",
                "badge-start-finish",
                "badge-end",
                "heading",
                "pin",
            ] {
                assert!(drawn.contains(wanted), "{wanted}");
            }
            for layer in style["layers"].as_array().unwrap() {
                if let Some(image) = layer["layout"]["icon-image"].as_str() {
                    assert!(drawn.contains(image), "{} shows {image}", layer["id"]);
                }
            }
        }
    }

    #[test]
    fn routes_lie_above_the_ground_and_the_selected_one_above_them() {
        let style = all_looks().next().unwrap();
        let at = |id: &str| ids(&style).iter().position(|layer| *layer == id).unwrap();
        assert!(at("commune-outline") < at("segment-unused"));
        assert!(at("segment-unused") < at("route-casing"));
        assert!(at("route-casing") < at("route-line"));
        assert!(at("route-core") < at("selected-casing"));
        assert!(at("selected-line") < at("closed"));
        assert!(at("closed") < at("town"));
        assert!(at("town") < at("closed-label"));
        assert!(at("town") < at("selected-badge"));
    }

    #[test]
    fn labels_grow_with_the_text_size_of_the_reader() {
        let double = style_value(&BaseMap::Locator, MapLook::Day, TextScale::new(2.0));
        let label =
            double["layers"].as_array().unwrap().iter().find(|layer| layer["id"] == "commune-name").unwrap();
        assert_eq!(label["layout"]["text-size"], json!(25.0));
    }

    #[test]
    fn a_strange_text_scale_becomes_a_readable_one() {
        assert_eq!(TextScale::new(f64::NAN), TextScale::new(1.0));
        assert_eq!(TextScale::new(40.0), TextScale::new(2.5));
    }
}
