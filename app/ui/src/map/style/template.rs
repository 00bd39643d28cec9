//! The layers stand in JSON files beside this one, as MapLibre reads them, with places to fill: `"$muted"` is a colour of
//! the look, `{"px": 12.5}` a size that grows with the reader's text, `"@width:core"` what is computed here.
//! (The same in Rust values would be ten times as much to fetch.)

use serde_json::{Map, Value, json};

use super::base::BaseMap;
use super::palette::{Colour, MapLook, Palette};
use super::{FONTS, TextScale, pois, roads, routes, terrain};

pub const ROUTES: &str = include_str!("routes.json");
pub const MARKS: &str = include_str!("marks.json");

/// What the places are filled with.
pub struct Filling<'a> {
    pub base: &'a BaseMap,
    pub look: MapLook,
    pub palette: Palette,
    pub scale: TextScale,
}

impl Filling<'_> {
    /// The template with its places filled.
    pub fn fill(&self, template: &str) -> Value {
        let mut value: Value = serde_json::from_str(template).expect("the templates are tested");
        self.fill_in(&mut value);
        value
    }

    fn fill_in(&self, value: &mut Value) {
        match value {
            Value::String(text) => {
                let filled = match text.split_at_checked(1) {
                    Some(("$", colour)) => self.colour(colour).map(Value::from),
                    Some(("@", name)) => self.computed(name),
                    _ => None,
                };
                if let Some(mut filled) = filled {
                    // What is computed may name colours and sizes.
                    self.fill_in(&mut filled);
                    *value = filled;
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.fill_in(item)),
            Value::Object(fields) => match fields.get("px").and_then(Value::as_f64) {
                Some(size) => *value = self.scale.px(size).into(),
                None => fields.values_mut().for_each(|field| self.fill_in(field)),
            },
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn colour(&self, name: &str) -> Option<Colour> {
        self.palette.named(name).or_else(|| terrain::named(self.look, name))
    }

    fn computed(&self, name: &str) -> Option<Value> {
        let (name, part) = name.split_once(':').unwrap_or((name, ""));
        Some(match name {
            "source" => source(part),
            "fonts" => json!(FONTS),
            "text-scale" => self.scale.factor().into(),
            "order" => routes::order(),
            "beside" => routes::beside(),
            "ink" => routes::ink(self.look, part)?,
            "width" => routes::width(part)?,
            "far" => routes::far(part)?,
            "beyond" => self.base.beyond(),
            "roads" => roads::roads(),
            "road" => roads::road(part)?,
            "ways" => roads::ways(),
            "way" => roads::way(part)?,
            "firm" => roads::firm(),
            "steep" => roads::steep(),
            "barred" => roads::barred(),
            "stream" => roads::stream(),
            "shade" => shade(self.look).into(),
            "signs" => pois::filter(part),
            "icon" => pois::icon(part),
            "sign" => pois::layout(part),
            "sign-paint" => pois::paint(),
            _ => return None,
        })
    }
}

/// How deep the shadows of the hills are.
const fn shade(look: MapLook) -> f64 {
    match look {
        MapLook::Day => 0.3,
        MapLook::Sun => 0.15,
        MapLook::Night => 0.35,
    }
}

/// An empty source of GeoJSON, whose features are known by a property. It is cut into tiles no deeper than zoom 14, where one
/// of their units is 0.2 m: closer views draw the same tiles larger. The margin holds the widest line beside its own way.
fn source(promote: &str) -> Value {
    let empty = json!({ "type": "FeatureCollection", "features": [] });
    let mut source = json!({ "type": "geojson", "data": empty, "maxzoom": 14, "buffer": 64 });
    if !promote.is_empty() {
        source["promoteId"] = promote.into();
    }
    source
}

/// What the glue draws on a canvas; `key` changes when the drawing does.
pub fn with_keys(mut images: Value) -> Value {
    for image in images.as_array_mut().into_iter().flatten() {
        let key = ["fill", "ring"].map(|colour| image[colour].as_str().unwrap_or_default()).concat();
        image["key"] = key.into();
    }
    images
}

/// The layers of one part of a template.
pub fn part(template: &mut Value, name: &str) -> Vec<Value> {
    match template[name].take() {
        Value::Array(layers) => layers,
        _ => Vec::new(),
    }
}

/// The sources of all templates together.
pub fn sources(templates: &mut [Value]) -> Map<String, Value> {
    let mut all = Map::new();
    for template in templates {
        if let Value::Object(sources) = template["sources"].take() {
            all.extend(sources);
        }
    }
    all
}
