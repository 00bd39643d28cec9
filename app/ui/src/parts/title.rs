//! The heading of a screen: names the page for the browser, and takes the focus when one comes from another screen,
//! so that keyboard and screen reader stand at the top of what is new.

use std::sync::atomic::{AtomicBool, Ordering};

use leptos::html::H1;
use leptos::prelude::*;
use web_sys::FocusOptions;

/// The first screen keeps the focus where the browser puts it.
static ARRIVED: AtomicBool = AtomicBool::new(false);

/// The one `h1` of a screen. `hidden` keeps it for readers only.
#[component]
pub fn PageTitle(
    #[prop(into)] text: Signal<String>,
    #[prop(optional)] hidden: bool,
    #[prop(optional)] test: Option<&'static str>,
) -> impl IntoView {
    let heading = NodeRef::<H1>::new();
    Effect::new(move || document().set_title(&format!("{} – Sente", text.get())));
    Effect::new(move |focused: Option<bool>| {
        let Some(element) = heading.get() else { return false };
        if focused != Some(true) && ARRIVED.swap(true, Ordering::Relaxed) {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            if let Err(error) = element.focus_with_options(&options) {
                leptos::logging::warn!("the heading could not take the focus: {error:?}");
            }
        }
        true
    });
    view! {
        <h1 node_ref=heading tabindex="-1" class="page-title" class:sr-only=hidden data-test=test>
            {move || text.get()}
        </h1>
    }
}
