//! The samples of the client's own tests.
#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

#[path = "../../../app/core/tests/common/answers.rs"]
pub mod answers;
#[path = "../../../app/core/tests/common/country.rs"]
pub mod country;
#[path = "../../../app/core/tests/common/samples.rs"]
pub mod samples;
#[path = "../../../app/core/tests/common/server.rs"]
pub mod server;
#[path = "../../../app/core/tests/common/written.rs"]
pub mod written;
