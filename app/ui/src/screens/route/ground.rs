//! What one walks on and what lies around: natures of way, themes, towns, stations, communes.

use leptos::prelude::*;
use pdipr_data::domain::{
    CommuneName, Figure, Metres, Nature, Nearby, Origin, Share, SheetPlace, SheetPlaceKind, Theme, WayShare,
};

use super::steps::nature_text;
use crate::format;
use crate::map::{Target, use_map_state};
use crate::parts::Icon;
use crate::words::{Arg, say, t, tf};

/// A bar for the eye and the same as a list.
#[component]
pub fn Natures(natures: Vec<WayShare>, pnr: Option<Share>) -> impl IntoView {
    let whole: Metres = natures.iter().map(|way| way.length).sum();
    let bars = natures.clone();
    view! {
        <section class="sheet-section" data-test="natures">
            <h2>{say("route-natures")}</h2>
            {if natures.is_empty() {
                view! { <p class="muted">{say("unknown")}</p> }.into_any()
            } else {
                view! {
                    <div class="stack" aria-hidden="true">
                        {bars
                            .into_iter()
                            .map(|way| {
                                view! {
                                    <span
                                        class=format!("stack-part nature-{}", nature_class(way.nature))
                                        style:flex-grow=crate::format::fixed(way.length.value(), 1)
                                    ></span>
                                }
                            })
                            .collect_view()}
                    </div>
                    <ul class="stack-legend">
                        {natures
                            .into_iter()
                            .map(|way| {
                                let share = Share::of(way.length, whole);
                                view! {
                                    <li>
                                        <span
                                            class=format!("swatch nature-{}", nature_class(way.nature))
                                            aria-hidden="true"
                                        ></span>
                                        <span>{move || nature_text(way.nature)}</span>
                                        <span class="stack-value">
                                            {move || format::distance(way.length)}
                                            {move || share.map(|share| format!(" · {}", format::share(share)))}
                                        </span>
                                    </li>
                                }
                            })
                            .collect_view()}
                    </ul>
                    <p class="muted">{say("route-natures-note")}</p>
                }
                    .into_any()
            }}
            {pnr
                .filter(|share| share.value() > 0.0)
                .map(|share| {
                    view! { <p>{move || tf("route-pnr", &[("share", Arg::Text(&format::share(share)))])}</p> }
                })}
        </section>
    }
}

fn nature_class(nature: Option<Nature>) -> &'static str {
    nature.map_or("unknown", Nature::as_str)
}

/// Points of interest of the agency, else what the names of the ways hint at.
#[component]
pub fn Themes(themes: Vec<Figure<Theme>>, places: Vec<SheetPlace>) -> impl IntoView {
    let points: Vec<_> =
        places.into_iter().filter(|place| place.kind == SheetPlaceKind::PointOfInterest).collect();
    let hinted = themes.iter().any(|theme| theme.origin == Origin::Hint);
    let none = themes.is_empty() && points.is_empty();
    view! {
        <section class="sheet-section" data-test="themes">
            <h2>{say("route-heritage")}</h2>
            <ul class="plain-list">
                {points
                    .into_iter()
                    .map(|place| view! { <li>{place.name} {place.note.map(|note| format!(" : {note}"))}</li> })
                    .collect_view()}
            </ul>
            {if none {
                view! { <p class="muted">{say("unknown")}</p> }.into_any()
            } else {
                view! {
                    <ul class="tags">
                        {themes
                            .into_iter()
                            .map(|theme| {
                                view! {
                                    <li class="badge badge-moss">
                                        {move || t(&format!("theme-{}", theme.value.as_str()))}
                                    </li>
                                }
                            })
                            .collect_view()}
                    </ul>
                }
                    .into_any()
            }}
            {hinted.then(|| view! { <p class="muted">{say("route-themes-hint")}</p> })}
        </section>
    }
}

/// Towns and railway stations around, as the crow flies.
#[component]
pub fn Places(towns: Vec<Nearby>, stations: Vec<Nearby>) -> impl IntoView {
    view! {
        <section class="sheet-section" data-test="transport">
            <h2>{say("route-transport")}</h2>
            <h3>{say("route-stations")}</h3>
            <NearbyList places=stations />
            <p class="muted">{say("route-stations-note")}</p>
            <h3>{say("route-towns")}</h3>
            <NearbyList places=towns />
        </section>
    }
}

#[component]
fn NearbyList(places: Vec<Nearby>) -> impl IntoView {
    let map = use_map_state();
    if places.is_empty() {
        return view! { <p class="muted">{say("unknown")}</p> }.into_any();
    }
    view! {
        <ul class="places">
            {places
                .into_iter()
                .map(|place| {
                    let at = place.at;
                    view! {
                        <li>
                            <button
                                type="button"
                                class="place-button"
                                on:click=move |_| map.go_to.set(Some(Target::Point(at, 14.0)))
                            >
                                <Icon name="map-pin" />
                                <span>{place.name}</span>
                                <span class="stack-value">
                                    {move || {
                                        let distance = format::distance(place.distance);
                                        tf("route-straight", &[("distance", Arg::Text(&distance))])
                                    }}
                                </span>
                            </button>
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
    .into_any()
}

/// The communes in the order in which the route meets them.
#[component]
pub fn Communes(communes: Vec<CommuneName>) -> impl IntoView {
    let names: Vec<_> = communes.into_iter().map(|commune| commune.name).collect();
    view! {
        <section class="sheet-section" data-test="communes">
            <h2>{say("route-communes")}</h2>
            <p>{move || if names.is_empty() { t("unknown") } else { names.join(", ") }}</p>
        </section>
    }
}
