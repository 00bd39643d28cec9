//! How far staff is with a report: its state, who looks after it, and whether it tells what another one tells already.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use protocol::{Deed, MergeInto, Place, QueueEntry, ReportStatus, StaffAct, ThingId, ThingState, limits};

use super::decide::act;
use super::desk::use_desk;
use super::drafts::{self, Of};
use super::pile::place;
use super::shelf::Shelf;
use super::texts::{heading, when};
use crate::community::status_key;
use crate::words::{Arg, say, t, tf};

/// Those that staff sets; a duplicate is made by merging.
const STATES: [ReportStatus; 5] = [
    ReportStatus::New,
    ReportStatus::Open,
    ReportStatus::Planned,
    ReportStatus::Solved,
    ReportStatus::Rejected,
];

/// "Saint-Prest, à 640 m du départ".
#[component]
pub fn PlaceLine(place: Place) -> impl IntoView {
    let desk = use_desk();
    let Place { route, segment, commune, metres } = place;
    let along = move || {
        let key = if route.is_some() { "atelier-place-route" } else { "atelier-place-segment" };
        let segment = segment.as_ref().map(|segment| segment.0.clone()).unwrap_or_default();
        let metres = crate::format::number(metres.into());
        tf(key, &[("metres", Arg::Text(&metres)), ("segment", Arg::Text(&segment))])
    };
    let line = move || match &commune {
        Some(commune) => format!("{}, {}", desk.commune_name(commune), along()),
        None => along(),
    };
    view! { <p data-test="desk-place">{line}</p> }
}

#[component]
pub fn Handling(shelf: Shelf, entry: QueueEntry) -> impl IntoView {
    let desk = use_desk();
    let ThingState::Report { status } = entry.state else { return ().into_any() };
    let assigned = entry.assigned.clone();
    let anything = [Deed::Status, Deed::Assign, Deed::Merge].iter().any(|deed| desk.may(*deed));
    view! {
        <section class="desk-part" aria-labelledby="handling-title">
            <h3 id="handling-title">{say("atelier-handling")}</h3>
            {desk.may(Deed::Status).then(|| view! { <Status shelf thing=entry.thing status /> })}
            {match desk.may(Deed::Assign) {
                true => view! { <Assignee shelf thing=entry.thing assigned /> }.into_any(),
                false => view! { <AssignedTo assigned /> }.into_any(),
            }}
            {(desk.may(Deed::Merge) && status != ReportStatus::Duplicate)
                .then(|| view! { <Duplicates shelf entry=entry.clone() /> })}
            {(!anything).then(|| view! { <p class="muted">{say("atelier-read-only")}</p> })}
        </section>
    }
    .into_any()
}

#[component]
fn Status(shelf: Shelf, thing: ThingId, status: ReportStatus) -> impl IntoView {
    let desk = use_desk();
    view! {
        <fieldset>
            <legend class="field-label">{say("atelier-status")}</legend>
            <div class="desk-acts">
                {STATES
                    .map(|one| {
                        view! {
                            <button
                                type="button"
                                class="chip"
                                data-test=status_key(one)
                                aria-pressed=(one == status).to_string()
                                on:click=move |_| {
                                    if one != status {
                                        act(desk, shelf, thing, StaffAct::Status { status: one }, || {});
                                    }
                                }
                            >
                                {move || t(status_key(one))}
                            </button>
                        }
                    })
                    .collect_view()}
            </div>
        </fieldset>
    }
}

#[component]
fn AssignedTo(assigned: Option<String>) -> impl IntoView {
    let line = move || match &assigned {
        Some(name) => tf("atelier-assigned", &[("name", Arg::Text(name))]),
        None => t("atelier-unassigned"),
    };
    view! { <p>{line}</p> }
}

#[component]
fn Assignee(shelf: Shelf, thing: ThingId, assigned: Option<String>) -> impl IntoView {
    let desk = use_desk();
    let given = assigned.clone().unwrap_or_default();
    let name = RwSignal::new(drafts::draft(thing, Of::Assignee).unwrap_or(given));
    let assign = move |to: String| {
        act(desk, shelf, thing, StaffAct::Assign { to }, move || drafts::drop(thing, Of::Assignee));
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        assign(name.with_untracked(|name| name.trim().to_owned()));
    };
    let own = desk.session_now().map(|session| session.shown).unwrap_or_default();
    let mine = assigned.as_deref() == Some(own.as_str());
    view! {
        <form class="desk-assign" on:submit=submit>
            <label class="field-label" for="assignee">
                {say("atelier-assignee")}
            </label>
            <input
                id="assignee"
                class="input"
                type="text"
                maxlength=limits::NAME.to_string()
                data-test="assignee"
                prop:value=move || name.get()
                on:input=move |event| {
                    let typed = event_target_value(&event);
                    drafts::keep(thing, Of::Assignee, typed.clone());
                    name.set(typed);
                }
            />
            <div class="desk-acts">
                <button type="submit" class="button" data-test="assign">
                    {say("atelier-assign")}
                </button>
                {(!mine)
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="button button-quiet"
                                data-test="assign-me"
                                on:click=move |_| assign(own.clone())
                            >
                                {say("atelier-assign-me")}
                            </button>
                        }
                    })}
            </div>
        </form>
    }
}

/// Reports that lie close by on the same way are offered; to merge is undone like any decision.
#[component]
fn Duplicates(shelf: Shelf, entry: QueueEntry) -> impl IntoView {
    let desk = use_desk();
    let thing = entry.thing;
    let near: Vec<_> = shelf.pile.with_untracked(|pile| {
        pile.near(&entry).into_iter().map(|(metres, other)| (metres, other.clone())).collect()
    });
    if near.is_empty() || place(&entry).is_none() {
        return view! { <p class="muted">{say("atelier-no-duplicates")}</p> }.into_any();
    }
    let rows = near.into_iter().map(|(metres, other)| {
        let into = other.thing;
        let line = move || {
            let what = format!("{} · {}", heading(&other), when(other.received));
            tf("atelier-near", &[("n", Arg::Count(metres)), ("what", Arg::Text(&what))])
        };
        view! {
            <li class="desk-near">
                <span>{line.clone()}</span>
                <button
                    type="button"
                    class="button"
                    data-test="merge"
                    aria-label=move || tf("atelier-merge-name", &[("what", Arg::Text(&line()))])
                    on:click=move |_| act(desk, shelf, thing, StaffAct::Merge(MergeInto { into }), || {})
                >
                    {say("atelier-merge")}
                </button>
            </li>
        }
    });
    view! {
        <div>
            <p class="field-label">{say("atelier-duplicates")}</p>
            <p class="muted field-hint">{say("atelier-duplicates-hint")}</p>
            <ul class="desk-nears">{rows.collect_view()}</ul>
        </div>
    }
    .into_any()
}
