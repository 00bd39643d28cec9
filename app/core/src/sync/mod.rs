//! What is exchanged with the server, and when: decided here, carried out by the host. Pure.

mod batch;
mod http;
mod plan;

pub(crate) use batch::{Picked, Waiting, pick};
pub(crate) use http::Whose;
pub use http::{HttpAnswer, HttpRequest, Method};
pub(crate) use plan::{Facts, PAUSE, Patience, Round, Step, back_off, next, scattered};
