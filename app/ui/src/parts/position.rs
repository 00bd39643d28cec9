//! Asking the device where it is: one at a time, the wait told, and, where it is refused, the reason with a way on.

use std::sync::LazyLock;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Icon, announce};
use crate::device::{Fix, PositionRefused, position};
use crate::map::{MapState, use_map_state};
use crate::words::{say, t};

#[derive(Debug, Clone, Copy, PartialEq)]
enum Asked {
    NotYet,
    Waiting,
    Refused(PositionRefused),
}

/// One place of a screen from which the position is asked for; signals, so copies are the same.
#[derive(Debug, Clone, Copy)]
pub struct AskPosition {
    asked: RwSignal<Asked>,
    map: MapState,
}

impl AskPosition {
    pub fn new() -> AskPosition {
        AskPosition { asked: RwSignal::new(Asked::NotYet), map: use_map_state() }
    }

    pub fn is_waiting(self) -> bool {
        self.asked.get() == Asked::Waiting
    }

    pub fn is_refused(self) -> bool {
        matches!(self.asked.get(), Asked::Refused(_))
    }

    /// Asks; what is found stands on the map and is handed on, unless the hiker has left the screen meanwhile.
    pub fn ask(self, found: impl FnOnce(Fix) + 'static) {
        if self.asked.get_untracked() == Asked::Waiting {
            return;
        }
        self.asked.set(Asked::Waiting);
        announce(t("near-waiting"));
        spawn_local(async move {
            let answer = position().await;
            let now = match answer {
                Ok(_) => Asked::NotYet,
                Err(refused) => Asked::Refused(refused),
            };
            let left = self.asked.try_set(now).is_some();
            if let (Ok(fix), false) = (answer, left) {
                self.map.show_position(fix);
                found(fix);
            }
        });
    }
}

impl Default for AskPosition {
    fn default() -> Self {
        AskPosition::new()
    }
}

static PLACE_WANTED: LazyLock<ArcRwSignal<bool>> = LazyLock::new(|| ArcRwSignal::new(false));

/// True once after somebody has asked to choose a commune instead; the list opens its filters then.
pub fn place_is_wanted() -> bool {
    let wanted = PLACE_WANTED.get();
    if wanted {
        PLACE_WANTED.set(false);
    }
    wanted
}

/// Why there is no position, and what to do: a commune instead, or once more.
#[component]
pub fn PositionRefusal(
    ask: AskPosition,
    /// Asks again.
    again: Callback<()>,
    /// The hiker chooses a commune instead: closes what is in the way.
    #[prop(optional, into)]
    choosing: Option<Callback<()>>,
) -> impl IntoView {
    let choose = move |_| {
        if let Some(choosing) = choosing {
            choosing.run(());
        }
        PLACE_WANTED.set(true);
    };
    let notice = NodeRef::<html::Div>::new();
    // It may stand below what is seen: whoever pressed the button sees what came of it.
    Effect::new(move || {
        if let Some(notice) = notice.get() {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            notice.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
    move || match ask.asked.get() {
        Asked::NotYet | Asked::Waiting => ().into_any(),
        Asked::Refused(refused) => view! {
            <div
                node_ref=notice
                class="notice notice-alert position-refused"
                role="alert"
                data-test="position-refused"
            >
                <p>{move || t(refused.key())}</p>
                <div class="face-actions">
                    <a href="/randonnees" class="button" data-test="choose-place" on:click=choose>
                        <Icon name="map-pin" />
                        {say("position-choose")}
                    </a>
                    <button type="button" class="button" on:click=move |_| again.run(())>
                        {say("retry")}
                    </button>
                </div>
            </div>
        }
        .into_any(),
    }
}
