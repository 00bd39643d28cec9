//! Whole packs: what is in one, whether it is sound, a part of it, and what changed between two.

pub mod delta;
#[cfg(feature = "build")]
pub mod extract;
#[cfg(feature = "build")]
pub mod publish;
pub mod show;
pub mod update;
#[cfg(feature = "build")]
pub mod verify;

#[cfg(feature = "build")]
pub use extract::{ExtractError, Wanted, extract};
pub use show::{Summary, show};
#[cfg(feature = "build")]
pub use verify::{Code, Finding, Report, verify};
