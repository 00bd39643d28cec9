//! Text search the way people type. Pure: `read` turns typed words into probes, the store looks the probes up,
//! `gather` adds up what they found.

mod fit;
pub mod fold;
mod gather;
mod intents;
mod place_names;
mod read;
mod typo;
mod understood;
mod vocabulary;

pub use gather::{Hits, gather};
pub use read::{Probe, Reading, Target, read};
pub use typo::{distance_at_most, typos_allowed};
pub use vocabulary::{Field, Place, PlaceKind, Vocabulary};
