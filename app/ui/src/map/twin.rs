//! The text twin of the map: the same routes and places as lists, for whoever does not use the picture.

use leptos::prelude::*;
use pdipr_data::filter::{Page, RouteQuery};
use sente_core::calls::SearchRoutes;

use super::places::lines;
use super::surface::Surface;
use crate::backend::asked;
use crate::format;
use crate::parts::{Dialog, Failed, Icon, RouteCardView, SkeletonCards};
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
            <List />
            <Places />
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

/// What the installed maps show by signs. The tiles of the view are those that are on the screen.
#[component]
fn Places() -> impl IntoView {
    let surface = expect_context::<Surface>();
    let detailed = move || surface.state.packs.with(|packs| packs.iter().any(|pack| !pack.bundled));
    let found = Memo::new(move |_| {
        surface.idle.track();
        let middle = surface.state.view.with(|view| view.as_ref().map(|view| view.centre));
        middle.map(|middle| lines(surface.places_in_view(), middle)).unwrap_or_default()
    });
    let list = move || {
        let entries = found.get().into_iter().take(PLACES_LIMIT).map(|line| {
            let kind = line.kind;
            let facts = move || {
                let (away, direction) = (format::distance(line.away), t(line.direction));
                tf("map-place-away", &[("length", Arg::Text(&away)), ("direction", Arg::Text(&direction))])
            };
            view! {
                <li>
                    <span>{move || t(&kind)}</span>
                    {line.name.map(|name| view! { <b>{name}</b> })}
                    <span class="muted">{facts}</span>
                </li>
            }
        });
        view! { <ul class="map-places">{entries.collect_view()}</ul> }
    };
    view! {
        <Show when=detailed>
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
