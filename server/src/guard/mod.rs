//! What stands before every handler: who asks how often, how many at once, and the headers of every answer.

pub mod address;
pub mod headers;
pub mod rate;
pub mod together;
