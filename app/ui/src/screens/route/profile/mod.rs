//! The elevation profile of a route, from an installed relief: drawn, walked along with a cursor that the map shows, told as
//! a table. Without a relief it is unknown, never flat.

pub mod chart;
mod foot;
mod plot;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use pdipr_data::domain::{Elevation, Figure, Metres, Stretch};
use sente_core::packs::PackRefused;
use sente_core::relief::{Along, Climbed, Profile as Ground};

use crate::climbs;
use crate::device;
use crate::format;
use crate::packs::{self, refused_text};
use crate::parts::Waiting;
use crate::way::Way;
use crate::words::{Arg, say, t, tf};
use foot::{Drawn, Foot, part_name};
use plot::Plot;

/// Parts whose profile is seen at once: a broken route has up to thirteen.
const UNFOLDED: usize = 3;

/// One answer for each part of the route.
type Answer = Result<Vec<Along>, PackRefused>;

/// `climb` is told the ascent of a route in one piece, where it can be computed.
#[component]
pub fn Profile(
    parts: Vec<Vec<Stretch>>,
    ascent: Option<Figure<Metres>>,
    climb: RwSignal<Option<Metres>>,
) -> impl IntoView {
    let ways = StoredValue::new(parts.iter().map(|part| Way::of(part)).collect::<Vec<_>>());
    let answer = asked(ways);
    Effect::new(move || {
        climb.set(answer.with(|answer| match answer {
            Some(Ok(parts)) => climbs::of_whole(parts),
            _ => None,
        }));
    });
    view! {
        <section class="sheet-section" data-test="profile">
            <h2>{say("route-profile")}</h2>
            {ascent
                .map(|climb| {
                    view! {
                        <p>
                            {move || tf("route-profile-ascent", &[("ascent", Arg::Text(&format::ascent(climb.value)))])}
                        </p>
                    }
                })}
            {move || match answer.get() {
                None => view! { <Waiting /> }.into_any(),
                Some(Err(refused)) => view! { <p data-test="profile-failed">{move || refused_text(&refused)}</p> }.into_any(),
                Some(Ok(parts)) if parts.iter().all(|part| *part == Along::NoRelief) => view! { <NoRelief /> }.into_any(),
                Some(Ok(parts)) => view! { <Parts parts ways=ways.get_value() /> }.into_any(),
            }}
        </section>
    }
}

/// Asks the host, and again whenever other reliefs are installed.
fn asked(ways: StoredValue<Vec<Way>>) -> RwSignal<Option<Answer>> {
    let answer = RwSignal::new(None);
    let reliefs = Memo::new(|_| packs::reliefs());
    Effect::new(move || {
        let Some(reliefs) = reliefs.get() else { return };
        let ways = ways.get_value();
        spawn_local(async move {
            let told = async {
                let mut parts = Vec::new();
                for way in ways {
                    // Without a relief nobody needs to be asked.
                    parts.push(if reliefs.is_empty() {
                        Along::NoRelief
                    } else {
                        device::packs::profile(&way.line).await?
                    });
                }
                Ok(parts)
            };
            let told = told.await;
            // The screen may be gone by now.
            answer.try_set(Some(told));
        });
    });
    answer
}

#[component]
fn NoRelief() -> impl IntoView {
    view! {
        <p data-test="profile-none">{say("route-profile-none")}</p>
        <p class="no-print">
            <A href=packs::PATH>{say("route-profile-get")}</A>
        </p>
    }
}

#[component]
fn Parts(parts: Vec<Along>, ways: Vec<Way>) -> impl IntoView {
    let count = parts.len();
    let drawn: Vec<Drawn> = parts
        .iter()
        .zip(&ways)
        .zip(1..)
        .filter_map(|((part, way), number)| match part {
            Along::Known(Ground { points, .. }) => {
                Some(Drawn { number, points: points.clone(), liaisons: way.liaisons.clone() })
            }
            Along::NoRelief => None,
        })
        .collect();
    let mut shown: Vec<AnyView> = parts
        .into_iter()
        .zip(ways)
        .zip(1_u32..)
        .map(|((part, way), number)| {
            let name = part_name(number, count);
            view! {
                {(count > 1).then(|| view! { <h3 class="profile-part">{name}</h3> })}
                {match part {
                    Along::Known(ground) => view! { <Part ground way /> }.into_any(),
                    Along::NoRelief => view! { <p class="muted">{say("route-profile-none-part")}</p> }.into_any(),
                }}
            }
            .into_any()
        })
        .collect();
    let folded = shown.split_off(count.min(UNFOLDED));
    view! {
        <p class="muted no-print profile-elsewhere">{say("route-profile-below")}</p>
        <Foot drawn count />
        {shown}
        {(!folded.is_empty())
            .then(|| {
                view! {
                    <details class="fold no-print">
                        <summary>
                            {move || tf("route-profile-more", &[("n", Arg::Count((count - UNFOLDED) as u32))])}
                        </summary>
                        {folded}
                    </details>
                }
            })}
    }
}

#[component]
fn Part(ground: Ground, way: Way) -> impl IntoView {
    let Ground { relief, points, climb, lowest, highest } = ground;
    let rows = chart::rows(&points);
    let broken = points.iter().any(|point| point.elevation.is_none());
    let dashed = !way.liaisons.is_empty();
    let resolution = format::altitude(relief.resolution.value());
    let coarse = resolution.clone();
    let unknown = move || match climb {
        Climbed::TooCoarse => tf("route-profile-coarse", &[("resolution", Arg::Text(&coarse))]),
        Climbed::Gap => t("route-profile-gap"),
        Climbed::NoLine | Climbed::Known { .. } => t("unknown"),
    };
    let climbs = match climb {
        Climbed::Known { ascent, descent } => {
            vec![
                ("route-profile-up", Some(format::ascent(ascent))),
                ("route-profile-down", Some(format::descent(descent))),
            ]
        }
        _ => vec![("route-profile-climb", None)],
    };
    let height = |elevation: Elevation| Some(format::altitude(elevation.metres()));
    let figures = climbs
        .into_iter()
        .chain([("route-profile-lowest", height(lowest)), ("route-profile-highest", height(highest))]);
    view! {
        <Plot points liaisons=way.liaisons />
        {dashed.then(|| view! { <p class="muted profile-note">{say("route-profile-liaisons")}</p> })}
        {broken.then(|| view! { <p class="muted profile-note">{say("route-profile-broken")}</p> })}
        <dl class="facts">
            {figures
                .map(|(name, value)| {
                    let unknown = unknown.clone();
                    view! {
                        <div class="fact">
                            <dt>{say(name)}</dt>
                            <dd data-test=name>{move || value.clone().unwrap_or_else(&unknown)}</dd>
                        </div>
                    }
                })
                .collect_view()}
        </dl>
        <p class="muted" data-test="profile-source">
            {move || {
                let of = if relief.source.is_empty() { t("route-profile-unnamed") } else { relief.source.clone() };
                tf("route-profile-source", &[("source", Arg::Text(&of)), ("resolution", Arg::Text(&resolution))])
            }}
        </p>
        <Table rows />
    }
}

/// The same in words, kilometre by kilometre.
#[component]
fn Table(rows: Vec<(Metres, Option<Elevation>)>) -> impl IntoView {
    view! {
        <details class="fold no-print">
            <summary>{say("route-profile-table")}</summary>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{say("route-profile-distance")}</th>
                        <th scope="col">{say("route-profile-altitude")}</th>
                    </tr>
                </thead>
                <tbody>
                    {rows
                        .into_iter()
                        .map(|(distance, height)| {
                            view! {
                                <tr>
                                    <th scope="row">{move || format::distance(distance)}</th>
                                    <td>{move || altitude(height)}</td>
                                </tr>
                            }
                        })
                        .collect_view()}
                </tbody>
            </table>
        </details>
    }
}

fn altitude(height: Option<Elevation>) -> String {
    height.map_or_else(|| t("unknown"), |height| format::altitude(height.metres()))
}
