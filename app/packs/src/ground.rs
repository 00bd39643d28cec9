//! The installed reliefs, asked for elevations.

use pdipr_data::domain::Position;
use sente_core::relief::{self, Open};
use serde::Serialize;
use tiles::read::{Heights, Pack};
use wasm_bindgen::prelude::*;
use web_sys::Blob;

use crate::failure::Failure;
use crate::slices::Slices;

/// Every pack that has elevations.
#[wasm_bindgen]
#[derive(Default)]
pub struct Reliefs(Vec<Pack<Slices>>);

#[wasm_bindgen]
impl Reliefs {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Reliefs {
        Reliefs::default()
    }

    /// Takes a pack in.
    pub fn add(&mut self, file: &Blob) -> Result<(), JsValue> {
        self.0.push(Slices::of(file).and_then(|slices| Pack::open(slices).map_err(Failure::from))?);
        Ok(())
    }

    /// A `sente_core::relief::Ground` as JSON.
    pub fn elevation(&self, lon: f64, lat: f64) -> Result<String, JsValue> {
        json(relief::elevation(self.open()?, place(&[lon, lat])?))
    }

    /// `line` has longitude and latitude in turns; answers a `sente_core::relief::Along` as JSON.
    pub fn profile(&self, line: &[f64]) -> Result<String, JsValue> {
        let line = line.chunks(2).map(place).collect::<Result<Vec<_>, _>>()?;
        json(relief::profile(self.open()?, &line))
    }
}

impl Reliefs {
    fn open(&self) -> Result<Vec<Open<'_, Failure>>, Failure> {
        let mut open = Vec::new();
        for pack in &self.0 {
            let Some(mut heights) = Heights::of(pack)? else { continue };
            let told = heights.relief().clone();
            let metres = move |lon, lat| Ok(heights.elevation(lon, lat)?);
            open.extend(Open::new(told.source, told.resolution_m, metres));
        }
        Ok(open)
    }
}

/// The page asks of places on earth; the words of other numbers would weigh more than they tell.
fn place(degrees: &[f64]) -> Result<Position, Failure> {
    let at = if let &[lon, lat] = degrees { Position::new(lon, lat).ok() } else { None };
    at.ok_or_else(Failure::no_place)
}

fn json(answer: Result<impl Serialize, Failure>) -> Result<String, JsValue> {
    Ok(serde_json::to_string(&answer?).expect("plain values always serialise"))
}
