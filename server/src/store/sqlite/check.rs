//! Looks for damage, and changes nothing.

use protocol::LogEntry;
use rusqlite::Connection;

use super::{load, staff};
use crate::store::StoreError;
use crate::store::desk::chain;

/// Entries of the log that are read at once.
const PAGE: usize = 1_000;

/// What must hold besides what the schema enforces: a sentence for the reader, and a query that counts what breaks it.
const RULES: [(&str, &str); 5] = [
    (
        "published things are not in the feed",
        "SELECT count(*) FROM thing WHERE state = 'published' AND shown IS NULL",
    ),
    (
        "things are in the feed that nobody has decided on",
        "SELECT count(*) FROM thing WHERE shown IS NOT NULL AND state IN ('refused', 'new', 'duplicate')",
    ),
    (
        "reports repeat one that is not there",
        "SELECT count(*) FROM thing AS one WHERE merged_into IS NOT NULL AND NOT EXISTS \
             (SELECT 1 FROM thing AS other WHERE other.id = one.merged_into AND other.content IS NOT NULL)",
    ),
    (
        "photos are marked as unused and are used",
        "SELECT count(*) FROM photo JOIN photo_use ON photo_use.photo = photo.id WHERE unused IS NOT NULL",
    ),
    (
        "answers on satisfaction are not counted",
        "SELECT count(*) FROM (SELECT half_year, stars, count(*) AS answers FROM satisfaction GROUP BY 1, 2) AS kept \
         WHERE answers > coalesce((SELECT count FROM counter WHERE counter.half_year = kept.half_year \
             AND what = 'satisfaction-' || stars), 0)",
    ),
];

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
    let mut statement = conn.prepare(&format!("SELECT {} FROM thing", load::THING))?;
    let mut count = 0_u64;
    for row in statement.query_map([], load::thing)? {
        count += u64::from(row?.is_err());
    }
    Ok((count > 0).then(|| format!("things cannot be read: {count}")))
}
