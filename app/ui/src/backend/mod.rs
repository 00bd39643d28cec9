//! Asks the engine, wherever it runs: behind the shell's command or in the browser's worker. One typed door;
//! the screens never learn which host answers.

mod asked;
mod photos;
mod shell;
mod staff;
mod worker;

use std::sync::{LazyLock, Once};

use leptos::prelude::*;
use leptos::reactive::graph::Observer;
use sente_core::ApiError;
use sente_core::calls::{Answer, Call, Request, SyncNow};
use sente_core::reading;
use serde::de::{DeserializeOwned, IgnoredAny};

use crate::device::listen_to_shell;
use crate::device::surroundings::on_network;

pub use asked::{Asked, asked};
pub(crate) use shell::invoke as invoke_shell;
pub use shell::is_shell;
pub use staff::StaffRefused;
pub(crate) use worker::unopened_carnet;

/// What the host says of the engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EngineState {
    Starting,
    /// The browser fetches the catalogue: first start only.
    Fetching {
        done: u64,
        total: u64,
    },
    Ready,
    /// The reason is one of `no-storage`, `quota`, `no-catalogue`, `damaged`, `newer-carnet`, `broken`; the detail is for reports.
    Failed {
        reason: String,
        detail: String,
    },
}

static STATE: LazyLock<ArcRwSignal<EngineState>> = LazyLock::new(|| ArcRwSignal::new(EngineState::Starting));
static CARNET_VERSION: LazyLock<ArcRwSignal<u32>> = LazyLock::new(|| ArcRwSignal::new(0));

static NEWS_VERSION: LazyLock<ArcRwSignal<u32>> = LazyLock::new(|| ArcRwSignal::new(0));

/// The state of the engine, tracked.
pub fn engine_state() -> EngineState {
    STATE.get()
}

/// The state of the engine at this moment, not tracked.
pub fn engine_state_now() -> EngineState {
    STATE.get_untracked()
}

/// Goes up with every change of the notebook; a screen that reads it is loaded again after a change.
pub fn carnet_version() -> u32 {
    if Observer::get().is_some() { CARNET_VERSION.get() } else { CARNET_VERSION.get_untracked() }
}

/// Goes up with every news of the server and every change of the exchange with it; a screen that reads it is loaded again.
pub fn news_version() -> u32 {
    if Observer::get().is_some() { NEWS_VERSION.get() } else { NEWS_VERSION.get_untracked() }
}

/// The host has exchanged something with the server.
pub(crate) fn tell_news() {
    NEWS_VERSION.update(|version| *version = version.wrapping_add(1));
}

/// The door to the engine.
#[derive(Debug, Clone, Copy)]
pub struct Backend;

pub fn use_backend() -> Backend {
    Backend
}

impl Backend {
    /// Sends the call and waits for its answer.
    pub async fn ask<C: Call>(self, call: C) -> Result<C::Reply, ApiError> {
        self.ask_for(call).await
    }

    /// The same, of the answer only whether it is a refusal: the code that reads the rest does not come along.
    async fn tell<C: Call>(self, call: C) -> Result<(), ApiError> {
        self.ask_for::<C, IgnoredAny>(call).await.map(drop)
    }

    async fn ask_for<C: Call, T: DeserializeOwned>(self, call: C) -> Result<T, ApiError> {
        let request: Request = call.into();
        let request = serde_json::to_string(&request).expect("wire types always serialise");
        let answer = if is_shell() { shell::call(&request).await? } else { worker::call(&request).await? };
        let reply = read_answer(C::NAME, &answer)?;
        if CARNET_WRITES.contains(&C::NAME) {
            CARNET_VERSION.update(|version| *version = version.wrapping_add(1));
        }
        Ok(reply)
    }

    /// Starts the engine, or starts it again after a failure.
    pub fn start(self) {
        STATE.set(EngineState::Starting);
        if is_shell() {
            static LISTENS: Once = Once::new();
            LISTENS.call_once(|| {
                listen_to_shell("news", |_event| tell_news());
                on_network(|| leptos::task::spawn_local(exchange_now()));
            });
            STATE.set(EngineState::Ready);
        } else {
            worker::start();
        }
    }
}

/// In the browser the engine's worker hears of the network by itself; the window's exchange does not.
async fn exchange_now() {
    if let Err(error) = Backend.tell(SyncNow {}).await {
        leptos::logging::warn!("the exchange was not begun: {error}");
    }
}

/// Calls after which something else stands in the notebook.
const CARNET_WRITES: &[&str] = &[
    "SetFavourite",
    "SetProgress",
    "SetNote",
    "CreateList",
    "RenameList",
    "DeleteList",
    "RestoreList",
    "SetListed",
    "ImportCarnet",
    "EraseCarnet",
    "WriteReview",
    "WriteRecommendation",
    "WriteReport",
    "WithdrawPost",
    "ErasePosts",
    "AdoptKey",
];

fn set_state(state: EngineState) {
    STATE.set(state);
}

fn read_answer<T: DeserializeOwned>(call: &str, answer: &str) -> Result<T, ApiError> {
    reading::read::<Answer<T>>(answer)
        .map_err(|error| ApiError::Unavailable { reason: format!("{call}: {error}") })?
        .into()
}

#[cfg(test)]
mod tests {
    use sente_core::HomePage;
    use sente_core::calls::NAMES;

    use super::*;

    #[test]
    fn every_write_is_the_name_of_a_call() {
        for name in CARNET_WRITES {
            assert!(NAMES.contains(name), "{name}");
        }
    }

    #[test]
    fn an_answer_that_is_not_json_is_the_engine_not_answering() {
        let read = read_answer::<HomePage>("OpenHome", "<html>");
        assert!(matches!(read, Err(ApiError::Unavailable { reason }) if reason.starts_with("OpenHome: ")));
    }

    #[test]
    fn an_error_of_the_engine_comes_through() {
        let answer = r#"{"err":{"error":"not-found","what":"route","id":"x"}}"#;
        assert_eq!(read_answer::<HomePage>("OpenHome", answer), Err(ApiError::not_found("route", "x")));
    }
}
