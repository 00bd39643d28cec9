//! What a server answers, as values; shared with the simulation of the real one.

use protocol::{About, paths, sum};
use sente_core::sync::{HttpAnswer, HttpRequest};
use serde::Serialize;

pub fn json<T: Serialize>(body: &T) -> HttpAnswer {
    HttpAnswer { status: 200, body: serde_json::to_vec(body).unwrap(), ..HttpAnswer::default() }
}

pub fn status(status: u16) -> HttpAnswer {
    HttpAnswer { status, ..HttpAnswer::default() }
}

/// That it is one of ours.
pub fn about() -> HttpAnswer {
    json(&About {
        name: "Agence".into(),
        version: "0".into(),
        capabilities: vec![],
        contact: String::new(),
        openid_label: None,
    })
}

/// The answer to this request, with the sum that a server gives it.
pub fn sealed(answer: HttpAnswer, request: &HttpRequest) -> HttpAnswer {
    let asked = request.headers.iter().find(|(name, _)| *name == paths::SUM).map(|(_, sum)| sum.as_str());
    let body = sum::of_body(&answer.body);
    let sum = sum::of_answer(asked.unwrap_or_default(), answer.status, answer.upload_offset, &body);
    HttpAnswer { sum: Some(sum), ..answer }
}
