//! Photos have their own way as bytes: megabytes do not travel as text.

use js_sys::Uint8Array;
use protocol::PhotoId;
use sente_core::ApiError;
use wasm_bindgen::{JsCast, JsValue};

use super::{Backend, is_shell, read_answer, shell, worker};

impl Backend {
    /// Keeps a JPEG that the page has drawn anew; it leaves with the thing that refers to it.
    pub async fn add_photo(self, jpeg: &Uint8Array) -> Result<PhotoId, ApiError> {
        let answer = if is_shell() {
            shell::send_bytes("add_photo", jpeg).await?
        } else {
            worker::ask("photo", jpeg).await?
        };
        read_answer("add_photo", &answer.as_string().unwrap_or_default())
    }

    /// The bytes of a photo: one's own from this device, another's from the server; `None` where neither has it now.
    pub async fn photo(self, id: &PhotoId) -> Result<Option<Uint8Array>, ApiError> {
        let name = JsValue::from_str(id.as_str());
        let bytes = if is_shell() { shell::photo(&name).await? } else { worker::ask("photo", &name).await? };
        // An error comes as text, and is told as a photo that is not there.
        let bytes = bytes
            .dyn_into::<js_sys::ArrayBuffer>()
            .map(|buffer| Uint8Array::new(&buffer))
            .or_else(JsCast::dyn_into);
        Ok(bytes.ok().filter(|bytes: &Uint8Array| bytes.length() > 0))
    }
}
