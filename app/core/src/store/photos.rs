//! Photos of one's own posts: kept until nothing refers to them, sent once each.

use jiff::{SignedDuration, Timestamp};
use protocol::{PhotoId, ThingId};
use rusqlite::{Connection, OptionalExtension, Transaction, named_params};

use super::CarnetError;

/// What became of a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Sent,
    /// The server does not take it for a photo.
    Refused,
}

/// A photo that no post refers to is kept so long: it may belong to a draft.
const UNUSED: SignedDuration = SignedDuration::from_hours(7 * 24);

pub fn put(tx: &Transaction<'_>, id: &PhotoId, bytes: &[u8], now: Timestamp) -> Result<(), CarnetError> {
    const SQL: &str = "INSERT INTO photo (id, bytes, added) VALUES (:id, :bytes, :now)
        ON CONFLICT (id) DO UPDATE SET added = :now";
    tx.execute(SQL, named_params! { ":id": id.as_str(), ":bytes": bytes, ":now": now.as_millisecond() })?;
    Ok(())
}

/// From now on it is kept as long as one that has just come.
pub fn keep_on(tx: &Transaction<'_>, id: &PhotoId, now: Timestamp) -> Result<(), CarnetError> {
    const SQL: &str = "UPDATE photo SET added = :now WHERE id = :id";
    tx.prepare_cached(SQL)?.execute(named_params! { ":id": id.as_str(), ":now": now.as_millisecond() })?;
    Ok(())
}

pub fn bytes(conn: &Connection, id: &PhotoId) -> Result<Option<Vec<u8>>, CarnetError> {
    const SQL: &str = "SELECT bytes FROM photo WHERE id = :id";
    let args = named_params! { ":id": id.as_str() };
    Ok(conn.prepare_cached(SQL)?.query_row(args, |row| row.get(0)).optional()?)
}

pub fn length(conn: &Connection, id: &PhotoId) -> Result<Option<u32>, CarnetError> {
    const SQL: &str = "SELECT length(bytes) FROM photo WHERE id = :id";
    let args = named_params! { ":id": id.as_str() };
    Ok(conn.prepare_cached(SQL)?.query_row(args, |row| row.get(0)).optional()?)
}

/// Photos of things that the server has, which it has not got yet.
pub fn to_send(conn: &Connection) -> Result<Vec<PhotoId>, CarnetError> {
    const SQL: &str = "SELECT DISTINCT photo.id FROM photo
        JOIN post_photo ON post_photo.photo = photo.id
        JOIN post ON post.thing = post_photo.thing
        WHERE photo.fate IS NULL AND post.taken = 1 AND post.leaving = 0
        ORDER BY photo.added, photo.id";
    let mut statement = conn.prepare_cached(SQL)?;
    let ids = statement.query_map([], |row| row.get::<_, String>(0))?;
    ids.map(|id| id?.parse().map_err(|_| CarnetError::BadValue { name: "photo" })).collect()
}

/// How many photos of this thing have not arrived; of all things where none is named. Those of what the server does not
/// take go with what is written anew.
pub fn waiting(conn: &Connection, thing: Option<ThingId>) -> Result<u32, CarnetError> {
    const SQL: &str = "SELECT count(DISTINCT photo.id) FROM photo
        JOIN post_photo ON post_photo.photo = photo.id
        JOIN post ON post.thing = post_photo.thing
        WHERE photo.fate IS NULL AND (post.taken = 1 OR post.stuck IS NULL)
            AND (:thing IS NULL OR post_photo.thing = :thing)";
    let args = named_params! { ":thing": thing.map(|thing| thing.to_string()) };
    Ok(conn.prepare_cached(SQL)?.query_row(args, |row| row.get(0))?)
}

pub fn settle(tx: &Transaction<'_>, id: &PhotoId, fate: Fate) -> Result<(), CarnetError> {
    const SQL: &str = "UPDATE photo SET fate = :fate WHERE id = :id";
    let fate = match fate {
        Fate::Sent => "sent",
        Fate::Refused => "refused",
    };
    tx.execute(SQL, named_params! { ":id": id.as_str(), ":fate": fate })?;
    Ok(())
}

/// The server awaits it after all: it has lost it, or the photo is referred to anew.
pub fn awaited(tx: &Transaction<'_>, id: &PhotoId) -> Result<(), CarnetError> {
    const SQL: &str = "UPDATE photo SET fate = NULL WHERE id = :id AND fate = 'sent'";
    tx.prepare_cached(SQL)?.execute(named_params! { ":id": id.as_str() })?;
    Ok(())
}

/// Removes photos to which nothing has referred for a week.
pub fn sweep(tx: &Transaction<'_>, now: Timestamp) -> Result<(), CarnetError> {
    const SQL: &str = "DELETE FROM photo WHERE added < :before
        AND id NOT IN (SELECT photo FROM post_photo)";
    let before = now.saturating_sub(UNUSED).map_or(0, Timestamp::as_millisecond);
    tx.prepare_cached(SQL)?.execute(named_params! { ":before": before })?;
    Ok(())
}
