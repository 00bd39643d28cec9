//! How the exchange with the server stands, in words, and *Tout envoyer maintenant*.

use jiff::Timestamp;
use leptos::prelude::*;
use leptos::task::spawn_local;
use sente_core::calls::SyncNow;
use sente_core::community::{SyncProblem, SyncState};

use super::PostsState;
use crate::backend::{tell_news, use_backend};
use crate::device::surroundings::local;
use crate::format;
use crate::parts::{Icon, announce, error_text, use_toast};
use crate::words::{Arg, say, t, tf};

#[component]
pub fn Exchange(state: PostsState) -> impl IntoView {
    let sync = Memo::new(move |_| state.page.with(|page| page.as_ref().map(|page| page.sync.clone())));
    let lines = move || {
        let sync = sync.get()?;
        let at = |moment: Timestamp| format::moment(local(moment));
        Some(sync_lines(&sync, at).into_iter().map(|line| view! { <p>{line}</p> }).collect_view())
    };
    let has_server = move || sync.with(|sync| sync.as_ref().is_some_and(|sync| sync.server));
    let send = move |_| {
        spawn_local(async move {
            match use_backend().ask(SyncNow {}).await {
                Ok(_) => {
                    announce(t("sync-asked"));
                    tell_news();
                }
                Err(error) => use_toast().show(error_text(&error), None),
            }
        });
    };
    view! {
        <div class="exchange" data-test="exchange">
            <div role="status">{lines}</div>
            <Show when=has_server>
                <button type="button" class="button" data-test="send-now" on:click=send>
                    <Icon name="upload" />
                    {say("sync-now")}
                </button>
            </Show>
        </div>
    }
}

/// What waits, what stands in the way and when it is tried again, when it last went through. `at` writes a moment.
fn sync_lines(sync: &SyncState, at: impl Fn(Timestamp) -> String) -> Vec<String> {
    let mut lines = Vec::new();
    if sync.waiting > 0 {
        lines.push(tf("sync-waiting", &[("n", Arg::Count(sync.waiting))]));
    }
    if sync.erasing {
        lines.push(t("sync-erasing"));
    }
    if !sync.server {
        lines.push(t("sync-no-server"));
        return lines;
    }
    if sync.running {
        lines.push(t("sync-running"));
        return lines;
    }
    if let Some(problem) = sync.problem {
        lines.push(t(problem_key(problem)));
        if let Some(next) = sync.next_try {
            lines.push(tf("sync-next-try", &[("moment", Arg::Text(&at(next)))]));
        }
    } else if sync.waiting == 0 && sync.last_success.is_some() {
        lines.push(t("sync-all-sent"));
    }
    lines.push(match sync.last_success {
        Some(moment) => tf("sync-last", &[("moment", Arg::Text(&at(moment)))]),
        None => t("sync-never"),
    });
    lines
}

fn problem_key(problem: SyncProblem) -> &'static str {
    match problem {
        SyncProblem::Offline => "sync-offline",
        SyncProblem::NotOurServer => "sync-not-our-server",
        SyncProblem::Busy => "sync-busy",
        SyncProblem::Key => "sync-key",
        SyncProblem::Server => "sync-server",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn sync() -> SyncState {
        SyncState {
            server: true,
            waiting: 0,
            running: false,
            last_success: Some(moment("2026-11-23T10:00:00Z")),
            problem: None,
            next_try: None,
            erasing: false,
            address: None,
            operator: None,
        }
    }

    fn lines(sync: &SyncState) -> String {
        sync_lines(sync, |moment| moment.to_string()).join("|").replace('\u{a0}', " ")
    }

    #[test]
    fn what_waits_offline_says_why_and_when_it_is_tried_again() {
        let next_try = Some(moment("2026-11-23T12:00:00Z"));
        let text = lines(&SyncState { waiting: 3, problem: Some(SyncProblem::Offline), next_try, ..sync() });
        assert!(text.starts_with("3 envois attendent"), "{text}");
        assert!(text.contains("12:00") && text.contains("10:00"), "{text}");
        assert!(!text.contains("Tout est envoyé"), "{text}");
    }

    #[test]
    fn without_a_server_nothing_is_promised() {
        let text = lines(&SyncState { server: false, waiting: 1, ..sync() });
        assert!(text.contains("1 envoi attend") && !text.contains("10:00"), "{text}");
    }

    #[test]
    fn an_erasure_that_the_server_has_not_heard_of_is_told() {
        assert!(lines(&SyncState { erasing: true, ..sync() }).contains("effac"));
        assert!(lines(&sync()).starts_with("Tout est envoyé"));
    }

    #[test]
    fn every_problem_says_what_to_do() {
        use SyncProblem::*;
        for problem in [Offline, NotOurServer, Busy, Key, Server] {
            assert!(crate::words::has_text(problem_key(problem)));
        }
    }
}
