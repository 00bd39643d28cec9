//! Where to look: near a place and how far, in the map's extent, from a railway station.

use leptos::prelude::*;
use pdipr_data::domain::{Metres, Position};
use pdipr_data::filter::{Criterion, NEAR_STEPS, RouteQuery, STATION_STEPS, Sort};
use sente_core::Places;

use super::fieldset::{Count, Criteria};
use crate::map::use_map_state;
use crate::parts::{AskPosition, Icon, PositionRefusal};
use crate::screens::explore::labels;
use crate::screens::explore::state::use_explore;
use crate::words::{Arg, say, t, tf};

#[component]
pub fn Whereabouts() -> impl IntoView {
    let explore = use_explore();
    let map = use_map_state();
    let ask = AskPosition::new();
    let here = Callback::new(move |()| ask.ask(move |fix| explore.look_near(fix.at)));
    let centre = move |_| {
        if let Some(view) = map.view.get_untracked() {
            explore.look_near(view.centre);
        }
    };
    let near = Memo::new(move |_| explore.query.with(|query| query.filter.near));
    view! {
        <Criteria legend="explore-near" criterion=Some(Criterion::Near) note=Some("explore-near-note")>
            <div class="preset-row">
                <button
                    type="button"
                    class="chip"
                    data-test="near-me"
                    aria-busy=move || ask.is_waiting().to_string()
                    aria-describedby="whereabouts-why"
                    on:click=move |_| here.run(())
                >
                    <Icon name="locate-fixed" />
                    {move || t(if ask.is_waiting() { "near-waiting" } else { "explore-near-me" })}
                </button>
                <button type="button" class="chip" on:click=centre prop:disabled=move || map.view.with(Option::is_none)>
                    <Icon name="map-pin" />
                    {say("explore-near-centre")}
                </button>
            </div>
            <p class="criterion-note" id="whereabouts-why">
                {say("position-why")}
            </p>
            <PositionRefusal ask again=here />
            <PlacePicker />
            <Show when=move || near.get().is_some()>
                <p class="chosen-place">
                    <span>
                        {move || {
                            explore
                                .places
                                .with(|places| {
                                    let name = near
                                        .get()
                                        .and_then(|near| labels::place_name(near.at, places.as_ref()))
                                        .unwrap_or_else(|| t("explore-a-point"));
                                    tf("explore-chip-near", &[("name", Arg::Text(&name))])
                                })
                        }}
                    </span>
                    <button
                        type="button"
                        class="icon-button"
                        aria-label=say("explore-near-clear")
                        on:click=move |_| explore.ask_for(forget_place)
                    >
                        <Icon name="x" />
                    </button>
                </p>
            </Show>
            <div class="options" role="radiogroup" aria-label=say("explore-within")>
                <Within distance=None />
                {NEAR_STEPS.iter().map(|metres| view! { <Within distance=Some(*metres) /> }).collect_view()}
            </div>
            <label class="option">
                <input
                    type="checkbox"
                    prop:checked=move || explore.follow_map.get()
                    on:change=move |event| explore.follow_map.set(event_target_checked(&event))
                />
                <span class="option-name">{say("explore-follow-map")}</span>
            </label>
        </Criteria>
    }
}

/// How far from the place; only with a place.
#[component]
fn Within(distance: Option<u32>) -> impl IntoView {
    let explore = use_explore();
    let near = move || explore.query.with(|query| query.filter.near);
    let metres = distance.map(Metres::whole);
    let name = move || match metres {
        None => t("explore-any-distance"),
        Some(metres) => tf("explore-at-most", &[("distance", Arg::Text(&labels::whole_distance(metres)))]),
    };
    view! {
        <label class="option">
            <input
                type="radio"
                name="within"
                prop:checked=move || near().map_or(distance.is_none(), |near| near.within == metres)
                prop:disabled=move || near().is_none()
                on:change=move |_| {
                    explore
                        .ask_for(|query| {
                            if let Some(near) = &mut query.filter.near {
                                near.within = metres;
                            }
                        });
                }
            />
            <span class="option-name">{name}</span>
        </label>
    }
}

/// A town, a station or a commune by name: the browser's own list of proposals, which every reader knows.
#[component]
fn PlacePicker() -> impl IntoView {
    let explore = use_explore();
    let map = use_map_state();
    let names = Memo::new(move |_| {
        explore.places.with(|places| places.as_ref().map(named_places).unwrap_or_default())
    });
    let picked = move |event: leptos::ev::Event| {
        let typed = event_target_value(&event);
        let found =
            names.with(|names| names.iter().find(|(name, _)| *name == typed.trim()).map(|(_, at)| *at));
        if let Some(at) = found {
            explore.look_near(at);
            map.go_to.set(Some(crate::map::Target::Point(at, 11.5)));
            event_target::<web_sys::HtmlInputElement>(&event).set_value("");
        }
    };
    view! {
        <input
            type="text"
            class="field"
            list="near-places"
            autocomplete="off"
            data-test="near-place"
            aria-label=say("explore-near-place")
            placeholder=say("explore-near-place")
            on:change=picked
            on:input=picked
        />
        <datalist id="near-places">
            {move || {
                names.get().into_iter().map(|(name, _)| view! { <option value=name></option> }).collect_view()
            }}
        </datalist>
    }
}

fn named_places(places: &Places) -> Vec<(String, Position)> {
    let stations = places
        .stations
        .iter()
        .map(|station| (tf("explore-station-of", &[("name", Arg::Text(&station.name))]), station.at));
    let mairies = places.communes.iter().zip(&places.mairies);
    let communes = mairies.filter_map(|(commune, mairie)| Some((commune.name.clone(), (*mairie)?)));
    communes.chain(stations).collect()
}

fn forget_place(query: &mut RouteQuery) {
    query.filter.near = None;
    if query.sort == Sort::Proximity && query.near.is_none() {
        query.sort = Sort::default();
    }
}

/// A railway station near the start: with or without a car.
#[component]
pub fn StationWithin() -> impl IntoView {
    let explore = use_explore();
    let choice = move |distance: Option<u32>| {
        let metres = distance.map(Metres::whole);
        let on = move || explore.query.with(|query| query.filter.station_within == metres);
        let count = Memo::new(move |_| {
            let metres = metres?;
            explore
                .facets(|facets| {
                    facets.stations.iter().find(|count| count.option == metres).map(|count| count.count)
                })
                .flatten()
        });
        let name = move || match metres {
            None => t("explore-any"),
            Some(metres) => {
                tf("explore-at-most", &[("distance", Arg::Text(&labels::whole_distance(metres)))])
            }
        };
        view! {
            <label class="option">
                <input
                    type="radio"
                    name="station"
                    data-test=format!("station-{}", distance.unwrap_or_default())
                    prop:checked=on
                    on:change=move |_| explore.ask_for(|query| query.filter.station_within = metres)
                />
                <span class="option-name">{name}</span>
                <Count count=count.into() />
            </label>
        }
    };
    view! {
        <Criteria legend="explore-station" criterion=Some(Criterion::Station) note=Some("explore-station-note")>
            <div class="options">
                {choice(None)} {STATION_STEPS.iter().map(|metres| choice(Some(*metres))).collect_view()}
            </div>
        </Criteria>
    }
}
