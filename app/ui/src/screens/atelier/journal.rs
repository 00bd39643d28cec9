//! The log of all acts of staff, newest first. Each entry holds the hash of the one before: whoever has noted the hash at the
//! head sees later that nothing was changed or taken out.

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::{LogEntry, paths};

use super::desk::use_desk;
use super::history::done;
use super::texts::{refused_text, when};
use crate::backend::{StaffRefused, use_backend};
use crate::parts::{Empty, Waiting};
use crate::words::say;

#[component]
pub fn Journal() -> impl IntoView {
    let desk = use_desk();
    let entries = RwSignal::new(Vec::<LogEntry>::new());
    let (asked, more) = (RwSignal::new(false), RwSignal::new(true));
    let refused = RwSignal::new(None::<StaffRefused>);
    let read = move || {
        let before = entries.with_untracked(|entries| entries.last().map(|entry| entry.seq));
        refused.set(None);
        spawn_local(async move {
            let path = paths::staff_log_back(before, None);
            match desk.heard(use_backend().read_as_staff::<Vec<LogEntry>>(&path).await) {
                Ok(page) => {
                    // The first entry of all is number one.
                    more.try_set(page.last().is_some_and(|entry| entry.seq > 1));
                    entries.try_update(|entries| entries.extend(page));
                }
                Err(why) => {
                    refused.try_set(Some(why));
                }
            }
            asked.try_set(true);
        });
    };
    read();
    let none = Memo::new(move |_| entries.with(Vec::is_empty));
    let head = move || entries.with(|entries| entries.first().map(|entry| entry.hash.clone()));
    view! {
        <section class="journal" aria-labelledby="journal-title">
            <h2 id="journal-title" class="section-title">
                {say("atelier-journal")}
            </h2>
            <p class="muted">{say("atelier-journal-lead")}</p>
            {move || match (asked.get(), none.get(), refused.get()) {
                (false, ..) => view! { <Waiting /> }.into_any(),
                (true, true, None) => {
                    view! { <Empty title=Signal::derive(say("atelier-journal-empty")) icon="circle-check" /> }.into_any()
                }
                (true, true, Some(_)) => ().into_any(),
                (true, false, _) => view! {
                    <p>
                        {say("atelier-journal-head")}
                        <code class="code" data-test="journal-head">
                            {head}
                        </code>
                    </p>
                    <Acts entries />
                }
                .into_any(),
            }}
            {move || {
                refused
                    .get()
                    .map(|why| view! { <p role="alert" class="field-error">{refused_text(why)}</p> })
            }}
            <Show when=move || asked.get() && more.get() && (!none.get() || refused.get().is_some())>
                <button type="button" class="button" data-test="journal-more" on:click=move |_| read()>
                    {say("atelier-older")}
                </button>
            </Show>
        </section>
    }
}

#[component]
fn Acts(entries: RwSignal<Vec<LogEntry>>) -> impl IntoView {
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-labelledby="journal-title">
            <table class="table" data-test="journal">
                <thead>
                    <tr>
                        <th scope="col" class="number">
                            {say("atelier-journal-number")}
                        </th>
                        <th scope="col">{say("atelier-journal-when")}</th>
                        <th scope="col">{say("atelier-journal-who")}</th>
                        <th scope="col">{say("atelier-journal-what")}</th>
                        <th scope="col">{say("atelier-journal-thing")}</th>
                        <th scope="col">{say("atelier-journal-hash")}</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || entries.get() key=|entry| entry.seq let:entry>
                        <Line entry />
                    </For>
                </tbody>
            </table>
        </div>
    }
}

#[component]
fn Line(entry: LogEntry) -> impl IntoView {
    // Enough to compare by eye; the whole one is at the head, and in what `sente-server export` writes.
    let (thing, hash) = (short(&entry.thing.to_string()), short(&entry.hash));
    let (seq, staff) = (entry.seq.to_string(), entry.staff.clone());
    let at = entry.at;
    view! {
        <tr>
            <td class="number">{seq}</td>
            <td>{move || when(at)}</td>
            <td>{staff}</td>
            <td>{move || done(&entry)}</td>
            <td>
                <code>{thing}</code>
            </td>
            <td>
                <code>{hash}</code>
            </td>
        </tr>
    }
}

/// The last twelve signs: identities of one day begin alike.
fn short(text: &str) -> String {
    let from = text.len().saturating_sub(12);
    text.get(from..).unwrap_or(text).to_owned()
}
