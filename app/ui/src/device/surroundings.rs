//! What the device prefers (language, light or dark), and the mirror of the settings for the first paint.

use sente_core::carnet::{Language, Settings};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{HtmlElement, MediaQueryList, MediaQueryListEvent, Storage};

/// Read by `static/js/first-look.js` before the wasm is there.
const MIRROR: &str = "sente-settings";

pub fn prefers_dark() -> bool {
    dark_query().is_some_and(|query| query.matches())
}

/// Calls back whenever the device turns dark or light.
pub fn on_dark_change(changed: impl Fn(bool) + 'static) {
    let Some(query) = dark_query() else { return };
    let listener = Closure::<dyn Fn(MediaQueryListEvent)>::new(move |event: MediaQueryListEvent| {
        changed(event.matches());
    });
    query.set_onchange(Some(listener.as_ref().unchecked_ref()));
    // The app listens as long as the page lives.
    listener.forget();
    std::mem::forget(query);
}

/// Calls back whenever the device has a network again.
pub fn on_network(back: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let listener = Closure::<dyn Fn()>::new(back);
    window.set_ononline(Some(listener.as_ref().unchecked_ref()));
    // The app listens as long as the page lives.
    listener.forget();
}

/// French unless the device asks for English.
pub fn preferred_language() -> Language {
    let asked = web_sys::window().and_then(|window| window.navigator().language());
    match asked {
        Some(tag) if tag.to_ascii_lowercase().starts_with("en") => Language::En,
        _ => Language::Fr,
    }
}

/// The settings as this device showed them last; the engine's own follow a moment later.
pub fn remembered_settings() -> Settings {
    let text = storage().and_then(|storage| storage.get_item(MIRROR).ok().flatten());
    text.and_then(|text| sente_core::reading::read(&text).ok()).unwrap_or_default()
}

pub fn remember_settings(settings: &Settings) {
    let text = serde_json::to_string(settings).expect("wire types always serialise");
    // Private windows may refuse: then the first paint has the device's own look, no more.
    if let Some(Err(error)) = storage().map(|storage| storage.set_item(MIRROR, &text)) {
        leptos::logging::warn!("the look is not remembered: {error:?}");
    }
}

pub fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = root()
        && let Err(error) = root.set_attribute(name, value)
    {
        leptos::logging::error!("{name} could not be set: {error:?}");
    }
}

/// All sizes are in `rem`: the root's font size carries them.
pub fn set_text_percent(percent: u16) {
    let Some(root) = root().and_then(|root| root.dyn_into::<HtmlElement>().ok()) else { return };
    if let Err(error) = root.style().set_property("font-size", &format!("{percent}%")) {
        leptos::logging::error!("the text size could not be set: {error:?}");
    }
}

fn root() -> Option<web_sys::Element> {
    web_sys::window()?.document()?.document_element()
}

pub(super) fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

fn dark_query() -> Option<MediaQueryList> {
    web_sys::window()?.match_media("(prefers-color-scheme: dark)").ok().flatten()
}

/// Today on the hiker's calendar.
pub fn today() -> jiff::civil::Date {
    on_the_clock(&js_sys::Date::new_0()).date()
}

/// A moment on the hiker's calendar and clock, to the minute.
pub fn local(moment: jiff::Timestamp) -> jiff::civil::DateTime {
    on_the_clock(&js_sys::Date::new(&(moment.as_millisecond() as f64).into()))
}

fn on_the_clock(date: &js_sys::Date) -> jiff::civil::DateTime {
    let year = i16::try_from(date.get_full_year()).unwrap_or(i16::MAX);
    let (month, day) = (date.get_month() as i8 + 1, date.get_date() as i8);
    let (hour, minute) = (date.get_hours() as i8, date.get_minutes() as i8);
    jiff::civil::DateTime::new(year, month, day, hour, minute, 0, 0).unwrap_or(jiff::civil::DateTime::MAX)
}
