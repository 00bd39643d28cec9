//! The sheet of one route.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use pdipr_data::domain::RouteId;
use sente_core::calls::OpenRoute;

use crate::backend::use_backend;
use crate::parts::{Failed, PageTitle, RouteCardView, Waiting};

#[component]
pub fn RouteScreen() -> impl IntoView {
    let params = use_params_map();
    let opened = LocalResource::new(move || {
        let id = RouteId(params.read().get("id").unwrap_or_default());
        async move { use_backend().ask(OpenRoute { id }).await }
    });
    move || match opened.get() {
        None => view! { <Waiting /> }.into_any(),
        Some(Err(error)) => {
            view! { <Failed error retry=Callback::new(move |()| opened.refetch()) /> }.into_any()
        }
        Some(Ok(opened)) => {
            let name = opened.sheet.card.name.clone();
            view! {
                <div class="page">
                    <PageTitle text=Signal::derive(move || name.clone()) test="sheet-title" />
                    <RouteCardView card=opened.sheet.card />
                </div>
            }
            .into_any()
        }
    }
}
