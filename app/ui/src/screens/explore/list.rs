//! The list of routes that match: count, order, cards, and a way on where there is nothing.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use pdipr_data::domain::RouteId;
use pdipr_data::filter::{Found, Relaxation, RouteQuery, Sort};
use wasm_bindgen::JsCast;

use super::criteria;
use super::state::{ExploreState, use_explore};
use super::{labels, url};
use crate::map::use_map_state;
use crate::parts::{
    AskPosition, Empty, Failed, PositionRefusal, RouteCardView, SkeletonCards, announce, focus, use_toast,
};
use crate::words::{Arg, say, t, tf};

const SORTS: &[Sort] = &[Sort::Relevance, Sort::Proximity, Sort::Name, Sort::Length, Sort::Duration];

#[component]
pub fn RouteList() -> impl IntoView {
    let explore = use_explore();
    view! {
        <CountBar />
        <Understood />
        <Show when=move || explore.failed.with(Option::is_some)>
            {move || {
                explore
                    .failed
                    .get()
                    .map(|error| view! { <Failed error retry=Callback::new(move |()| explore.retry()) /> })
            }}
        </Show>
        {move || match explore.result.with(|result| result.as_ref().map(|result| result.total)) {
            None if explore.failed.with(Option::is_some) => ().into_any(),
            None => view! { <SkeletonCards count=6 /> }.into_any(),
            Some(0) => view! { <Nothing /> }.into_any(),
            Some(_) => view! { <Cards /> }.into_any(),
        }}
    }
}

/// "266 itinéraires", the order, and whether the list follows the map.
#[component]
fn CountBar() -> impl IntoView {
    let explore = use_explore();
    let ask = AskPosition::new();
    let known = move || explore.result.with(Option::is_some);
    Effect::new(move |_| {
        if ask.is_refused() {
            // The list of orders shows again what holds.
            explore.query.notify();
        }
    });
    view! {
        <div class="count-bar" aria-busy=move || explore.busy.get().to_string()>
            <h2 class="sr-only">{say("explore-results")}</h2>
            <p class="result-count" role="status" tabindex="-1" data-test="result-count">
                {move || {
                    if known() { tf("route-count", &[("n", Arg::Count(explore.total()))]) } else { t("waiting") }
                }}
            </p>
            <label class="sort">
                <span class="sr-only">{say("explore-sort")}</span>
                <select
                    class="select"
                    data-test="sort"
                    on:change=move |event| sort_by(explore, ask, url::read_sort(&event_target_value(&event)))
                >
                    {SORTS
                        .iter()
                        .map(|sort| {
                            let word = url::sort_word(*sort);
                            view! {
                                <option
                                    value=word
                                    prop:selected=move || explore.query.with(|query| query.sort == *sort)
                                >
                                    {move || t(&format!("explore-sort-{word}"))}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
            </label>
            <label class="follow-map">
                <input
                    type="checkbox"
                    data-test="follow-map"
                    prop:checked=move || explore.follow_map.get()
                    on:change=move |event| explore.follow_map.set(event_target_checked(&event))
                />
                <span>{say("explore-follow-map")}</span>
            </label>
        </div>
        <PositionRefusal ask again=Callback::new(move |()| sort_by(explore, ask, Sort::Proximity)) />
    }
}

/// Sorting by distance needs a place: the device's position, asked for now and only now.
fn sort_by(explore: ExploreState, ask: AskPosition, sort: Sort) {
    let placed = explore.query.with_untracked(|query| query.near.is_some() || query.filter.near.is_some());
    if sort != Sort::Proximity || placed {
        return explore.ask_for(|query| query.sort = sort);
    }
    use_toast().show(t("position-why"), None);
    ask.ask(move |fix| {
        explore.ask_for(|query| {
            query.near = Some(fix.at);
            query.sort = Sort::Proximity;
        });
    });
}

#[component]
fn Understood() -> impl IntoView {
    let explore = use_explore();
    let understood = move || explore.result.with(|result| result.as_ref()?.understood.clone());
    move || {
        understood().map(|text| {
            view! {
                <p class="understood" data-test="understood">
                    {move || tf("explore-understood", &[("text", Arg::Text(&text))])}
                </p>
            }
        })
    }
}

#[component]
fn Cards() -> impl IntoView {
    let explore = use_explore();
    let list = NodeRef::<html::Ol>::new();
    let more = move || (explore.found.with(Vec::len) as u32) < explore.total();
    view! {
        <ol class="route-list cards" node_ref=list on:keydown=move |event| walk(&event, list)>
            <For each=move || explore.found.get() key=key let:found>
                <Item found />
            </For>
        </ol>
        <Show when=more>
            <button type="button" class="button more-routes" data-test="more" on:click=move |_| explore.more()>
                {say("explore-more")}
            </button>
        </Show>
    }
}

/// A card is the same as long as the reasons for showing it are.
fn key(found: &Found) -> String {
    let why = serde_json::to_string(&found.why).expect("wire types always serialise");
    format!("{} {why}", found.card.id)
}

/// A card that lights its line on the map, and is lit by it.
#[component]
fn Item(found: Found) -> impl IntoView {
    let map = use_map_state();
    let id = found.card.id.clone();
    let (enters, leaves, lit) = (id.clone(), id.clone(), id.clone());
    let (focused, blurred) = (id.clone(), id);
    let element = NodeRef::<html::Li>::new();
    let ours = StoredValue::new(false);
    let light = move |id: RouteId| {
        ours.set_value(true);
        map.hovered.set(Some(id));
    };
    let unlight = move |id: &RouteId| {
        ours.set_value(false);
        if map.hovered.with_untracked(|hovered| hovered.as_ref() == Some(id)) {
            map.hovered.set(None);
        }
    };
    let is_lit = Memo::new(move |_| map.hovered.with(|hovered| hovered.as_ref() == Some(&lit)));
    Effect::new(move |_| {
        if is_lit.get()
            && !ours.get_value()
            && let Some(element) = element.get_untracked()
        {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
    view! {
        <li
            node_ref=element
            class="route-item"
            class:lit=move || is_lit.get()
            on:mouseenter=move |_| light(enters.clone())
            on:mouseleave=move |_| unlight(&leaves)
            on:focusin=move |_| light(focused.clone())
            on:focusout=move |_| unlight(&blurred)
        >
            <RouteCardView card=found.card why=found.why />
        </li>
    }
}

/// Arrows go from card to card, Home and End to the first and last; Enter opens, as on any link.
fn walk(event: &KeyboardEvent, list: NodeRef<html::Ol>) {
    let Some(list) = list.get_untracked() else { return };
    let Ok(links) = list.query_selector_all("a[href]") else { return };
    let count = links.length();
    let active = document().active_element();
    let now = (0..count).find(|index| {
        let link = links.item(*index).and_then(|node| node.dyn_into::<web_sys::Element>().ok());
        link.is_some() && link == active
    });
    let to = match (event.key().as_str(), now) {
        ("ArrowDown", Some(now)) => now + 1,
        ("ArrowUp", Some(now)) => now.wrapping_sub(1),
        ("ArrowDown" | "Home", _) => 0,
        ("End", _) => count.wrapping_sub(1),
        _ => return,
    };
    event.prevent_default();
    let link = links.item(to).and_then(|node| node.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(Err(error)) = link.map(|link| link.focus()) {
        leptos::logging::warn!("the card could not take the focus: {error:?}");
    }
}

/// Nothing matches: which criterion to relax, and what that gives.
#[component]
fn Nothing() -> impl IntoView {
    let explore = use_explore();
    let offers = move || {
        explore
            .result
            .with(|result| result.as_ref().map(|result| result.relaxations.clone()).unwrap_or_default())
    };
    view! {
        <Empty title=Signal::derive(say("explore-empty-title")) text=Signal::derive(say("explore-empty-text"))>
            {move || offers().into_iter().map(|relaxation| view! { <Offer relaxation /> }).collect_view()}
            <button type="button" class="button" data-test="empty-clear" on:click=move |_| explore.clear()>
                {say("explore-clear-all")}
            </button>
        </Empty>
    }
}

#[component]
fn Offer(relaxation: Relaxation) -> impl IntoView {
    let explore = use_explore();
    // What the empty answer answers: the question may be changing under the finger.
    let asked: RouteQuery = explore.answered();
    let relaxed = criteria::relaxed(&asked, &relaxation);
    let Relaxation { query: wider, count, .. } = relaxation;
    let taken = wider.clone();
    let words = Signal::derive(move || {
        explore.places.with(|places| labels::relaxation(&relaxed, &asked, &wider, count, places.as_ref()))
    });
    view! {
        <button
            type="button"
            class="button button-primary"
            data-test="relaxation"
            on:click=move |_| {
                announce(words.get_untracked());
                explore.relax(taken.clone());
                // The button goes away with the empty list: the focus goes to where its answer appears.
                focus("[data-test=result-count]");
            }
        >
            {words}
        </button>
    }
}
