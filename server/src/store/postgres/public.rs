//! What devices and everybody read: the feed, one's own things, photos.

use std::collections::HashSet;

use deadpool_postgres::{GenericClient, Transaction};
use jiff::Timestamp;
use protocol::{FeedMark, FeedPage, Mine, OwnThing, PhotoId};

use super::load::{rows, things};
use super::request::Reply;
use super::save::execute;
use super::{load, save};
use crate::store::delays::{ALLOWANCES, DELAYS, before};
use crate::store::desk::thing::day;
use crate::store::desk::{Found, columns};
use crate::store::{KeyHash, PhotoAccess, StoreError};

pub async fn feed(client: &impl GenericClient, after: u64, limit: usize) -> Result<FeedPage, StoreError> {
    const SQL: &str = "SELECT feed_seq, id, shown FROM thing WHERE feed_seq > $1 ORDER BY feed_seq LIMIT $2";
    let mut changes = Vec::new();
    for row in rows(client, SQL, &[&columns::number(after), &columns::rows_for(limit)]).await? {
        let (id, shown): (&[u8], Option<&str>) = (row.try_get(1)?, row.try_get(2)?);
        changes.push(columns::change(row.try_get(0)?, id, shown)?);
    }
    let mut page = columns::feed_page(changes, after, limit);
    if page.changes.is_empty() {
        const LAST: &str = "SELECT coalesce(max(feed_seq), 0) FROM thing";
        let last = rows(client, LAST, &[]).await?;
        let last = last.first().map_or(Ok(0), |row| row.try_get(0))?;
        page.next = after.min(columns::unsigned(last)?);
    }
    Ok(FeedPage { before: mark_of(client, after).await?, mark: mark_of(client, page.next).await?, ..page })
}

async fn mark_of(client: &impl GenericClient, seq: u64) -> Result<Option<FeedMark>, StoreError> {
    const SQL: &str = "SELECT mark FROM feed_mark WHERE first <= $1 ORDER BY first DESC LIMIT 1";
    let mark = rows(client, SQL, &[&columns::number(seq)]).await?;
    mark.first().map(|row| columns::mark(row.try_get(0)?)).transpose()
}

pub async fn mine(client: &impl GenericClient, owner: KeyHash) -> Result<Mine, StoreError> {
    const AWAITED: &str = "SELECT DISTINCT photo.id FROM photo \
         JOIN photo_use ON photo_use.photo = photo.id JOIN thing ON thing.id = photo_use.thing \
         WHERE thing.owner = $1 AND NOT photo.here";
    let key = owner.0.as_slice();
    let awaited = rows(client, AWAITED, &[&key]).await?;
    let awaited = awaited.iter().map(|row| row.try_get(0)).collect::<Result<HashSet<String>, _>>()?;
    let own = things(client, "owner = $1 ORDER BY arrived", &[&key]).await?;
    let things = own.iter().map(|thing| {
        let missing = thing.written_photos().iter().filter(|photo| awaited.contains(photo.as_str()));
        thing.own(missing.cloned().collect())
    });
    let things: Vec<OwnThing> = things.collect();
    Ok(Mine { erased: things.is_empty() && !load::erased(client, &[owner]).await?.is_empty(), things })
}

pub async fn photo_awaited(
    client: &impl GenericClient,
    owner: KeyHash,
    photo: &PhotoId,
) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM photo_use JOIN photo ON photo.id = photo_use.photo \
         JOIN thing ON thing.id = photo_use.thing \
         WHERE photo_use.photo = $1 AND NOT photo.here AND thing.owner = $2 LIMIT 1";
    Ok(!rows(client, SQL, &[&photo.as_str(), &owner.0.as_slice()]).await?.is_empty())
}

pub async fn photo_arrived(transaction: &Transaction<'_>, photo: &PhotoId) -> Result<Reply, StoreError> {
    const SQL: &str = "UPDATE photo SET here = TRUE WHERE id = $1 AND unused IS NULL";
    execute(transaction, SQL, &[&photo.as_str()]).await?;
    Ok(Reply::Done)
}

pub async fn photo_access(client: &impl GenericClient, photo: &PhotoId) -> Result<PhotoAccess, StoreError> {
    const SQL: &str = "SELECT photo_use.public, thing.owner FROM photo_use \
         JOIN thing ON thing.id = photo_use.thing WHERE photo_use.photo = $1 \
         ORDER BY thing.arrived";
    let mut owners = Vec::new();
    for row in rows(client, SQL, &[&photo.as_str()]).await? {
        if row.try_get(0)? {
            return Ok(PhotoAccess::Everybody);
        }
        let owner: Option<&[u8]> = row.try_get(1)?;
        owners.extend(owner.map(columns::key).transpose()?);
    }
    Ok(if owners.is_empty() { PhotoAccess::Nobody } else { PhotoAccess::Owners(owners) })
}

/// Photos that nothing refers to.
pub async fn unused_photos(client: &impl GenericClient) -> Result<Vec<PhotoId>, StoreError> {
    const SQL: &str = "SELECT id FROM photo WHERE unused IS NOT NULL ORDER BY id";
    let mut photos = Vec::new();
    for row in rows(client, SQL, &[]).await? {
        let id: &str = row.try_get(0)?;
        photos.push(id.parse().map_err(|_| columns::damage("photo"))?);
    }
    Ok(photos)
}

pub async fn purge(transaction: &Transaction<'_>, now: Timestamp) -> Result<Vec<PhotoId>, StoreError> {
    let mut desk = load::desk(transaction).await?;
    let things = things(transaction, "undo IS NOT NULL", &[]).await?;
    desk.put(Found { things, ..Found::default() });
    desk.lapse(now);
    save::save(transaction, &desk.changes(), now).await?;
    for (sql, days) in DELAYS {
        execute(transaction, sql, &[&before(now, days).as_millisecond()]).await?;
    }
    let (sql, days) = ALLOWANCES;
    execute(transaction, sql, &[&day(before(now, days))]).await?;
    unused_photos(transaction).await
}
