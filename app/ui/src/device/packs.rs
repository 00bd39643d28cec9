//! The map packs on this device, behind one set of functions for both hosts: the shell's commands, and in a browser the
//! worker that `static/js/packs.js` starts. Both know the same questions by the same names.

use js_sys::{Function, JSON, Object, Reflect};
use pdipr_data::domain::Position;
use sente_core::atlas::{MapPlace, Wanted};
use sente_core::packs::listing::Offered;
use sente_core::packs::{InstallProgress, PackOffer, PackRefused, PackState};
use sente_core::reading;
use sente_core::relief::{Along, Ground};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;
use web_sys::File;

use super::opened::listen_to_shell;
use crate::backend::{invoke_shell, is_shell};

#[wasm_bindgen(raw_module = "/js/packs.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = ask)]
    async fn ask_worker(what: &str, args: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = listen)]
    fn listen_to_worker(told: &Closure<dyn Fn(String, JsValue)>);
}

/// What the host tells of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// Another map lies on the device, or one less.
    Changed,
    /// `None`: no installation is running any more.
    Progress(Option<InstallProgress>),
}

/// Where MapLibre asks for the tiles of an installed map.
pub fn tile_url(file: &str) -> String {
    let start = if is_shell() { shell_scheme().unwrap_or_default() } else { "pack://".to_owned() };
    format!("{start}{file}/{{z}}/{{x}}/{{y}}")
}

/// Whether the host has a dialogue of its own to choose a file; else the page has to bring the file.
pub fn has_dialogue() -> bool {
    is_shell()
}

pub async fn state() -> Result<PackState, PackRefused> {
    Ok(ask::<PackState>("packs_state", &[]).await?.settled())
}

/// Looks at the file of the hiker, or has them choose one; nothing where they change their mind.
pub async fn offer(file: Option<File>) -> Result<Option<PackOffer>, PackRefused> {
    match file {
        Some(file) => ask("packs_offer", &[("file", file.into())]).await,
        None => ask("packs_offer", &[]).await,
    }
}

/// What the system has handed over; a browser is handed nothing.
pub async fn waiting() -> Result<Option<PackOffer>, PackRefused> {
    if is_shell() { ask("packs_waiting", &[]).await } else { Ok(None) }
}

/// Installs what was offered last, under this name; comes back when it is done.
pub async fn install(name: &str) -> Result<(), PackRefused> {
    ask("packs_install", &[("name", name.into())]).await
}

/// Asks the server of maps what it proposes: the one of this address, or that of the app. A browser asks its own.
pub async fn offered(server: Option<String>) -> Result<Offered, PackRefused> {
    ask("packs_offered", &[("server", server.map_or(JsValue::NULL, JsValue::from))]).await
}

/// Fetches a file that was proposed: a map under this name, or changes of the map of this name.
pub async fn fetch(file: &str, name: &str) -> Result<(), PackRefused> {
    ask("packs_fetch", &[("file", file.into()), ("name", name.into())]).await
}

pub async fn pause(paused: bool) -> Result<(), PackRefused> {
    ask("packs_pause", &[("paused", paused.into())]).await
}

pub async fn cancel() -> Result<(), PackRefused> {
    ask("packs_cancel", &[]).await
}

pub async fn delete(file: &str) -> Result<(), PackRefused> {
    ask("packs_delete", &[("file", file.into())]).await
}

/// Places of the detailed maps, the best first.
pub async fn search(wanted: &Wanted) -> Result<Vec<MapPlace>, PackRefused> {
    ask("packs_search", &[("wanted", written(wanted)?)]).await
}

/// The elevation of a place, from the finest relief that knows it.
pub async fn elevation(at: Position) -> Result<Ground, PackRefused> {
    ask("packs_elevation", &[("lon", at.lon().into()), ("lat", at.lat().into())]).await
}

/// The elevations along a line and its climb.
pub async fn profile(line: &[Position]) -> Result<Along, PackRefused> {
    ask("packs_profile", &[("line", written(line)?)]).await
}

/// Calls back with all news, as long as the page lives.
pub fn on_news(told: impl Fn(News) + Clone + 'static) {
    if is_shell() {
        let of_progress = told.clone();
        listen_to_shell("packs-changed", move |_| told(News::Changed));
        listen_to_shell("packs-progress", move |event| {
            let payload = Reflect::get(&event, &"payload".into()).unwrap_or(JsValue::NULL);
            of_progress(News::Progress(read(&payload).unwrap_or_default()));
        });
        return;
    }
    let told =
        Closure::<dyn Fn(String, JsValue)>::new(move |kind: String, value: JsValue| match kind.as_str() {
            "changed" => told(News::Changed),
            "progress" => told(News::Progress(read(&value).unwrap_or_default())),
            _ => {}
        });
    listen_to_worker(&told);
    told.forget();
}

/// Calls back whenever the system has handed over a map.
pub fn on_waiting(told: impl Fn() + 'static) {
    if is_shell() {
        listen_to_shell("packs-waiting", move |_| told());
    }
}

pub(super) async fn ask<T: DeserializeOwned>(what: &str, args: &[(&str, JsValue)]) -> Result<T, PackRefused> {
    let answer = if is_shell() {
        invoke_shell(what, args).await
    } else {
        let named = Object::new();
        for (name, value) in args {
            Reflect::set(&named, &JsValue::from_str(name), value).map_err(|error| refused(&error))?;
        }
        ask_worker(what, &named).await
    };
    answer.map_err(|error| refused(&error)).and_then(|answer| read(&answer))
}

/// Both hosts take plain values.
pub(super) fn written<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, PackRefused> {
    let text = serde_json::to_string(value).map_err(PackRefused::failed)?;
    JSON::parse(&text).map_err(|error| refused(&error))
}

/// And they answer such.
fn read<T: DeserializeOwned>(value: &JsValue) -> Result<T, PackRefused> {
    let text = JSON::stringify(value).ok().and_then(|text| text.as_string());
    reading::read(text.as_deref().unwrap_or("null")).map_err(PackRefused::failed)
}

fn refused(error: &JsValue) -> PackRefused {
    read(error)
        .unwrap_or_else(|_| PackRefused::failed(error.as_string().unwrap_or_else(|| format!("{error:?}"))))
}

/// `tiles://localhost/`, or `http://tiles.localhost/` where the system wants it so.
fn shell_scheme() -> Option<String> {
    let window = web_sys::window()?;
    let tauri = Reflect::get(&window, &"__TAURI__".into()).ok()?;
    let core = Reflect::get(&tauri, &"core".into()).ok()?;
    let convert: Function = Reflect::get(&core, &"convertFileSrc".into()).ok()?.dyn_into().ok()?;
    convert.call2(&core, &JsValue::from_str(""), &"tiles".into()).ok()?.as_string()
}
