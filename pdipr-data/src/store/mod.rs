//! `catalogue.sqlite`: written once by `build`, read-only ever after. The only SQL of this crate.

mod closures;
mod codec;
mod facts;
mod layers;
mod lists;
mod open;
mod order;
mod read;
mod schema;
mod search;
mod size;
mod suggest;
mod terms;
#[cfg(test)]
mod tests;
mod ways;
mod write;
mod writer;

pub use closures::ClosureLine;
pub use layers::{RouteLines, SegmentLine};
pub use open::CatalogueStore;
pub use order::place_on_curve;
pub use read::Places;
pub use schema::{APPLICATION_ID, SCHEMA_VERSION};
pub use write::to_bytes;
#[cfg(not(target_arch = "wasm32"))]
pub use write::{write, write_with};
pub use writer::Writer;

/// Why a catalogue cannot be written or read.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("the file is not a catalogue of routes")]
    NotACatalogue,
    /// Written by a newer program: update the app, do not touch the file.
    #[error("the catalogue has schema {found}, this program knows {known}: update the program")]
    Newer { found: i32, known: i32 },
    #[error("the catalogue has schema {found}, this program needs {known}: build it again")]
    Older { found: i32, known: i32 },
    #[error("the catalogue is damaged: {what}")]
    Damaged { what: String },
    #[error("could not write {path}")]
    Write {
        path: String,
        #[source]
        source: std::io::Error,
    },
    #[error("could not open {path}")]
    Open {
        path: String,
        #[source]
        source: rusqlite::Error,
    },
    #[error("SQLite refused")]
    Sql(#[from] rusqlite::Error),
    #[error("could not make the schema")]
    Schema(#[from] rusqlite_migration::Error),
    #[error("a stored value cannot be read")]
    Json(#[from] serde_json::Error),
    #[error("a stored value is another than expected")]
    Value(#[from] crate::reading::Unreadable),
}

impl From<codec::BadBlob> for StoreError {
    fn from(bad: codec::BadBlob) -> Self {
        StoreError::damaged(bad)
    }
}

impl StoreError {
    fn damaged(what: impl ToString) -> Self {
        StoreError::Damaged { what: what.to_string() }
    }
}
