//! Opens the store that the settings name.

use std::sync::Arc;

use crate::config::Settings;
use crate::store::{CommunityStore, SqliteStore, StoreError};

/// The database in the folder of the data.
const FILE: &str = "community.sqlite";

/// Why there is no store.
#[derive(Debug, thiserror::Error)]
pub enum CannotOpen {
    #[error("could not make the folder {folder} (`data`)")]
    Folder {
        folder: String,
        #[source]
        source: std::io::Error,
    },
    #[error("`postgres`: this version keeps its store in SQLite only")]
    NoPostgres,
    #[error("could not open the store {place}")]
    Store {
        place: String,
        #[source]
        source: StoreError,
    },
}

/// Opens the store; makes it where there is none, upgrades an older one.
pub async fn open(settings: &Settings) -> Result<Arc<dyn CommunityStore>, CannotOpen> {
    if settings.postgres.is_some() {
        return Err(CannotOpen::NoPostgres);
    }
    let folder = &settings.data;
    std::fs::create_dir_all(folder)
        .map_err(|source| CannotOpen::Folder { folder: folder.display().to_string(), source })?;
    let file = folder.join(FILE);
    let store = SqliteStore::open(&file);
    let store = store.map_err(|source| CannotOpen::Store { place: file.display().to_string(), source })?;
    Ok(Arc::new(store))
}
