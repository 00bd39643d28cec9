//! Staff: names, passwords, sessions, and the slow-down of those who guess.

pub mod cookie;
pub mod name;
pub mod openid;
pub mod passwords;
pub mod session;
pub mod slowdown;
