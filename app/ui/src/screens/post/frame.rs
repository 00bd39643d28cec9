//! The screen around a form on a route: its title, the way back, and the faces of what is not there.

use leptos::prelude::*;
use leptos_router::components::A;
use protocol::ThingKind;
use sente_core::calls::{OpenPosts, OpenRoute};
use sente_core::community::Post;

use super::begin::{Beginning, NoBeginning, addressed};
use crate::backend::asked;
use crate::device::surroundings::local;
use crate::format;
use crate::parts::{Empty, Failed, Icon, PageTitle, Waiting};
use crate::posts::edit_form;
use crate::words::{Arg, say, t, tf};

/// Reads what the form begins with, anew for each address.
#[component]
pub fn OnRoute(
    kind: ThingKind,
    /// For a new thing, and for one that is changed.
    titles: (&'static str, &'static str),
    form: fn(Beginning) -> AnyView,
) -> impl IntoView {
    let address = addressed();
    let title = Signal::derive(move || t(if address.get().1.is_some() { titles.1 } else { titles.0 }));
    let back = Memo::new(move |_| format!("/itineraire/{}", address.get().0));
    view! {
        <div class="page write-page">
            <BackLink href=back.into() />
            <PageTitle text=title test="write-title" />
            {move || {
                let (route, thing) = address.get();
                let id = route.clone();
                let opened = asked(move || OpenRoute { id: id.clone() });
                let posts = asked(|| OpenPosts {});
                move || match (opened.get(), posts.get()) {
                    (_, Some(Err(error))) => view! { <Failed error /> }.into_any(),
                    (Some(opened), Some(Ok(page))) => {
                        match Beginning::new(kind, &route, thing, opened, &page.posts) {
                            Ok(beginning) => {
                                let name = beginning.route_name.clone();
                                view! {
                                    <p class="lead" data-test="write-route">
                                        {name}
                                    </p>
                                    {form(beginning)}
                                }
                                    .into_any()
                            }
                            Err(NoBeginning::Gone) => view! { <Gone /> }.into_any(),
                            Err(NoBeginning::Failed(error)) => view! { <Failed error /> }.into_any(),
                        }
                    }
                    _ => view! { <Waiting /> }.into_any(),
                }
            }}
        </div>
    }
}

#[component]
pub fn BackLink(href: Signal<String>) -> impl IntoView {
    view! {
        <p class="write-back">
            <A href=move || href.get() attr:class="button button-quiet sheet-back" attr:data-test="back">
                <Icon name="chevron-left" />
                {say("back")}
            </A>
        </p>
    }
}

/// What the address names is not on this device.
#[component]
pub fn Gone() -> impl IntoView {
    view! {
        <Empty title=Signal::derive(say("write-gone")) text=Signal::derive(say("write-gone-text"))>
            <A href="/carnet" attr:class="button button-primary">
                {say("tab-carnet")}
            </A>
        </Empty>
    }
}

/// They have written one before: perhaps they want to change that one.
#[component]
pub fn AlreadyWritten(other: Post, text: &'static str) -> impl IntoView {
    let day = local(other.written).date();
    view! {
        <div class="banner" data-test="already-written">
            <Icon name="info" />
            <div>
                <p>{move || tf(text, &[("day", Arg::Text(&format::date(day)))])}</p>
                <A href=edit_form(&other) attr:class="button button-quiet" attr:data-test="edit-written">
                    {say("write-edit-it")}
                </A>
            </div>
        </div>
    }
}
