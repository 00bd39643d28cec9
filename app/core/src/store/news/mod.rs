//! `nouvelles.sqlite`: what others have published. It can be fetched anew at any time, so whatever cannot be used of it
//! (damaged, or of another version) is thrown away.

mod read;
mod write;

use protocol::FeedMark;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, Transaction, named_params};

pub use read::{
    Tally, archived, audiences, conditions_since, reports_of_route, reports_of_segment, reviews, routes,
    sentences, tally,
};
pub use write::{apply, rename};

/// Marks the file as ours (`Sntn`).
const APPLICATION_ID: i32 = 0x536e_746e;
/// Counts the versions of `schema.sql`.
const SCHEMA: u32 = 2;
/// What the first version had not yet.
const SECOND: &str = "ALTER TABLE feed ADD COLUMN mark INTEGER;
    ALTER TABLE feed ADD COLUMN renewing INTEGER NOT NULL DEFAULT 0 CHECK (renewing IN (0, 1));
    PRAGMA user_version = 2;";

/// Makes the connection ready; what is in the file is kept where it can be used.
pub fn open(mut conn: Connection) -> rusqlite::Result<Connection> {
    // A hiker far from any network keeps what is there over an update of the app.
    if is_of(&conn, 1).unwrap_or(false) {
        let tx = conn.transaction()?;
        tx.execute_batch(SECOND)?;
        tx.commit()?;
    }
    if is_usable(&conn).unwrap_or(false) {
        configure(&conn)?;
        return Ok(conn);
    }
    reset(&conn)?;
    configure(&conn)?;
    conn.execute_batch(include_str!("schema.sql"))?;
    conn.pragma_update(None, "user_version", SCHEMA)?;
    conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    Ok(conn)
}

/// Empties the cache; the next exchange fills it anew, from this server.
pub fn forget(conn: &mut Connection, server: &str) -> rusqlite::Result<()> {
    const EMPTY: &str = "DELETE FROM review; DELETE FROM recommendation; DELETE FROM report;";
    const SQL: &str =
        "UPDATE feed SET after = 0, mark = NULL, renewing = 0, server = :server, catalogue = ''";
    let tx = conn.transaction()?;
    tx.execute_batch(EMPTY)?;
    tx.execute(SQL, named_params! { ":server": server })?;
    tx.commit()
}

/// Has the feed read from its beginning, because what is here may be of another history. It stays until all was read.
pub fn renew(conn: &mut Connection) -> rusqlite::Result<()> {
    const SQL: [&str; 4] = [
        "UPDATE review SET seq = -abs(seq)",
        "UPDATE recommendation SET seq = -abs(seq)",
        "UPDATE report SET seq = -abs(seq)",
        "UPDATE feed SET after = 0, mark = NULL, renewing = 1",
    ];
    let tx = conn.transaction()?;
    for sql in SQL {
        tx.execute(sql, [])?;
    }
    tx.commit()
}

/// What the cache says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    pub after: u64,
    /// What the server has told of this number.
    pub mark: Option<FeedMark>,
    pub server: String,
    pub catalogue: String,
}

pub fn feed(conn: &Connection) -> rusqlite::Result<Feed> {
    const SQL: &str = "SELECT after, server, catalogue, mark FROM feed";
    conn.prepare_cached(SQL)?.query_row([], |row| {
        let (after, mark): (i64, Option<i64>) = (row.get(0)?, row.get(3)?);
        let mark = mark.map(|mark| FeedMark(mark.unsigned_abs()));
        Ok(Feed { after: after.unsigned_abs(), mark, server: row.get(1)?, catalogue: row.get(2)? })
    })
}

pub fn set_catalogue(tx: &Transaction<'_>, catalogue: &str) -> rusqlite::Result<()> {
    const SQL: &str = "UPDATE feed SET catalogue = :catalogue";
    tx.execute(SQL, named_params! { ":catalogue": catalogue })?;
    Ok(())
}

fn is_usable(conn: &Connection) -> rusqlite::Result<bool> {
    Ok(is_of(conn, SCHEMA)? && feed(conn).is_ok())
}

fn is_of(conn: &Connection, wanted: u32) -> rusqlite::Result<bool> {
    let version: u32 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let owner: i32 = conn.pragma_query_value(None, "application_id", |row| row.get(0))?;
    Ok(version == wanted && owner == APPLICATION_ID)
}

/// Makes an empty database of whatever the file is (as SQLite's documentation of `SQLITE_DBCONFIG_RESET_DATABASE` says).
fn reset(conn: &Connection) -> rusqlite::Result<()> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_RESET_DATABASE, true)?;
    let emptied = conn.execute_batch("VACUUM");
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_RESET_DATABASE, false)?;
    emptied
}

fn configure(conn: &Connection) -> rusqlite::Result<()> {
    // The browser's file system has no WAL.
    #[cfg(not(target_arch = "wasm32"))]
    conn.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    // A cut may cost what was fetched last, never the file.
    conn.pragma_update(None, "synchronous", "NORMAL")?;
    conn.pragma_update(None, "temp_store", 2)?;
    // What its author has erased is overwritten here, too.
    conn.pragma_update_and_check(None, "secure_delete", true, |_| Ok(()))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fresh(conn: Connection) {
        let conn = open(conn).unwrap();
        let empty = Feed { after: 0, mark: None, server: String::new(), catalogue: String::new() };
        assert_eq!(feed(&conn).unwrap(), empty);
    }

    #[test]
    fn what_was_fetched_is_kept_from_one_start_to_the_next() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("nouvelles.sqlite");
        let mut conn = open(Connection::open(&path).unwrap()).unwrap();
        forget(&mut conn, "https://sente.example").unwrap();
        drop(conn);
        let again = open(Connection::open(&path).unwrap()).unwrap();
        assert_eq!(feed(&again).unwrap().server, "https://sente.example");
    }

    #[test]
    fn what_the_first_version_has_fetched_is_kept() {
        let first = include_str!("schema.sql").lines().filter(|line| {
            !["mark ", "renewing "].iter().any(|column| line.trim_start().starts_with(column))
        });
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(&first.collect::<Vec<_>>().join("\n")).unwrap();
        conn.execute_batch("UPDATE feed SET after = 7, server = 'https://sente.example'").unwrap();
        conn.pragma_update(None, "user_version", 1).unwrap();
        conn.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
        let kept = feed(&open(conn).unwrap()).unwrap();
        assert_eq!((kept.after, kept.mark, kept.server.as_str()), (7, None, "https://sente.example"));
    }

    #[test]
    fn a_damaged_file_is_made_anew() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("nouvelles.sqlite");
        drop(open(Connection::open(&path).unwrap()).unwrap());
        let mut bytes = std::fs::read(&path).unwrap();
        bytes[90..].fill(0xa5);
        std::fs::write(&path, bytes).unwrap();
        fresh(Connection::open(&path).unwrap());
    }

    #[test]
    fn what_is_no_database_is_made_anew() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("nouvelles.sqlite");
        std::fs::write(&path, "no database at all ".repeat(1_000)).unwrap();
        fresh(Connection::open(&path).unwrap());
    }

    #[test]
    fn the_cache_of_a_newer_app_is_made_anew() {
        let mut conn = open(Connection::open_in_memory().unwrap()).unwrap();
        forget(&mut conn, "https://sente.example").unwrap();
        conn.pragma_update(None, "user_version", SCHEMA + 1).unwrap();
        fresh(conn);
    }
}
