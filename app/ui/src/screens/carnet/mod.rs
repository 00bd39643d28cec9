//! Mon carnet: what the hiker keeps.

use leptos::prelude::*;

use crate::parts::PageTitle;
use crate::words::t;

#[component]
pub fn Carnet() -> impl IntoView {
    view! {
        <div class="page">
            <PageTitle text=Signal::derive(|| t("carnet-title")) />
        </div>
    }
}
