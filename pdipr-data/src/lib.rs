//! The catalogue of waymarked routes: what a route is, how it is read, joined, stored, filtered and exported.
//!
//! Without features the crate is pure: no I/O, no clock, no C. The screens use its types in the browser.

pub mod domain;
pub mod filter;
pub mod io;
#[cfg(feature = "words")]
pub mod words;
