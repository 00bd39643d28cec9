//! Real clients (the engine with the HTTP client of the window) and the real server as a process, over real sockets, with a
//! bad network between them: a proxy of ours, and where the kernel can, lost packets. `SENTE_SEED=N` runs one seed alone.
// A helper that fails is a failed test.
#![allow(clippy::unwrap_used, clippy::panic)]

mod capture;
mod common;
mod erasure;
mod fault;
mod faults;
mod hiker;
mod http;
mod loss;
mod photos;
mod proxy;
mod server;
mod traces;
