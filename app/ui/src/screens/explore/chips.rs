//! The row under the search field: criteria in force, each with its cross; before there are any, a few frequent ones.

use leptos::prelude::*;
use pdipr_data::domain::{Metres, Practice, RouteShape};
use pdipr_data::filter::RouteQuery;

use super::criteria::{self, Active};
use super::labels;
use super::state::use_explore;
use crate::parts::Icon;
use crate::words::{Arg, say, tf};

/// What a wish sets.
type Wish = fn(&mut RouteQuery);

/// Frequent wishes, one press away: the key of the text and what it sets.
const QUICK: &[(&str, Wish)] = &[
    ("practice-pied", |query| query.filter.practices.extend([Practice::Walking])),
    ("practice-vtt", |query| query.filter.practices.extend([Practice::MountainBike])),
    ("practice-equestre", |query| query.filter.practices.extend([Practice::Riding])),
    ("explore-quick-station", |query| query.filter.station_within = Some(Metres::whole(1_000))),
    ("explore-quick-short", |query| query.filter.length.max = Some(Metres::whole(10_000))),
    ("shape-boucle", |query| query.filter.shapes.extend([RouteShape::Loop])),
];

#[component]
pub fn Chips() -> impl IntoView {
    let explore = use_explore();
    let in_force = Memo::new(move |_| {
        let query = explore.query.get();
        criteria::active(&query).into_iter().filter(|item| *item != Active::Text).collect::<Vec<_>>()
    });
    Effect::new(move |_| {
        if in_force.with(|items| items.iter().any(names_a_place)) {
            explore.load_places();
        }
    });
    view! {
        <div class="chips" role="group" aria-label=say("explore-chips")>
            {move || {
                if in_force.with(Vec::is_empty) {
                    QUICK.iter().map(|(key, set)| view! { <Quick key set=*set /> }).collect_view().into_any()
                } else {
                    view! {
                        {in_force.get().into_iter().map(|item| view! { <Chip item /> }).collect_view()}
                        <button
                            type="button"
                            class="chip chip-clear"
                            data-test="chips-clear"
                            on:click=move |_| explore.clear()
                        >
                            {say("explore-clear-all")}
                        </button>
                    }
                        .into_any()
                }
            }}
        </div>
    }
}

#[component]
fn Quick(key: &'static str, set: Wish) -> impl IntoView {
    let explore = use_explore();
    view! {
        <button type="button" class="chip" data-test="chip-quick" on:click=move |_| explore.ask_for(set)>
            {say(key)}
        </button>
    }
}

#[component]
fn Chip(item: Active) -> impl IntoView {
    let explore = use_explore();
    let named = item.clone();
    let name = Memo::new(move |_| {
        explore
            .places
            .with(|places| explore.query.with(|query| labels::label(&named, query, places.as_ref())))
    });
    let take_away = move |_| {
        // The map would put its extent in again.
        if item == Active::Bounds {
            explore.follow_map.set(false);
        }
        explore.ask_for(|query| criteria::remove(query, &item));
    };
    view! {
        <button
            type="button"
            class="chip chip-on"
            data-test="chip"
            aria-label=move || tf("explore-chip-remove", &[("name", Arg::Text(&name.get()))])
            on:click=take_away
        >
            <span>{move || name.get()}</span>
            <Icon name="x" />
        </button>
    }
}

fn names_a_place(item: &Active) -> bool {
    matches!(item, Active::StartCommune(_) | Active::CrossedCommune(_) | Active::Near)
}
