//! Espace agence: what staff of the agency and the communes do with reviews, recommendations and reports. Everything here is
//! asked of the server; hikers never need it.

mod answer;
mod bulk;
mod decide;
mod desk;
mod drafts;
mod figures;
mod history;
mod journal;
mod keys;
mod photos;
mod pile;
mod queue;
mod refuse;
mod report;
mod rows;
mod shelf;
mod sign_in;
mod texts;
mod thing;
mod workshop;

use leptos::prelude::*;

use self::desk::{Desk, Door};
use self::sign_in::SignInForm;
use self::texts::refused_text;
use self::workshop::Workshop;
use crate::backend::StaffRefused;
use crate::parts::{Icon, PageTitle, Waiting};
use crate::words::say;

#[component]
pub fn AtelierScreen() -> impl IntoView {
    let desk = Desk::new();
    provide_context(desk);
    desk.ask();
    // Another session of the same person leaves everything as it lies.
    let who = Memo::new(move |_| desk.session().map(|session| (session.name, session.role)));
    let open = move || desk.door.get() == Door::Open;
    view! {
        <div class="page atelier">
            <PageTitle text=Signal::derive(say("atelier-title")) />
            {move || match desk.door.get() {
                Door::Asking => view! { <Waiting /> }.into_any(),
                Door::Away(refused) => view! { <Away refused /> }.into_any(),
                Door::SignIn => view! { <SignInForm /> }.into_any(),
                Door::Open => ().into_any(),
            }}
            <div hidden=move || !open()>{move || who.get().map(|_| view! { <Workshop /> })}</div>
        </div>
    }
}

/// The server could not be asked.
#[component]
fn Away(refused: StaffRefused) -> impl IntoView {
    let desk = desk::use_desk();
    view! {
        <div class="face face-failed" role="alert" data-test="atelier-away">
            <Icon name="triangle-alert" />
            <p class="face-title">{say("atelier-away")}</p>
            <p class="face-text">{move || refused_text(refused)}</p>
            <button type="button" class="button button-primary" on:click=move |_| desk.ask()>
                {say("retry")}
            </button>
        </div>
    }
}
