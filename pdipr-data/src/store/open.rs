//! Opens a catalogue and holds what searches keep in memory.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use rusqlite::Connection;

use super::{StoreError, facts, schema};
use crate::domain::{CommuneName, Insee};
use crate::filter::Columns;
use crate::filter::text::Vocabulary;

/// A catalogue that is open for reading.
pub struct CatalogueStore {
    pub(super) conn: Connection,
    pub(super) columns: Columns,
    /// Read at the first words that are searched for.
    pub(super) vocabulary: OnceCell<Vocabulary>,
    commune_names: BTreeMap<Insee, String>,
}

impl CatalogueStore {
    /// Read-only; the file is replaced whole and never written in place, so SQLite needs no locks.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn open(path: &std::path::Path) -> Result<Self, StoreError> {
        use rusqlite::OpenFlags;
        let failed = |source| StoreError::Open { path: path.display().to_string(), source };
        let flags =
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let conn =
            Connection::open_with_flags(file_uri(&absolute.to_string_lossy()), flags).map_err(failed)?;
        Self::from_connection(conn)
    }

    /// For hosts that open the file themselves: OPFS in the browser, memory in tests.
    pub fn from_connection(conn: Connection) -> Result<Self, StoreError> {
        match schema::check(&conn) {
            Err(StoreError::Sql(rusqlite::Error::SqliteFailure(failure, _)))
                if failure.code == rusqlite::ErrorCode::NotADatabase =>
            {
                return Err(StoreError::NotACatalogue);
            }
            checked => checked?,
        }
        conn.pragma_update(None, "temp_store", 2)?;
        let columns = facts::columns(&conn)?;
        let mut store =
            CatalogueStore { conn, columns, vocabulary: OnceCell::new(), commune_names: BTreeMap::new() };
        store.commune_names = store.commune_names()?.into_iter().collect();
        Ok(store)
    }

    pub(super) fn commune_name(&self, insee: &Insee) -> Option<CommuneName> {
        let name = self.commune_names.get(insee)?.clone();
        Some(CommuneName { insee: insee.clone(), name })
    }
}

/// A path as SQLite's URI; what has a meaning there is written as %XX.
#[cfg(not(target_arch = "wasm32"))]
fn file_uri(path: &str) -> String {
    let mut uri = String::from("file:");
    let path = path.replace('\\', "/");
    if !path.starts_with('/') {
        uri.push('/');
    }
    for letter in path.chars() {
        match letter {
            '%' => uri.push_str("%25"),
            '?' => uri.push_str("%3f"),
            '#' => uri.push_str("%23"),
            other => uri.push(other),
        }
    }
    uri.push_str("?immutable=1");
    uri
}
