//! Measures the start for `cargo xtask bench`: with `SENTE_TRACE_START` set the shell says on stdout when the first list of
//! routes stands on the screen, and ends; with the value `map` it opens the map `SENTE_TRACE_READ` milliseconds later, and says
//! when that has come to rest.
//! Without it nothing of this runs.

// `tauri::command` itself writes such a `let` for each asynchronous command.
#![allow(clippy::let_underscore_must_use)]

use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Wry};

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    List,
    Map,
}

impl What {
    fn wanted() -> Option<What> {
        let value = std::env::var_os("SENTE_TRACE_START")?;
        Some(if value == "map" { What::Map } else { What::List })
    }
}

/// So long somebody reads the first list before they open the map, in milliseconds.
fn reading() -> u32 {
    let set = std::env::var("SENTE_TRACE_READ").ok().and_then(|text| text.parse().ok());
    set.unwrap_or(2_500)
}

pub fn is_traced() -> bool {
    What::wanted().is_some()
}

/// Watches the page from outside, so that the screens know nothing of it.
pub fn plugin() -> TauriPlugin<Wry> {
    let what = if What::wanted() == Some(What::Map) { "map" } else { "list" };
    let script = format!("const WHAT = '{what}', READ_MS = {};\n{}", reading(), include_str!("start.js"));
    tauri::plugin::Builder::new("start").js_init_script(format!("{{\n{script}}}")).build()
}

/// What is measured is there; `page_ms` counts from the page's own beginning, or from the opening of the map.
#[tauri::command]
pub async fn shown(app: AppHandle, page_ms: f64) -> Result<(), String> {
    match What::wanted() {
        Some(What::List) => println!("first list: {page_ms:.0} ms after the page began"),
        Some(What::Map) => println!("map at rest: {page_ms:.0} ms after it was opened"),
        None => return Ok(()),
    }
    app.exit(0);
    Ok(())
}
