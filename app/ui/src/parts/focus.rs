//! Moving the focus to something that a selector finds, now or once it has been drawn.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Answers whether there was something, and it took the focus.
pub fn focus(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten();
    let Some(found) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) else {
        return false;
    };
    found.focus().inspect_err(|error| leptos::logging::warn!("no focus for {selector}: {error:?}")).is_ok()
}

/// The same for what appears with the present change: it is there after the screen has been drawn.
pub fn focus_when_drawn(selector: impl Into<String>) {
    let selector = selector.into();
    request_animation_frame(move || {
        request_animation_frame(move || {
            focus(&selector);
        });
    });
}
