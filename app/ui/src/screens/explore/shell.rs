//! One map that stays, and beside it (laptop) or over it (phone) the panel of list and sheet, always in step.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::{use_location, use_navigate};

use super::address;
use super::chips::Chips;
use super::clear;
use super::criteria;
use super::filters::Filters;
use super::search_box::SearchBox;
use super::state::{ExploreState, use_explore};
use super::tray::{Height, Tray};
use crate::keys::typing;
use crate::map::{MapPane, MapState, use_map_state};
use crate::parts::{Icon, focus_when_drawn, place_is_wanted};
use crate::preferences::single_keys;
use crate::words::{Arg, say, tf};

/// Where the scrolling part of the panel is, for the screens inside.
#[derive(Clone, Copy)]
pub struct PanelBody(pub NodeRef<html::Div>);

/// The lower edge of the map on a laptop: what the sheet draws there, and whether it does.
#[derive(Clone, Copy)]
pub struct MapFoot {
    pub place: NodeRef<html::Div>,
    pub taken: RwSignal<bool>,
}

/// The parent of list, map and sheet.
#[component]
pub fn MapShell() -> impl IntoView {
    let explore = use_explore();
    let map = use_map_state();
    let path = use_location().pathname;
    let body = NodeRef::<html::Div>::new();
    provide_context(PanelBody(body));
    let foot = MapFoot { place: NodeRef::new(), taken: RwSignal::new(false) };
    provide_context(foot);
    address::keep_in_step(explore, map);
    address::remember(explore, map);
    search_when_asked(explore, map);
    follow_the_map(explore, map);
    listen_to_keys(explore);
    open_places_when_wanted(explore);
    let listing = Memo::new(move |_| address::is_list(&path.get()));
    let shell = NodeRef::<html::Div>::new();
    clear::keep_map_clear(explore, map, shell, listing, foot.taken);
    Effect::new(move |_| {
        explore.height.set(match path.get().as_str() {
            "/carte" => Height::Peek,
            _ => Height::Half,
        });
    });
    view! {
        <div
            node_ref=shell
            class="map-shell"
            class:shows-list=move || listing.get()
            class:has-foot=move || foot.taken.get()
            data-height=move || explore.height.get().as_str()
        >
            <Show when=move || listing.get()>
                <div class="explore-top">
                    <div class="explore-top-row">
                        <SearchBox />
                        <FiltersButton />
                    </div>
                    <Chips />
                </div>
            </Show>
            <Tray body>
                <Outlet />
            </Tray>
            <Filters />
            <div class="map-shell-map">
                <MapPane />
                <div class="map-foot" node_ref=foot.place></div>
            </div>
        </div>
    }
}

#[component]
fn FiltersButton() -> impl IntoView {
    let explore = use_explore();
    let count = Memo::new(move |_| explore.query.with(criteria::count_in_panel));
    view! {
        <button
            type="button"
            class="button filters-button"
            data-test="filters-open"
            aria-haspopup="dialog"
            aria-expanded=move || explore.filters_open.get().to_string()
            on:click=move |_| explore.filters_open.set(true)
        >
            <Icon name="sliders-horizontal" />
            <span class="filters-button-name">{say("explore-filters")}</span>
            <Show when=move || count.with(|count| *count > 0)>
                <span class="filters-badge" aria-hidden="true">
                    {move || count.get()}
                </span>
                <span class="sr-only">{move || tf("explore-filters-on", &[("n", Arg::Count(count.get()))])}</span>
            </Show>
        </button>
    }
}

/// Every change of the question is asked, and its answer lights the lines.
fn search_when_asked(explore: ExploreState, map: MapState) {
    Effect::new(move |_| {
        let query = explore.query.get();
        if explore.ready.get() {
            explore.search(query);
        }
    });
    Effect::new(move |_| {
        let narrowed = explore.result.with(|result| result.as_ref().map(|result| result.all.to_vec()));
        let everything = criteria::active(&explore.answered()).is_empty();
        map.shown.set(narrowed.filter(|_| !everything));
    });
}

/// While the list follows the map, the map's extent is a criterion; "search near here" is one as well.
fn follow_the_map(explore: ExploreState, map: MapState) {
    let navigate = use_navigate();
    let path = use_location().pathname;
    Effect::new(move |_| {
        let follow = explore.follow_map.get();
        if !explore.ready.get() || !address::is_list(&path.get()) {
            return;
        }
        // Back from a sheet the map first returns to where the list left it, and tells so.
        if explore.away.get_value() {
            map.extent.track();
            explore.away.set_value(false);
            return;
        }
        let bounds = match (follow, map.extent.get()) {
            (false, _) => None,
            (true, Some(extent)) => Some(extent),
            // The map has not said yet what it shows: what the address says stays.
            (true, None) => return,
        };
        explore.ask_for(|query| query.filter.bounds = bounds);
    });
    Effect::new(move |before: Option<()>| {
        // The first run finds what was chosen on an earlier visit.
        let (Some(at), Some(())) = (map.near.get(), before) else { return };
        explore.look_near(at);
        if !address::is_list(&path.get_untracked()) {
            navigate("/randonnees", Default::default());
        } else if explore.height.get_untracked() == Height::Peek {
            explore.height.set(Height::Half);
        }
    });
}

/// `f` opens the filters, Esc goes one step back, `m` goes back to the list where the map fills the screen.
fn listen_to_keys(explore: ExploreState) {
    let navigate = use_navigate();
    let path = use_location().pathname;
    let handle = window_event_listener(ev::keydown, move |event| {
        if event.default_prevented() || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let sheet = !address::is_list(&path.get_untracked());
        match event.key().as_str() {
            "f" if single_keys() && !typing(&event) && !sheet && !dialog_open() => {
                event.prevent_default();
                explore.filters_open.set(true);
            }
            "Escape" if explore.filters_open.get_untracked() => explore.filters_open.set(false),
            "Escape" if sheet && !dialog_open() && !typing(&event) => back_to_list(explore, &navigate),
            _ => {}
        }
    });
    on_cleanup(move || handle.remove());
}

/// The browser's own back where the list was just before, so that no page stands twice in the history.
pub fn back_to_list(explore: ExploreState, navigate: &impl Fn(&str, leptos_router::NavigateOptions)) {
    let went = explore.from_list.get_value() && window().history().and_then(|history| history.back()).is_ok();
    if !went {
        navigate("/randonnees", Default::default());
    }
}

/// Where the device gave no position, a commune is chosen: in the filters, with the cursor in its field.
fn open_places_when_wanted(explore: ExploreState) {
    Effect::new(move || {
        if place_is_wanted() {
            explore.filters_open.set(true);
            focus_when_drawn("[data-test=near-place]");
        }
    });
}

fn dialog_open() -> bool {
    document().query_selector("dialog[open]").ok().flatten().is_some()
}
