//! What is fetched and not a pack itself: the listing of a server, SHA-256 of what comes, and files of changes. A file
//! that is open elsewhere cannot be changed in its place here, so the changes are laid behind the pack (ADR 9).

use sente_core::packs::listing::{self, Fingerprint};
use sha2::{Digest, Sha256};
use tiles::pack::delta::{DeltaError, Head};
use tiles::pack::update;
use wasm_bindgen::prelude::*;
use web_sys::Blob;

use crate::failure::Failure;
use crate::slices::Slices;

/// Reads a listing with care; answers it as JSON.
#[wasm_bindgen]
pub fn listing(text: &[u8]) -> Result<String, JsValue> {
    let listing = listing::read(text).map_err(Failure::from)?;
    Ok(serde_json::to_string(&listing).expect("plain values always serialise"))
}

/// The SHA-256 of bytes that come one after the other.
#[wasm_bindgen]
#[derive(Default)]
pub struct Sum(Sha256);

#[wasm_bindgen]
impl Sum {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Sum {
        Sum::default()
    }

    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// In hexadecimal digits.
    pub fn end(self) -> String {
        text(self.0.finalize().into())
    }
}

/// The SHA-256 of the packs that a file of changes leads from and to, in this order; nothing where it is another file.
#[wasm_bindgen]
pub fn ends(file: &Blob) -> Result<Option<Vec<String>>, JsValue> {
    match Head::read(&Slices::of(file)?) {
        Ok(head) => Ok(Some(vec![text(head.old.sha256), text(head.new.sha256)])),
        Err(DeltaError::NotADelta) => Ok(None),
        Err(error) => Err(Failure::from(update::UpdateError::from(error)).into()),
    }
}

/// Whether the changes are for this pack. Reads all of it.
#[wasm_bindgen]
pub fn fits(pack: &Blob, changes: &Blob) -> Result<bool, JsValue> {
    Ok(update::fits(&Slices::of(pack)?, &Slices::of(changes)?).map_err(Failure::from)?)
}

/// What makes the new pack of the old one with the changes behind it: the length of the head (4 bytes, little-endian), the head,
/// what comes behind the changes.
#[wasm_bindgen]
pub fn overlay(pack: &Blob, changes: &Blob) -> Result<Vec<u8>, JsValue> {
    let over = update::overlay(&Slices::of(pack)?, &Slices::of(changes)?).map_err(Failure::from)?;
    Ok([&(over.head.len() as u32).to_le_bytes()[..], &over.head, &over.tail].concat())
}

fn text(digest: [u8; 32]) -> String {
    Fingerprint::of(digest).as_str().to_owned()
}
