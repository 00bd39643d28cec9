//! *Ma position*: asked for only when wanted, with the reason before the first time, and honest where it fails. Once
//! found it is followed for as long as the map is on the screen.

use leptos::prelude::*;

use super::Target;
use super::surface::Surface;
use crate::device::{Watch, watch_position};
use crate::parts::{AskPosition, Dialog, Icon, PositionRefusal, announce};
use crate::words::{say, t};

/// Close enough to see the next crossing.
const ZOOM: f64 = 13.5;

#[component]
pub(super) fn Locate() -> impl IntoView {
    let state = expect_context::<Surface>().state;
    let explain = RwSignal::new(false);
    let ask = AskPosition::new();
    // Dropped with the screen: the device is not asked any longer than the map is seen.
    let watch = StoredValue::new_local(None::<Watch>);
    let find = Callback::new(move |()| {
        ask.ask(move |fix| {
            explain.set(false);
            state.go_to.set(Some(Target::Point(fix.at, ZOOM)));
            announce(t("map-position-shown"));
            if watch.with_value(Option::is_none) {
                watch.set_value(watch_position(move |fix| state.show_position(fix)));
            }
        });
    });
    // A refusal needs its room, also where the position was known before.
    Effect::new(move || {
        if ask.is_refused() {
            explain.set(true);
        }
    });
    // Whoever has a position on the map has read why already.
    let click = move |_| {
        if state.position.with_untracked(Option::is_some) { find.run(()) } else { explain.set(true) }
    };
    view! {
        <button
            type="button"
            class="map-button"
            data-test="map-locate"
            aria-label=say("map-locate")
            title=say("map-locate")
            aria-busy=move || ask.is_waiting().to_string()
            on:click=click
        >
            <Icon name="locate-fixed" />
        </button>
        <Dialog open=explain title=Signal::derive(say("map-locate"))>
            <p>{say("map-position-why")}</p>
            <PositionRefusal ask again=find choosing=Callback::new(move |()| explain.set(false)) />
            <div class="dialog-actions">
                <button type="button" class="button" on:click=move |_| explain.set(false)>
                    {say("cancel")}
                </button>
                // A refusal has its own button to try again.
                <Show when=move || !ask.is_refused()>
                    <button
                        type="button"
                        class="button button-primary"
                        data-test="map-locate-yes"
                        disabled=move || ask.is_waiting()
                        on:click=move |_| find.run(())
                    >
                        {move || t(if ask.is_waiting() { "near-waiting" } else { "map-locate-yes" })}
                    </button>
                </Show>
            </div>
        </Dialog>
    }
}
