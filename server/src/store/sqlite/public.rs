//! What devices and everybody read: the feed, one's own things, photos.

use jiff::Timestamp;
use protocol::{FeedMark, FeedPage, Mine, PhotoId};
use rusqlite::{Connection, OptionalExtension, Row, Savepoint, named_params, params};

use super::{load, save};
use crate::store::delays::{ALLOWANCES, DELAYS, before};
use crate::store::desk::thing::day;
use crate::store::desk::{Found, columns};
use crate::store::{KeyHash, PhotoAccess, StoreError};

pub fn feed(conn: &Connection, after: u64, limit: usize) -> Result<FeedPage, StoreError> {
    const SQL: &str =
        "SELECT feed_seq, id, shown FROM thing WHERE feed_seq > :after ORDER BY feed_seq LIMIT :limit";
    let mut statement = conn.prepare_cached(SQL)?;
    let params = named_params! { ":after": columns::number(after), ":limit": columns::rows_for(limit) };
    let read =
        |row: &Row| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?, row.get::<_, Option<String>>(2)?));
    let mut changes = Vec::new();
    for row in statement.query_map(params, read)? {
        let (seq, id, shown) = row?;
        changes.push(columns::change(seq, &id, shown.as_deref())?);
    }
    let mut page = columns::feed_page(changes, after, limit);
    if page.changes.is_empty() {
        const LAST: &str = "SELECT coalesce(max(feed_seq), 0) FROM thing";
        let last = conn.prepare_cached(LAST)?.query_row([], |row| row.get(0))?;
        page.next = after.min(columns::unsigned(last)?);
    }
    Ok(FeedPage { before: mark_of(conn, after)?, mark: mark_of(conn, page.next)?, ..page })
}

fn mark_of(conn: &Connection, seq: u64) -> Result<Option<FeedMark>, StoreError> {
    const SQL: &str = "SELECT mark FROM feed_mark WHERE first <= :seq ORDER BY first DESC LIMIT 1";
    let params = named_params! { ":seq": columns::number(seq) };
    let mark = conn.prepare_cached(SQL)?.query_row(params, |row| row.get(0)).optional()?;
    mark.map(columns::mark).transpose()
}

pub fn mine(conn: &Connection, owner: KeyHash) -> Result<Mine, StoreError> {
    const AWAITED: &str = "SELECT id FROM photo WHERE id = :photo AND here = 0";
    let mut awaited = conn.prepare_cached(AWAITED)?;
    let mut things = Vec::new();
    for thing in load::things(conn, "owner = ?1 ORDER BY arrived", params![owner.0])? {
        let mut missing = Vec::new();
        for photo in thing.written_photos() {
            if awaited.exists(named_params! { ":photo": photo.as_str() })? {
                missing.push(photo.clone());
            }
        }
        things.push(thing.own(missing));
    }
    Ok(Mine { erased: things.is_empty() && load::is_erased(conn, owner)?, things })
}

pub fn photo_awaited(conn: &Connection, owner: KeyHash, photo: &PhotoId) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM photo_use JOIN photo ON photo.id = photo_use.photo \
         JOIN thing ON thing.id = photo_use.thing \
         WHERE photo_use.photo = :photo AND photo.here = 0 AND thing.owner = :owner";
    let params = named_params! { ":photo": photo.as_str(), ":owner": owner.0 };
    Ok(conn.prepare_cached(SQL)?.exists(params)?)
}

pub fn photo_arrived(savepoint: &Savepoint, photo: &PhotoId) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE photo SET here = 1 WHERE id = :photo AND unused IS NULL";
    savepoint.prepare_cached(SQL)?.execute(named_params! { ":photo": photo.as_str() })?;
    Ok(())
}

pub fn photo_access(conn: &Connection, photo: &PhotoId) -> Result<PhotoAccess, StoreError> {
    const SQL: &str = "SELECT photo_use.public, thing.owner FROM photo_use \
         JOIN thing ON thing.id = photo_use.thing WHERE photo_use.photo = :photo \
         ORDER BY thing.arrived";
    let read = |row: &Row| Ok((row.get::<_, bool>(0)?, row.get::<_, Option<Vec<u8>>>(1)?));
    let mut statement = conn.prepare_cached(SQL)?;
    let mut owners = Vec::new();
    for row in statement.query_map(named_params! { ":photo": photo.as_str() }, read)? {
        match row? {
            (true, _) => return Ok(PhotoAccess::Everybody),
            (false, owner) => owners.extend(owner.map(|owner| columns::key(&owner)).transpose()?),
        }
    }
    Ok(if owners.is_empty() { PhotoAccess::Nobody } else { PhotoAccess::Owners(owners) })
}

/// Photos that nothing refers to.
pub fn unused_photos(conn: &Connection) -> Result<Vec<PhotoId>, StoreError> {
    const SQL: &str = "SELECT id FROM photo WHERE unused IS NOT NULL ORDER BY id";
    let mut statement = conn.prepare_cached(SQL)?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    rows.map(|row| row?.parse().map_err(|_| columns::damage("photo"))).collect()
}

pub fn purge(savepoint: &Savepoint, now: Timestamp) -> Result<Vec<PhotoId>, StoreError> {
    let mut desk = load::desk(savepoint)?;
    let things = load::things(savepoint, "undo IS NOT NULL", [])?;
    desk.put(Found { things, ..Found::default() });
    desk.lapse(now);
    save::save(savepoint, &desk.changes(), now)?;
    for (sql, days) in DELAYS {
        savepoint.prepare_cached(sql)?.execute(params![before(now, days).as_millisecond()])?;
    }
    let (sql, days) = ALLOWANCES;
    savepoint.prepare_cached(sql)?.execute(params![day(before(now, days))])?;
    unused_photos(savepoint)
}
