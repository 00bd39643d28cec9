//! The ways from a route to what one writes of it.

use leptos::prelude::*;
use leptos_router::components::A;
use pdipr_data::domain::RouteId;

use super::Icon;
use crate::posts;
use crate::words::say;

/// *Donner mon avis*, *Recommander*, *Signaler un problème*.
#[component]
pub fn WriteButtons(route: RouteId) -> impl IntoView {
    let route = route.as_str();
    view! {
        <div class="sheet-row no-print" data-test="write">
            <A href=posts::review_form(route) attr:class="button button-primary" attr:data-test="write-review">
                <Icon name="star" />
                {say("write-review")}
            </A>
            <A href=posts::recommendation_form(route) attr:class="button" attr:data-test="write-recommendation">
                <Icon name="thumbs-up" />
                {say("write-recommendation")}
            </A>
            <A href=posts::report_form(Some(route)) attr:class="button" attr:data-test="write-report">
                <Icon name="flag" />
                {say("write-report")}
            </A>
        </div>
    }
}
