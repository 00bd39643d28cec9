//! Staff: passwords, sessions, and the slow-down of those who guess.

pub mod passwords;
pub mod session;
pub mod slowdown;
