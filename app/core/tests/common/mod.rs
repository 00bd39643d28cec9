//! Small values with every field filled, and a small catalogue; shared by the tests of this crate.
// Not every test uses every value, and a helper that fails is a failed test.
#![allow(dead_code, clippy::unwrap_used)]

#[cfg(feature = "store")]
pub mod answers;
#[cfg(feature = "store")]
pub mod country;
pub mod samples;
#[cfg(feature = "store")]
pub mod server;
pub mod written;
