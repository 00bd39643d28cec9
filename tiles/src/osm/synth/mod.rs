//! Extracts made up from numbers, of any size and always the same: for benchmarks and tests. Nothing of a pack comes from here.

mod country;
mod writer;

pub use country::{Country, write_country};
pub use writer::{Member, Packing, Writer};
