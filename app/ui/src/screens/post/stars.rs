//! One to five stars as radio buttons: a tap, or the arrows of the keyboard; said in words beside them.

use leptos::prelude::*;
use protocol::Stars;

use super::fields::{Needed, WrongText, described_by};
use super::wrong::Field;
use crate::parts::Icon;
use crate::words::{Arg, say, t, tf};

#[component]
pub fn StarsField(
    /// Name of the group and in tests.
    name: &'static str,
    legend: &'static str,
    chosen: Signal<Option<Stars>>,
    choose: Callback<Option<Stars>>,
    /// Where it must be given: at which field, and what is wrong with it.
    #[prop(optional)]
    needed: Option<(Field, Signal<Option<String>>)>,
) -> impl IntoView {
    let wrong = needed.map_or(Signal::stored(None), |(_, wrong)| wrong);
    let field = needed.map(|(field, _)| field);
    let star = move |stars: Stars| {
        let lit = move || chosen.get().is_some_and(|chosen| chosen >= stars);
        view! {
            <label
                class="star"
                class:star-on=lit
                data-test=format!("{name}-{}", u8::from(stars))
            >
                <input
                    type="radio"
                    name=name
                    prop:checked=move || chosen.get() == Some(stars)
                    on:change=move |_| choose.run(Some(stars))
                />
                <Icon name="star" />
                <span class="sr-only">{move || stars_text(stars)}</span>
            </label>
        }
    };
    view! {
        <fieldset
            id=field.map(Field::id)
            class="write-field stars-field"
            role="radiogroup"
            aria-required=field.map(|_| "true")
            aria-invalid=move || wrong.with(Option::is_some).then_some("true")
            aria-describedby=move || field.and_then(|field| described_by(field, wrong)())
        >
            <legend class="field-label">
                {say(legend)} " " {field.map(|_| view! { <Needed /> })}
            </legend>
            <div class="stars-row">
                {(1..=5).filter_map(|count| Stars::try_from(count).ok()).map(star).collect_view()}
                <span class="stars-said" aria-hidden="true">
                    {move || chosen.get().map_or_else(|| t("write-no-stars"), stars_text)}
                </span>
                {field
                    .is_none()
                    .then(|| {
                        view! {
                            <Show when=move || chosen.with(Option::is_some)>
                                <button
                                    type="button"
                                    class="icon-button"
                                    aria-label=move || tf("write-clear-of", &[("name", Arg::Text(&t(legend)))])
                                    title=say("write-clear")
                                    on:click=move |_| choose.run(None)
                                >
                                    <Icon name="x" />
                                </button>
                            </Show>
                        }
                    })}
            </div>
            {field.map(|field| view! { <WrongText field wrong /> })}
        </fieldset>
    }
}

/// "4 étoiles".
fn stars_text(stars: Stars) -> String {
    tf("write-stars-count", &[("n", Arg::Count(u8::from(stars).into()))])
}
