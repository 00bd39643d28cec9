//! The door: name and password, or an account of elsewhere. What was typed stays until it has worked.

use leptos::ev::{self, SubmitEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::{SignIn, paths};

use super::desk::use_desk;
use super::texts::not_let_in;
use crate::backend::{StaffRefused, use_backend};
use crate::parts::focus;
use crate::words::{say, t};

#[component]
pub fn SignInForm() -> impl IntoView {
    let desk = use_desk();
    let before = desk.session_now();
    let again = before.is_some();
    let (name, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (busy, refused) = (RwSignal::new(false), RwSignal::new(None::<String>));
    if let Some(session) = before {
        name.set(session.name);
    }
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        // The form is there as long as its fields are.
        if name.with_untracked(|name| name.trim().is_empty()) {
            refused.set(Some(t("atelier-name-missing")));
            focus("[data-test=staff-name]");
            return;
        }
        if password.with_untracked(String::is_empty) {
            refused.set(Some(t("atelier-password-missing")));
            focus("[data-test=staff-password]");
            return;
        }
        busy.set(true);
        refused.set(None);
        spawn_local(async move {
            let who = SignIn { name: name.get_untracked(), password: password.get_untracked() };
            let answer = desk.sign_in(who).await;
            busy.try_set(false);
            if let Err(why) = answer {
                refused.try_set(Some(not_let_in(why)));
                if why == StaffRefused::Unauthorised {
                    focus("[data-test=staff-password]");
                }
            }
        });
    };
    view! {
        <form class="sign-in" on:submit=submit novalidate data-test="sign-in">
            <h2 class="section-title">{say("atelier-sign-in")}</h2>
            <p class="muted">{say(if again { "atelier-sign-in-again" } else { "atelier-sign-in-lead" })}</p>
            <div class="field">
                <label class="field-label" for="staff-name">
                    {say("atelier-name")}
                </label>
                <input
                    id="staff-name"
                    class="input"
                    type="text"
                    autocomplete="username"
                    autocapitalize="none"
                    spellcheck="false"
                    maxlength="80"
                    data-test="staff-name"
                    aria-describedby="staff-refused"
                    prop:value=move || name.get()
                    on:input=move |event| name.set(event_target_value(&event))
                />
            </div>
            <div class="field">
                <label class="field-label" for="staff-password">
                    {say("atelier-password")}
                </label>
                <input
                    id="staff-password"
                    class="input"
                    type="password"
                    autocomplete="current-password"
                    maxlength="200"
                    data-test="staff-password"
                    aria-describedby="staff-refused"
                    prop:value=move || password.get()
                    on:input=move |event| password.set(event_target_value(&event))
                />
            </div>
            <p id="staff-refused" class="field-error" role="alert" data-test="staff-refused">
                {move || refused.get()}
            </p>
            <button type="submit" class="button button-primary" data-test="staff-enter" aria-disabled=move || busy.get().to_string()>
                {move || t(if busy.get() { "atelier-entering" } else { "atelier-enter" })}
            </button>
            <Elsewhere again />
        </form>
    }
}

/// Where the server knows a provider of OpenID Connect: the way there, which leaves the app. What was begun would be lost
/// with this page, so then it is another page that goes there, and this one sees on return who is signed in.
#[component]
fn Elsewhere(again: bool) -> impl IntoView {
    let desk = use_desk();
    let offered = RwSignal::new(None);
    spawn_local(async move {
        offered.try_set(use_backend().openid().await);
    });
    if again {
        let back = window_event_listener(ev::focus, move |_| desk.look());
        on_cleanup(move || back.remove());
    }
    let target = again.then_some("_blank");
    move || {
        let label = offered.get()?.openid_label;
        Some(view! {
            <a class="button" href=paths::STAFF_OPENID rel="external" target=target data-test="staff-openid">
                {move || label.clone().unwrap_or_else(|| t("atelier-openid"))}
                {again.then(|| view! { " " {say("atelier-openid-window")} })}
            </a>
        })
    }
}
