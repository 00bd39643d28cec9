//! A criterion with its name; where no data feeds it yet, it is there, disabled, and says why.

use leptos::prelude::*;
use pdipr_data::filter::Criterion;

use super::reason_key;
use crate::parts::Icon;
use crate::words::{say, t};

#[component]
pub fn Criteria(
    legend: &'static str,
    /// The criterion whose lack of data disables the whole; none for mixed groups.
    #[prop(default = None)]
    criterion: Option<Criterion>,
    #[prop(default = None)] note: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let reason = Memo::new(move |_| criterion.and_then(reason_key));
    let test = criterion.map(|criterion| format!("filter-{criterion:?}").to_ascii_lowercase());
    view! {
        <fieldset class="criterion" data-test=test prop:disabled=move || reason.get().is_some()>
            <legend class="criterion-name">{move || t(legend)}</legend>
            {note.map(|note| view! { <p class="criterion-note">{move || t(note)}</p> })}
            {move || reason.get().map(|key| view! { <Reason key /> })}
            {children()}
        </fieldset>
    }
}

#[component]
pub fn Reason(key: &'static str) -> impl IntoView {
    view! {
        <p class="criterion-reason">
            <Icon name="info" />
            <span>{say(key)}</span>
        </p>
    }
}

/// One box to tick, with the number of routes beside it.
#[component]
pub fn Tick(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] on: Signal<bool>,
    #[prop(into)] count: Signal<Option<u32>>,
    #[prop(optional)] disabled: Signal<bool>,
    #[prop(into)] test: String,
    toggle: impl Fn(bool) + 'static,
) -> impl IntoView {
    view! {
        <label class="option" class:option-none=move || count.get() == Some(0) && !on.get()>
            <input
                type="checkbox"
                data-test=test
                prop:checked=move || on.get()
                prop:disabled=move || disabled.get()
                on:change=move |event| toggle(event_target_checked(&event))
            />
            <span class="option-name">{move || label.get()}</span>
            <Count count />
        </label>
    }
}

/// "12", and for readers "12 randonnées".
#[component]
pub fn Count(count: Signal<Option<u32>>) -> impl IntoView {
    use crate::format;
    use crate::words::{Arg, tf};
    move || {
        count.get().map(|count| {
            view! {
                <span class="option-count" aria-hidden="true">
                    {format::number(count.into())}
                </span>
                <span class="sr-only">{tf("route-count", &[("n", Arg::Count(count))])}</span>
            }
        })
    }
}
