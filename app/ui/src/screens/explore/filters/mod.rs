//! Every criterion in one panel: over the whole screen on a phone, in the place of the list on a laptop, where the map
//! stays in sight. What is chosen holds at once; the button at the foot says how many routes that leaves.

mod communes;
mod fieldset;
mod options;
mod presets;
mod range;
mod rest;
mod whereabouts;

use leptos::html;
use leptos::prelude::*;
use pdipr_data::filter::Criterion;

use super::clear::is_laptop;
use super::state::use_explore;
use crate::parts::{Icon, focus};
use crate::words::{Arg, say, tf};
use communes::{CommuneGroup, Communes};
use options::{DIFFICULTIES, NETWORKS, Options, PRACTICES, SHAPES, THEMES};
use presets::Presets;
use range::{AscentRange, DurationRange, LengthRange};
use rest::{Accessible, DayState, Quality, Rated};
use whereabouts::{StationWithin, Whereabouts};

/// The panel; it is in the page all the time and made anew when it opens.
#[component]
pub fn Filters() -> impl IntoView {
    let explore = use_explore();
    let dialog = NodeRef::<html::Dialog>::new();
    let open = explore.filters_open;
    Effect::new(move |_| {
        let Some(element) = dialog.get() else { return };
        match (open.get(), element.open()) {
            (true, false) => {
                explore.load_places();
                if is_laptop() {
                    element.show();
                } else if let Err(error) = element.show_modal() {
                    leptos::logging::error!("the filters could not open: {error:?}");
                }
            }
            (false, true) => element.close(),
            _ => {}
        }
    });
    // Another page means another panel.
    on_cleanup(move || open.set(false));
    let close = move |_| open.set(false);
    view! {
        <dialog
            node_ref=dialog
            class="filters"
            data-test="filters"
            aria-labelledby="filters-title"
            on:close=move |_| {
                open.set(false);
                // The browser gives it back for modal dialogues only.
                focus("[data-test=filters-open]");
            }
        >
            <header class="filters-head">
                <button
                    type="button"
                    class="icon-button"
                    data-test="filters-close"
                    aria-label=say("explore-filters-close")
                    on:click=close
                >
                    <Icon name="chevron-left" />
                </button>
                <h2 id="filters-title" class="filters-title">
                    {say("explore-filters")}
                </h2>
                <button
                    type="button"
                    class="button button-quiet"
                    data-test="filters-clear"
                    on:click=move |_| explore.clear()
                >
                    {say("explore-clear-all")}
                </button>
            </header>
            <div class="filters-body">
                <Show when=move || open.get()>
                    <AllFilters />
                </Show>
            </div>
            <footer class="filters-foot">
                <button type="button" class="button button-primary" data-test="filters-show" on:click=close>
                    {move || tf("explore-show", &[("n", Arg::Count(explore.total()))])}
                </button>
            </footer>
        </dialog>
    }
}

#[component]
fn AllFilters() -> impl IntoView {
    view! {
        <Presets />
        <Options spec=&PRACTICES />
        <LengthRange />
        <DurationRange />
        <AscentRange />
        <Options spec=&SHAPES />
        <Options spec=&NETWORKS />
        <Options spec=&DIFFICULTIES />
        <Whereabouts />
        <Communes group=&CommuneGroup::START />
        <Communes group=&CommuneGroup::CROSSED />
        <StationWithin />
        <Options spec=&THEMES note="explore-themes-note" />
        <Quality />
        <Accessible />
        <DayState />
        <Rated />
    }
}

/// Why a criterion cannot be chosen, if so.
fn reason_key(criterion: Criterion) -> Option<&'static str> {
    use pdipr_data::filter::UnavailableReason::*;
    use_explore().facets(|facets| {
        let found = facets.unavailable.iter().find(|unavailable| unavailable.criterion == criterion)?;
        Some(match found.reason {
            NotInData => "explore-why-not-in-data",
            NeedsReviews => "explore-why-needs-reviews",
            NeedsDayState => "explore-why-needs-day-state",
            NeedsElevation => "explore-why-needs-elevation",
            NeedsDetailedMap => "explore-why-needs-detailed-map",
        })
    })?
}
