//! Says to screen readers what changes without moving the focus ("12 randonnées").

use std::sync::LazyLock;

use leptos::prelude::*;

static SPOKEN: LazyLock<ArcRwSignal<String>> = LazyLock::new(|| ArcRwSignal::new(String::new()));

/// Has the text read out when the reader is free.
pub fn announce(text: impl Into<String>) {
    let mut text = text.into();
    // The same text twice would be silent: a no-break space makes it another.
    if SPOKEN.get_untracked() == text {
        text.push('\u{a0}');
    }
    SPOKEN.set(text);
}

/// The live region; stands once in the page.
#[component]
pub fn Announcer() -> impl IntoView {
    view! { <div class="sr-only" role="status" aria-live="polite">{move || SPOKEN.get()}</div> }
}
