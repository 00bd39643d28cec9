//! Cartes proposées: what the server of maps has and this device has not, newer versions of what it has, and which server
//! that is. Nothing is asked before the hiker says so.

use leptos::prelude::*;
use sente_core::packs::PackRefused;
use sente_core::packs::listing::{Offered, Proposal, Way};

use super::super::servers::{ServerField, Which};
use super::installed::{Facts, kind_key};
use crate::device::packs::has_dialogue;
use crate::format;
use crate::packs::{self, Server, Step, refused_text};
use crate::parts::{Icon, Waiting, focus};
use crate::words::{Arg, say, tf};

#[component]
pub fn OfferedMaps() -> impl IntoView {
    view! {
        {move || match packs::server() {
            Server::NotAsked => {
                view! {
                    <p>{say("packs-offered-lead")}</p>
                    <Ask text="packs-ask" />
                }
                    .into_any()
            }
            Server::Asking => view! { <Waiting /> }.into_any(),
            Server::Refused(refused) => {
                view! {
                    <div class="notice notice-alert" role="alert" data-test="packs-offered-refused">
                        <p>{move || refused_text(&refused)}</p>
                        <Ask text="retry" />
                    </div>
                }
                    .into_any()
            }
            Server::Known(offered) => view! { <Proposals offered /> }.into_any(),
        }}
        {has_dialogue()
            .then(|| {
                view! {
                    <ServerField which=Which::Maps />
                    <p class="muted field-hint">{say("packs-server-hint")}</p>
                }
            })}
    }
}

#[component]
fn Ask(text: &'static str) -> impl IntoView {
    view! {
        <button type="button" class="button" data-test="packs-ask" on:click=move |_| packs::ask_server()>
            {say(text)}
        </button>
    }
}

#[component]
fn Proposals(offered: Offered) -> impl IntoView {
    let proposals = Memo::new(move |_| {
        let state = packs::state().and_then(Result::ok).unwrap_or_default();
        offered.listing.proposals(&state, &offered.begun)
    });
    view! {
        {move || {
            let proposals = proposals.get();
            if proposals.is_empty() {
                return view! {
                    <p class="muted" data-test="packs-offered-none">
                        {say("packs-offered-none")}
                    </p>
                }
                    .into_any();
            }
            view! {
                <ul class="pack-list">
                    {proposals
                        .into_iter()
                        .map(|proposal| view! { <Proposed proposal /> })
                        .collect_view()}
                </ul>
            }
                .into_any()
        }}
        <Ask text="packs-ask-again" />
    }
}

#[component]
fn Proposed(proposal: Proposal) -> impl IntoView {
    let title = proposal.pack.title.clone();
    let (kind, pack) = (proposal.pack.kind, proposal.pack.info());
    let newer = match proposal.way {
        Way::New => None,
        Way::Whole { .. } => Some("pack-newer"),
        Way::Changes { .. } => Some("pack-newer-changes"),
    };
    let rest = proposal.wanted().bytes().saturating_sub(proposal.begun);
    let key = match proposal.way {
        _ if proposal.begun > 0 => "pack-fetch-rest",
        Way::New => "pack-fetch",
        _ => "pack-update-size",
    };
    let text = move || tf(key, &[("size", Arg::Text(&format::bytes(rest)))]);
    let name = {
        let title = title.clone();
        move || format!("{}, {title}", text())
    };
    let free = Memo::new(|_| packs::state().and_then(Result::ok).and_then(|state| state.free));
    let wanted = proposal.clone();
    let no_room = move || {
        let (needed, free) = (wanted.needs(), free.get());
        (!wanted.fits(free)).then(|| refused_text(&PackRefused::NoRoom { needed, free }))
    };
    let fits = {
        let no_room = no_room.clone();
        move || no_room().is_none()
    };
    let busy = || matches!(packs::step(), Step::Installing { .. });
    view! {
        <li class="pack" data-test="pack-proposed">
            <h3 class="pack-title">{title}</h3>
            <p class="pack-kind">{say(kind_key(kind))}</p>
            <Facts pack />
            {newer.map(|key| view! { <p>{say(key)}</p> })}
            {move || no_room().map(|text| view! { <p class="notice notice-alert">{text}</p> })}
            <Show when=fits>
                <button
                    type="button"
                    class="button button-primary"
                    data-test="pack-fetch"
                    aria-label=name.clone()
                    disabled=busy
                    on:click={
                        let proposal = proposal.clone();
                        move |_| {
                            packs::fetch(proposal.clone());
                            // How far it is stands there.
                            focus("#packs-new");
                        }
                    }
                >
                    <Icon name="download" />
                    {text}
                </button>
            </Show>
        </li>
    }
}
