//! Près de moi: asks the device for its position when the hiker wants it, and says why before.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use pdipr_data::filter::{RouteQuery, Sort};

use crate::device::{PositionRefused, position};
use crate::map::use_map_state;
use crate::parts::{Icon, announce};
use crate::screens::explore::url;
use crate::words::{say, t};

#[derive(Clone, Copy, PartialEq)]
enum Asking {
    NotYet,
    Waiting,
    Refused(PositionRefused),
}

#[component]
pub fn NearMe() -> impl IntoView {
    let asking = RwSignal::new(Asking::NotYet);
    let map = use_map_state();
    let navigate = use_navigate();
    let ask = move |_| {
        let navigate = navigate.clone();
        asking.set(Asking::Waiting);
        announce(t("near-waiting"));
        spawn_local(async move {
            match position().await {
                Ok(fix) => {
                    map.position.set(Some((fix.at, fix.accuracy.value())));
                    let query =
                        RouteQuery { near: Some(fix.at), sort: Sort::Proximity, ..RouteQuery::default() };
                    navigate(&url::address(&query), Default::default());
                }
                // The hiker may have left the screen meanwhile.
                Err(refused) => {
                    asking.try_set(Asking::Refused(refused));
                }
            }
        });
    };
    view! {
        <section class="section near" aria-labelledby="near-title">
            <h2 id="near-title" class="section-title">
                {say("near-title")}
            </h2>
            <p class="muted" id="near-why">
                {say("position-why")}
            </p>
            <button
                type="button"
                class="button"
                data-test="near-me"
                aria-describedby="near-why"
                disabled=move || asking.get() == Asking::Waiting
                on:click=ask
            >
                <Icon name="locate-fixed" />
                {move || if asking.get() == Asking::Waiting { t("near-waiting") } else { t("near-action") }}
            </button>
            {move || match asking.get() {
                Asking::NotYet | Asking::Waiting => ().into_any(),
                Asking::Refused(refused) => {
                    view! {
                        <div class="notice notice-alert near-refused" role="alert">
                            <p>{move || t(refused.key())}</p>
                            <div class="face-actions">
                                <a href="/carte" class="button">
                                    <Icon name="map" />
                                    {say("near-on-map")}
                                </a>
                            </div>
                        </div>
                    }
                        .into_any()
                }
            }}
        </section>
    }
}
