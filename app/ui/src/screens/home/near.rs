//! Près de moi: asks the device for its position when the hiker wants it, and says why before.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use pdipr_data::filter::{RouteQuery, Sort};

use crate::parts::{AskPosition, Icon, PositionRefusal};
use crate::screens::explore::url;
use crate::words::{say, t};

#[component]
pub fn NearMe() -> impl IntoView {
    let ask = AskPosition::new();
    let navigate = use_navigate();
    let go = Callback::new(move |()| {
        let navigate = navigate.clone();
        ask.ask(move |fix| {
            let query = RouteQuery { near: Some(fix.at), sort: Sort::Proximity, ..RouteQuery::default() };
            navigate(&url::address(&query), Default::default());
        });
    });
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
                disabled=move || ask.is_waiting()
                on:click=move |_| go.run(())
            >
                <Icon name="locate-fixed" />
                {move || t(if ask.is_waiting() { "near-waiting" } else { "near-action" })}
            </button>
            <PositionRefusal ask again=go />
        </section>
    }
}
