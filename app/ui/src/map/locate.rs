//! *Ma position*: asked for only when wanted, with the reason before the first time, and honest where it fails.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Target;
use super::surface::Surface;
use crate::device;
use crate::parts::{Dialog, Icon, announce, use_toast};
use crate::words::{say, t};

/// Close enough to see the next crossing.
const ZOOM: f64 = 13.5;

#[component]
pub(super) fn Locate() -> impl IntoView {
    let surface = expect_context::<Surface>();
    let state = surface.state;
    let explain = RwSignal::new(false);
    let asking = RwSignal::new(false);
    let find = move || {
        explain.set(false);
        asking.set(true);
        spawn_local(async move {
            match device::position().await {
                Ok(fix) => {
                    state.position.set(Some((fix.at, fix.accuracy.value())));
                    state.go_to.set(Some(Target::Point(fix.at, ZOOM)));
                    announce(t("map-position-shown"));
                }
                Err(refused) => use_toast().show(t(refused.key()), None),
            }
            asking.set(false);
        });
    };
    // Whoever has a position on the map has read why already.
    let click = move |_| {
        if state.position.with_untracked(Option::is_some) { find() } else { explain.set(true) }
    };
    view! {
        <button
            type="button"
            class="map-button"
            data-test="map-locate"
            aria-label=say("map-locate")
            title=say("map-locate")
            aria-busy=move || asking.get().to_string()
            on:click=click
        >
            <Icon name="locate-fixed" />
        </button>
        <Dialog open=explain title=Signal::derive(say("map-locate"))>
            <p>{say("map-position-why")}</p>
            <div class="dialog-actions">
                <button type="button" class="button" on:click=move |_| explain.set(false)>
                    {say("cancel")}
                </button>
                <button
                    type="button"
                    class="button button-primary"
                    data-test="map-locate-yes"
                    on:click=move |_| find()
                >
                    {say("map-locate-yes")}
                </button>
            </div>
        </Dialog>
    }
}
