//! The controls of the forms: each has a label, says what is wrong under itself, and is as large as a finger.

use leptos::prelude::*;
use protocol::limits;

use super::wrong::Field;
use crate::format;
use crate::parts::{Icon, Segment};
use crate::words::{Arg, say, t, tf};

/// The sentence under a field.
#[component]
pub fn WrongText(field: Field, wrong: Signal<Option<String>>) -> impl IntoView {
    move || {
        wrong.get().map(|text| {
            view! {
                <p id=field.wrong_id() class="field-wrong" data-test=field.wrong_id()>
                    <Icon name="octagon-x" />
                    <span>{text}</span>
                </p>
            }
        })
    }
}

/// The id of the sentence that says what is wrong, while there is one.
pub fn described_by(field: Field, wrong: Signal<Option<String>>) -> impl Fn() -> Option<String> + Clone {
    move || wrong.with(Option::is_some).then(|| field.wrong_id())
}

fn invalid(wrong: Signal<Option<String>>) -> impl Fn() -> Option<&'static str> + Clone {
    move || wrong.with(Option::is_some).then_some("true")
}

/// Several lines, with what is left of their room.
#[component]
pub fn LongText(
    label: &'static str,
    hint: &'static str,
    most: usize,
    value: Signal<String>,
    set: Callback<String>,
    wrong: Signal<Option<String>>,
) -> impl IntoView {
    const FIELD: Field = Field::Text;
    let left = move || value.with(|text| most as i64 - text.chars().count() as i64);
    let said = move || {
        let left = left();
        let number = format::number(left.unsigned_abs());
        let key = if left < 0 { "write-over" } else { "write-left" };
        let count = u32::try_from(left.unsigned_abs()).unwrap_or(u32::MAX);
        tf(key, &[("n", Arg::Count(count)), ("number", Arg::Text(&number))])
    };
    let described = move || match described_by(FIELD, wrong)() {
        Some(wrong) => format!("post-text-hint {wrong}"),
        None => "post-text-hint".to_owned(),
    };
    view! {
        <div class="write-field">
            <label class="field-label" for=FIELD.id()>
                {say(label)}
            </label>
            <p id="post-text-hint" class="muted field-hint">
                {say(hint)}
            </p>
            <textarea
                id=FIELD.id()
                class="textarea"
                data-test=FIELD.id()
                aria-describedby=described
                aria-invalid=invalid(wrong)
                prop:value=move || value.get()
                on:input=move |event| set.run(event_target_value(&event))
            ></textarea>
            <p class="muted field-hint" data-test="post-text-left">
                {said}
            </p>
            <WrongText field=FIELD wrong />
        </div>
    }
}

/// How the hiker wants to be named.
#[component]
pub fn ByField(value: Signal<String>, set: Callback<String>, wrong: Signal<Option<String>>) -> impl IntoView {
    const FIELD: Field = Field::By;
    let described = move || match described_by(FIELD, wrong)() {
        Some(wrong) => format!("post-by-hint {wrong}"),
        None => "post-by-hint".to_owned(),
    };
    view! {
        <div class="write-field">
            <label class="field-label" for=FIELD.id()>
                {say("write-by")}
            </label>
            <input
                id=FIELD.id()
                type="text"
                class="input"
                data-test=FIELD.id()
                autocomplete="nickname"
                maxlength=limits::PSEUDONYM.to_string()
                aria-describedby=described
                aria-invalid=invalid(wrong)
                prop:value=move || value.get()
                on:input=move |event| set.run(event_target_value(&event))
            />
            <p id="post-by-hint" class="muted field-hint">
                {say("write-by-hint")}
            </p>
            <WrongText field=FIELD wrong />
        </div>
    }
}

/// Ticks out of a closed list, each by its key and its place in the list.
#[component]
pub fn Ticks(
    /// Name for tests, and of the group.
    name: &'static str,
    legend: &'static str,
    #[prop(optional)] hint: Option<&'static str>,
    options: Vec<&'static str>,
    ticked: Signal<Vec<usize>>,
    tick: Callback<(usize, bool)>,
) -> impl IntoView {
    view! {
        <fieldset class="write-field">
            <legend class="field-label">{say(legend)}</legend>
            {hint.map(|hint| view! { <p class="muted field-hint">{say(hint)}</p> })}
            <div class="segments">
                {options
                    .into_iter()
                    .enumerate()
                    .map(|(at, key)| {
                        view! {
                            <label class="segment" data-test=key>
                                <input
                                    type="checkbox"
                                    name=name
                                    prop:checked=move || ticked.with(|ticked| ticked.contains(&at))
                                    on:change=move |event| tick.run((at, event_target_checked(&event)))
                                />
                                {say(key)}
                            </label>
                        }
                    })
                    .collect_view()}
            </div>
        </fieldset>
    }
}

/// One out of a closed list, each by its key and its place in the list.
#[component]
pub fn Choice(
    field: Field,
    legend: &'static str,
    options: Vec<&'static str>,
    chosen: Signal<Option<usize>>,
    choose: Callback<usize>,
    wrong: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <fieldset
            id=field.id()
            class="write-field"
            role="radiogroup"
            aria-required="true"
            aria-invalid=invalid(wrong)
            aria-describedby=described_by(field, wrong)
        >
            <legend class="field-label">
                {say(legend)} " " <Needed />
            </legend>
            <div class="segments">
                {options
                    .into_iter()
                    .enumerate()
                    .map(|(at, key)| {
                        view! {
                            <Segment
                                group=field.id()
                                test=key
                                chosen=Signal::derive(move || chosen.get() == Some(at))
                                choose=Callback::new(move |()| choose.run(at))
                            >
                                {say(key)}
                            </Segment>
                        }
                    })
                    .collect_view()}
            </div>
            <WrongText field wrong />
        </fieldset>
    }
}

/// "(obligatoire)", in words.
#[component]
pub fn Needed() -> impl IntoView {
    view! { <span class="needed">{say("write-needed")}</span> }
}

/// The foot of every form: what is wrong with it as a whole, and the button that saves.
#[component]
pub fn SaveButton(wrong: Signal<Option<String>>, saving: Signal<bool>) -> impl IntoView {
    view! {
        <div id=Field::Whole.id() class="write-foot" tabindex="-1">
            <WrongText field=Field::Whole wrong />
            <button
                type="submit"
                class="button button-primary write-save"
                data-test="post-save"
                aria-disabled=move || saving.get().then_some("true")
            >
                <Icon name="check" />
                {move || t(if saving.get() { "write-saving" } else { "save" })}
            </button>
        </div>
    }
}

/// That the form goes on where it was left, and how to begin anew.
#[component]
pub fn Resumed(resumed: Signal<bool>, restart: Callback<()>) -> impl IntoView {
    view! {
        <Show when=move || resumed.get()>
            <div class="banner" role="status" data-test="post-resumed">
                <Icon name="pencil" />
                <div>
                    <p>{say("write-resumed")}</p>
                    <button
                        type="button"
                        class="button button-quiet"
                        data-test="post-restart"
                        on:click=move |_| restart.run(())
                    >
                        {say("write-restart")}
                    </button>
                </div>
            </div>
        </Show>
    }
}
