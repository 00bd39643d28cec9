//! The profile along the lower edge of the map, where the map stands beside the sheet: one part of the route at a time. On
//! a phone and on paper the sheet draws it instead (`profile.css`).

use leptos::portal::Portal;
use leptos::prelude::*;
use pdipr_data::domain::Metres;
use sente_core::relief::ProfilePoint;

use super::plot::Plot;
use crate::screens::explore::MapFoot;
use crate::words::{Arg, say, tf};

/// What is drawn of one part.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// Which part of the route, from 1.
    pub number: u32,
    pub points: Vec<ProfilePoint>,
    /// From and to, from the start of the part.
    pub liaisons: Vec<(Metres, Metres)>,
}

/// `drawn`: at least one part; `count`: parts of the route, drawn or not.
#[component]
pub fn Foot(drawn: Vec<Drawn>, count: usize) -> impl IntoView {
    let MapFoot { place, taken } = expect_context();
    let numbers = StoredValue::new(drawn.iter().map(|part| part.number).collect::<Vec<_>>());
    let drawn = StoredValue::new(drawn);
    let chosen = RwSignal::new(0_usize);
    taken.set(true);
    on_cleanup(move || {
        // The screen around it may be gone by now.
        taken.try_set(false);
    });
    let choice = move || {
        numbers.with_value(|numbers| numbers.len() > 1).then(|| {
            view! {
                <select
                    class="select map-profile-part"
                    data-test="map-profile-part"
                    aria-label=say("route-profile-part")
                    on:change=move |event| chosen.set(event_target_value(&event).parse().unwrap_or(0))
                >
                    {numbers
                        .get_value()
                        .into_iter()
                        .enumerate()
                        .map(|(index, number)| view! { <option value=index.to_string()>{part_name(number, count)}</option> })
                        .collect_view()}
                </select>
            }
        })
    };
    let plot = move || {
        drawn.with_value(|drawn| drawn.get(chosen.get()).cloned()).map(|part| {
            view! { <Plot points=part.points liaisons=part.liaisons /> }
        })
    };
    move || {
        place.get().map(|place| {
            view! {
                <Portal mount=place>
                    <section class="map-profile" aria-label=say("route-profile") data-test="map-profile">
                        {choice}
                        {plot}
                    </section>
                </Portal>
            }
        })
    }
}

/// "Partie 2 sur 5"
pub fn part_name(number: u32, count: usize) -> impl Fn() -> String + Clone {
    move || {
        let (number, all) = (number.to_string(), count.to_string());
        tf("route-part", &[("part", Arg::Text(&number)), ("n", Arg::Text(&all))])
    }
}
