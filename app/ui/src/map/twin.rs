//! The text twin of the map: the same routes and places as lists, for whoever does not use the picture.

use leptos::prelude::*;
use pdipr_data::filter::{Page, RouteQuery};
use sente_core::calls::SearchRoutes;

use super::closures::{self, Closed};
use super::places::{Line, lines};
use super::surface::Surface;
use crate::backend::asked;
use crate::device::this_day;
use crate::parts::{Dialog, Failed, Icon, RouteCardView, SkeletonCards, closed};
use crate::words::{Arg, say, t, tf};

/// Longer lists are narrowed by moving the map or by the filters.
const LIMIT: u32 = 50;
const PLACES_LIMIT: usize = 200;

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
            <ClosedWays />
            <List />
            <Places open />
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

/// The closed stretches of the view, as the map draws them.
#[component]
fn ClosedWays() -> impl IntoView {
    let surface = expect_context::<Surface>();
    let closed = Memo::new(move |_| {
        let view = surface.state.extent.get();
        let mut closed = surface.closures.with(|layer| closures::told(layer, this_day()));
        closed
            .retain(|closed| view.zip(closed.bounds).is_some_and(|(view, bounds)| view.intersects(&bounds)));
        closed
    });
    let row = |closed: Closed| {
        let said = closed::said(closed.days, false, closed.reason.as_ref(), closed.reason_en.as_ref());
        let place = closed.commune.map(|commune| tf("closed-at", &[("commune", Arg::Text(&commune))]));
        view! { <li data-test="map-closed">{[Some(said), place].into_iter().flatten().collect::<Vec<_>>().join(", ")}</li> }
    };
    view! {
        <Show when=move || closed.with(|closed| !closed.is_empty())>
            <h3 class="section-title">{say("map-closed-title")}</h3>
            <ul class="map-closed">{move || closed.get().into_iter().map(row).collect_view()}</ul>
        </Show>
    }
}

/// What the installed maps show by signs, each to be chosen. The tiles of the view are those that are on the screen.
#[component]
fn Places(
    /// Whether the dialogue is open: a place that is chosen is shown on the map.
    open: RwSignal<bool>,
) -> impl IntoView {
    let surface = expect_context::<Surface>();
    let choose = move |line: &Line| {
        open.set(false);
        surface.state.found.set(Some(line.spot()));
    };
    let found = Memo::new(move |_| {
        surface.idle.track();
        surface.state.middle().map(|middle| lines(surface.places_in_view(), middle)).unwrap_or_default()
    });
    let list = move || {
        let entries = found.get().into_iter().take(PLACES_LIMIT).map(|line| {
            let (kind, name, whereabouts) = (line.kind.clone(), line.name.clone(), line.whereabouts);
            view! {
                <li>
                    <button type="button" class="map-place" data-test="map-place" on:click=move |_| choose(&line)>
                        <span>{move || t(&kind)}</span>
                        {name.map(|name| view! { " " <b>{name}</b> })}
                        " "
                        <span class="muted">{move || whereabouts.said()}</span>
                    </button>
                </li>
            }
        });
        view! {
            <ul class="map-places" role="list">
                {entries.collect_view()}
            </ul>
        }
    };
    view! {
        <Show when=move || surface.state.is_detailed()>
            <h3 class="section-title">{say("map-places-title")}</h3>
            <p data-test="map-places-count">
                {move || {
                    let n = found.with(Vec::len);
                    tf("map-places-count", &[("n", Arg::Count(u32::try_from(n).unwrap_or(u32::MAX)))])
                }}
            </p>
            {list}
            <Show when=move || found.with(|all| all.len() > PLACES_LIMIT)>
                <p>{say("map-twin-more")}</p>
            </Show>
        </Show>
    }
}
