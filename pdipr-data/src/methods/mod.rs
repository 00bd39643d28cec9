//! The published methods behind the computed figures; `docs/methods.md` says the same in words. Pure: reads no
//! clock, no disk.

mod duration;
mod effort;
mod themes;

pub use duration::{Pace, duration, duration_range, pace};
pub use effort::effort;
pub use themes::themes;
