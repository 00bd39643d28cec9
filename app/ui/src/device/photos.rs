//! Photos in the page: drawn anew before they are kept, so that nothing but the picture is left, and shown from their bytes.

use js_sys::{Array, Uint8Array};
use protocol::limits;
use sente_core::{ApiError, reasons};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, File, Url};

#[wasm_bindgen(raw_module = "/js/photos.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn redrawn(file: &File, side: u32, bytes: u32) -> Result<JsValue, JsValue>;
}

/// The picture of the file as a JPEG within the limits, upright, without place, date or device.
pub async fn redraw(file: &File) -> Result<Uint8Array, ApiError> {
    let most = u32::try_from(limits::PHOTO_BYTES).unwrap_or(u32::MAX);
    match redrawn(file, limits::PHOTO_SIDE, most).await {
        Ok(jpeg) => Ok(jpeg.unchecked_into()),
        Err(error) => {
            leptos::logging::warn!("not a photo: {error:?}");
            Err(ApiError::invalid("photo", reasons::NOT_A_PHOTO))
        }
    }
}

/// An address under which the page shows these bytes, as long as it is held.
#[derive(Debug)]
pub struct ShownPhoto(String);

impl ShownPhoto {
    /// `None` where the page has no room for it.
    pub fn of(jpeg: &Uint8Array) -> Option<ShownPhoto> {
        let kind = BlobPropertyBag::new();
        kind.set_type("image/jpeg");
        let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(jpeg), &kind).ok()?;
        Url::create_object_url_with_blob(&blob).ok().map(ShownPhoto)
    }

    pub fn address(&self) -> &str {
        &self.0
    }
}

impl Drop for ShownPhoto {
    fn drop(&mut self) {
        if let Err(error) = Url::revoke_object_url(&self.0) {
            leptos::logging::warn!("{} stays: {error:?}", self.0);
        }
    }
}
