//! A button that opens the device's own picker of files.

use leptos::html;
use leptos::prelude::*;
use web_sys::File;

use super::Icon;
use crate::words::say;

#[component]
pub fn FilePicker(
    /// The key of what the button says.
    text: &'static str,
    /// Endings and media types, as `accept` wants them.
    accept: &'static str,
    /// Names of the button and of its field in tests.
    tests: (&'static str, &'static str),
    #[prop(default = false)] primary: bool,
    #[prop(into)] picked: Callback<File>,
) -> impl IntoView {
    let picker = NodeRef::<html::Input>::new();
    let take = move |_| {
        let Some(picker) = picker.get_untracked() else { return };
        if let Some(file) = picker.files().and_then(|files| files.get(0)) {
            picked.run(file);
        }
        // The same file may be picked again.
        picker.set_value("");
    };
    view! {
        <button
            type="button"
            class="button"
            class:button-primary=primary
            data-test=tests.0
            on:click=move |_| {
                if let Some(picker) = picker.get_untracked() {
                    picker.click();
                }
            }
        >
            <Icon name="upload" />
            {say(text)}
        </button>
        <input
            node_ref=picker
            type="file"
            accept=accept
            hidden
            data-test=tests.1
            aria-label=say(text)
            on:change=take
        />
    }
}
