//! Randonnées and Carte: list and map in step.

mod shell;
pub mod url;

pub use shell::MapShell;

use leptos::prelude::*;
use pdipr_data::filter::Page;
use sente_core::calls::SearchRoutes;

use crate::backend::use_backend;
use crate::parts::{Failed, PageTitle, RouteCardView, SkeletonCards};
use crate::words::t;
use leptos_router::hooks::use_location;

/// The list of routes that match the query in the address.
#[component]
pub fn ExploreScreen() -> impl IntoView {
    let search = use_location().search;
    let result = LocalResource::new(move || {
        let query = url::read(&search.get());
        async move { use_backend().ask(SearchRoutes { query, page: Page::default() }).await }
    });
    view! {
        <div class="page">
            <PageTitle text=Signal::derive(|| t("explore-title")) />
            {move || match result.get() {
                None => view! { <SkeletonCards /> }.into_any(),
                Some(Err(error)) => {
                    view! { <Failed error retry=Callback::new(move |()| result.refetch()) /> }.into_any()
                }
                Some(Ok(result)) => {
                    view! {
                        <div class="cards">
                            {result
                                .found
                                .into_iter()
                                .map(|found| view! { <RouteCardView card=found.card why=found.why /> })
                                .collect_view()}
                        </div>
                    }
                        .into_any()
                }
            }}
        </div>
    }
}

/// The map alone.
#[component]
pub fn MapScreen() -> impl IntoView {
    view! { <PageTitle text=Signal::derive(|| t("map-title")) hidden=true /> }
}
