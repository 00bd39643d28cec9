//! Writes what the desk has decided; what comes in numbers, in one round trip.

use std::collections::BTreeMap;

use deadpool_postgres::{GenericClient, Transaction};
use jiff::Timestamp;
use protocol::{PhotoId, ThingId};
use tokio_postgres::types::ToSql;

use crate::store::desk::columns::{self, Columns, THING};
use crate::store::desk::{Changes, Recorded, Touched};
use crate::store::{KeyHash, StoreError};

pub async fn save(
    transaction: &Transaction<'_>,
    changes: &Changes,
    now: Timestamp,
) -> Result<(), StoreError> {
    operations(transaction, &changes.operations).await?;
    for (from, to) in &changes.handed {
        hand_over(transaction, *from, *to).await?;
    }
    things(transaction, &changes.things).await?;
    for touched in &changes.things {
        if let Some(photos) = &touched.photos {
            use_photos(transaction, touched.thing.id, photos, now).await?;
        }
    }
    counts(transaction, changes).await?;
    for entry in &changes.log {
        const SQL: &str = "INSERT INTO staff_log VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let (seq, reason) = (columns::number(entry.seq), entry.reason.as_ref().map(columns::word));
        let thing = entry.thing.0.as_bytes().as_slice();
        execute(transaction, SQL, &[&seq, &entry.at, &entry.staff, &thing, &entry.act, &reason, &entry.hash])
            .await?;
    }
    for owner in &changes.erased {
        forget(transaction, *owner, now).await?;
    }
    if let Some(first) = changes.feed {
        const SQL: &str = "INSERT INTO feed_mark VALUES ($1, floor(random() * 9007199254740992)::bigint) \
             ON CONFLICT (first) DO UPDATE SET mark = excluded.mark";
        execute(transaction, SQL, &[&columns::number(first)]).await?;
    }
    Ok(())
}

/// Carries out a statement whose plan is kept.
pub async fn execute(
    transaction: &Transaction<'_>,
    sql: &str,
    params: &[&(dyn ToSql + Sync)],
) -> Result<u64, StoreError> {
    let statement = transaction.prepare_cached(sql).await?;
    Ok(GenericClient::execute(transaction, &statement, params).await?)
}

async fn operations(transaction: &Transaction<'_>, recorded: &[Recorded]) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO operation (id, owner, digest, refused, at) \
         SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::bytea[], $4::text[], $5::bigint[])";
    if recorded.is_empty() {
        return Ok(());
    }
    let ids: Vec<&[u8]> = recorded.iter().map(|one| one.id.0.as_bytes().as_slice()).collect();
    let by = || recorded.iter().map(|one| one.by.as_ref());
    let owners: Vec<Option<&[u8]>> = by().map(|by| by.map(|(owner, _)| owner.0.as_slice())).collect();
    let digests: Vec<Option<&[u8]>> = by().map(|by| by.map(|(_, digest)| digest.as_slice())).collect();
    let refused: Vec<Option<String>> =
        recorded.iter().map(|one| one.outcome.err().as_ref().map(columns::word)).collect();
    let at: Vec<i64> = recorded.iter().map(|one| one.at.as_millisecond()).collect();
    execute(transaction, SQL, &[&ids, &owners, &digests, &refused, &at]).await?;
    Ok(())
}

async fn hand_over(
    transaction: &Transaction<'_>,
    from: ThingId,
    to: Option<ThingId>,
) -> Result<(), StoreError> {
    const AGAIN: &str = "UPDATE thing SET state = 'new', merged_into = NULL, undo = NULL \
         WHERE merged_into = $1";
    const ON: &str = "UPDATE thing SET merged_into = $2 WHERE merged_into = $1";
    let from = from.0.as_bytes().as_slice();
    match to {
        Some(to) => execute(transaction, ON, &[&from, &to.0.as_bytes().as_slice()]).await?,
        None => execute(transaction, AGAIN, &[&from]).await?,
    };
    Ok(())
}

async fn things(transaction: &Transaction<'_>, touched: &[Touched]) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO thing ({THING})
        SELECT * FROM unnest($1::bigint[], $2::bytea[], $3::bytea[], $4::text[], $5::text[], $6::text[],
            $7::bigint[], $8::bigint[], $9::bytea[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[],
            $15::bytea[], $16::bigint[], $17::bigint[], $18::text[], $19::bigint[], $20::text[])
        ON CONFLICT (arrived) DO UPDATE SET
            owner = excluded.owner, route = excluded.route, commune = excluded.commune, edited = excluded.edited,
            last_op = excluded.last_op, content = excluded.content, state = excluded.state,
            refusal = excluded.refusal, answer = excluded.answer, assigned = excluded.assigned,
            merged_into = excluded.merged_into, confirmed = excluded.confirmed,
            decided = excluded.decided, shown = excluded.shown, feed_seq = excluded.feed_seq, undo = excluded.undo"
    );
    if touched.is_empty() {
        return Ok(());
    }
    let rows: Vec<Columns> = touched.iter().map(|touched| Columns::of(&touched.thing)).collect();
    macro_rules! column {
        ($($field:ident)*) => {
            &[$(&rows.iter().map(|row| &row.$field).collect::<Vec<_>>()),*]
        };
    }
    let columns: &[&(dyn ToSql + Sync)] = column!(
        arrived id owner kind route commune received edited last_op content state refusal answer assigned
        merged_into confirmed decided shown feed_seq undo
    );
    execute(transaction, &sql, columns).await?;
    Ok(())
}

async fn use_photos(
    transaction: &Transaction<'_>,
    thing: ThingId,
    photos: &BTreeMap<PhotoId, bool>,
    now: Timestamp,
) -> Result<(), StoreError> {
    const BEFORE: &str = "DELETE FROM photo_use WHERE thing = $1 RETURNING photo";
    // The file of a photo that nothing has used for a while may have gone: it is awaited again.
    const KNOW: &str = "INSERT INTO photo (id) SELECT * FROM unnest($1::text[]) ON CONFLICT (id) DO UPDATE \
         SET here = photo.here AND photo.unused IS NULL, unused = NULL";
    const USE: &str = "INSERT INTO photo_use (thing, photo, public) \
         SELECT $1::bytea, * FROM unnest($2::text[], $3::boolean[])";
    const LEAVE: &str = "UPDATE photo SET unused = $2 \
         WHERE id = ANY($1) AND NOT EXISTS (SELECT 1 FROM photo_use WHERE photo_use.photo = photo.id)";
    let thing = thing.0.as_bytes().as_slice();
    let before = super::load::rows(transaction, BEFORE, &[&thing]).await?;
    let before = before.iter().map(|row| row.try_get(0)).collect::<Result<Vec<String>, _>>()?;
    let (ids, public): (Vec<&str>, Vec<bool>) =
        photos.iter().map(|(photo, public)| (photo.as_str(), *public)).unzip();
    execute(transaction, KNOW, &[&ids]).await?;
    execute(transaction, USE, &[&thing, &ids, &public]).await?;
    execute(transaction, LEAVE, &[&before, &now.as_millisecond()]).await?;
    Ok(())
}

async fn counts(transaction: &Transaction<'_>, changes: &Changes) -> Result<(), StoreError> {
    const SPEND: &str = "INSERT INTO allowance (owner, day, reviews, reports, operations) \
         SELECT * FROM unnest($1::bytea[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[]) \
         ON CONFLICT (owner, day) DO UPDATE SET \
         reviews = excluded.reviews, reports = excluded.reports, operations = excluded.operations";
    const SATISFIED: &str = "INSERT INTO satisfaction VALUES ($1, $2, $3) \
         ON CONFLICT (owner, half_year) DO UPDATE SET stars = excluded.stars";
    const COUNT: &str = "INSERT INTO counter VALUES ($1, $2, greatest(0, $3::bigint)) \
         ON CONFLICT (half_year, what) DO UPDATE SET count = greatest(0, counter.count + $3::bigint)";
    const COMMUNE: &str = "INSERT INTO commune_counter VALUES ($1, $2) \
         ON CONFLICT (commune) DO UPDATE SET reports = commune_counter.reports + $2";
    if !changes.allowances.is_empty() {
        let owners: Vec<&[u8]> = changes.allowances.iter().map(|(owner, ..)| owner.0.as_slice()).collect();
        let days: Vec<&str> = changes.allowances.iter().map(|(_, day, _)| day.as_str()).collect();
        let spent = |count: fn(&crate::store::desk::Allowance) -> u32| -> Vec<i64> {
            changes.allowances.iter().map(|(_, _, spent)| count(spent).into()).collect()
        };
        let (reviews, reports) = (spent(|spent| spent.reviews), spent(|spent| spent.reports));
        let operations = spent(|spent| spent.operations);
        execute(transaction, SPEND, &[&owners, &days, &reviews, &reports, &operations]).await?;
    }
    for (owner, half, stars) in &changes.satisfaction {
        let stars = i64::from(u8::from(*stars));
        execute(transaction, SATISFIED, &[&owner.0.as_slice(), &half.to_string(), &stars]).await?;
    }
    for (half, what, by) in &changes.counts {
        execute(transaction, COUNT, &[&half.to_string(), &what.word(), by]).await?;
    }
    for (commune, by) in &changes.communes {
        execute(transaction, COMMUNE, &[&commune.as_str(), by]).await?;
    }
    Ok(())
}

/// What an erasure leaves of operations is that they were; of the device, that it is never to come back.
async fn forget(transaction: &Transaction<'_>, owner: KeyHash, now: Timestamp) -> Result<(), StoreError> {
    const ERASED: &str =
        "INSERT INTO erased_key VALUES ($1, $2) ON CONFLICT (mark) DO UPDATE SET at = excluded.at";
    const SQL: [&str; 3] = [
        "UPDATE operation SET owner = NULL, digest = NULL WHERE owner = $1",
        "DELETE FROM allowance WHERE owner = $1",
        "DELETE FROM satisfaction WHERE owner = $1",
    ];
    for sql in SQL {
        execute(transaction, sql, &[&owner.0.as_slice()]).await?;
    }
    execute(transaction, ERASED, &[&owner.after_erasure().as_slice(), &now.as_millisecond()]).await?;
    Ok(())
}
