//! What the app owes to say: how accessible it is, and what it does with data about people.

use leptos::prelude::*;

use crate::keys::KeyList;
use crate::parts::PageTitle;
use crate::words::{say, t};

/// The statement that the law asks for; honest: nobody has audited the app yet.
#[component]
pub fn AccessibilityScreen() -> impl IntoView {
    view! {
        <div class="page more">
            <PageTitle text=Signal::derive(say("a11y-title")) />
            <div class="prose">
                <p class="statement-state">{say("a11y-state")}</p>
                <p>{say("a11y-scope")}</p>
                <Section title="a11y-done" texts=&[] items=&[
                    "a11y-done-keyboard", "a11y-done-readers", "a11y-done-looks", "a11y-done-text", "a11y-done-motion",
                    "a11y-done-twin",
                ] />
                <Section title="a11y-open" texts=&[] items=&["a11y-open-audit", "a11y-open-map", "a11y-open-users"] />
                <h2>{say("keys-title")}</h2>
                <KeyList />
                <Section title="a11y-help" texts=&["a11y-help-text", "a11y-help-defender"] items=&[] />
            </div>
        </div>
    }
}

#[component]
pub fn PrivacyScreen() -> impl IntoView {
    view! {
        <div class="page more">
            <PageTitle text=Signal::derive(say("privacy-title")) />
            <div class="prose">
                <p class="statement-state">{say("privacy-state")}</p>
                <Section title="privacy-never" texts=&[] items=&[
                    "privacy-no-account", "privacy-no-tracker", "privacy-no-host", "privacy-no-sending",
                ] />
                <Section title="privacy-position" texts=&["privacy-position-text"] items=&[] />
                <Section title="privacy-kept" texts=&["privacy-kept-text", "privacy-kept-look"] items=&[] />
                <Section title="privacy-sent" texts=&["privacy-sent-text"] items=&[
                    "privacy-sent-review", "privacy-sent-report", "privacy-sent-photo", "privacy-sent-key",
                    "privacy-sent-satisfaction",
                ] />
                <Section title="privacy-counted" texts=&["privacy-counted-text"] items=&[] />
                <Section title="privacy-how-long" texts=&[] items=&[
                    "privacy-how-long-posts", "privacy-how-long-photos", "privacy-how-long-limits",
                    "privacy-how-long-results",
                ] />
                <Section title="privacy-rights" texts=&["privacy-rights-text", "privacy-rights-lost"] items=&[] />
                <p>
                    <a href="/carnet" class="button">
                        {say("privacy-to-carnet")}
                    </a>
                </p>
            </div>
        </div>
    }
}

/// A heading with paragraphs, then a list; all by their keys.
#[component]
pub fn Section(
    title: &'static str,
    texts: &'static [&'static str],
    items: &'static [&'static str],
) -> impl IntoView {
    view! {
        <h2>{move || t(title)}</h2>
        {texts.iter().map(|key| view! { <p>{say(key)}</p> }).collect_view()}
        {(!items.is_empty())
            .then(|| {
                view! { <ul>{items.iter().map(|key| view! { <li>{say(key)}</li> }).collect_view()}</ul> }
            })}
    }
}
