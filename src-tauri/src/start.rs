//! Measures the start for `cargo xtask bench`: with `SENTE_TRACE_START` set the shell says on stdout when the first list of
//! routes stands on the screen, and ends. Without it nothing of this runs.

// `tauri::command` itself writes such a `let` for each asynchronous command.
#![allow(clippy::let_underscore_must_use)]

use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Wry};

pub fn is_traced() -> bool {
    std::env::var_os("SENTE_TRACE_START").is_some()
}

/// Watches the page from outside, so that the screens know nothing of it.
pub fn plugin() -> TauriPlugin<Wry> {
    tauri::plugin::Builder::new("start").js_init_script(include_str!("start.js").to_owned()).build()
}

/// The page has drawn its first card of a route; `page_ms` counts from the page's own beginning.
#[tauri::command]
pub async fn list_shown(app: AppHandle, page_ms: f64) -> Result<(), String> {
    if is_traced() {
        println!("first list: {page_ms:.0} ms after the page began");
        app.exit(0);
    }
    Ok(())
}
