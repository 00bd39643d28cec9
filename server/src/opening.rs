//! Opens the store that the settings name.

use std::sync::Arc;

use crate::config::Settings;
use crate::store::{CommunityStore, PostgresStore, SqliteStore, StoreError};

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
    #[error("could not open the store {place}")]
    Store {
        place: String,
        #[source]
        source: StoreError,
    },
}

/// Opens the store; makes it where there is none, upgrades an older one.
pub async fn open(settings: &Settings) -> Result<Arc<dyn CommunityStore>, CannotOpen> {
    let folder = &settings.data;
    // The photos lie there also where the database is elsewhere.
    std::fs::create_dir_all(folder)
        .map_err(|source| CannotOpen::Folder { folder: folder.display().to_string(), source })?;
    if let Some(url) = &settings.postgres {
        let store = PostgresStore::open(url, settings.postgres_ca.as_deref()).await;
        // The address may hold a password.
        let place = "in PostgreSQL (`postgres`)".into();
        return Ok(Arc::new(store.map_err(|source| CannotOpen::Store { place, source })?));
    }
    let file = folder.join(FILE);
    let store = SqliteStore::open(&file);
    let store = store.map_err(|source| CannotOpen::Store { place: file.display().to_string(), source })?;
    Ok(Arc::new(store))
}
