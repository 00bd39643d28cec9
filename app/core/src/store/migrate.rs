//! Opens the notebook: new, of this version, or older, and then upgraded in one transaction after a copy.
//! A newer one is refused, and left as it is.

use rusqlite::{Connection, MAIN_DB};
use rusqlite_migration::{M, Migrations};

use super::CarnetError;

const MIGRATIONS: &[M<'static>] = &[
    M::up(include_str!("migrations/0001-carnet.sql")),
    M::up(include_str!("migrations/0002-outbox.sql")),
    M::up(include_str!("migrations/0003-burnt.sql")),
];

/// The schema of this version of the app.
pub const SCHEMA: u32 = MIGRATIONS.len() as u32;

/// Marks the file as ours (`Snte`), so that no other database is taken for a notebook and changed.
const APPLICATION_ID: i32 = 0x536e_7465;

/// Makes the connection ready for use.
pub fn open(conn: Connection) -> Result<Connection, CarnetError> {
    upgrade(conn, MIGRATIONS)
}

fn upgrade(mut conn: Connection, migrations: &[M<'static>]) -> Result<Connection, CarnetError> {
    let known = migrations.len() as u32;
    let found: u32 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > known {
        return Err(CarnetError::Newer { found, known });
    }
    check_owner(&conn, found)?;
    configure(&conn)?;
    if found > 0 && found < known {
        copy(&conn, found)?;
    }
    if found == 0 {
        // Before there is anything in it: a file with tables and without this mark is refused for ever.
        conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    }
    Migrations::from_slice(migrations)
        .to_latest(&mut conn)
        .map_err(|error| CarnetError::Upgrade(error.to_string()))?;
    Ok(conn)
}

fn check_owner(conn: &Connection, version: u32) -> Result<(), CarnetError> {
    const SQL: &str = "SELECT count(*) FROM sqlite_schema";
    let owner: i32 = conn.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let tables: i64 = conn.query_row(SQL, [], |row| row.get(0))?;
    let fresh = owner == 0 && version == 0 && tables == 0;
    if fresh || owner == APPLICATION_ID { Ok(()) } else { Err(CarnetError::NotACarnet) }
}

fn configure(conn: &Connection) -> Result<(), CarnetError> {
    conn.pragma_update(None, "page_size", 8192)?;
    // The browser's file system has no WAL. Where a disk refuses it, the answer names the mode that stays.
    #[cfg(not(target_arch = "wasm32"))]
    conn.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    // An acknowledged write survives a power cut.
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "temp_store", 2)?;
    // What the hiker erases is overwritten, not only forgotten.
    conn.pragma_update_and_check(None, "secure_delete", true, |_| Ok(()))?;
    // A step of the exchange has more statements than the sixteen that are kept otherwise.
    conn.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// Leaves `carnet.sqlite.v1` beside the file; a notebook in memory needs no copy.
fn copy(conn: &Connection, version: u32) -> Result<(), CarnetError> {
    let Some(path) = conn.path().filter(|path| !path.is_empty()) else { return Ok(()) };
    let copy = format!("{path}.v{version}");
    conn.backup(MAIN_DB, copy, None).map_err(CarnetError::Copy)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{marks, notebook};
    use pdipr_data::domain::RouteId;

    const NEXT: &str = "ALTER TABLE mark ADD COLUMN colour TEXT;";

    fn with_one_favourite(path: &std::path::Path) -> Connection {
        let mut conn = open(Connection::open(path).unwrap()).unwrap();
        let tx = conn.transaction().unwrap();
        let id = RouteId("f3-28357".into());
        marks::set_favourite(&tx, &id, true, jiff::Timestamp::UNIX_EPOCH).unwrap();
        tx.commit().unwrap();
        conn
    }

    fn next_version() -> Vec<M<'static>> {
        MIGRATIONS.iter().cloned().chain([M::up(NEXT)]).collect()
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
    fn an_older_notebook_is_upgraded_after_a_copy_and_keeps_its_content() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("carnet.sqlite");
        drop(with_one_favourite(&path));
        let upgraded = upgrade(Connection::open(&path).unwrap(), &next_version()).unwrap();
        assert_eq!(notebook::read(&upgraded).unwrap().routes.len(), 1);
        let copy =
            open(Connection::open(dir.path().join(format!("carnet.sqlite.v{SCHEMA}"))).unwrap()).unwrap();
        assert_eq!(notebook::read(&copy).unwrap().routes.len(), 1);
    }

    #[test]
    fn a_notebook_of_the_first_version_gets_room_for_posts() {
        let old = upgrade(Connection::open_in_memory().unwrap(), &MIGRATIONS[..1]).unwrap();
        let upgraded = open(old).unwrap();
        assert_eq!(crate::store::posts::all(&upgraded).unwrap(), []);
        assert_eq!(crate::store::device::read(&upgraded).unwrap(), crate::store::device::Device::default());
    }

    #[test]
    fn an_upgrade_that_fails_leaves_the_old_notebook_readable() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("carnet.sqlite");
        drop(with_one_favourite(&path));
        let broken: Vec<_> =
            next_version().into_iter().chain([M::up("ALTER TABLE nothing RENAME TO x;")]).collect();
        assert!(upgrade(Connection::open(&path).unwrap(), &broken).is_err());
        let same = open(Connection::open(&path).unwrap()).unwrap();
        assert_eq!(notebook::read(&same).unwrap().routes.len(), 1);
    }

    #[test]
    fn a_new_notebook_whose_tables_were_not_made_bears_its_mark_and_opens() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("carnet.sqlite");
        let broken = [M::up("ALTER TABLE nothing RENAME TO x;")];
        assert!(upgrade(Connection::open(&path).unwrap(), &broken).is_err());
        let conn = Connection::open(&path).unwrap();
        let owner: i32 = conn.pragma_query_value(None, "application_id", |row| row.get(0)).unwrap();
        assert_eq!(owner, APPLICATION_ID);
        assert_eq!(notebook::read(&open(conn).unwrap()).unwrap().routes, []);
    }

    #[test]
    fn a_notebook_of_this_version_is_opened_without_a_write() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("carnet.sqlite");
        drop(with_one_favourite(&path));
        let before = std::fs::read(&path).unwrap();
        drop(open(Connection::open(&path).unwrap()).unwrap());
        assert!(std::fs::read(&path).unwrap() == before);
    }

    #[test]
    fn a_newer_notebook_is_refused_and_untouched() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("carnet.sqlite");
        drop(upgrade(Connection::open(&path).unwrap(), &next_version()).unwrap());
        let before = std::fs::read(&path).unwrap();
        let refused = open(Connection::open(&path).unwrap());
        assert!(matches!(refused, Err(CarnetError::Newer { found, known: SCHEMA }) if found == SCHEMA + 1));
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }

    #[test]
    fn another_database_is_not_taken_for_a_notebook() {
        let other = Connection::open_in_memory().unwrap();
        other.execute_batch("CREATE TABLE photo (id INTEGER)").unwrap();
        assert!(matches!(open(other), Err(CarnetError::NotACarnet)));
    }
}
