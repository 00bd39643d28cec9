//! One queue: the list, and beside it (on a phone in its place) the thing that is looked at.

use leptos::prelude::*;
use protocol::{Role, ThingKind};

use super::bulk::Bulk;
use super::desk::use_desk;
use super::keys;
use super::refuse::{RefuseDialog, Refusing};
use super::rows::Rows;
use super::shelf::{Loading, Shelf};
use super::texts::{count, kind_key, refused_text};
use super::thing::ThingView;
use crate::parts::{Empty, Icon, Segment, Waiting};
use crate::words::{say, t, tf};

#[component]
pub fn QueueView(shelf: Shelf) -> impl IntoView {
    let desk = use_desk();
    let refusing = Refusing::new();
    keys::listen(desk, shelf, refusing);
    let looked_at = Memo::new(move |_| shelf.looked_at());
    view! {
        <div class="desk" class:desk-open=move || shelf.chosen.get().is_some()>
            <section class="desk-list" aria-labelledby="desk-list-title">
                <h2 id="desk-list-title" class="section-title" tabindex="-1" data-test="desk-list-title">
                    {say(kind_key(shelf.kind))}
                </h2>
                <Tools shelf />
                <Bulk shelf refusing />
                <List shelf />
            </section>
            <section class="desk-thing" aria-label=say("atelier-looked-at")>
                {move || match looked_at.get() {
                    Some(laid) => view! { <ThingView shelf refusing entry=laid.entry /> }.into_any(),
                    None => view! { <p class="muted desk-hint">{say("atelier-choose")}</p> }.into_any(),
                }}
            </section>
            <RefuseDialog shelf refusing />
        </div>
    }
}

/// What waits or everything, and a look at what has come in since.
#[component]
fn Tools(shelf: Shelf) -> impl IntoView {
    let show = move |only_waiting: bool| {
        shelf.only_waiting.set(only_waiting);
        shelf.load();
    };
    view! {
        <div class="desk-tools">
            <fieldset class="segments">
                <legend class="sr-only">{say("atelier-filter")}</legend>
                <Segment
                    group="desk-filter"
                    test="desk-waiting"
                    chosen=Signal::derive(move || shelf.only_waiting.get())
                    choose=Callback::new(move |()| show(true))
                >
                    {say("atelier-waiting")}
                </Segment>
                <Segment
                    group="desk-filter"
                    test="desk-all"
                    chosen=Signal::derive(move || !shelf.only_waiting.get())
                    choose=Callback::new(move |()| show(false))
                >
                    {say("atelier-all")}
                </Segment>
            </fieldset>
            <button type="button" class="button button-quiet" data-test="desk-refresh" on:click=move |_| shelf.load()>
                <Icon name="refresh-cw" />
                {say("atelier-refresh")}
            </button>
        </div>
    }
}

#[component]
fn List(shelf: Shelf) -> impl IntoView {
    let none = Memo::new(move |_| shelf.pile.with(|pile| pile.things().is_empty()));
    move || match (shelf.loading.get(), none.get()) {
        (Loading::Refused(refused), _) => view! {
            <div class="notice notice-alert" role="alert" data-test="desk-refused">
                <p>{move || refused_text(refused)}</p>
                <button type="button" class="button" on:click=move |_| shelf.load()>
                    {say("retry")}
                </button>
            </div>
        }
        .into_any(),
        (Loading::Now, true) => view! { <Waiting /> }.into_any(),
        (Loading::Done, true) => view! { <Nothing shelf /> }.into_any(),
        (_, false) => view! { <Rows shelf /> }.into_any(),
    }
}

#[component]
fn Nothing(shelf: Shelf) -> impl IntoView {
    let desk = use_desk();
    // A review does not say in which commune it was walked, so none of them comes to a commune.
    let of_the_agency = move || desk.role() == Some(Role::Commune) && shelf.kind != ThingKind::Report;
    let text =
        move || t(if of_the_agency() { "atelier-nothing-for-communes" } else { "atelier-nothing-text" });
    view! { <Empty title=Signal::derive(say("atelier-nothing")) text=Signal::derive(text) icon="circle-check" /> }
}

/// "3 à traiter", for the links to the queues.
pub fn count_text(shelf: Shelf) -> Option<String> {
    let left = shelf.left.get()?;
    Some(tf("atelier-left", &[("n", count(left))]))
}
