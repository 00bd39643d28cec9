//! Règles des avis: what the law on online reviews asks to be told (docs/reviews-law.md says which duty is met where).

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::Reason;
use sente_core::calls::OpenSync;
use sente_core::community::SyncState;

use super::statements::Section;
use crate::backend::{asked, news_version};
use crate::community::reason_key;
use crate::device::open_link;
use crate::parts::PageTitle;
use crate::words::{Arg, say, t, tf};

/// Where the rules stand; forms and lists of reviews lead here.
pub const RULES: &str = "/plus/avis";
/// A page of the server.
const PUBLIC_LOG: &str = "/avis/moderation";

#[component]
pub fn RulesScreen() -> impl IntoView {
    let asked = asked(|| {
        news_version();
        OpenSync {}
    });
    let sync = Memo::new(move |_| asked.get().and_then(Result::ok));
    let reasons = Reason::ALL.map(|reason| view! { <li>{say(reason_key(reason))}</li> });
    view! {
        <div class="page more">
            <PageTitle text=Signal::derive(say("rules-title")) />
            <div class="prose" data-test="rules">
                <p class="statement-state">{say("reviews-control")}</p>
                <Section title="rules-control" texts=&["rules-control-text", "rules-control-equal"] items=&[] />
                <h2>{say("rules-reasons")}</h2>
                <p>{say("rules-reasons-text")}</p>
                <ul>{reasons.collect_view()}</ul>
                <Section title="rules-order" texts=&["rules-order-text", "rules-order-dates"] items=&[] />
                <Section
                    title="rules-means"
                    texts=&["rules-means-text", "rules-means-archived", "rules-means-conditions"]
                    items=&[]
                />
                <Section title="rules-delay" texts=&["rules-delay-text", "rules-delay-kept"] items=&[] />
                <Section title="rules-author" texts=&["rules-author-change", "rules-author-contact"] items=&[] />
                <Section title="rules-counterpart" texts=&["rules-counterpart-text"] items=&[] />
                <Section title="rules-contest" texts=&["rules-contest-text"] items=&[] />
                <Contact sync />
                <Section title="rules-log" texts=&["rules-log-text"] items=&[] />
                <Log sync />
                <p>
                    <a href="/plus/confidentialite">{say("privacy-title")}</a>
                </p>
            </div>
        </div>
    }
}

/// Whom to write to, as the server says it; it is known from the first exchange on.
#[component]
fn Contact(sync: Memo<Option<SyncState>>) -> impl IntoView {
    let operator = Memo::new(move |_| sync.with(|sync| sync.as_ref().and_then(|sync| sync.operator.clone())));
    view! {
        <p data-test="rules-contact">
            {move || match operator.get() {
                Some(operator) if !operator.contact.is_empty() => {
                    let (name, contact) = (Arg::Text(&operator.name), Arg::Text(&operator.contact));
                    tf("rules-contact", &[("name", name), ("contact", contact)])
                }
                _ => t("rules-contact-unknown"),
            }}
        </p>
    }
}

/// The public page on moderation is the server's own.
#[component]
fn Log(sync: Memo<Option<SyncState>>) -> impl IntoView {
    let address = Memo::new(move |_| {
        let of = |sync: &SyncState| sync.server.then(|| sync.address.clone().unwrap_or_default());
        sync.with(|sync| sync.as_ref().and_then(of))
    });
    move || {
        address.get().map(|address| {
            let url = format!("{address}{PUBLIC_LOG}");
            let open = {
                let url = url.clone();
                move |event: ev::MouseEvent| {
                    event.prevent_default();
                    let url = url.clone();
                    spawn_local(async move {
                        if let Err(reason) = open_link(&url).await {
                            leptos::logging::warn!("{url} could not be opened: {reason}");
                        }
                    });
                }
            };
            view! {
                <p>
                    <a href=url rel="external" on:click=open>
                        {say("rules-log-open")}
                    </a>
                </p>
            }
        })
    }
}
