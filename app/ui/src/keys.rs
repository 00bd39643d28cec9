//! The keys of the frame, and the list of all keys. Whoever dictates, or presses keys by mistake, can turn those off that
//! are a single sign (WCAG 2.1.4).

use leptos::ev;
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_navigate};
use wasm_bindgen::JsCast;

use crate::app::tab_of;
use crate::parts::{Dialog, focus, focus_when_drawn};
use crate::preferences::{settings, single_keys};
use crate::words::{say, t};

/// Keys and the key of their text.
const KEYS: [(&str, &str); 10] = [
    ("/", "keys-search"),
    ("f", "keys-filters"),
    ("m", "keys-map"),
    ("?", "keys-help"),
    ("↑ ↓", "keys-list"),
    ("+ -", "keys-zoom"),
    ("Esc", "keys-back"),
    // In the atelier.
    ("j k", "keys-atelier-step"),
    ("p", "keys-atelier-publish"),
    ("r", "keys-atelier-refuse"),
];

/// The field of the search, wherever it stands.
const SEARCH: &str = "[data-test=search-input], [data-test=home-search]";

/// Whether the list of keys is on the screen; provided in the app's root.
#[derive(Clone, Copy)]
struct KeyHelp(RwSignal<bool>);

pub fn provide_key_help() {
    provide_context(KeyHelp(RwSignal::new(false)));
}

/// Set it to show the list of keys.
pub fn use_key_help() -> RwSignal<bool> {
    expect_context::<KeyHelp>().0
}

/// `/` searches, `m` shows the map (and from there the list) and `?` the list of keys, from everywhere but a field of
/// text, unless the hiker has turned single keys off. (`f` and Esc belong to the list.)
#[component]
pub fn Shortcuts() -> impl IntoView {
    let navigate = use_navigate();
    let path = use_location().pathname;
    let help = use_key_help();
    let handle = window_event_listener(ev::keydown, move |event| {
        if event.ctrl_key()
            || event.meta_key()
            || event.alt_key()
            || event.default_prevented()
            || !single_keys()
            || typing(&event)
        {
            return;
        }
        match event.key().as_str() {
            "/" => {
                event.prevent_default();
                if !focus(SEARCH) {
                    navigate("/randonnees", Default::default());
                    focus_when_drawn(SEARCH);
                }
            }
            "m" => {
                event.prevent_default();
                let back = tab_of(&path.get_untracked()) == "/carte";
                navigate(if back { "/randonnees" } else { "/carte" }, Default::default());
            }
            "?" => {
                event.prevent_default();
                help.set(true);
            }
            _ => {}
        }
    });
    on_cleanup(move || handle.remove());
    view! {
        <Dialog open=help title=Signal::derive(say("keys-title")) test="keys">
            <KeyList />
        </Dialog>
    }
}

/// Each key and what it does.
#[component]
pub fn KeyList() -> impl IntoView {
    view! {
        <p class="muted">{move || t(if settings().single_keys { "keys-on" } else { "keys-off" })}</p>
        <dl class="keys">
            {KEYS
                .map(|(keys, text)| {
                    view! {
                        <div>
                            <dt>
                                {keys
                                    .split(' ')
                                    .map(|key| {
                                        let named = key == "Esc";
                                        view! { <kbd>{move || if named { t("key-escape") } else { key.to_owned() }}</kbd> }
                                    })
                                    .collect_view()}
                            </dt>
                            <dd>{move || t(text)}</dd>
                        </div>
                    }
                })
                .collect_view()}
        </dl>
    }
}

/// Whether the key is meant for a field. Boxes to tick take no letters.
pub(crate) fn typing(event: &ev::KeyboardEvent) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    element.is_some_and(|element| match element.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => !matches!(element.get_attribute("type").as_deref(), Some("checkbox" | "radio" | "range")),
        _ => element.has_attribute("contenteditable"),
    })
}
