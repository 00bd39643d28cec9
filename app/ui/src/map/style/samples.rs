//! How one layer looks, read from its template: so the legend can show nothing that the map does not draw.

use serde_json::Value;

use super::base::{DETAIL, LOCATOR};
use super::template::{Filling, MARKS, ROUTES};
use super::{BaseMap, MapLook, Palette, TextScale};

/// A line as the legend draws it.
#[derive(Debug, Clone, PartialEq)]
pub struct LineSample {
    pub colour: String,
    /// Lengths in widths of the line.
    pub dash: Vec<f64>,
    pub opacity: f64,
}

/// All templates, filled for a look.
pub struct Samples {
    templates: Vec<Value>,
}

impl Samples {
    pub fn of(look: MapLook) -> Samples {
        let filling =
            Filling { base: &BaseMap::Locator, look, palette: Palette::of(look), scale: TextScale::new(1.0) };
        Samples { templates: [LOCATOR, DETAIL, ROUTES, MARKS].map(|template| filling.fill(template)).into() }
    }

    /// The line of a layer with one colour; where the opacity depends on the feature it is 1.
    pub fn line(&self, layer: &str) -> Option<LineSample> {
        let paint = &self.layer(layer)?["paint"];
        Some(LineSample {
            colour: paint["line-color"].as_str()?.to_owned(),
            dash: self.dash(layer),
            opacity: paint["line-opacity"].as_f64().unwrap_or(1.0),
        })
    }

    /// The dash of a layer, whatever its colour.
    pub fn dash(&self, layer: &str) -> Vec<f64> {
        let lengths = self.layer(layer).and_then(|layer| layer["paint"]["line-dasharray"].as_array());
        lengths.into_iter().flatten().filter_map(Value::as_f64).collect()
    }

    /// The drawing of an image that a mark uses.
    pub fn image(&self, id: &str) -> Option<Value> {
        let mut images = self.templates.iter().flat_map(|template| template["images"].as_array()).flatten();
        images.find(|image| image["id"] == id).cloned()
    }

    fn layer(&self, id: &str) -> Option<&Value> {
        let parts = self.templates.iter().filter_map(Value::as_object).flat_map(|template| template.values());
        parts.filter_map(Value::as_array).flatten().find(|layer| layer["id"] == id)
    }
}
