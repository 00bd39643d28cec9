//! What the living map is made of: the layers of the catalogue, as the map draws them. Gathered before the map is opened, or when
//! it is.

use futures_util::future::{join, join5};
use js_sys::{JSON, Object, Reflect};
use pdipr_data::domain::{Bounds, LayerName};
use sente_core::ApiError;
use sente_core::calls::OpenLayer;
use wasm_bindgen::JsValue;

use super::surface::{Phase, unreadable};
use super::{borders, layers};
use crate::backend::use_backend;

#[derive(Debug)]
pub(super) struct Material {
    /// The layer of closed stretches as the catalogue has it; what the map draws of it depends on the day.
    pub closures: String,
    /// The box of the whole département.
    pub bounds: Option<Bounds>,
    /// GeoJSON by its source, parsed: together more than a megabyte of text, for which nobody shall wait who opens the map.
    layers: Object,
}

impl Material {
    pub async fn gather() -> Result<Material, Phase> {
        // All are asked for at once.
        let asked = join5(
            ask(LayerName::Communes),
            ask(LayerName::Places),
            ask(LayerName::Routes),
            ask(LayerName::Starts),
            ask(LayerName::Segments),
        );
        let ((communes, places, routes, starts, segments), closures) =
            join(asked, ask(LayerName::Closures)).await;
        let (communes, bounds) = borders::borders(&communes?).map_err(unreadable)?;
        let layers = Object::new();
        put(&layers, "communes", &communes)?;
        put(&layers, "places", &layers::without_twins(&places?).map_err(unreadable)?)?;
        put(&layers, "routes", &routes?)?;
        put(&layers, "starts", &layers::with_roles(&starts?).map_err(unreadable)?)?;
        put(&layers, "segments", &segments?)?;
        Ok(Material { closures: closures?, bounds, layers })
    }

    /// All layers by the names of their sources, with the closed stretches of the day.
    pub fn with_closures(&self, closed: &str) -> Result<Object, Phase> {
        let all = Object::assign(&Object::new(), &self.layers);
        put(&all, "closures", closed)?;
        Ok(all)
    }
}

fn put(layers: &Object, source: &str, geojson: &str) -> Result<(), Phase> {
    let put = JSON::parse(geojson).and_then(|layer| Reflect::set(layers, &source.into(), &layer));
    put.map(drop)
        .map_err(|error: JsValue| Phase::NoData(ApiError::Storage { reason: format!("{source}: {error:?}") }))
}

async fn ask(layer: LayerName) -> Result<String, Phase> {
    use_backend().ask(OpenLayer { layer }).await.map_err(Phase::NoData)
}
