//! Short messages above the tabs, with an undo where the act has one. They stay long enough to read, longer with an
//! undo, and never take the focus.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::Icon;
use crate::words::say;

/// Takes back what the message tells.
pub type Undo = Arc<dyn Fn() + Send + Sync>;

/// Makes an undo for [`Toasts::show`].
pub fn undo(act: impl Fn() + Send + Sync + 'static) -> Option<Undo> {
    Some(Arc::new(act))
}

#[derive(Clone)]
struct Toast {
    id: u32,
    text: String,
    undo: Option<Undo>,
}

const STAYS: Duration = Duration::from_secs(6);
const STAYS_WITH_UNDO: Duration = Duration::from_secs(15);

static SHOWN: std::sync::LazyLock<ArcRwSignal<Vec<Toast>>> =
    std::sync::LazyLock::new(|| ArcRwSignal::new(Vec::new()));
static LAST: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);

/// Shows messages; see [`use_toast`].
#[derive(Clone, Copy)]
pub struct Toasts;

pub fn use_toast() -> Toasts {
    Toasts
}

impl Toasts {
    pub fn show(self, text: impl Into<String>, undo: Option<Undo>) {
        let id = LAST.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let stays = if undo.is_some() { STAYS_WITH_UNDO } else { STAYS };
        SHOWN.update(|shown| {
            // Two at most: older ones have been read.
            if shown.len() > 1 {
                shown.remove(0);
            }
            shown.push(Toast { id, text: text.into(), undo });
        });
        set_timeout(move || dismiss(id), stays);
    }
}

fn dismiss(id: u32) {
    SHOWN.update(|shown| shown.retain(|toast| toast.id != id));
}

/// Where the messages appear; stands once in the page.
#[component]
pub fn ToastRack() -> impl IntoView {
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || SHOWN.get() key=|toast| toast.id let:toast>
                <div class="toast">
                    <p class="toast-text">{toast.text.clone()}</p>
                    {toast.undo.clone().map(|undo| {
                        view! {
                            <button
                                type="button"
                                class="toast-undo"
                                data-test="undo"
                                on:click=move |_| {
                                    undo();
                                    dismiss(toast.id);
                                }
                            >
                                <Icon name="undo-2" />
                                {say("undo")}
                            </button>
                        }
                    })}
                    <button
                        type="button"
                        class="toast-close"
                        aria-label=say("close")
                        on:click=move |_| dismiss(toast.id)
                    >
                        <Icon name="x" />
                    </button>
                </div>
            </For>
        </div>
    }
}
