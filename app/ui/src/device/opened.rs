//! Files that the system hands to the shell (a double click on a `.gpx`). A browser hands over none.

use js_sys::{Function, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::backend::{invoke_shell, is_shell};

/// The file with which the app was opened and that no screen has seen yet: its name and its text.
pub async fn opened_file() -> Option<(String, String)> {
    if !is_shell() {
        return None;
    }
    let file = match invoke_shell("opened_file", &[]).await {
        Ok(file) => file,
        Err(error) => {
            leptos::logging::error!("the shell does not say what was opened: {error:?}");
            return None;
        }
    };
    let text = |name: &str| Reflect::get(&file, &name.into()).ok()?.as_string();
    Some((text("name")?, text("text")?))
}

/// Calls back whenever the shell has another file.
pub fn on_opened_file(told: impl Fn() + 'static) {
    if !is_shell() {
        return;
    }
    listen_to_shell("open-file", move |_event| told());
}

/// The shell calls it with each event of this name, as long as the page lives.
pub(crate) fn listen_to_shell(event: &'static str, told: impl Fn(JsValue) + 'static) {
    let told = Closure::<dyn Fn(JsValue)>::new(told);
    if let Err(error) = listen(event, &told) {
        leptos::logging::error!("the shell cannot tell of {event}: {error:?}");
    }
    told.forget();
}

fn listen(name: &str, told: &Closure<dyn Fn(JsValue)>) -> Result<(), JsValue> {
    let window = web_sys::window().ok_or_else(|| JsValue::from_str("no window"))?;
    let event = Reflect::get(&Reflect::get(&window, &"__TAURI__".into())?, &"event".into())?;
    let listen: Function = Reflect::get(&event, &"listen".into())?.dyn_into()?;
    listen.call2(&event, &name.into(), told.as_ref()).map(|_promise| ())
}
