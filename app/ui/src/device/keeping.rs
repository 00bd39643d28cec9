//! Whether the browser may drop what the app keeps when the device runs full.

use js_sys::Reflect;
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageManager;

use crate::backend::is_shell;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// The device does not say.
    Unknown,
    Kept,
    MayBeDropped,
}

pub async fn keeping() -> Keeping {
    // The shell writes ordinary files: nobody drops them.
    if is_shell() {
        return Keeping::Kept;
    }
    match storage().map(|storage| storage.persisted()) {
        Some(Ok(promise)) => read(JsFuture::from(promise).await.ok().and_then(|kept| kept.as_bool())),
        _ => Keeping::Unknown,
    }
}

/// Asks the browser to keep the storage; some ask the user, some decide alone.
pub async fn ask_to_keep() -> Keeping {
    match storage().map(|storage| storage.persist()) {
        Some(Ok(promise)) => read(JsFuture::from(promise).await.ok().and_then(|kept| kept.as_bool())),
        _ => Keeping::Unknown,
    }
}

fn read(kept: Option<bool>) -> Keeping {
    match kept {
        Some(true) => Keeping::Kept,
        Some(false) => Keeping::MayBeDropped,
        None => Keeping::Unknown,
    }
}

fn storage() -> Option<StorageManager> {
    let navigator = web_sys::window()?.navigator();
    // Pages without a secure context have none.
    let there = Reflect::get(&navigator, &"storage".into()).is_ok_and(|storage| storage.is_object());
    there.then(|| navigator.storage())
}
