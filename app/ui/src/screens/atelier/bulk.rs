//! What is done to several ticked things at once.

use leptos::prelude::*;
use protocol::{StaffAct, ThingId};

use super::decide::act_on_all;
use super::desk::use_desk;
use super::refuse::Refusing;
use super::shelf::Shelf;
use super::texts::count;
use crate::words::{say, tf};

#[component]
pub fn Bulk(shelf: Shelf, refusing: Refusing) -> impl IntoView {
    let desk = use_desk();
    let several = move || shelf.ticked.with(|ticked| ticked.len()) as u64;
    let ticked =
        move || shelf.ticked.with_untracked(|ticked| ticked.iter().copied().collect::<Vec<ThingId>>());
    view! {
        <Show when=move || { several() > 0 }>
            <div class="desk-bulk" role="group" aria-label=say("atelier-bulk")>
                <p role="status">{move || tf("atelier-ticked", &[("n", count(several()))])}</p>
                <button
                    type="button"
                    class="button"
                    data-test="bulk-publish"
                    on:click=move |_| act_on_all(desk, shelf, ticked(), StaffAct::Publish, || {})
                >
                    {say("atelier-publish")}
                </button>
                <button
                    type="button"
                    class="button"
                    data-test="bulk-refuse"
                    on:click=move |_| refusing.ask(ticked())
                >
                    {say("atelier-refuse-some")}
                </button>
                <button
                    type="button"
                    class="button button-quiet"
                    on:click=move |_| shelf.ticked.update(|ticked| ticked.clear())
                >
                    {say("atelier-untick")}
                </button>
            </div>
        </Show>
    }
}
