//! Sharing a link: by the device's own sheet where it has one, else onto the clipboard.

use js_sys::Reflect;
use sente_core::packs::PackRefused;
use wasm_bindgen_futures::JsFuture;
use web_sys::ShareData;

use crate::backend::is_shell;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shared {
    Sent,
    /// On the clipboard: the hiker pastes it.
    Copied,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShareRefused {
    Cancelled,
    /// The installed app has no public address that others could open.
    NoAddress,
    /// There is nothing to share.
    NotDrawn(PackRefused),
    /// Neither a share sheet nor a clipboard.
    Unavailable,
}

/// The address under which others can open this path of the app.
pub fn public_link(path: &str) -> Option<String> {
    if let Some(address) = option_env!("SENTE_PUBLIC_URL") {
        return Some(format!("{}{path}", address.trim_end_matches('/')));
    }
    if is_shell() {
        return None;
    }
    let origin = web_sys::window()?.location().origin().ok()?;
    Some(format!("{origin}{path}"))
}

/// Shares a path of the app (`/itineraire/…`) under a title.
pub async fn share(title: &str, path: &str) -> Result<Shared, ShareRefused> {
    let link = public_link(path).ok_or(ShareRefused::NoAddress)?;
    let navigator = web_sys::window().ok_or(ShareRefused::Unavailable)?.navigator();
    if Reflect::has(&navigator, &"share".into()).unwrap_or(false) {
        let data = ShareData::new();
        data.set_title(title);
        data.set_url(&link);
        return match JsFuture::from(navigator.share_with_data(&data)).await {
            Ok(_) => Ok(Shared::Sent),
            Err(_) => Err(ShareRefused::Cancelled),
        };
    }
    // Pages without a secure context have no clipboard.
    if !Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|clipboard| clipboard.is_object()) {
        return Err(ShareRefused::Unavailable);
    }
    match JsFuture::from(navigator.clipboard().write_text(&link)).await {
        Ok(_) => Ok(Shared::Copied),
        Err(_) => Err(ShareRefused::Unavailable),
    }
}
