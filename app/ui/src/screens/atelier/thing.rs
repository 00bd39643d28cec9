//! The thing that is looked at: what its author has written, with everything that helps to decide, and what can be done.

use leptos::prelude::*;
use protocol::{
    Act, Criteria, Deed, QueueEntry, Recommendation, Report, Review, StaffAct, Stars, ThingId, ThingKind,
    ThingState,
};

use super::answer::Answer;
use super::decide::{act, take_back};
use super::desk::{Desk, use_desk};
use super::history::History;
use super::photos::Photos;
use super::refuse::Refusing;
use super::report::{Handling, PlaceLine};
use super::rows::close;
use super::shelf::{Shelf, route};
use super::texts::{clock, heading, stars_text, state_text, when};
use crate::community::{audience_key, condition_key};
use crate::format;
use crate::parts::Icon;
use crate::preferences::settings;
use crate::words::{Arg, say, t, tf};

/// Whether this thing can be published now by whoever is signed in; not tracked.
pub fn can_publish(desk: Desk, shelf: Shelf, thing: ThingId) -> bool {
    let fits = shelf.entry(thing).is_some_and(|entry| publishable(&entry));
    fits && desk.may(Deed::Publish)
}

pub fn can_refuse(desk: Desk, shelf: Shelf, thing: ThingId) -> bool {
    let fits = shelf.entry(thing).is_some_and(|entry| refusable(&entry));
    fits && desk.may(Deed::Refuse)
}

fn publishable(entry: &QueueEntry) -> bool {
    entry.kind != ThingKind::Report
        && matches!(entry.state, ThingState::Moderated | ThingState::Refused { .. })
}

fn refusable(entry: &QueueEntry) -> bool {
    entry.kind != ThingKind::Report && matches!(entry.state, ThingState::Moderated | ThingState::Published)
}

#[component]
pub fn ThingView(shelf: Shelf, refusing: Refusing, entry: QueueEntry) -> impl IntoView {
    let desk = use_desk();
    let thing = entry.thing;
    let state = entry.state.clone();
    let shown = StoredValue::new(entry.clone());
    let words = match &entry.state {
        ThingState::Refused { refusal } if !refusal.words.is_empty() => Some(refusal.words.clone()),
        _ => None,
    };
    view! {
        <button type="button" class="button button-quiet desk-back" data-test="desk-back" on:click=move |_| close(shelf)>
            <Icon name="chevron-left" />
            {say("atelier-back")}
        </button>
        <h2 class="section-title" tabindex="-1" data-test="desk-heading">
            {move || shown.with_value(heading)}
        </h2>
        <p class="desk-state" data-test="desk-state">
            {move || state_text(&state)}
        </p>
        {words.map(|words| view! { <p class="muted">{words}</p> })}
        <RouteLine entry=entry.clone() />
        {content(&entry)}
        <p class="muted">{move || tf("atelier-received", &[("when", Arg::Text(&when(entry.received)))])}</p>
        <div class="desk-acts">
            {(publishable(&shown.get_value()) && desk.may(Deed::Publish))
                .then(|| {
                    view! {
                        <button
                            type="button"
                            class="button button-primary"
                            data-test="publish"
                            aria-keyshortcuts=move || settings().single_keys.then_some("p")
                            on:click=move |_| act(desk, shelf, thing, StaffAct::Publish, || {})
                        >
                            <Icon name="check" />
                            {say("atelier-publish")}
                        </button>
                    }
                })}
            {(refusable(&shown.get_value()) && desk.may(Deed::Refuse))
                .then(|| {
                    view! {
                        <button
                            type="button"
                            class="button"
                            data-test="refuse"
                            aria-keyshortcuts=move || settings().single_keys.then_some("r")
                            on:click=move |_| refusing.ask(vec![thing])
                        >
                            <Icon name="x" />
                            {say("atelier-refuse-some")}
                        </button>
                    }
                })}
            <UndoButton shelf thing until=entry.undo_until />
        </div>
        {(entry.kind == ThingKind::Report).then(|| view! { <Handling shelf entry=shown.get_value() /> })}
        <Answer shelf entry=shown.get_value() />
        <History thing />
    }
}

/// As long as the last decision can be undone.
#[component]
fn UndoButton(shelf: Shelf, thing: ThingId, until: Option<i64>) -> impl IntoView {
    let desk = use_desk();
    let until = until.filter(|until| *until > js_sys::Date::now() as i64 && desk.may(Deed::Undo));
    until.map(|until| {
        view! {
            <button
                type="button"
                class="button button-quiet"
                data-test="undo-decision"
                on:click=move |_| take_back(desk, shelf, vec![thing])
            >
                <Icon name="undo-2" />
                {move || tf("atelier-undo-until", &[("time", Arg::Text(&clock(until)))])}
            </button>
        }
    })
}

#[component]
fn RouteLine(entry: QueueEntry) -> impl IntoView {
    let desk = use_desk();
    route(&entry).cloned().map(|route| {
        let href = format!("/itineraire/{route}");
        view! {
            <p>
                <a href=href data-test="desk-route">
                    {move || desk.route_name(&route)}
                </a>
            </p>
        }
    })
}

fn content(entry: &QueueEntry) -> AnyView {
    match entry.last.act.clone() {
        Act::Review(review) => view! { <ReviewView review /> }.into_any(),
        Act::Recommendation(one) => view! { <RecommendationView one /> }.into_any(),
        Act::Report(report) => view! { <ReportView report confirmed=entry.confirmed /> }.into_any(),
        Act::Withdraw(_) | Act::Satisfaction(_) => ().into_any(),
    }
}

/// What its author has written, as text and nothing else.
#[component]
fn Written(text: String, by: String) -> impl IntoView {
    let author = move || if by.is_empty() { t("atelier-anonymous") } else { by.clone() };
    view! {
        {(!text.is_empty()).then(|| view! { <blockquote class="desk-text" data-test="desk-text">{text}</blockquote> })}
        <p class="muted">{move || tf("atelier-by", &[("name", Arg::Text(&author()))])}</p>
    }
}

#[component]
fn ReviewView(review: Review) -> impl IntoView {
    let Review { criteria, text, walked, conditions, recommends, photos, by, .. } = review;
    view! {
        <Written text by=by.0 />
        <dl class="desk-facts">
            {judged(criteria)}
            <div>
                <dt>{say("atelier-walked")}</dt>
                <dd>{move || format::month(walked)}</dd>
            </div>
            {(!conditions.is_empty())
                .then(|| {
                    let list = move || joined(conditions.iter().map(|one| t(condition_key(*one))));
                    view! {
                        <div>
                            <dt>{say("atelier-conditions")}</dt>
                            <dd>{list}</dd>
                        </div>
                    }
                })}
            {(!recommends.is_empty())
                .then(|| {
                    let list = move || joined(recommends.iter().map(|one| t(audience_key(*one))));
                    view! {
                        <div>
                            <dt>{say("atelier-recommends")}</dt>
                            <dd>{list}</dd>
                        </div>
                    }
                })}
        </dl>
        <Photos photos />
    }
}

fn joined(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join(", ")
}

fn judged(criteria: Criteria) -> impl IntoView {
    let row = |key: &'static str, stars: Option<Stars>| {
        stars.map(|stars| {
            view! {
                <div>
                    <dt>{say(key)}</dt>
                    <dd>{move || stars_text(stars)}</dd>
                </div>
            }
        })
    };
    (
        row("atelier-criterion-description", criteria.description),
        row("atelier-criterion-waymarks", criteria.waymarks),
        row("atelier-criterion-interest", criteria.interest),
    )
}

#[component]
fn RecommendationView(one: Recommendation) -> impl IntoView {
    view! { <Written text=one.sentence by=one.by.0 /> }
}

#[component]
fn ReportView(report: Report, confirmed: u32) -> impl IntoView {
    let Report { place, text, photos, .. } = report;
    view! {
        <PlaceLine place />
        {(!text.is_empty()).then(|| view! { <blockquote class="desk-text" data-test="desk-text">{text}</blockquote> })}
        {(confirmed > 0)
            .then(|| view! { <p>{move || tf("atelier-confirmed", &[("n", Arg::Count(confirmed))])}</p> })}
        <Photos photos />
    }
}
