//! Randonnées and Carte: one list, one map, in step; the question stands in the address.

mod address;
mod chips;
mod clear;
pub mod criteria;
mod filters;
mod labels;
mod list;
mod offer;
mod scale;
mod search_box;
mod shell;
mod state;
mod tray;
pub mod url;

pub use clear::is_laptop;
pub use shell::{MapFoot, MapShell, PanelBody, back_to_list};
pub use state::{ExploreState, provide_explore, use_explore};

use leptos::prelude::*;

use crate::parts::PageTitle;
use crate::words::t;
use list::RouteList;

/// The list of routes that match, with the map beside or behind it.
#[component]
pub fn ExploreScreen() -> impl IntoView {
    view! { <Listing title="explore-title" /> }
}

/// The same list, the map first.
#[component]
pub fn MapScreen() -> impl IntoView {
    view! { <Listing title="map-title" /> }
}

#[component]
fn Listing(title: &'static str) -> impl IntoView {
    let explore = use_explore();
    let body = expect_context::<PanelBody>().0;
    explore.listing.set_value(true);
    on_cleanup(move || {
        explore.listing.set_value(false);
        explore.from_list.set_value(true);
    });
    // Back at the place where the list was left, once its cards are there.
    let place = explore.scroll.get_value();
    Effect::new(move |_| {
        if let Some(body) = body.get() {
            request_animation_frame(move || body.set_scroll_top(place));
        }
    });
    // A new question starts at the top.
    Effect::new(move |before: Option<()>| {
        explore.query.track();
        if before.is_some()
            && let Some(body) = body.get_untracked()
        {
            body.set_scroll_top(0);
        }
    });
    view! {
        <div class="listing">
            <PageTitle text=Signal::derive(move || t(title)) hidden=true />
            <RouteList />
        </div>
    }
}
