//! Staff: names, passwords, sessions, and the slow-down of those who guess.

pub mod name;
pub mod passwords;
pub mod session;
pub mod slowdown;
