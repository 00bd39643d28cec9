//! What stands around the living map on a screen: the map's place, its controls, cards, credits and text twin.

use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::Target;
use super::card::MapCard;
use super::controls::Controls;
use super::credits::Credits;
use super::surface::{Card, HINT_ID, Phase, Surface};
use super::twin::Twin;
use crate::climbs;
use crate::packs;
use crate::parts::Failed;
use crate::words::say;

/// Close enough that the sign of a place is drawn.
const PLACE_ZOOM: f64 = 16.0;

/// The one persistent map.
#[component]
pub fn MapPane() -> impl IntoView {
    let surface = expect_context::<Surface>();
    let ground = NodeRef::<html::Div>::new();
    Effect::new(move || {
        if let Some(ground) = ground.get() {
            surface.mount(ground.into());
            packs::watch(surface.state);
            climbs::serve();
        }
    });
    on_cleanup(move || surface.card.set(None));
    let navigate = use_navigate();
    Effect::new(move || {
        if let Some(id) = surface.opened.get() {
            surface.opened.set(None);
            navigate(&format!("/itineraire/{id}"), Default::default());
        }
    });
    Effect::new(move || {
        if let Some(spot) = surface.state.found.get() {
            surface.state.found.set(None);
            let zoom = surface.state.view.with_untracked(|view| view.as_ref().map_or(0.0, |view| view.zoom));
            let target = Target::Point(spot.at, zoom.max(PLACE_ZOOM));
            surface.card.set(Some(Card::Place(spot)));
            // The map keeps the place clear of the card, once that is there.
            request_animation_frame(move || surface.state.go_to.set(Some(target)));
        }
    });
    let padding = surface.state.padding;
    let px = move |side: fn(&super::Padding) -> f64| {
        move || format!("{}px", crate::format::fixed(padding.with(side), 1))
    };
    view! {
        <section
            class="map"
            aria-label=say("map-name")
            data-test="map"
            data-idle=move || surface.idle.get().to_string()
            data-detail=move || surface.detail.get().to_string()
            style=("--map-pad-top", px(|padding| padding.top))
            style=("--map-pad-right", px(|padding| padding.right))
            style=("--map-pad-bottom", px(|padding| padding.bottom))
            style=("--map-pad-left", px(|padding| padding.left))
        >
            <div class="map-ground" node_ref=ground></div>
            <p id=HINT_ID class="sr-only">{say("map-hint")}</p>
            <div class="map-crosshair" aria-hidden="true"></div>
            <Twin />
            <Controls />
            <Credits />
            <MapCard />
            <Cover />
        </section>
    }
}

/// Over the ground while the map is not there, or cannot be.
#[component]
fn Cover() -> impl IntoView {
    let surface = expect_context::<Surface>();
    move || match surface.phase.get() {
        Phase::Drawn => ().into_any(),
        Phase::Waiting => view! {
            <p class="map-cover map-waiting" role="status">
                {say("map-waiting")}
            </p>
        }
        .into_any(),
        Phase::NoData(error) => {
            let retry = Callback::new(move |()| surface.start());
            view! {
                <div class="map-cover">
                    <Failed error retry />
                </div>
            }
            .into_any()
        }
        Phase::NoCanvas => view! {
            <div class="map-cover" role="alert">
                <p class="face-title">{say("map-no-canvas")}</p>
                <p class="face-text">{say("map-no-canvas-advice")}</p>
            </div>
        }
        .into_any(),
    }
}
