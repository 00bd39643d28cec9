//! The published methods behind the computed figures; `docs/methods.md` says the same in words. Pure: reads no
//! clock, no disk.

mod ascent;
mod duration;
mod effort;
mod profile;
mod themes;

pub use ascent::{Climb, ClimbMeter, HYSTERESIS, MEDIAN_SAMPLES, SAMPLE_STEP};
pub use duration::{Pace, duration, duration_range, pace};
pub use effort::effort;
pub use profile::{Ascent, COARSEST, LONGEST_GAP, Reason, Sample, climb, profile};
pub use themes::themes;
