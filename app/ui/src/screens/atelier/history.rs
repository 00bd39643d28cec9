//! What staff has done with one thing; for those who may read the log.

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::{Deed, LogEntry, ThingId, paths};

use super::desk::use_desk;
use super::texts::{act_text, refused_text, when};
use crate::backend::{StaffRefused, use_backend};
use crate::community::reason_key;
use crate::words::{say, t};

#[component]
pub fn History(thing: ThingId) -> impl IntoView {
    let desk = use_desk();
    desk.may(Deed::ReadLog).then(|| {
        let acts = RwSignal::new(None::<Result<Vec<LogEntry>, StaffRefused>>);
        spawn_local(async move {
            let path = paths::staff_log_back(None, Some(thing));
            let answer = desk.heard(use_backend().read_as_staff(&path).await);
            acts.try_set(Some(answer));
        });
        let list = move || match acts.get() {
            None => view! { <p class="muted">{say("waiting")}</p> }.into_any(),
            Some(Err(refused)) => view! { <p class="muted">{refused_text(refused)}</p> }.into_any(),
            Some(Ok(acts)) if acts.is_empty() => {
                view! { <p class="muted">{say("atelier-no-history")}</p> }.into_any()
            }
            Some(Ok(acts)) => view! {
                <ol class="desk-history" data-test="desk-history">
                    {acts
                        .into_iter()
                        .map(|act| view! { <li>{move || line(&act)}</li> })
                        .collect_view()}
                </ol>
            }
            .into_any(),
        };
        view! {
            <section class="desk-part" aria-labelledby="history-title">
                <h3 id="history-title">{say("atelier-history")}</h3>
                {list}
            </section>
        }
    })
}

/// "12/11/2026, 14 h 05 · ana · refusé : hors sujet".
fn line(entry: &LogEntry) -> String {
    let act = done(entry);
    format!("{} · {} · {act}", when(entry.at), entry.staff)
}

/// What was done, with its reason.
pub fn done(entry: &LogEntry) -> String {
    let act = act_text(&entry.act);
    match entry.reason {
        Some(reason) => format!("{act} ({})", t(reason_key(reason))),
        None => act,
    }
}
