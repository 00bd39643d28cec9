//! What a server answers, as values; shared with the simulation of the real one.

use protocol::About;
use sente_core::sync::HttpAnswer;
use serde::Serialize;

pub fn json<T: Serialize>(body: &T) -> HttpAnswer {
    HttpAnswer { status: 200, body: serde_json::to_vec(body).unwrap(), ..HttpAnswer::default() }
}

pub fn status(status: u16) -> HttpAnswer {
    HttpAnswer { status, ..HttpAnswer::default() }
}

/// That it is one of ours.
pub fn about() -> HttpAnswer {
    json(&About { name: "Agence".into(), version: "0".into(), capabilities: vec![], contact: String::new() })
}
