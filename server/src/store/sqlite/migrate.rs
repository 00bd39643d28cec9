//! Opens the file: new, of this version, or older, and then upgraded in one transaction after a copy. A newer one is
//! refused, and left as it is.

use std::time::Duration;

use rusqlite::{Connection, MAIN_DB};
use rusqlite_migration::{M, Migrations};

use crate::store::StoreError;

const MIGRATIONS: &[M<'static>] = &[
    M::up(include_str!("migrations/0001-community.sql")),
    M::up(include_str!("migrations/0002-voices.sql")),
    M::up(include_str!("migrations/0003-erased-keys.sql")),
    M::up(include_str!("migrations/0004-feed-marks.sql")),
    M::up(include_str!("migrations/0005-session-names.sql")),
];

/// Marks the file as ours (`SnCm`), so that no other database is taken for a community store and changed.
const APPLICATION_ID: i32 = 0x536e_436d;

/// How long a connection waits for another one.
const PATIENCE: Duration = Duration::from_secs(5);

/// Makes the connection of the writer ready for use.
pub fn open(conn: Connection) -> Result<Connection, StoreError> {
    upgrade(conn, MIGRATIONS)
}

/// Makes a connection ready that only reads; the writer has been opened before.
pub fn configure_reader(conn: &Connection) -> Result<(), StoreError> {
    conn.busy_timeout(PATIENCE)?;
    conn.pragma_update(None, "query_only", true)?;
    conn.pragma_update(None, "temp_store", 2)?;
    conn.set_prepared_statement_cache_capacity(64);
    Ok(())
}

fn upgrade(mut conn: Connection, migrations: &[M<'static>]) -> Result<Connection, StoreError> {
    conn.busy_timeout(PATIENCE)?;
    let known = migrations.len() as u32;
    let found: u32 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    check_owner(&conn, found)?;
    configure(&conn)?;
    if found == 0 {
        // Before there is anything in it: what a crash leaves from here on is known as ours.
        conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    }
    if found > 0 && found < known {
        copy(&conn, found)?;
    }
    Migrations::from_slice(migrations)
        .to_latest(&mut conn)
        .map_err(|error| StoreError::Failed(Box::new(error)))?;
    Ok(conn)
}

fn check_owner(conn: &Connection, version: u32) -> Result<(), StoreError> {
    const SQL: &str = "SELECT count(*) FROM sqlite_schema";
    let owner: i32 = conn.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let tables: i64 = conn.query_row(SQL, [], |row| row.get(0))?;
    let fresh = owner == 0 && version == 0 && tables == 0;
    if fresh || owner == APPLICATION_ID {
        Ok(())
    } else {
        Err(StoreError::Damaged("the file is no community store".into()))
    }
}

fn configure(conn: &Connection) -> Result<(), StoreError> {
    conn.pragma_update(None, "page_size", 8192)?;
    conn.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    // What is acknowledged survives a power cut.
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "temp_store", 2)?;
    // What somebody erases is overwritten, not only forgotten.
    conn.pragma_update_and_check(None, "secure_delete", true, |_| Ok(()))?;
    conn.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// Leaves `community.sqlite.v1` beside the file; a store in memory needs no copy.
fn copy(conn: &Connection, version: u32) -> Result<(), StoreError> {
    let Some(path) = conn.path().filter(|path| !path.is_empty()) else { return Ok(()) };
    let copy = format!("{path}.v{version}");
    Ok(conn.backup(MAIN_DB, copy, None)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEXT: &str = "ALTER TABLE account ADD COLUMN mail TEXT;";

    fn next_version() -> Vec<M<'static>> {
        MIGRATIONS.iter().cloned().chain([M::up(NEXT)]).collect()
    }

    fn with_one_account(path: &std::path::Path) -> Connection {
        let conn = open(Connection::open(path).unwrap()).unwrap();
        conn.execute("INSERT INTO account VALUES ('ana', 'Agence', NULL, 'agence', '[]')", []).unwrap();
        conn
    }

    fn accounts(conn: &Connection) -> i64 {
        conn.query_row("SELECT count(*) FROM account", [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn the_migrations_are_valid_and_strict() {
        Migrations::from_slice(MIGRATIONS).validate().unwrap();
        let conn = open(Connection::open_in_memory().unwrap()).unwrap();
        let lax: i64 = conn
            .query_row(
                "SELECT count(*) FROM pragma_table_list \
                 WHERE schema = 'main' AND name NOT LIKE 'sqlite%' AND NOT strict",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(lax, 0);
    }

    #[test]
    fn an_older_store_is_upgraded_after_a_copy_and_keeps_its_content() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("community.sqlite");
        drop(with_one_account(&path));
        let upgraded = upgrade(Connection::open(&path).unwrap(), &next_version()).unwrap();
        assert_eq!(accounts(&upgraded), 1);
        let copy = open(
            Connection::open(dir.path().join(format!("community.sqlite.v{}", MIGRATIONS.len()))).unwrap(),
        )
        .unwrap();
        assert_eq!(accounts(&copy), 1);
    }

    #[test]
    fn a_newer_store_is_refused_and_untouched() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("community.sqlite");
        drop(upgrade(Connection::open(&path).unwrap(), &next_version()).unwrap());
        let before = std::fs::read(&path).unwrap();
        let refused = open(Connection::open(&path).unwrap());
        let this = MIGRATIONS.len() as u32;
        assert!(
            matches!(refused, Err(StoreError::Newer { found, known }) if (found, known) == (this + 1, this))
        );
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }

    #[test]
    fn a_file_that_a_crash_has_left_marked_and_empty_opens() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("community.sqlite");
        let broken = [M::up("CREATE nothing")];
        assert!(upgrade(Connection::open(&path).unwrap(), &broken).is_err());
        let conn = Connection::open(&path).unwrap();
        let owner: i32 = conn.pragma_query_value(None, "application_id", |row| row.get(0)).unwrap();
        assert_eq!(owner, APPLICATION_ID);
        assert_eq!(accounts(&open(conn).unwrap()), 0);
    }

    #[test]
    fn another_database_is_not_taken_for_a_store() {
        let other = Connection::open_in_memory().unwrap();
        other.execute_batch("CREATE TABLE photo (id INTEGER)").unwrap();
        assert!(matches!(open(other), Err(StoreError::Damaged(_))));
    }

    #[test]
    fn the_log_of_acts_can_be_neither_changed_nor_shortened() {
        let conn = open(Connection::open_in_memory().unwrap()).unwrap();
        let entry =
            "INSERT INTO staff_log VALUES (1, 0, 'ana', zeroblob(16), 'publish', NULL, hex(zeroblob(32)))";
        conn.execute(entry, []).unwrap();
        assert!(conn.execute("UPDATE staff_log SET staff = 'bea'", []).is_err());
        assert!(conn.execute("DELETE FROM staff_log", []).is_err());
    }
}
