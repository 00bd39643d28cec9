//! Files of the hiker: saved by the shell's dialogue or the browser's download, read from a picked file.

use js_sys::Array;
use pdipr_data::io::ExportedFile;
use sente_core::packs::PackRefused;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url};

use crate::backend::{invoke_shell, is_shell, unopened_carnet};

/// The name of the notebook's own file.
pub const CARNET: &str = "carnet.sqlite";

/// Where the file went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// The shell wrote it here.
    At(String),
    /// The browser keeps it among the downloads.
    Download,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveRefused {
    Cancelled,
    /// There is nothing to save.
    NotDrawn(PackRefused),
    Failed {
        reason: String,
    },
}

/// Gives the file to the hiker.
pub async fn save_file(file: &ExportedFile) -> Result<Saved, SaveRefused> {
    if is_shell() {
        let args = [("name", file.file_name.as_str().into()), ("text", file.text.as_str().into())];
        let path = invoke_shell("save_file", &args).await.map_err(failed)?;
        return path.as_string().map(Saved::At).ok_or(SaveRefused::Cancelled);
    }
    download(&Array::of1(&file.text.as_str().into()), &file.file_name, &file.media_type).map_err(failed)?;
    Ok(Saved::Download)
}

/// The text of a file that the hiker has picked.
pub async fn read_text(file: &File) -> Result<String, String> {
    match JsFuture::from(file.text()).await {
        Ok(text) => text.as_string().ok_or_else(|| file.name()),
        Err(error) => Err(format!("{error:?}")),
    }
}

/// Saves the notebook's own file as it is: for a notebook that this version of the app cannot open.
pub async fn save_raw_carnet() -> Result<Saved, SaveRefused> {
    if is_shell() {
        let path = invoke_shell("save_carnet", &[]).await.map_err(failed)?;
        return path.as_string().map(Saved::At).ok_or(SaveRefused::Cancelled);
    }
    let bytes = unopened_carnet().ok_or_else(|| failed(JsValue::from_str("carnet.sqlite")))?;
    download(&Array::of1(&bytes), CARNET, "application/vnd.sqlite3").map_err(failed)?;
    Ok(Saved::Download)
}

/// `parts` are texts, bytes or blobs.
pub(super) fn download(parts: &Array, name: &str, media_type: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_u8_array_sequence_and_options(parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window().and_then(|window| window.document());
    let document = document.ok_or_else(|| JsValue::from_str("no document"))?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    // Firefox wants the link in the page.
    let body = document.body().ok_or_else(|| JsValue::from_str("no body"))?;
    body.append_child(&link)?;
    link.click();
    link.remove();
    // The download reads the blob later; it is freed with the page at the latest.
    leptos::prelude::set_timeout(
        move || {
            if let Err(error) = Url::revoke_object_url(&url) {
                leptos::logging::error!("a download could not be freed: {error:?}");
            }
        },
        std::time::Duration::from_secs(60),
    );
    Ok(())
}

pub(super) fn failed(error: JsValue) -> SaveRefused {
    let reason = error.as_string().unwrap_or_else(|| format!("{error:?}"));
    SaveRefused::Failed { reason }
}
