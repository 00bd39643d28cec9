//! One persistent map beside (laptop) or behind (phone) the panel of list and sheet.

use leptos::prelude::*;
use leptos_router::components::Outlet;

use crate::map::MapPane;

#[component]
pub fn MapShell() -> impl IntoView {
    view! {
        <div class="map-shell">
            <MapPane />
            <div class="map-panel">
                <Outlet />
            </div>
        </div>
    }
}
