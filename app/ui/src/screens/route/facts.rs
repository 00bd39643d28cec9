//! The written part of the sheet: introduction, sensitive areas, practical, accessibility, source. Each block
//! stands in its place even where nobody has filled it, and says so.

use leptos::prelude::*;
use pdipr_data::domain::{RouteSheet, SheetPlace, SheetPlaceKind};

use crate::format;
use crate::words::{Arg, say, t, tf};

/// A text of the agency, or *non renseigné*.
#[component]
fn Text(text: Option<String>) -> impl IntoView {
    match text {
        Some(text) => view! { <p class="agency-text">{text}</p> }.into_any(),
        None => view! { <p class="muted">{say("unknown")}</p> }.into_any(),
    }
}

#[component]
pub fn Introduction(text: Option<String>) -> impl IntoView {
    view! {
        <section class="sheet-section">
            <h2>{say("route-introduction")}</h2>
            <Text text />
        </section>
    }
}

#[component]
pub fn Sensitive(text: Option<String>) -> impl IntoView {
    view! {
        <section class="sheet-section">
            <h2>{say("route-sensitive")}</h2>
            <Text text />
        </section>
    }
}

/// Access, parking, water, toilets: one line each.
#[component]
pub fn Practical(sheet: RouteSheet) -> impl IntoView {
    let texts = sheet.texts;
    let places = sheet.places;
    let rows = [
        ("route-access", texts.practical, None),
        ("route-parking", texts.parking, Some(SheetPlaceKind::Parking)),
        ("route-water", texts.water, Some(SheetPlaceKind::Water)),
        ("route-toilets", None, Some(SheetPlaceKind::Toilets)),
    ];
    view! {
        <section class="sheet-section" data-test="practical">
            <h2>{say("route-practical")}</h2>
            <dl class="facts">
                {rows
                    .into_iter()
                    .map(|(name, text, kind)| {
                        let value = text.or_else(|| kind.and_then(|kind| named(&places, kind)));
                        view! { <Fact name value=Signal::stored(value) /> }
                    })
                    .collect_view()}
            </dl>
        </section>
    }
}

fn named(places: &[SheetPlace], kind: SheetPlaceKind) -> Option<String> {
    let names: Vec<_> =
        places.iter().filter(|place| place.kind == kind).map(|place| place.name.as_str()).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

#[component]
pub fn Accessibility(text: Option<String>) -> impl IntoView {
    view! {
        <section class="sheet-section">
            <h2>{say("route-accessibility")}</h2>
            <Text text />
        </section>
    }
}

/// Where the line comes from, since when, under which codes and licence.
#[component]
pub fn Source(sheet: RouteSheet) -> impl IntoView {
    let codes = sheet.raw_codes.join(" · ");
    let (from, to) = (sheet.inscribed_from, sheet.inscribed_to);
    let dates = move || match (from, to) {
        (Some(from), Some(to)) if from != to => Some(tf(
            "route-inscribed-between",
            &[("from", Arg::Text(&format::date(from))), ("to", Arg::Text(&format::date(to)))],
        )),
        (Some(day), _) | (None, Some(day)) => Some(format::date(day)),
        (None, None) => None,
    };
    view! {
        <section class="sheet-section" data-test="source">
            <h2>{say("route-source")}</h2>
            <dl class="facts">
                <Fact name="route-source-name" value=Signal::derive(|| Some(t("route-source-register"))) />
                <Fact name="route-licence" value=Signal::derive(|| Some(t("route-licence-open"))) />
                <Fact name="route-inscribed-on" value=Signal::derive(dates) />
                <Fact name="route-raw-codes" value=Signal::stored((!codes.is_empty()).then_some(codes)) />
                <Fact name="route-last-check" value=Signal::stored(None) />
            </dl>
            <p class="muted">{say("route-source-note")}</p>
        </section>
    }
}

#[component]
fn Fact(name: &'static str, value: Signal<Option<String>>) -> impl IntoView {
    view! {
        <div class="fact">
            <dt>{move || t(name)}</dt>
            <dd class:muted=move || value.with(Option::is_none)>{move || value.get().unwrap_or_else(|| t("unknown"))}</dd>
        </div>
    }
}
