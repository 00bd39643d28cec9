//! Looks for damage, and changes nothing.

use protocol::LogEntry;
use rusqlite::Connection;

use super::{load, staff};
use crate::store::StoreError;
use crate::store::desk::chain;
use crate::store::desk::columns::THING;
use crate::store::rules::RULES;

/// Entries of the log that are read at once.
const PAGE: usize = 1_000;

pub fn check(conn: &Connection) -> Result<Vec<String>, StoreError> {
    let mut found = Vec::new();
    for sql in [
        "PRAGMA integrity_check",
        "SELECT 'a row of ' || \"table\" || ' refers to nothing' FROM pragma_foreign_key_check",
    ] {
        let mut statement = conn.prepare(sql)?;
        let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
        for line in lines {
            found.extend(Some(line?).filter(|line| line != "ok"));
        }
    }
    for (sentence, sql) in RULES {
        let count: i64 = conn.query_row(sql, [], |row| row.get(0))?;
        found.extend((count > 0).then(|| format!("{sentence}: {count}")));
    }
    found.extend(broken_chain(conn)?);
    found.extend(unreadable(conn)?);
    Ok(found)
}

fn broken_chain(conn: &Connection) -> Result<Option<String>, StoreError> {
    let mut last: Option<LogEntry> = None;
    loop {
        let (after, before) = last.as_ref().map_or((0, None), |entry| (entry.seq, Some(entry.hash.as_str())));
        let page = staff::log(conn, after, PAGE)?;
        if let Some(seq) = chain::first_break(before, &page) {
            return Ok(Some(format!("the log of acts was changed at or before entry {seq}")));
        }
        match page.into_iter().last() {
            Some(entry) => last = Some(entry),
            None => return Ok(None),
        }
    }
}

fn unreadable(conn: &Connection) -> Result<Option<String>, StoreError> {
    let mut statement = conn.prepare(&format!("SELECT {THING} FROM thing"))?;
    let mut count = 0_u64;
    for row in statement.query_map([], load::thing)? {
        count += u64::from(row?.is_err());
    }
    Ok((count > 0).then(|| format!("things cannot be read: {count}")))
}
