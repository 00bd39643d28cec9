//! The schema and its versions. A catalogue is replaced whole, so an older one is rebuilt, not upgraded.

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use super::StoreError;

/// "Snte" in ASCII: tells a catalogue from any other SQLite file.
pub const APPLICATION_ID: i32 = 0x536E_7465;
/// The newest schema that this program knows.
pub const SCHEMA_VERSION: i32 = 2;

const MIGRATIONS: &[M<'static>] = &[
    M::up(include_str!("migrations/0001_catalogue.sql")),
    M::up(include_str!("migrations/0002_closures.sql")),
];

/// Makes an empty catalogue.
pub(super) fn create(conn: &mut Connection) -> Result<(), StoreError> {
    conn.pragma_update(None, "page_size", 8_192)?;
    conn.pragma_update(None, "journal_mode", "delete")?;
    conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    Migrations::from_slice(MIGRATIONS).to_latest(conn)?;
    Ok(())
}

/// Refuses what is not a catalogue that this program can read.
pub(super) fn check(conn: &Connection) -> Result<(), StoreError> {
    let pragma = |name: &str| conn.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    if pragma("application_id")? != APPLICATION_ID {
        return Err(StoreError::NotACatalogue);
    }
    match pragma("user_version")? {
        SCHEMA_VERSION => Ok(()),
        found if found > SCHEMA_VERSION => Err(StoreError::Newer { found, known: SCHEMA_VERSION }),
        found => Err(StoreError::Older { found, known: SCHEMA_VERSION }),
    }
}
