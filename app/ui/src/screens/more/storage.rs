//! Hors ligne et stockage: what works without a network, what lies on the device, and whether the browser may drop it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use sente_core::StorageReport;
use sente_core::calls::OpenStorage;

use crate::backend::asked;
use crate::device::keeping::{Keeping, ask_to_keep, keeping};
use crate::format;
use crate::parts::{Failed, Icon, PageTitle, Waiting, use_toast};
use crate::words::{say, t};

#[component]
pub fn StorageScreen() -> impl IntoView {
    let report = asked(|| OpenStorage {});
    view! {
        <div class="page more">
            <PageTitle text=Signal::derive(say("storage-title")) />
            {move || match report.get() {
                None => view! { <Waiting /> }.into_any(),
                Some(Err(error)) => {
                    view! { <Failed error retry=Callback::new(move |()| report.refetch()) /> }.into_any()
                }
                Some(Ok(report)) => view! { <Report report /> }.into_any(),
            }}
            <KeepingState />
            <section class="section prose" aria-labelledby="what-works">
                <h2 id="what-works" class="section-title">
                    {say("storage-works-title")}
                </h2>
                <ul>
                    <li>{say("storage-works-search")}</li>
                    <li>{say("storage-works-map")}</li>
                    <li>{say("storage-works-export")}</li>
                    <li>{say("storage-works-carnet")}</li>
                </ul>
                <p class="muted">{say("storage-waits")}</p>
            </section>
        </div>
    }
}

#[component]
fn Report(report: StorageReport) -> impl IntoView {
    let StorageReport { catalogue_bytes, carnet_bytes } = report;
    let row = |key: &'static str, line: &'static str, bytes: u64| {
        view! {
            <tr>
                <th scope="row">
                    {say(key)}
                    <span class="table-line">{move || t(line)}</span>
                </th>
                <td class="number">{move || format::bytes(bytes)}</td>
            </tr>
        }
    };
    view! {
        <p class="storage-state">
            <Icon name="circle-check" />
            {say("storage-offline")}
        </p>
        <table class="table">
            <caption class="sr-only">{say("storage-table")}</caption>
            <thead>
                <tr>
                    <th scope="col">{say("storage-what")}</th>
                    <th scope="col" class="number">
                        {say("storage-size")}
                    </th>
                </tr>
            </thead>
            <tbody>
                {row("storage-catalogue", "storage-catalogue-line", catalogue_bytes)}
                {row("storage-carnet", "storage-carnet-line", carnet_bytes)}
            </tbody>
            <tfoot>
                <tr>
                    <th scope="row">{say("storage-total")}</th>
                    <td class="number">{move || format::bytes(catalogue_bytes + carnet_bytes)}</td>
                </tr>
            </tfoot>
        </table>
    }
}

/// In a browser, storage can be dropped when the device runs full, unless it was asked to keep it.
#[component]
fn KeepingState() -> impl IntoView {
    let state = RwSignal::new(Keeping::Unknown);
    spawn_local(async move {
        let known = keeping().await;
        state.try_set(known);
    });
    let ask = move |_| {
        spawn_local(async move {
            let answer = ask_to_keep().await;
            let told = if answer == Keeping::Kept { "storage-kept" } else { "storage-not-kept" };
            use_toast().show(t(told), None);
            state.try_set(answer);
        });
    };
    move || match state.get() {
        Keeping::Unknown => ().into_any(),
        Keeping::Kept => view! { <p class="muted">{say("storage-kept")}</p> }.into_any(),
        Keeping::MayBeDropped => view! {
            <div class="notice storage-notice">
                <p>{say("storage-may-be-dropped")}</p>
                <button type="button" class="button" data-test="keep-storage" on:click=ask>
                    <Icon name="shield-check" />
                    {say("storage-keep")}
                </button>
            </div>
        }
        .into_any(),
    }
}
