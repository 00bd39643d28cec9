//! The small server: takes what hikers write, each operation once, has it moderated, and gives it to everybody.

pub mod store;
