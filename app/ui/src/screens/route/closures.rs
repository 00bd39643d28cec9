//! The state of the day at the top of the sheet: what is closed today and later, and until when; that nothing is told to
//! be closed; or that nobody tells. Past closures are gone by themselves.

use jiff::civil::Date;
use leptos::prelude::*;
use pdipr_data::domain::{RouteClosure, RouteSheet, Standing};

use crate::device::this_day;
use crate::format;
use crate::parts::Icon;
use crate::parts::closed::{self, Origin};
use crate::words::{Arg, t, tf};

#[component]
pub fn Closures(sheet: RouteSheet) -> impl IntoView {
    move || standing(&sheet, this_day())
}

fn standing(sheet: &RouteSheet, day: Date) -> AnyView {
    let state = &sheet.state;
    let parts = sheet.parts.len();
    let started = sheet.card.start.is_some();
    let origin = move |closure: &RouteClosure| match (parts, started) {
        (2.., _) => Origin::Part(closure.part as u32 + 1),
        (_, true) => Origin::Start,
        _ => Origin::Line,
    };
    let (closed, coming) = match state.on(day) {
        Standing::Unknown => {
            return view! { <Quiet key="state-unknown" day=sheet.inscribed_to /> }.into_any();
        }
        Standing::Told { closed, coming } => (closed, coming),
    };
    if closed.is_empty() && coming.is_empty() {
        return view! { <Quiet key="state-no-closure" day=state.known.and_then(|known| known.as_of) /> }
            .into_any();
    }
    let list = |closures: Vec<&RouteClosure>, coming: bool| {
        let items = closures.into_iter().cloned().map(|closure| {
            let origin = origin(&closure);
            view! { <Told closure coming origin /> }
        });
        items.collect_view()
    };
    view! {
        {(!closed.is_empty())
            .then(|| {
                view! {
                    <div class="banner banner-alert" data-test="closed">
                        <Icon name="octagon-x" />
                        <ul class="closures">{list(closed, false)}</ul>
                    </div>
                }
            })}
        {(!coming.is_empty())
            .then(|| {
                view! {
                    <div class="banner banner-ochre" data-test="closure-coming">
                        <Icon name="triangle-alert" />
                        <ul class="closures">{list(coming, true)}</ul>
                    </div>
                }
            })}
    }
    .into_any()
}

/// "Fermé du … au … : gué submergé", and below where, and who says so.
#[component]
fn Told(closure: RouteClosure, coming: bool, origin: Origin) -> impl IntoView {
    let (named, placed) = (closure.clone(), closure.clone());
    view! {
        <li>
            <p class="banner-title">
                {move || closed::said(named.days, coming, named.reason.as_ref(), named.reason_en.as_ref())}
            </p>
            <p>{move || closed::place(&placed, origin)}</p>
            {closure
                .source
                .map(|source| {
                    view! { <p class="muted">{move || tf("closed-source", &[("name", Arg::Text(&source))])}</p> }
                })}
        </li>
    }
}

#[component]
fn Quiet(key: &'static str, day: Option<Date>) -> impl IntoView {
    view! {
        <p class="sheet-state muted" data-test="day-state">
            {move || {
                let day = day.map_or_else(|| t("unknown"), format::date);
                tf(key, &[("day", Arg::Text(&day))])
            }}
        </p>
    }
}
