//! The small card above the map: a choice of routes that coincide, a way without a route, or a point.

use jiff::civil::Date;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos_router::components::A;
use pdipr_data::domain::{Closure, Position, RouteCard, RouteId, SegmentId};
use pdipr_data::sheets::foot;
use sente_core::calls::{OpenCards, OpenSegment};
use sente_core::carnet::CoordinateSystem;
use sente_core::relief::Ground;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::Spot;
use super::glue::SenteMap;
use super::surface::{Card, Surface};
use crate::backend::asked;
use crate::coordinates;
use crate::device::packs;
use crate::device::this_day;
use crate::format;
use crate::parts::closed;
use crate::parts::{Failed, Icon, Segment, Waiting, WaymarkSymbol, announce, use_toast};
use crate::posts::report_form;
use crate::preferences::{change, settings};
use crate::way::point_along;
use crate::words::{Arg, language, say, t, tf};

/// Stands above the map while there is something to choose or to read; Esc closes it.
#[component]
pub(super) fn MapCard() -> impl IntoView {
    let surface = expect_context::<Surface>();
    move || {
        surface.card.get().map(|card| {
            let worded = |key| Signal::derive(say(key));
            let (title, content) = match card {
                Card::Choice(ids) => (worded("map-choice-title"), view! { <Choice ids /> }.into_any()),
                Card::Segment(id, at) => (worded("map-segment-title"), view! { <Way id at /> }.into_any()),
                Card::Place(Spot { at, name, facts }) => {
                    let title =
                        if name.is_empty() { worded("map-place-title") } else { Signal::stored(name) };
                    (title, view! { <Facts facts /> <Place at /> }.into_any())
                }
            };
            view! { <Frame title>{content}</Frame> }
        })
    }
}

#[component]
fn Frame(title: Signal<String>, children: Children) -> impl IntoView {
    let surface = expect_context::<Surface>();
    let close = move || {
        surface.card.set(None);
        surface.on_map(SenteMap::focus);
    };
    let heading = NodeRef::<html::H2>::new();
    Effect::new(move || {
        if let Some(Err(error)) = heading.get().map(|heading| heading.focus()) {
            leptos::logging::warn!("the card could not take the focus: {error:?}");
        }
    });
    let keys = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Escape" => {
            event.prevent_default();
            event.stop_propagation();
            close();
        }
        "ArrowDown" => step(&event, 1),
        "ArrowUp" => step(&event, -1),
        _ => {}
    };
    view! {
        <div
            class="map-card"
            role="dialog"
            aria-labelledby="map-card-title"
            data-test="map-card"
            on:keydown=keys
        >
            <header class="map-card-head">
                <h2 id="map-card-title" class="map-card-title" tabindex="-1" node_ref=heading>
                    {title}
                </h2>
                <button type="button" class="icon-button" aria-label=say("close") on:click=move |_| close()>
                    <Icon name="x" />
                </button>
            </header>
            {children()}
        </div>
    }
}

/// Moves the focus to the next or the previous entry of the list.
fn step(event: &ev::KeyboardEvent, by: i32) {
    let card = event.current_target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let entries = card.and_then(|card| card.query_selector_all("[data-entry]").ok());
    let Some(entries) = entries.filter(|entries| entries.length() > 0) else { return };
    event.prevent_default();
    let entry = |index: u32| entries.item(index).and_then(|node| node.dyn_into::<HtmlElement>().ok());
    let active = document().active_element();
    let here: Option<u32> = (0..entries.length()).find(|&index: &u32| {
        entry(index).is_some_and(|entry| active.as_ref() == Some(entry.unchecked_ref::<web_sys::Element>()))
    });
    let last = entries.length() - 1;
    let next = match (here, by > 0) {
        (None, true) => 0,
        (None, false) => last,
        (Some(index), true) => (index + 1).min(last),
        (Some(index), false) => index.saturating_sub(1),
    };
    if let Some(Err(error)) = entry(next).map(|entry| entry.focus()) {
        leptos::logging::warn!("the entry could not take the focus: {error:?}");
    }
}

/// Routes whose starts or lines coincide.
#[component]
fn Choice(ids: Vec<RouteId>) -> impl IntoView {
    announce(tf("map-choice-count", &[("n", Arg::Count(u32::try_from(ids.len()).unwrap_or(u32::MAX)))]));
    let cards = asked(move || OpenCards { ids: ids.clone() });
    move || match cards.get() {
        None => view! { <Waiting /> }.into_any(),
        Some(Err(error)) => view! { <Failed error /> }.into_any(),
        Some(Ok(cards)) => view! {
            <ul class="map-choice">
                {cards.into_iter().map(|card| view! { <li><Entry card /></li> }).collect_view()}
            </ul>
        }
        .into_any(),
    }
}

/// One line of the choice; looking at it lights its route.
#[component]
fn Entry(card: RouteCard) -> impl IntoView {
    let surface = expect_context::<Surface>();
    let hovered = surface.state.hovered;
    let (id, total, network) = (card.id.clone(), card.lengths.total(), card.network);
    let light = StoredValue::new(id.clone());
    view! {
        <A
            href=format!("/itineraire/{id}")
            attr:data-entry="true"
            attr:class="map-choice-entry"
            on:click=move |_| surface.card.set(None)
            on:mouseenter=move |_| hovered.set(Some(light.get_value()))
            on:mouseleave=move |_| hovered.set(None)
            on:focus=move |_| hovered.set(Some(light.get_value()))
            on:blur=move |_| hovered.set(None)
        >
            <WaymarkSymbol network />
            <span class="map-choice-name">{card.name}</span>
            <span class="map-choice-figure">{move || format::distance(total)}</span>
        </A>
    }
}

/// An inscribed way that no route uses.
#[component]
fn Way(id: SegmentId, at: Position) -> impl IntoView {
    let way = asked(move || OpenSegment { id: id.clone() });
    move || match way.get() {
        None => view! { <Waiting /> }.into_any(),
        Some(Err(error)) => view! { <Failed error /> }.into_any(),
        Some(Ok(sheet)) => {
            let (way, closures) = (sheet.segment, StoredValue::new(sheet.closures));
            let name = way.way_name.or(way.way_number);
            let (nature, length, inscribed) = (way.nature, way.length, way.inscribed);
            // The finger may have touched beside it.
            let on_it = foot(&way.line, at).and_then(|foot| point_along(&way.line, foot.along.value()));
            view! {
                <p class="map-way-name">{move || name.clone().unwrap_or_else(|| t("map-way-unnamed"))}</p>
                <p class="map-way-facts">
                    <span>{move || nature.map_or_else(|| t("nature-unknown"), |one| t(&format!("nature-{}", one.as_str())))}</span>
                    <span>{move || format::distance(length)}</span>
                    {way.commune.map(|commune| view! { <span>{commune}</span> })}
                </p>
                {inscribed
                    .map(|day| {
                        view! { <p>{move || tf("map-way-inscribed", &[("date", Arg::Text(&format::date(day)))])}</p> }
                    })}
                {move || closures.with_value(|closures| closed_way(closures, this_day()))}
                <p class="map-way-note">{say("map-way-note")}</p>
                <div class="map-card-actions">
                    <ReportHere at=on_it.unwrap_or(at) />
                </div>
            }
            .into_any()
        }
    }
}

/// What is closed of a way on the day, and what will be; nothing where nobody has told of any.
fn closed_way(closures: &[Closure], day: Date) -> Option<impl IntoView + use<>> {
    let told = closures.iter().filter(|closure| !closure.days.are_over(day));
    let told = told.map(|closure| {
        let coming = closure.days.from > day;
        let said = closed::said(closure.days, coming, closure.reason.as_ref(), closure.reason_en.as_ref());
        view! { <li data-test="way-closed">{said}</li> }
    });
    let told: Vec<_> = told.collect();
    (!told.is_empty()).then(|| {
        view! {
            <div class="banner banner-alert">
                <Icon name="octagon-x" />
                <ul class="closures">{told}</ul>
            </div>
        }
    })
}

/// What is known of a place that was found.
#[component]
fn Facts(facts: Vec<String>) -> impl IntoView {
    (!facts.is_empty()).then(|| {
        let facts = facts.into_iter().map(|fact| view! { <span>{fact}</span> }).collect_view();
        view! { <p class="map-way-facts" data-test="map-found">{facts}</p> }
    })
}

/// A point of the map: its coordinates and what one can do with them.
#[component]
fn Place(at: Position) -> impl IntoView {
    let surface = expect_context::<Surface>();
    let text = move || coordinates::written(language(), settings().coordinates, at);
    let copy = move |_| {
        let text = untrack(text);
        leptos::task::spawn_local(async move {
            let said = match copy_text(&text).await {
                Ok(()) => t("map-copied"),
                Err(_) => t("map-copy-failed"),
            };
            use_toast().show(said, None);
        });
    };
    let search = move |_| {
        surface.state.near.set(Some(at));
        surface.card.set(None);
        announce(t("map-near-set"));
    };
    view! {
        <p class="map-coordinates" data-test="map-coordinates">{text}</p>
        <Altitude at />
        <Systems />
        <div class="map-card-actions">
            <button type="button" class="button" data-entry="true" data-test="map-near" on:click=search>
                {say("map-near")}
            </button>
            <button type="button" class="button" data-entry="true" on:click=copy>
                {say("map-copy")}
            </button>
            <a class="button" data-entry="true" href=geo_address(at)>
                {say("map-go-there")}
            </a>
            <ReportHere at />
        </div>
    }
}

/// *Signaler ici*: the form takes the point over; it stands in no address.
#[component]
fn ReportHere(at: Position) -> impl IntoView {
    let surface = expect_context::<Surface>();
    let report = move |_| {
        surface.state.reported.set(Some(at));
        surface.card.set(None);
    };
    view! {
        <A
            href=report_form(None)
            attr:class="button"
            attr:data-entry="true"
            attr:data-test="map-report"
            on:click=report
        >
            {say("map-report")}
        </A>
    }
}

/// How high it is, where an installed relief knows it.
#[component]
fn Altitude(at: Position) -> impl IntoView {
    let ground = RwSignal::new(Ground::NoRelief);
    leptos::task::spawn_local(async move {
        match packs::elevation(at).await {
            // The card may be closed by now.
            Ok(known) => drop(ground.try_set(known)),
            Err(refused) => leptos::logging::warn!("the altitude cannot be told: {refused:?}"),
        }
    });
    move || match ground.get() {
        Ground::NoRelief => None,
        Ground::Known { elevation, relief } => {
            let (height, cell) =
                (format::altitude(elevation.metres()), format::altitude(relief.resolution.value()));
            let of = if relief.source.is_empty() { t("route-profile-unnamed") } else { relief.source };
            let args = [
                ("altitude", Arg::Text(&height)),
                ("source", Arg::Text(&of)),
                ("resolution", Arg::Text(&cell)),
            ];
            let text = tf("map-altitude", &args);
            Some(view! { <p class="map-altitude" data-test="map-altitude">{text}</p> })
        }
    }
}

/// How the coordinates are written; kept with the settings.
#[component]
fn Systems() -> impl IntoView {
    const SYSTEMS: [(CoordinateSystem, &str); 3] = [
        (CoordinateSystem::Decimal, "map-system-decimal"),
        (CoordinateSystem::Sexagesimal, "map-system-sexagesimal"),
        (CoordinateSystem::Utm, "map-system-utm"),
    ];
    view! {
        <fieldset class="map-systems">
            <legend class="sr-only">{say("map-systems")}</legend>
            <div class="segments">
                {SYSTEMS
                    .map(|(system, name)| {
                        view! {
                            <Segment
                                group="coordinates"
                                test=name
                                chosen=Signal::derive(move || settings().coordinates == system)
                                choose=Callback::new(move |()| change(|settings| settings.coordinates = system))
                            >
                                {say(name)}
                            </Segment>
                        }
                    })
                    .collect_view()}
            </div>
        </fieldset>
    }
}

async fn copy_text(text: &str) -> Result<(), wasm_bindgen::JsValue> {
    let clipboard = window().navigator().clipboard();
    // Pages without a secure context have no clipboard.
    if clipboard.is_undefined() {
        return Err(wasm_bindgen::JsValue::UNDEFINED);
    }
    wasm_bindgen_futures::JsFuture::from(clipboard.write_text(text)).await.map(|_| ())
}

/// Opens the navigation app of the device (RFC 5870).
fn geo_address(at: Position) -> String {
    format!("geo:{},{}", crate::format::fixed(at.lat(), 5), crate::format::fixed(at.lon(), 5))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_geo_address_has_the_latitude_first_and_dots() {
        assert_eq!(geo_address(Position::new(1.487_354_9, 48.446_85).unwrap()), "geo:48.44685,1.48735");
    }
}
