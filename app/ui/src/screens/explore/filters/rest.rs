//! What one can trust (inscribed share, followable, park) and what no data feeds yet: accessibility, dogs, season,
//! state of the day, ratings, tarmac. The latter are here, disabled, with their reason.

use jiff::civil::Date;
use leptos::prelude::*;
use pdipr_data::domain::{Share, day};
use pdipr_data::filter::{Criterion, RouteFilter};

use super::fieldset::{Criteria, Reason, Tick};
use super::options::{ACCESSIBILITY, Options};
use super::reason_key;
use crate::format;
use crate::screens::explore::labels::criterion_key;
use crate::screens::explore::state::use_explore;
use crate::words::{Arg, say, t, tf};

const SHARES: &[u8] = &[50, 70, 90];

#[component]
pub fn Quality() -> impl IntoView {
    let explore = use_explore();
    let followable = Memo::new(move |_| explore.query.with(|query| query.filter.followable_only));
    let park = Memo::new(move |_| explore.query.with(|query| query.filter.in_pnr_perche));
    view! {
        <Criteria legend="explore-quality" note=Some("explore-quality-note")>
            <div class="options">
                <Tick
                    label=Signal::derive(say("explore-followable"))
                    on=followable
                    count=Signal::derive(move || explore.facets(|facets| facets.followable))
                    test="followable"
                    toggle=move |on| explore.ask_for(|query| query.filter.followable_only = on)
                />
                <Tick
                    label=Signal::derive(say("explore-pnr"))
                    on=park
                    count=Signal::derive(move || explore.facets(|facets| facets.pnr_perche))
                    test="pnr"
                    toggle=move |on| explore.ask_for(|query| query.filter.in_pnr_perche = on)
                />
            </div>
            <Choice
                criterion=Criterion::Inscribed
                options=SHARES
                say=|percent| tf("explore-at-least", &[("value", Arg::Text(&format::percent(percent)))])
                chosen=|filter| filter.inscribed_at_least.map(percent_of)
                set=|filter, percent| filter.inscribed_at_least = percent.and_then(share_of)
            />
        </Criteria>
    }
}

#[component]
pub fn Accessible() -> impl IntoView {
    let explore = use_explore();
    let dogs = Memo::new(move |_| explore.query.with(|query| query.filter.dogs_welcome));
    let reason = Memo::new(move |_| reason_key(Criterion::Dogs));
    view! {
        <Options spec=&ACCESSIBILITY />
        <Criteria legend="explore-dogs-legend">
            {move || reason.get().map(|key| view! { <Reason key /> })}
            <Tick
                label=Signal::derive(say("explore-dogs"))
                on=dogs
                count=Signal::stored(None)
                disabled=Signal::derive(move || reason.get().is_some())
                test="dogs"
                toggle=move |on| explore.ask_for(|query| query.filter.dogs_welcome = on)
            />
        </Criteria>
    }
}

const MONTHS: &[u8] = &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/// When: the month in which the agency recommends the route, and the day on which it is open.
#[component]
pub fn DayState() -> impl IntoView {
    let explore = use_explore();
    let day = move || explore.query.with(|query| query.filter.open_on.map(|day| day.to_string()));
    let on = Memo::new(move |_| explore.query.with(|query| query.filter.open_on.is_some()));
    // The day that is asked for, else today's; its number of routes came with the list.
    let told = Memo::new(move |_| explore.facets(|facets| facets.open_on).flatten());
    view! {
        <Criteria legend="explore-season" criterion=Some(Criterion::Season)>
            <Choice
                criterion=Criterion::Season
                quiet=true
                options=MONTHS
                say=|month| t(&format!("explore-month-{month}"))
                chosen=|filter| filter.month
                set=|filter, month| filter.month = month
            />
        </Criteria>
        <Criteria legend="explore-open-on" criterion=Some(Criterion::OpenOn) note=Some("explore-open-on-note")>
            {move || {
                told.get()
                    .map(|told| {
                        view! {
                            <Tick
                                label=Signal::derive(move || no_closure_on(told.day))
                                on
                                count=Signal::stored(Some(told.count))
                                test="open-on"
                                toggle=move |on| {
                                    explore.ask_for(|query| query.filter.open_on = on.then_some(told.day));
                                }
                            />
                        }
                    })
            }}
            <input
                type="date"
                class="field"
                data-test="open-on-day"
                aria-label=say("explore-open-on-day")
                prop:value=move || day().unwrap_or_default()
                on:change=move |event| {
                    let chosen = day::read(&event_target_value(&event));
                    explore.ask_for(|query| query.filter.open_on = chosen);
                }
            />
        </Criteria>
    }
}

fn no_closure_on(day: Date) -> String {
    tf("explore-no-closure-on", &[("date", Arg::Text(&format::date(day)))])
}

const STARS: &[u8] = &[3, 4, 5];
const TARMAC: &[u8] = &[10, 30, 50];

#[component]
pub fn Rated() -> impl IntoView {
    view! {
        <Criteria legend="explore-rating" criterion=Some(Criterion::Rating)>
            <Choice
                criterion=Criterion::Rating
                quiet=true
                options=STARS
                say=|stars| tf("explore-chip-rating", &[("rating", Arg::Text(&stars.to_string()))])
                chosen=|filter| filter.rating_at_least.map(|rating| rating.round() as u8)
                set=|filter, stars| filter.rating_at_least = stars.map(f32::from)
            />
        </Criteria>
        <Criteria legend="explore-tarmac" criterion=Some(Criterion::Tarmac)>
            <Choice
                criterion=Criterion::Tarmac
                quiet=true
                options=TARMAC
                say=|percent| tf("explore-chip-tarmac", &[("share", Arg::Text(&format::percent(percent)))])
                chosen=|filter| filter.tarmac_at_most.map(percent_of)
                set=|filter, percent| filter.tarmac_at_most = percent.and_then(share_of)
            />
        </Criteria>
    }
}

/// A list to choose one value from, or none.
#[component]
fn Choice(
    criterion: Criterion,
    /// The name stands in the legend already: readers alone need it again.
    #[prop(optional)]
    quiet: bool,
    options: &'static [u8],
    say: fn(u8) -> String,
    chosen: fn(&RouteFilter) -> Option<u8>,
    set: fn(&mut RouteFilter, Option<u8>),
) -> impl IntoView {
    let explore = use_explore();
    let now = Memo::new(move |_| explore.query.with(|query| chosen(&query.filter)));
    let option = move |value: u8| {
        view! {
            <option value=value.to_string() prop:selected=move || now.get() == Some(value)>
                {move || say(value)}
            </option>
        }
    };
    view! {
        <label class="filter-choice">
            <span class="option-name" class:sr-only=quiet>{move || t(criterion_key(criterion))}</span>
            <select
                class="select"
                data-test=format!("choice-{criterion:?}").to_ascii_lowercase()
                on:change=move |event| {
                    let value = event_target_value(&event).parse().ok();
                    explore.ask_for(|query| set(&mut query.filter, value));
                }
            >
                <option value="" prop:selected=move || now.get().is_none()>
                    {move || t("explore-any")}
                </option>
                {options.iter().copied().map(option).collect_view()}
            </select>
        </label>
    }
}

fn percent_of(share: Share) -> u8 {
    (share.value() * 100.0).round() as u8
}

fn share_of(percent: u8) -> Option<Share> {
    Share::try_from(f64::from(percent) / 100.0).ok()
}
