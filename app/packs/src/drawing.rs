//! A picture of a route on the maps of this device.

use std::rc::Rc;

use sente_core::picture::PictureOrder;
use sente_core::reading;
use tiles::picture::{PictureError, Scene, Size, below, draw};
use tiles::read::Pack;
use wasm_bindgen::prelude::*;

use crate::Reader;
use crate::failure::Failure;
use crate::slices::Slices;

/// The maps that a picture may be drawn on, the ones that came with the app first.
#[wasm_bindgen]
#[derive(Default)]
pub struct Drawing(Vec<Rc<Pack<Slices>>>);

#[wasm_bindgen]
impl Drawing {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Drawing {
        Drawing::default()
    }

    /// Takes a map in.
    pub fn add(&mut self, reader: &Reader) {
        self.0.push(Rc::clone(&reader.pack));
    }

    /// `order` is a `sente_core::picture::PictureOrder` as JSON; answers SVG.
    pub fn svg(self, order: &str) -> Result<String, JsValue> {
        let order: PictureOrder = reading::read(order).map_err(Failure::failed)?;
        Ok(drawn(self.0, order)?)
    }
}

fn drawn(packs: Vec<Rc<Pack<Slices>>>, order: PictureOrder) -> Result<String, Failure> {
    let PictureOrder { route, details, size: (width, height), look } = order;
    let size = Size::new(width, height).map_err(Failure::failed)?;
    let look = look.as_str().parse().map_err(Failure::failed)?;
    let scene = Scene::of_route(&route, details);
    let packs = below(packs, &scene);
    let packs: Vec<_> = packs.iter().map(Rc::as_ref).collect();
    draw(&packs, &scene, size, look).map_err(|error| match error {
        PictureError::Stored(error) => error.into(),
        PictureError::NoLine => Failure::failed(error),
        damaged => Failure::damaged(damaged),
    })
}
