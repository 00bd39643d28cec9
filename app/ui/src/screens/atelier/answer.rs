//! The answer of the agency: in public under reviews and reports, to the author alone under recommendations.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use protocol::{Deed, PublicAnswer, QueueEntry, StaffAct, ThingId, ThingKind, limits};

use super::decide::act;
use super::desk::use_desk;
use super::drafts::{self, Of};
use super::shelf::Shelf;
use super::texts::count;
use crate::words::{Arg, say, t, tf};

#[component]
pub fn Answer(shelf: Shelf, entry: QueueEntry) -> impl IntoView {
    let desk = use_desk();
    let given = entry.answer.clone();
    let private = entry.kind == ThingKind::Recommendation;
    let title = if private { "atelier-answer-author" } else { "atelier-answer" };
    let form = desk.may(Deed::Answer).then(|| {
        view! { <AnswerForm shelf thing=entry.thing given=entry.answer.clone() hint=hint(entry.kind) /> }
    });
    (given.is_some() || form.is_some()).then(|| {
        view! {
            <section class="desk-part" aria-labelledby="answer-title">
                <h3 id="answer-title">{say(title)}</h3>
                {given.map(|answer| view! { <Given answer /> })}
                {form}
            </section>
        }
    })
}

fn hint(kind: ThingKind) -> &'static str {
    match kind {
        ThingKind::Review => "atelier-answer-hint-review",
        ThingKind::Recommendation => "atelier-answer-hint-author",
        ThingKind::Report => "atelier-answer-hint-report",
    }
}

#[component]
fn Given(answer: PublicAnswer) -> impl IntoView {
    let PublicAnswer { text, on, by } = answer;
    let line = move || tf("atelier-answered", &[("by", Arg::Text(&by)), ("on", Arg::Text(&on))]);
    view! {
        <blockquote class="desk-text" data-test="desk-answer">
            {text}
        </blockquote>
        <p class="muted">{line}</p>
    }
}

#[component]
fn AnswerForm(
    shelf: Shelf,
    thing: ThingId,
    given: Option<PublicAnswer>,
    hint: &'static str,
) -> impl IntoView {
    let desk = use_desk();
    let answered = given.is_some();
    let before = given.map(|answer| answer.text).unwrap_or_default();
    let text = RwSignal::new(drafts::draft(thing, Of::Answer).unwrap_or(before));
    let error = RwSignal::new(None::<&'static str>);
    let write = move |written: String| {
        drafts::keep(thing, Of::Answer, written.clone());
        text.set(written);
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let answer = StaffAct::Answer { text: text.with_untracked(|text| text.trim().to_owned()) };
        let nothing = text.with_untracked(|text| text.trim().is_empty());
        let wrong = match answer.check() {
            Ok(()) if nothing => Some("atelier-answer-missing"),
            Ok(()) => None,
            Err(_) => Some("atelier-answer-too-long"),
        };
        error.set(wrong);
        if wrong.is_none() {
            act(desk, shelf, thing, answer, move || drafts::drop(thing, Of::Answer));
        } else {
            crate::parts::focus("#answer-text");
        }
    };
    let left = move || {
        let left = limits::ANSWER.saturating_sub(text.with(|text| text.chars().count()));
        tf("atelier-characters-left", &[("n", count(left as u64))])
    };
    view! {
        <form on:submit=submit novalidate>
            <label class="field-label" for="answer-text">
                {move || t(if answered { "atelier-answer-change" } else { "atelier-answer-write" })}
            </label>
            <textarea
                id="answer-text"
                class="textarea"
                maxlength=limits::ANSWER.to_string()
                data-test="answer-text"
                aria-describedby="answer-hint answer-error"
                prop:value=move || text.get()
                on:input=move |event| write(event_target_value(&event))
            ></textarea>
            <p id="answer-hint" class="muted field-hint">
                {say(hint)}
                " "
                {left}
            </p>
            <p id="answer-error" class="field-error" role="alert">
                {move || error.get().map(t)}
            </p>
            <div class="desk-acts">
                <button type="submit" class="button" data-test="answer-save">
                    {say("atelier-answer-save")}
                </button>
                {answered
                    .then(|| {
                        let take_back = move |_| {
                            let none = StaffAct::Answer { text: String::new() };
                            act(desk, shelf, thing, none, move || drafts::drop(thing, Of::Answer));
                        };
                        view! {
                            <button
                                type="button"
                                class="button button-quiet"
                                data-test="answer-remove"
                                on:click=take_back
                            >
                                {say("atelier-answer-remove")}
                            </button>
                        }
                    })}
            </div>
        </form>
    }
}
