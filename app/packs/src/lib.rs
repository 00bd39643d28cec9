//! Map packs in the browser: reads header, directories and tiles out of a file, for the worker `packs-host.js`. Apart
//! from the engine's worker, so that tiles never wait for a search.
#![cfg(target_arch = "wasm32")]

use std::borrow::Cow;
use std::rc::Rc;

use sente_core::atlas::{self, Atlas, MapPlace, Wanted};
use tiles::places::{self, Gathered};
use tiles::read::Pack;
use tiles::tile::Tile;
use wasm_bindgen::prelude::*;
use web_sys::Blob;

mod changes;
mod drawing;
mod failure;
mod ground;
mod slices;

pub use changes::{Sum, ends, fits, listing, overlay};
pub use drawing::Drawing;
use failure::Failure;
pub use ground::Reliefs;
use slices::Slices;

/// An open pack.
#[wasm_bindgen]
pub struct Reader {
    pack: Rc<Pack<Slices>>,
}

#[wasm_bindgen]
impl Reader {
    /// Reads the header and the root directory.
    #[wasm_bindgen(constructor)]
    pub fn open(file: &Blob) -> Result<Reader, JsValue> {
        let pack = Slices::of(file).and_then(|slices| Pack::open(slices).map_err(Failure::from))?;
        Ok(Reader { pack: Rc::new(pack) })
    }

    /// What the pack says of itself (`tiles::read::About`), as JSON; refuses what no map can show.
    pub fn about(&self) -> Result<String, JsValue> {
        let about = self.pack.about().map_err(Failure::from)?;
        Ok(serde_json::to_string(&about).expect("plain values always serialise"))
    }

    /// Reads every directory; refuses a file that is cut off or damaged.
    pub fn check(&self) -> Result<(), JsValue> {
        Ok(self.pack.is_whole().map_err(Failure::from)?)
    }

    /// The tile, unpacked; nothing where there is none.
    pub fn tile(&self, z: u8, x: u32, y: u32) -> Result<Option<Vec<u8>>, JsValue> {
        let Some(tile) = Tile::new(z, x, y) else { return Ok(None) };
        Ok(self.pack.unpacked(tile).map_err(Failure::from)?.map(Cow::into_owned))
    }

    /// Reads the places of the map, once for all searches.
    pub fn places(&self) -> Result<Places, JsValue> {
        let Gathered { places, unreadable } = places::gather(&self.pack).map_err(Failure::from)?;
        let known = places.into_iter();
        let known = known.filter_map(|place| MapPlace::new(place.name, place.kind, place.lon, place.lat));
        Ok(Places { atlas: Atlas::new(known), unreadable })
    }
}

/// The best of what several maps have found: a JSON list of `MapPlace` for a `Wanted`, answered as a list again.
#[wasm_bindgen]
pub fn best(found: &str, wanted: &str) -> Result<String, JsValue> {
    let found = serde_json::from_str(found).map_err(Failure::damaged)?;
    let wanted = serde_json::from_str(wanted).map_err(Failure::damaged)?;
    Ok(serde_json::to_string(&atlas::best(found, &wanted)).expect("plain values always serialise"))
}

/// The places of one map.
#[wasm_bindgen]
pub struct Places {
    atlas: Atlas,
    unreadable: u32,
}

#[wasm_bindgen]
impl Places {
    /// How many tiles could not be read: what stands in them is not found.
    #[wasm_bindgen(getter)]
    pub fn unreadable(&self) -> u32 {
        self.unreadable
    }

    /// `wanted` is a `sente_core::atlas::Wanted` as JSON; answers a JSON list of its `MapPlace`, the best first.
    pub fn find(&self, wanted: &str) -> Result<String, JsValue> {
        let wanted: Wanted = serde_json::from_str(wanted).map_err(Failure::damaged)?;
        Ok(serde_json::to_string(&self.atlas.find(&wanted)).expect("plain values always serialise"))
    }
}
