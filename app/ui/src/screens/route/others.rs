//! Where to go on: routes that start nearby, and routes that resemble this one.

use leptos::prelude::*;
use pdipr_data::domain::RouteCard;

use crate::parts::RouteCardView;
use crate::words::t;

#[component]
pub fn Others(nearby: Vec<RouteCard>, similar: Vec<RouteCard>) -> impl IntoView {
    view! {
        <Group title="route-nearby" cards=nearby />
        <Group title="route-similar" cards=similar />
    }
}

#[component]
fn Group(title: &'static str, cards: Vec<RouteCard>) -> impl IntoView {
    (!cards.is_empty()).then(|| {
        view! {
            <section class="sheet-section no-print" data-test=title>
                <h2>{move || t(title)}</h2>
                <div class="cards">
                    {cards.into_iter().map(|card| view! { <RouteCardView card /> }).collect_view()}
                </div>
            </section>
        }
    })
}
