//! Accueil: what to walk today.

use leptos::prelude::*;

use crate::parts::PageTitle;
use crate::words::t;

#[component]
pub fn Home() -> impl IntoView {
    view! {
        <div class="page">
            <PageTitle text=Signal::derive(|| t("home-title")) />
        </div>
    }
}
