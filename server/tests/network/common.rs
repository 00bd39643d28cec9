//! The samples of the client's own tests, and the chance of the simulation.
#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

#[path = "../../../app/core/tests/common/answers.rs"]
pub mod answers;
#[path = "../simulation/chance.rs"]
pub mod chance;
#[path = "../../../app/core/tests/common/country.rs"]
pub mod country;
#[path = "../../../app/core/tests/common/samples.rs"]
pub mod samples;
#[path = "../../../app/core/tests/common/written.rs"]
pub mod written;
