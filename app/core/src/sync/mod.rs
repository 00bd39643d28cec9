//! What is exchanged with the server, and when: decided here, carried out by the host. Pure.

mod batch;
mod http;
mod plan;

pub use batch::{Picked, Waiting, pick};
pub use http::{HttpAnswer, HttpRequest, Method};
pub use plan::{Facts, Patience, Round, Step, back_off, next};
