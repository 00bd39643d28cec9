//! A route in a list: waymark, name, the four figures in their fixed order, what is inscribed, why it is shown, and a
//! drawing of its line.

use leptos::html;
use leptos::prelude::*;
use pdipr_data::domain::{Days, Metres, RouteCard, Share};
use pdipr_data::filter::Why;
use pdipr_data::methods;

use super::{Icon, SketchView, WaymarkSymbol, when_in_view};
use crate::climbs;
use crate::device::this_day;
use crate::format;
use crate::words::{Arg, say, t, tf};

/// The card; its name is the link to the sheet, and the whole card can be hit.
#[component]
pub fn RouteCardView(card: RouteCard, #[prop(optional)] why: Vec<Why>) -> impl IntoView {
    let href = format!("/itineraire/{}", card.id);
    let name = card.name.clone();
    let inscribed = card.lengths.inscribed_share();
    // The share that is inscribed has a line of its own on every card.
    let mut why = why;
    why.retain(|why| !matches!(why, Why::Inscribed { .. }));
    let (network, partial, sketch) = (card.network, card.partial, card.sketch.clone());
    let days = card.closed.clone();
    let closed = move || Days::some_hold(&days, this_day());
    let element = NodeRef::<html::Article>::new();
    let reliefs = Memo::new(|_| climbs::reliefs());
    if card.ascent.is_none() {
        let id = card.id.clone();
        Effect::new(move || {
            let Some(element) = element.get().filter(|_| reliefs.with(|reliefs| !reliefs.is_empty())) else {
                return;
            };
            let (seen, gone) = (id.clone(), id.clone());
            when_in_view(
                &element,
                move |here| if here { climbs::want(&seen) } else { climbs::forget(&seen) },
            );
            on_cleanup(move || climbs::forget(&gone));
        });
    }
    let figures = card;
    view! {
        <article class="route-card" data-test="route-card" node_ref=element>
            <div class="card-main">
                <p class="card-network">
                    <WaymarkSymbol network />
                    <span aria-hidden="true">{move || t(&format!("network-{}", network.as_str()))}</span>
                </p>
                <h3 class="card-name">
                    <a href=href>{name}</a>
                </h3>
                <CardFigures card=figures reliefs />
                <p class="card-facts">
                    {inscribed.map(|share| view! { <span>{move || inscribed_text(share)}</span> })}
                    {move || closed()
                        .then(|| {
                            view! {
                                <span class="badge badge-alert" data-test="card-closed">
                                    <Icon name="octagon-x" />
                                    {say("closed-in-part")}
                                </span>
                            }
                        })}
                    {partial
                        .then(|| {
                            view! {
                                <span class="badge badge-ochre">
                                    <Icon name="triangle-alert" />
                                    {say("partial-route")}
                                </span>
                            }
                        })}
                </p>
                {(!why.is_empty())
                    .then(|| {
                        view! { <p class="card-why">{move || why_line(&why)}</p> }
                    })}
            </div>
            <div class="card-sketch">
                <SketchView sketch network />
            </div>
        </article>
    }
}

/// Difficulty · duration · distance · ascent: always these four, always in this order. An ascent that the agency does not
/// give comes from an installed relief, once that has told it, and then the duration counts it.
#[component]
fn CardFigures(card: RouteCard, reliefs: Memo<Vec<String>>) -> impl IntoView {
    let RouteCard { id, difficulty, duration, lengths, ascent, practices, .. } = card;
    let total = lengths.total();
    let official = ascent.map(|figure| figure.value);
    let climb = Memo::new(move |_| {
        official.is_none().then(|| reliefs.with(|reliefs| climbs::known(&id, reliefs))).flatten()
    });
    let time = move || {
        let told = duration?.value;
        let climbed = climb.get().filter(|_| !told.counts_ascent);
        let counted = climbed.zip(practices.first());
        Some(
            counted
                .map_or(told, |(climb, practice)| methods::duration(*practice, total, Some(climb)))
                .minutes,
        )
    };
    view! {
        // Where a relief will tell the ascent, its room is kept.
        <ul class="figures" class:figures-with-relief=move || reliefs.with(|reliefs| !reliefs.is_empty())>
            <li>
                <Figure
                    label="figure-difficulty"
                    value=Signal::derive(move || {
                        difficulty.map(|figure| t(&format!("difficulty-{}", figure.value.as_str())))
                    })
                />
            </li>
            <li>
                <Figure
                    label="figure-duration"
                    value=Signal::derive(move || time().map(format::duration))
                />
            </li>
            <li>
                <Figure
                    label="figure-distance"
                    value=Signal::derive(move || (total > Metres::ZERO).then(|| format::distance(total)))
                />
            </li>
            <li>
                <Figure
                    label="figure-ascent"
                    value=Signal::derive(move || official.or(climb.get()).map(format::ascent))
                />
            </li>
        </ul>
    }
}

/// A figure with its name for readers; an unknown one is "?" for the eye and *non renseigné* for readers.
#[component]
fn Figure(label: &'static str, value: Signal<Option<String>>) -> impl IntoView {
    view! {
        <span class="sr-only">{move || tf("figure-label", &[("name", Arg::Text(&t(label)))])}</span>
        {move || match value.get() {
            Some(text) => view! { <span>{text}</span> }.into_any(),
            None => {
                view! {
                    <span class="figure-unknown" title=move || unknown_title(label)>
                        <span aria-hidden="true">"?"</span>
                        <span class="sr-only">{say("unknown")}</span>
                    </span>
                }
                    .into_any()
            }
        }}
    }
}

fn unknown_title(label: &str) -> String {
    tf("unknown-figure", &[("name", Arg::Text(&t(label)))])
}

fn inscribed_text(share: Share) -> String {
    tf("inscribed-share", &[("share", Arg::Text(&format::share(share)))])
}

fn why_line(why: &[Why]) -> String {
    why.iter().map(why_text).collect::<Vec<_>>().join(" · ")
}

/// Why a route is shown, in a few words.
pub fn why_text(why: &Why) -> String {
    match why {
        Why::Name => t("why-name"),
        Why::StartsIn { commune } => tf("why-starts-in", &[("commune", Arg::Text(commune))]),
        Why::Crosses { commune } => tf("why-crosses", &[("commune", Arg::Text(commune))]),
        Why::Way { name } => tf("why-way", &[("name", Arg::Text(name))]),
        Why::Town { name } => tf("why-town", &[("name", Arg::Text(name))]),
        Why::Station { name, distance } => tf(
            "why-station",
            &[("name", Arg::Text(name)), ("distance", Arg::Text(&format::distance(*distance)))],
        ),
        Why::Distance { distance } => {
            tf("why-distance", &[("distance", Arg::Text(&format::distance(*distance)))])
        }
        Why::Loop => t("why-loop"),
        Why::Inscribed { percent } => {
            tf("why-inscribed", &[("share", Arg::Text(&format::percent(*percent)))])
        }
    }
}
