//! The text twin of the map: the same routes as a list, for whoever does not use the picture.

use leptos::prelude::*;
use pdipr_data::filter::{Page, RouteQuery};
use sente_core::calls::SearchRoutes;

use super::surface::Surface;
use crate::backend::asked;
use crate::parts::{Dialog, Failed, Icon, RouteCardView, SkeletonCards};
use crate::words::{Arg, say, tf};

/// Longer lists are narrowed by moving the map or by the filters.
const LIMIT: u32 = 50;

#[component]
pub(super) fn Twin() -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <button
            type="button"
            class="button map-twin-open"
            data-test="map-twin-open"
            on:click=move |_| open.set(true)
        >
            <Icon name="list" />
            {say("map-twin-open")}
        </button>
        <Dialog open title=Signal::derive(say("map-twin-title")) class="map-twin">
            <List />
        </Dialog>
    }
}

#[component]
fn List() -> impl IntoView {
    let surface = expect_context::<Surface>();
    let found = asked(move || {
        let mut query = RouteQuery::default();
        query.filter.bounds = surface.state.extent.get();
        SearchRoutes { query, page: Page { offset: 0, limit: LIMIT } }
    });
    move || match found.get() {
        None => view! { <SkeletonCards /> }.into_any(),
        Some(Err(error)) => {
            view! { <Failed error retry=Callback::new(move |()| found.refetch()) /> }.into_any()
        }
        Some(Ok(result)) => {
            let total = result.total;
            view! {
                <p data-test="map-twin-count">{move || tf("map-twin-count", &[("n", Arg::Count(total))])}</p>
                <div class="cards">
                    {result
                        .found
                        .into_iter()
                        .map(|found| view! { <RouteCardView card=found.card why=found.why /> })
                        .collect_view()}
                </div>
                {(total > LIMIT).then(|| view! { <p>{say("map-twin-more")}</p> })}
            }
            .into_any()
        }
    }
}
