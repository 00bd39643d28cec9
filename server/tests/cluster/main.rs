//! Several servers as processes on one PostgreSQL and one folder of photos, and a PostgreSQL that fails over to another one,
//! under hikers with real engines and the HTTP client of the window. `SENTE_LONG=1` for the long scale.
// A helper that fails is a failed test.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../network/common.rs"]
mod common;
mod failover;
// Each can do more than is needed here.
#[allow(dead_code)]
#[path = "../network/hiker.rs"]
mod hiker;
mod loss;
mod oracle;
#[allow(dead_code)]
#[path = "../support/postgres.rs"]
mod postgres;
#[allow(dead_code)]
#[path = "../support/program.rs"]
mod program;
mod reader;
mod servers;
mod staff;
mod traffic;
mod two;
