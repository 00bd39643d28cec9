//! Photos come by their own path, as bytes: the page has drawn them anew, and here everything but the picture is taken out.

use jiff::Timestamp;
use protocol::PhotoId;
use sha2::{Digest, Sha256};

use super::Engine;
use crate::error::{ApiError, reasons};
use crate::photo::{NotAPhoto, stripped};
use crate::store::photos;

impl Engine {
    /// Keeps a JPEG and names it; it is sent with the thing that refers to it, and forgotten after a week where none does.
    pub fn add_photo(&mut self, jpeg: &[u8], now: Timestamp) -> Result<PhotoId, ApiError> {
        let clean = stripped(jpeg).map_err(|error| {
            let reason = match error {
                NotAPhoto::NotJpeg => reasons::NOT_A_PHOTO,
                NotAPhoto::TooLarge => reasons::PHOTO_TOO_LARGE,
            };
            ApiError::invalid("photo", reason)
        })?;
        let id = PhotoId::from_bytes(&Sha256::digest(&clean).into());
        self.change(|tx| {
            photos::sweep(tx, now)?;
            photos::put(tx, &id, &clean, now)
        })?;
        Ok(id)
    }

    /// The bytes of a photo of one's own; `None` where it is not on this device.
    pub fn photo(&self, id: &PhotoId) -> Result<Option<Vec<u8>>, ApiError> {
        Ok(photos::bytes(&self.carnet, id)?)
    }
}
