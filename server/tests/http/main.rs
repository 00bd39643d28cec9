//! The server over real HTTP, on a port of its own, with SQLite in a temporary folder.
// A helper that fails is a failed test.
#![allow(clippy::unwrap_used, clippy::panic)]

mod browser;
mod damage;
mod described;
mod files;
mod guard;
mod hostile;
mod moderation;
mod openid;
mod operations;
mod overload;
mod photos;
mod program;
mod provider;
mod reading;
mod rights;
mod samples;
mod server;
mod staff;
