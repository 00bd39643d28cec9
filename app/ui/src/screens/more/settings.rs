//! Réglages: language, look, size of the text, single keys, servers. Each change shows at once and is kept.

use leptos::prelude::*;
use sente_core::carnet::{Language, Look};

use super::servers::Servers;
use crate::format;
use crate::keys::use_key_help;
use crate::parts::{PageTitle, Segment};
use crate::preferences::{change, settings, text_percent};
use crate::words::{language, say};

#[component]
pub fn SettingsScreen() -> impl IntoView {
    view! {
        <div class="page more">
            <PageTitle text=Signal::derive(say("settings-title")) />
            <SettingsForm />
        </div>
    }
}

#[component]
pub fn SettingsForm() -> impl IntoView {
    view! {
        <div class="settings">
            <LanguageChoice />
            <LookChoice />
            <TextSize />
            <SingleKeys />
            <Servers />
        </div>
    }
}

#[component]
fn LanguageChoice() -> impl IntoView {
    // Each language is named in itself, whatever the language of the screen.
    const LANGUAGES: [(Language, &str, &str, &str); 2] =
        [(Language::Fr, "fr", "Français", "language-fr"), (Language::En, "en", "English", "language-en")];
    view! {
        <fieldset class="setting">
            <legend class="field-label">{say("settings-language")}</legend>
            <div class="segments">
                {LANGUAGES
                    .map(|(one, tag, name, test)| {
                        view! {
                            <Segment
                                group="language"
                                test
                                lang=tag
                                chosen=Signal::derive(move || language() == one)
                                choose=Callback::new(move |()| change(|settings| settings.language = Some(one)))
                            >
                                {name}
                            </Segment>
                        }
                    })
                    .collect_view()}
            </div>
        </fieldset>
    }
}

#[component]
fn LookChoice() -> impl IntoView {
    const LOOKS: [(Look, &str, &str); 4] = [
        (Look::Auto, "look-auto", "look-auto"),
        (Look::Day, "look-day", "look-day"),
        (Look::FullSun, "look-sun", "look-sun"),
        (Look::Night, "look-night", "look-night"),
    ];
    view! {
        <fieldset class="setting">
            <legend class="field-label">{say("settings-look")}</legend>
            <div class="segments">
                {LOOKS
                    .map(|(one, key, test)| {
                        view! {
                            <Segment
                                group="look"
                                test
                                chosen=Signal::derive(move || settings().look == one)
                                choose=Callback::new(move |()| change(|settings| settings.look = one))
                            >
                                {say(key)}
                            </Segment>
                        }
                    })
                    .collect_view()}
            </div>
            <p class="muted field-hint">{say("settings-look-hint")}</p>
        </fieldset>
    }
}

#[component]
fn TextSize() -> impl IntoView {
    let shown = move || text_percent(&settings());
    // While the finger moves only the number follows: text that grows under it would move the handle away.
    let moving = RwSignal::new(None::<u16>);
    let number = move || {
        let percent = moving.get().unwrap_or_else(shown);
        format::percent(u8::try_from(percent).unwrap_or(u8::MAX))
    };
    view! {
        <div class="setting">
            <label class="field-label" for="text-size">
                {say("settings-text-size")}
            </label>
            <div class="text-size">
                <span class="text-size-small" aria-hidden="true">
                    "A"
                </span>
                <input
                    id="text-size"
                    type="range"
                    min="100"
                    max="200"
                    step="10"
                    data-test="text-size"
                    prop:value=move || shown().to_string()
                    aria-valuetext=number
                    on:input=move |event| moving.set(event_target_value(&event).parse().ok())
                    on:change=move |event| {
                        moving.set(None);
                        if let Ok(percent) = event_target_value(&event).parse::<u16>() {
                            change(|settings| settings.text_percent = (percent != 100).then_some(percent));
                        }
                    }
                />
                <span class="text-size-big" aria-hidden="true">
                    "A"
                </span>
                <output for="text-size">{number}</output>
            </div>
        </div>
    }
}

/// Single signs as shortcuts stand in the way of dictation: they can be turned off.
#[component]
fn SingleKeys() -> impl IntoView {
    let help = use_key_help();
    view! {
        <fieldset class="setting">
            <legend class="field-label">{say("keys-title")}</legend>
            <label class="option">
                <input
                    type="checkbox"
                    data-test="single-keys"
                    prop:checked=move || settings().single_keys
                    on:change=move |event| {
                        let on = event_target_checked(&event);
                        change(|settings| settings.single_keys = on);
                    }
                />
                <span class="option-name">{say("settings-single-keys")}</span>
            </label>
            <p class="muted field-hint">{say("settings-single-keys-hint")}</p>
            <button type="button" class="button" data-test="show-keys" on:click=move |_| help.set(true)>
                {say("keys-show")}
            </button>
        </fieldset>
    }
}
