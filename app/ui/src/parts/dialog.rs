//! Dialogues on the native `<dialog>`: the browser keeps the focus inside, closes on Esc and gives the focus back.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::Icon;
use crate::words::say;

/// A modal dialogue with a title and a close button. Its content is made anew each time it opens.
#[component]
pub fn Dialog(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    /// An extra class, for dialogues with a layout of their own.
    #[prop(optional)]
    class: &'static str,
    #[prop(optional)] test: Option<&'static str>,
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(element) = dialog.get() else { return };
        match (open.get(), element.open()) {
            (true, false) => {
                if let Err(error) = element.show_modal() {
                    leptos::logging::error!("the dialogue could not open: {error:?}");
                }
            }
            (false, true) => element.close(),
            _ => {}
        }
    });
    let title_id = unique_id("dialog-title");
    let labelled_by = title_id.clone();
    let children = StoredValue::new(children);
    view! {
        <dialog
            node_ref=dialog
            class=format!("dialog {class}")
            aria-labelledby=labelled_by
            data-test=test
            on:close=move |_| open.set(false)
            on:click=move |event| {
                // The element itself is hit only outside its padding-free content: on the backdrop.
                if let (Some(element), Some(hit)) = (dialog.get_untracked(), event.target())
                    && JsValue::from(element) == JsValue::from(hit)
                {
                    open.set(false);
                }
            }
        >
            <div class="dialog-body">
                <header class="dialog-head">
                    <h2 id=title_id class="dialog-title">{move || title.get()}</h2>
                    <button
                        type="button"
                        class="icon-button"
                        aria-label=say("close")
                        on:click=move |_| open.set(false)
                    >
                        <Icon name="x" />
                    </button>
                </header>
                <Show when=move || open.get()>{move || children.with_value(|children| children())}</Show>
            </div>
        </dialog>
    }
}

/// Asks before an act that cannot be taken back: says what it will touch, and names the act on the button.
#[component]
pub fn Confirm(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] text: Signal<String>,
    #[prop(into)] action: Signal<String>,
    on_confirm: impl Fn() + Send + Sync + 'static,
) -> impl IntoView {
    let on_confirm = StoredValue::new(on_confirm);
    view! {
        <Dialog open title test="confirm">
            <p>{move || text.get()}</p>
            <div class="dialog-actions">
                <button type="button" class="button" on:click=move |_| open.set(false)>
                    {say("cancel")}
                </button>
                <button
                    type="button"
                    class="button button-alert"
                    data-test="confirm-yes"
                    on:click=move |_| {
                        open.set(false);
                        on_confirm.with_value(|act| act());
                    }
                >
                    {move || action.get()}
                </button>
            </div>
        </Dialog>
    }
}

/// An id that no other element has.
fn unique_id(stem: &str) -> String {
    use std::sync::atomic::{AtomicU32, Ordering};
    static LAST: AtomicU32 = AtomicU32::new(0);
    format!("{stem}-{}", LAST.fetch_add(1, Ordering::Relaxed))
}
