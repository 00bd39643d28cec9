//! Cartes hors ligne: which maps lie on the device, a new one from a file or from a server, and where a file comes from.

mod coming;
mod installed;
mod offered;

use leptos::prelude::*;
use sente_core::packs::PackState;

use self::coming::Coming;
use self::installed::{Broken, Installed};
use self::offered::OfferedMaps;
use crate::format;
use crate::map::use_map_state;
use crate::packs::{self, refused_text};
use crate::parts::{Icon, PageTitle, Waiting};
use crate::words::{Arg, say, tf};

#[component]
pub fn PacksScreen() -> impl IntoView {
    let map = use_map_state();
    packs::watch(map);
    view! {
        <div class="page more packs">
            <PageTitle text=Signal::derive(say("packs-title")) />
            <p class="lead">{say("packs-lead")}</p>
            <section class="section" aria-labelledby="packs-new">
                <h2 id="packs-new" class="section-title" tabindex="-1">
                    {say("packs-new")}
                </h2>
                <Coming />
                <Free />
            </section>
            <section class="section" aria-labelledby="packs-offered">
                <h2 id="packs-offered" class="section-title">
                    {say("packs-offered")}
                </h2>
                <OfferedMaps />
            </section>
            <section class="section" aria-labelledby="packs-installed">
                <h2 id="packs-installed" class="section-title" tabindex="-1">
                    {say("packs-installed")}
                </h2>
                {move || match packs::state() {
                    None => view! { <Waiting /> }.into_any(),
                    Some(Err(refused)) => {
                        view! {
                            <div class="face face-failed" role="alert" data-test="failed">
                                <Icon name="triangle-alert" />
                                <p class="face-title">{say("packs-failed")}</p>
                                <p class="face-text">{move || refused_text(&refused)}</p>
                                <button
                                    type="button"
                                    class="button button-primary"
                                    on:click=move |_| packs::refresh(map)
                                >
                                    {say("retry")}
                                </button>
                            </div>
                        }
                            .into_any()
                    }
                    Some(Ok(state)) => view! { <Shelf state /> }.into_any(),
                }}
            </section>
            <section class="section prose" aria-labelledby="packs-where">
                <h2 id="packs-where" class="section-title">
                    {say("packs-where")}
                </h2>
                <p>{say("packs-where-agency")}</p>
                <p>{say("packs-where-self")}</p>
            </section>
        </div>
    }
}

/// How much room is left, where the device says so.
#[component]
fn Free() -> impl IntoView {
    move || {
        let free = packs::state()?.ok()?.free?;
        let free = format::bytes(free);
        Some(view! {
            <p class="muted" data-test="packs-free">
                {tf("packs-free", &[("free", Arg::Text(&free))])}
            </p>
        })
    }
}

#[component]
fn Shelf(state: PackState) -> impl IntoView {
    let PackState { packs, broken, .. } = state;
    let own = packs.iter().any(|pack| !pack.bundled);
    view! {
        {(!own)
            .then(|| {
                view! {
                    <p class="muted" data-test="packs-none">
                        {say("packs-none")}
                    </p>
                }
            })}
        <ul class="pack-list">
            {packs.into_iter().map(|pack| view! { <Installed pack /> }).collect_view()}
            {broken.into_iter().map(|pack| view! { <Broken pack /> }).collect_view()}
        </ul>
    }
}
