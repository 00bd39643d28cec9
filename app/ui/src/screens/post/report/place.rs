//! Where the problem is: where the hiker stands, a point of the map, or a point along the route; told in words. Positions
//! go to the engine, which answers with a place on a way, and are forgotten.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use pdipr_data::domain::{Metres, Position, RouteId};
use sente_core::ApiError;
use sente_core::calls::{OpenCards, OpenRoute, PlaceOf};
use sente_core::community::SnappedPlace;

use super::super::drafts::{NamedPlace, ReportDraft};
use super::super::fields::{Needed, WrongText, described_by};
use super::super::form::Form;
use super::super::wrong::{Field, Wrong, refusal};
use crate::backend::{asked, use_backend};
use crate::device::position;
use crate::format;
use crate::map::use_map_state;
use crate::parts::{Icon, announce};
use crate::way::{point_on_walk, walked};
use crate::words::{Arg, say, t, tf};

const FIELD: Field = Field::Place;

#[component]
pub fn PlaceField(form: Form<ReportDraft>, route: Option<RouteId>) -> impl IntoView {
    let wrong = form.wrong.at(FIELD);
    let place = form.part(|draft| draft.place.clone());
    let looking = RwSignal::new(false);
    let address = StoredValue::new(route);
    // A point of the map that the hiker has put a finger on; another way than that of the address may lead there.
    let pointed = use_map_state().reported;
    if let Some(at) = pointed.get_untracked() {
        pointed.set(None);
        find(form, looking, at, None);
    }
    let here = move |_| {
        if looking.get_untracked() {
            return;
        }
        looking.set(true);
        announce(t("near-waiting"));
        spawn_local(async move {
            match position().await {
                Ok(fix) if looking.try_get_untracked().is_some() => {
                    find(form, looking, fix.at, address.get_value());
                }
                Ok(_) => {}
                Err(refused) => {
                    leptos::logging::log!("no position: {refused:?}");
                    looking.try_set(false);
                    form.wrong.tell(vec![Wrong::key(FIELD, "write-place-refused")]);
                }
            }
        });
    };
    let along = Memo::new(move |_| {
        let found = place.with(|place| place.as_ref().and_then(|named| named.place.route.clone()));
        found.map(|route| RouteId(route.0)).or_else(|| address.get_value())
    });
    view! {
        <fieldset
            id=FIELD.id()
            class="write-field"
            aria-describedby=described_by(FIELD, wrong)
        >
            <legend class="field-label">
                {say("write-place")} " " <Needed />
            </legend>
            <p class="write-place" data-test="post-place">
                <Icon name="map-pin" />
                <span>{move || place.get().map_or_else(|| t("write-place-unknown"), |place| place_text(&place))}</span>
            </p>
            <div class="segments">
                <button
                    type="button"
                    class="button"
                    data-test="place-here"
                    aria-disabled=move || looking.get().then_some("true")
                    on:click=here
                >
                    <Icon name="locate-fixed" />
                    {move || t(if looking.get() { "write-place-looking" } else { "write-place-here" })}
                </button>
                <A href="/carte" attr:class="button" attr:data-test="place-on-map">
                    <Icon name="map" />
                    {say("write-place-map")}
                </A>
            </div>
            <p class="muted field-hint">{say("write-place-why")}</p>
            {move || along.get().map(|route| view! { <Along form route looking /> })}
            <WrongText field=FIELD wrong />
        </fieldset>
    }
}

/// "GR 22, à 640 m du départ, à Saint-Piat".
fn place_text(named: &NamedPlace) -> String {
    let metres = format::distance(Metres::whole(named.place.metres));
    let metres = [("metres", Arg::Text(metres.as_str()))];
    let mut text = vec![match (&named.place.route, &named.route) {
        (Some(route), name) => {
            let name = name.as_deref().unwrap_or(route.as_str());
            tf("write-place-on-route", &[("route", Arg::Text(name)), metres[0]])
        }
        (None, _) => tf("write-place-on-way", &metres),
    }];
    if let Some(commune) = &named.commune {
        text.push(tf("closed-at", &[("commune", Arg::Text(commune))]));
    }
    text.join(", ")
}

/// Has the engine say where on the ways that is: on this route, else on the nearest way.
fn find(form: Form<ReportDraft>, looking: RwSignal<bool>, at: Position, route: Option<RouteId>) {
    looking.set(true);
    spawn_local(async move {
        let found = match snapped(at, route).await {
            Ok(Some(found)) => named(found).await.map(Some),
            Ok(None) => Ok(None),
            Err(error) => Err(error),
        };
        // The screen may be left by now.
        if looking.try_set(false).is_some() {
            return;
        }
        match found {
            Ok(Some(place)) => put(form, place),
            Ok(None) => form.wrong.tell(vec![Wrong::key(FIELD, "write-place-nowhere")]),
            Err(error) => form.wrong.tell(vec![Wrong { field: FIELD, ..refusal(error) }]),
        }
    });
}

fn put(form: Form<ReportDraft>, place: NamedPlace) {
    announce(place_text(&place));
    form.change(FIELD, |draft| draft.move_to(place));
}

async fn snapped(at: Position, route: Option<RouteId>) -> Result<Option<SnappedPlace>, ApiError> {
    let backend = use_backend();
    if route.is_some()
        && let Some(found) = backend.ask(PlaceOf { at, route }).await?
    {
        return Ok(Some(found));
    }
    backend.ask(PlaceOf { at, route: None }).await
}

async fn named(found: SnappedPlace) -> Result<NamedPlace, ApiError> {
    let ids: Vec<RouteId> = found.place.route.iter().map(|route| RouteId(route.0.clone())).collect();
    let cards = if ids.is_empty() { Vec::new() } else { use_backend().ask(OpenCards { ids }).await? };
    let route = cards.into_iter().next().map(|card| card.name);
    Ok(NamedPlace { place: found.place, route, commune: found.commune_name })
}

/// A handle along the route, from its start to its end.
#[component]
fn Along(form: Form<ReportDraft>, route: RouteId, looking: RwSignal<bool>) -> impl IntoView {
    let of = route.clone();
    let opened = asked(move || OpenRoute { id: of.clone() });
    move || {
        let Some(Ok(opened)) = opened.get() else { return ().into_any() };
        let sheet = opened.sheet;
        let total = walked(&sheet.parts);
        let id = sheet.card.id.clone();
        let here = id.clone();
        let metres = form.part(move |draft| {
            let on_it = draft.place.as_ref().filter(|named| {
                named.place.route.as_ref().is_some_and(|route| route.as_str() == here.as_str())
            });
            on_it.map_or(0, |named| named.place.metres)
        });
        // While the finger moves only the words follow.
        let moving = RwSignal::new(None::<u32>);
        let said = move || {
            let metres = format::distance(Metres::whole(moving.get().unwrap_or_else(|| metres.get())));
            tf("write-place-along-value", &[("metres", Arg::Text(&metres))])
        };
        let parts = StoredValue::new(sheet.parts);
        let choose = move |chosen: u32| {
            let at = parts.with_value(|parts| point_on_walk(parts, Metres::whole(chosen)));
            let Some(at) = at else { return };
            let route = Some(id.clone());
            looking.set(true);
            spawn_local(async move {
                let found = match use_backend().ask(PlaceOf { at, route }).await {
                    Ok(Some(found)) => named(found).await.map(Some),
                    Ok(None) => Ok(None),
                    Err(error) => Err(error),
                };
                if looking.try_set(false).is_some() {
                    return;
                }
                match found {
                    // Where the route passes twice, the hiker has said which time.
                    Ok(Some(mut place)) => {
                        place.place.metres = chosen;
                        put(form, place);
                    }
                    Ok(None) => form.wrong.tell(vec![Wrong::key(FIELD, "write-place-nowhere")]),
                    Err(error) => form.wrong.tell(vec![Wrong { field: FIELD, ..refusal(error) }]),
                }
            });
        };
        view! {
            <div class="write-along">
                <label for="post-along">{say("write-place-along")}</label>
                <input
                    id="post-along"
                    type="range"
                    min="0"
                    max=format::fixed(total.value(), 0)
                    step="10"
                    data-test="place-along"
                    prop:value=move || metres.get().to_string()
                    aria-valuetext=said
                    on:input=move |event| moving.set(event_target_value(&event).parse().ok())
                    on:change=move |event| {
                        moving.set(None);
                        if let Ok(chosen) = event_target_value(&event).parse() {
                            choose(chosen);
                        }
                    }
                />
                <output for="post-along">{said}</output>
            </div>
        }
        .into_any()
    }
}

#[cfg(test)]
mod tests {
    use protocol::{Place, RouteRef, SegmentRef};

    use super::*;

    #[test]
    fn a_place_is_told_by_its_route_or_as_a_way() {
        let route = Some(RouteRef("f3".into()));
        let mut named = NamedPlace {
            place: Place { route, segment: Some(SegmentRef("tr1".into())), commune: None, metres: 640 },
            route: Some("F3 — Saint-Piat".into()),
            commune: Some("Saint-Piat".into()),
        };
        let plain = |named: &NamedPlace| place_text(named).replace('\u{a0}', " ");
        assert_eq!(plain(&named), "F3 — Saint-Piat, à 640 m du départ, à Saint-Piat");
        (named.place.route, named.commune) = (None, None);
        assert_eq!(plain(&named), "Chemin inscrit sans itinéraire, à 640 m de son début");
    }
}
