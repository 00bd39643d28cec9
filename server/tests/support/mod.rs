//! What several test programs share.
// Each program uses its part.
#![allow(dead_code, unused_imports)]

pub mod postgres;
pub mod world;

pub use postgres::Postgres;
pub use world::*;
