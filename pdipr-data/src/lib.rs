//! The catalogue of waymarked routes: what a route is, how it is read, joined, stored, filtered and exported.
//!
//! Without features the crate is pure: no I/O, no clock, no C. The screens use its types in the browser.

#[cfg(feature = "build")]
pub mod build;
pub mod domain;
pub mod filter;
pub mod io;
#[cfg(feature = "build")]
pub mod join;
pub mod methods;
#[cfg(feature = "build")]
pub mod quality;
pub mod reading;
#[cfg(feature = "build")]
pub mod register;
pub mod sheets;
#[cfg(feature = "store")]
pub mod store;
#[cfg(all(feature = "build", feature = "store"))]
pub mod synth;
#[cfg(feature = "terminal")]
pub mod terminal;
#[cfg(feature = "words")]
pub mod words;
