//! Small values with every field filled, and a small catalogue; shared by the tests of this crate.
#![allow(dead_code)]

#[cfg(feature = "store")]
pub mod country;
pub mod samples;
