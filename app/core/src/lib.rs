//! What the app does. Pure without the feature `store`: calls and their types, which the screens share.
//! With it: the engine that answers them, and the hiker's own store. It knows no host, no socket, no clock.

pub mod atlas;
pub mod calls;
pub mod carnet;
pub mod community;
mod error;
pub mod gpx;
mod notebook;
pub mod packs;
mod pages;
pub mod picture;
pub mod relief;

#[cfg(feature = "store")]
mod engine;
#[cfg(feature = "store")]
mod photo;
#[cfg(feature = "store")]
mod store;
#[cfg(feature = "store")]
pub mod sync;

#[cfg(feature = "store")]
pub use engine::{Engine, Heard, Server, Unreachable};
pub use error::{ApiError, reasons, with_causes};
pub use notebook::{KeptList, KeptRoute, Notebook};
pub use pages::{HomePage, OpenedRoute, Places, SegmentSheet, Selection, StorageReport};
pub use pdipr_data::reading;
#[cfg(feature = "store")]
pub use store::{CarnetError, SCHEMA as CARNET_SCHEMA};
