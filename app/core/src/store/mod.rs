//! `carnet.sqlite`: the hiker's own store, and `nouvelles.sqlite`: what others have published. The only SQL of this crate.

pub mod device;
pub mod lists;
pub mod marks;
mod migrate;
pub mod news;
pub mod notebook;
pub mod outbox;
pub mod photos;
pub mod posts;
pub mod settings;

pub use migrate::{SCHEMA, open};

/// What can go wrong with the notebook's file.
#[derive(Debug, thiserror::Error)]
pub enum CarnetError {
    #[error("the notebook has schema {found}, this app knows {known}")]
    Newer { found: u32, known: u32 },
    #[error("the file is not a notebook of this app")]
    NotACarnet,
    #[error("could not copy the notebook before its upgrade")]
    Copy(#[source] rusqlite::Error),
    #[error("could not upgrade the notebook: {0}")]
    Upgrade(String),
    #[error("stored value {name} cannot be read")]
    BadValue { name: &'static str },
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
}

impl From<CarnetError> for crate::ApiError {
    fn from(error: CarnetError) -> Self {
        match error {
            CarnetError::Newer { found, known } => crate::ApiError::NewerCarnet { found, known },
            other => crate::ApiError::Storage { reason: crate::with_causes(&other) },
        }
    }
}
