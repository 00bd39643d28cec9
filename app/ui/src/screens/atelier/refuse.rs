//! Refusing: a canned reason, or words. The author reads both. What was typed stays until a refusal was taken.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use protocol::{Reason, Refusal, StaffAct, ThingId, limits};

use super::decide::{act, act_on_all};
use super::desk::use_desk;
use super::shelf::Shelf;
use super::texts::count;
use crate::community::reason_key;
use crate::parts::{Dialog, focus};
use crate::words::{say, t, tf};

/// What is about to be refused, and what for.
#[derive(Clone, Copy)]
pub struct Refusing {
    open: RwSignal<bool>,
    things: RwSignal<Vec<ThingId>>,
    reason: RwSignal<Option<Reason>>,
    words: RwSignal<String>,
    error: RwSignal<Option<&'static str>>,
}

impl Refusing {
    pub fn new() -> Refusing {
        Refusing {
            open: RwSignal::new(false),
            things: RwSignal::default(),
            reason: RwSignal::new(None),
            words: RwSignal::default(),
            error: RwSignal::new(None),
        }
    }

    /// Opens the dialogue for these things.
    pub fn ask(self, things: Vec<ThingId>) {
        self.things.set(things);
        self.error.set(None);
        self.open.set(true);
    }

    fn forget(self) {
        self.reason.set(None);
        self.words.set(String::new());
    }
}

/// The refusal, or the key of what is missing.
fn refusal(reason: Option<Reason>, words: &str) -> Result<Refusal, &'static str> {
    let reason = reason.ok_or("atelier-reason-missing")?;
    let refusal = Refusal { reason, words: words.trim().to_owned() };
    match StaffAct::Refuse(refusal.clone()).check() {
        Ok(()) => Ok(refusal),
        Err(_) if refusal.words.is_empty() => Err("atelier-words-missing"),
        Err(_) => Err("atelier-words-too-long"),
    }
}

#[component]
pub fn RefuseDialog(shelf: Shelf, refusing: Refusing) -> impl IntoView {
    let title = Signal::derive(move || {
        let things = refusing.things.with(Vec::len) as u64;
        tf("atelier-refuse-title", &[("n", count(things))])
    });
    view! {
        <Dialog open=refusing.open title test="refuse-dialog">
            <RefuseForm shelf refusing />
        </Dialog>
    }
}

#[component]
fn RefuseForm(shelf: Shelf, refusing: Refusing) -> impl IntoView {
    let desk = use_desk();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let found = refusing.words.with_untracked(|words| refusal(refusing.reason.get_untracked(), words));
        let refusal = match found {
            Ok(refusal) => refusal,
            Err(missing) => {
                refusing.error.set(Some(missing));
                let reason = missing == "atelier-reason-missing";
                focus(if reason { "[name=reason]" } else { "#refuse-words" });
                return;
            }
        };
        refusing.open.set(false);
        let things = refusing.things.get_untracked();
        match things.as_slice() {
            [thing] => act(desk, shelf, *thing, StaffAct::Refuse(refusal), move || refusing.forget()),
            _ => act_on_all(desk, shelf, things, StaffAct::Refuse(refusal), move || refusing.forget()),
        }
    };
    let error = move |of: &'static [&'static str]| {
        move || refusing.error.get().filter(|error| of.contains(error)).map(t)
    };
    view! {
        <form class="refuse" on:submit=submit novalidate>
            <p class="muted">{say("atelier-refuse-lead")}</p>
            <fieldset class="choices" aria-describedby="reason-error">
                <legend class="field-label">{say("atelier-reason")}</legend>
                {Reason::ALL
                    .map(|reason| {
                        view! {
                            <label class="choice">
                                <input
                                    type="radio"
                                    name="reason"
                                    data-test=reason_key(reason)
                                    prop:checked=move || refusing.reason.get() == Some(reason)
                                    on:change=move |_| refusing.reason.set(Some(reason))
                                />
                                {move || t(reason_key(reason))}
                            </label>
                        }
                    })
                    .collect_view()}
                <p id="reason-error" class="field-error" role="alert">
                    {error(&["atelier-reason-missing"])}
                </p>
            </fieldset>
            <div class="field">
                <label class="field-label" for="refuse-words">
                    {say("atelier-words")}
                </label>
                <textarea
                    id="refuse-words"
                    class="textarea"
                    maxlength=limits::REASON.to_string()
                    data-test="refuse-words"
                    aria-describedby="words-error"
                    prop:value=move || refusing.words.get()
                    on:input=move |event| refusing.words.set(event_target_value(&event))
                ></textarea>
                <p id="words-error" class="field-error" role="alert" data-test="refuse-error">
                    {error(&["atelier-words-missing", "atelier-words-too-long"])}
                </p>
            </div>
            <div class="dialog-actions">
                <button type="button" class="button" on:click=move |_| refusing.open.set(false)>
                    {say("cancel")}
                </button>
                <button type="submit" class="button button-alert" data-test="refuse-yes">
                    {say("atelier-refuse")}
                </button>
            </div>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_reason_wants_words_and_a_canned_one_does_not() {
        assert_eq!(refusal(None, "Non."), Err("atelier-reason-missing"));
        assert_eq!(refusal(Some(Reason::Other), " "), Err("atelier-words-missing"));
        let canned = Refusal { reason: Reason::Insult, words: String::new() };
        assert_eq!(refusal(Some(Reason::Insult), ""), Ok(canned));
        assert_eq!(refusal(Some(Reason::Insult), &"é".repeat(501)), Err("atelier-words-too-long"));
    }
}
