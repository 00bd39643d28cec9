//! The engine behind the shell's commands (`window.__TAURI__`).

use js_sys::{Function, Object, Promise, Reflect, Uint8Array};
use sente_core::ApiError;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Whether the page runs in the desktop or mobile shell.
pub fn is_shell() -> bool {
    web_sys::window().is_some_and(|window| Reflect::has(&window, &"__TAURI__".into()).unwrap_or(false))
}

pub(super) async fn call(request: &str) -> Result<String, ApiError> {
    let answer = invoke("call", &[("request", request.into())]).await.map_err(unavailable)?;
    answer.as_string().ok_or_else(|| unavailable(JsValue::from_str("an answer that is not text")))
}

/// Runs a command with bytes as its whole message.
pub(super) async fn send_bytes(command: &str, bytes: &Uint8Array) -> Result<JsValue, ApiError> {
    run(command, bytes).await.map_err(unavailable)
}

pub(super) async fn photo(name: &JsValue) -> Result<JsValue, ApiError> {
    invoke("photo", &[("id", name.clone())]).await.map_err(unavailable)
}

/// Runs a command of the shell with named arguments.
pub(crate) async fn invoke(command: &str, args: &[(&str, JsValue)]) -> Result<JsValue, JsValue> {
    let named = Object::new();
    for (name, value) in args {
        Reflect::set(&named, &JsValue::from_str(name), value)?;
    }
    run(command, &named).await
}

async fn run(command: &str, message: &JsValue) -> Result<JsValue, JsValue> {
    let window = web_sys::window().ok_or_else(|| JsValue::from_str("no window"))?;
    let core = Reflect::get(&Reflect::get(&window, &"__TAURI__".into())?, &"core".into())?;
    let function: Function = Reflect::get(&core, &"invoke".into())?.dyn_into()?;
    let promise: Promise = function.call2(&core, &command.into(), message)?.dyn_into()?;
    JsFuture::from(promise).await
}

fn unavailable(error: JsValue) -> ApiError {
    let reason = error.as_string().unwrap_or_else(|| format!("{error:?}"));
    ApiError::Unavailable { reason }
}
