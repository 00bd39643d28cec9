//! A new map, step by step: the file, a look at it, the hiker's yes, the installation with its pause, or why not.

use leptos::prelude::*;
use sente_core::packs::listing::Proposal;
use sente_core::packs::{PackOffer, PackRefused};
use web_sys::File;

use super::installed::{Facts, kind_key};
use crate::device::packs::has_dialogue;
use crate::format;
use crate::packs::{self, From, Step, refused_text};
use crate::parts::{FilePicker, Icon, Waiting};
use crate::words::{Arg, say, t, tf};

#[component]
pub fn Coming() -> impl IntoView {
    move || match packs::step() {
        Step::Nothing => view! { <Choose /> }.into_any(),
        Step::Looking => view! { <Waiting /> }.into_any(),
        Step::Offered(offer) => view! { <Offer offer /> }.into_any(),
        Step::Installing { title, from } => view! { <Installing title from /> }.into_any(),
        Step::Refused(refused, again) => view! { <Refused refused again /> }.into_any(),
    }
}

#[component]
fn Choose() -> impl IntoView {
    view! {
        <div class="face-actions">
            {if has_dialogue() {
                view! {
                    <button
                        type="button"
                        class="button button-primary"
                        data-test="pack-choose"
                        on:click=move |_| packs::choose(None)
                    >
                        <Icon name="upload" />
                        {say("pack-choose")}
                    </button>
                }
                    .into_any()
            } else {
                view! {
                    <FilePicker
                        text="pack-choose"
                        accept=packs::ENDINGS
                        tests=("pack-choose", "pack-file")
                        primary=true
                        picked=|file: File| packs::choose(Some(file))
                    />
                }
                    .into_any()
            }}
        </div>
        <p class="muted">{say("packs-drop")}</p>
    }
}

#[component]
fn Offer(offer: PackOffer) -> impl IntoView {
    let fits = offer.fits();
    let (title, kind) = (offer.pack.title.clone(), offer.pack.kind);
    let (needed, free) = (offer.updates.unwrap_or(offer.pack.bytes), offer.free);
    let updates = offer.updates.map(format::bytes);
    let yes = if updates.is_some() { "pack-update" } else { "pack-install" };
    let replaces = offer.replaces.is_some();
    let pack = offer.pack.clone();
    let no_room = PackRefused::NoRoom { needed, free };
    view! {
        <div class="pack" data-test="pack-offer">
            <h3 class="pack-title">{title}</h3>
            <p class="pack-kind">{say(kind_key(kind))}</p>
            <Facts pack />
            {updates.map(|size| view! { <p>{move || tf("pack-updates", &[("size", Arg::Text(&size))])}</p> })}
            {replaces.then(|| view! { <p>{say("pack-replaces")}</p> })}
            {(!fits)
                .then(|| {
                    view! {
                        <p class="notice notice-alert" role="alert" data-test="pack-refused">
                            {move || refused_text(&no_room)}
                        </p>
                    }
                })}
            <div class="face-actions">
                {fits
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="button button-primary"
                                data-test="pack-install"
                                on:click=move |_| packs::install(offer.clone())
                            >
                                <Icon name="download" />
                                {say(yes)}
                            </button>
                        }
                    })}
                <button
                    type="button"
                    class="button"
                    data-test="pack-no"
                    on:click=move |_| packs::dismiss()
                >
                    {say("cancel")}
                </button>
            </div>
        </div>
    }
}

#[component]
fn Installing(title: String, from: From) -> impl IntoView {
    let key = match from {
        From::File => "pack-installing",
        From::Server => "pack-fetching",
    };
    let text = {
        let title = title.clone();
        move || tf(key, &[("title", Arg::Text(&title))])
    };
    let name = text.clone();
    let done = Memo::new(|_| packs::progress().map_or((0, 0), |progress| (progress.done, progress.total)));
    let paused = Memo::new(|_| packs::progress().is_some_and(|progress| progress.paused));
    let amount = move || {
        let (done, total) = done.get();
        let (done, total) = (format::bytes(done), format::bytes(total));
        tf("pack-amount", &[("done", Arg::Text(&done)), ("total", Arg::Text(&total))])
    };
    view! {
        <div class="pack" data-test="pack-installing">
            <p class="pack-title" role="status">
                {text}
            </p>
            <progress
                max=move || done.get().1.max(1).to_string()
                value=move || done.get().0.to_string()
                aria-label=name
            ></progress>
            <p class="muted">
                {amount} {move || paused.get().then(|| format!(" · {}", t("pack-paused")))}
            </p>
            <div class="face-actions">
                <button
                    type="button"
                    class="button"
                    data-test="pack-pause"
                    on:click=move |_| packs::pause(!paused.get_untracked())
                >
                    {move || t(if paused.get() { "pack-resume" } else { "pack-pause" })}
                </button>
                <button
                    type="button"
                    class="button"
                    data-test="pack-cancel"
                    on:click=move |_| packs::cancel()
                >
                    {say("cancel")}
                </button>
            </div>
        </div>
    }
}

#[component]
fn Refused(refused: PackRefused, again: Option<Box<Proposal>>) -> impl IntoView {
    let other = if again.is_some() { "close" } else { "pack-other" };
    view! {
        <div class="notice notice-alert" role="alert" data-test="pack-refused">
            <p class="notice-title">{say("pack-refused")}</p>
            <p>{move || refused_text(&refused)}</p>
            <div class="face-actions">
                {again
                    .map(|proposal| {
                        view! {
                            <button
                                type="button"
                                class="button button-primary"
                                data-test="pack-retry"
                                on:click=move |_| packs::fetch((*proposal).clone())
                            >
                                {say("retry")}
                            </button>
                        }
                    })}
                <button
                    type="button"
                    class="button"
                    data-test="pack-again"
                    on:click=move |_| packs::dismiss()
                >
                    {say(other)}
                </button>
            </div>
        </div>
    }
}
