//! The map packs on this device, behind one set of functions for both hosts: the shell's commands, and in a browser the
//! worker that `static/js/packs.js` starts.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::backend::is_shell;

/// Where MapLibre asks for the tiles of an installed map.
pub fn tile_url(file: &str) -> String {
    let start = if is_shell() { shell_scheme().unwrap_or_default() } else { "pack://".to_owned() };
    format!("{start}{file}/{{z}}/{{x}}/{{y}}")
}

/// `tiles://localhost/`, or `http://tiles.localhost/` where the system wants it so.
fn shell_scheme() -> Option<String> {
    let core =
        Reflect::get(&Reflect::get(&web_sys::window()?.into(), &"__TAURI__".into()).ok()?, &"core".into())
            .ok()?;
    let convert: Function = Reflect::get(&core, &"convertFileSrc".into()).ok()?.dyn_into().ok()?;
    convert.call2(&core, &JsValue::from_str(""), &"tiles".into()).ok()?.as_string()
}
