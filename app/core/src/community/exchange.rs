//! How the exchange with the server stands, and the one question that is asked at most every half-year.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::maybe_moment;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncState {
    /// Whether the app knows a server at all; without one it stays local, and what is written waits.
    pub server: bool,
    /// Operations and photos that have not arrived yet.
    pub waiting: u32,
    /// An exchange is running now.
    pub running: bool,
    /// When everything was last exchanged.
    #[serde(with = "maybe_moment")]
    pub last_success: Option<Timestamp>,
    /// Why the last try did not succeed.
    pub problem: Option<SyncProblem>,
    /// When it is tried again by itself; `None` where there is nothing to try.
    #[serde(with = "maybe_moment")]
    pub next_try: Option<Timestamp>,
    /// What was erased here is still on the server.
    #[serde(default)]
    pub erasing: bool,
    /// The server that is asked; `None` where there is none, and in a browser, which asks the one that it came from.
    #[serde(default)]
    pub address: Option<String>,
    /// Who runs the server; `None` before the first exchange.
    #[serde(default)]
    pub operator: Option<Operator>,
}

/// Who runs a server, in its own words.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Operator {
    pub name: String,
    /// Where to write to about one's data; empty where it does not say.
    pub contact: String,
}

/// Each has its sentence in the word catalogues, with what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SyncProblem {
    /// There is no network, or it does not reach the server.
    Offline,
    /// At that address answers something else than a server of this app.
    NotOurServer,
    /// The server asks to come later.
    Busy,
    /// The server does not accept the key of this device.
    Key,
    /// The server made a mistake.
    Server,
}

/// *Êtes-vous satisfait de l'application ?*
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SatisfactionQuestion {
    /// Now is a moment to ask.
    pub due: bool,
    /// The hiker wants never to be asked (again).
    pub refused: bool,
}

/// How the question was put aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NotAsked {
    /// Not in this half-year.
    Now,
    /// Never again.
    ForGood,
}
