//! The whole notebook at once: for its export, its import, and its erasure.

use rusqlite::{Connection, Transaction};

use super::{CarnetError, lists, marks, settings};
use crate::notebook::Notebook;

pub fn read(conn: &Connection) -> Result<Notebook, CarnetError> {
    Ok(Notebook {
        routes: marks::all(conn)?,
        lists: lists::all(conn)?,
        settings: settings::read(conn, settings::SETTINGS)?,
        view: settings::read(conn, settings::VIEW)?,
    })
}

/// Puts `notebook` in the place of what is there.
pub fn replace(tx: &Transaction<'_>, notebook: &Notebook) -> Result<(), CarnetError> {
    erase(tx)?;
    notebook.routes.iter().try_for_each(|kept| marks::insert(tx, kept))?;
    notebook.lists.iter().try_for_each(|list| lists::insert(tx, list))?;
    if let Some(value) = &notebook.settings {
        settings::write(tx, settings::SETTINGS, value)?;
    }
    if let Some(view) = &notebook.view {
        settings::write(tx, settings::VIEW, view)?;
    }
    Ok(())
}

/// Removes every row.
pub fn erase(tx: &Transaction<'_>) -> Result<(), CarnetError> {
    const SQL: &str = "DELETE FROM list_route; DELETE FROM list; DELETE FROM mark; DELETE FROM setting;";
    Ok(tx.execute_batch(SQL)?)
}

/// Gives the freed space back to the disk.
pub fn shrink(conn: &Connection) -> Result<(), CarnetError> {
    const SQL: &str = "VACUUM; PRAGMA wal_checkpoint(TRUNCATE);";
    Ok(conn.execute_batch(SQL)?)
}

/// Size of the notebook in bytes.
pub fn bytes(conn: &Connection) -> Result<u64, CarnetError> {
    const SQL: &str = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
    let bytes: i64 = conn.query_row(SQL, [], |row| row.get(0))?;
    Ok(bytes.unsigned_abs())
}
