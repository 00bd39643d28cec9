//! Reads onto the desk what it wants, each kind in one round trip.

use deadpool_postgres::GenericClient;
use protocol::{HalfYear, Stars};
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use crate::store::desk::columns::{self, Columns, THING};
use crate::store::desk::{Allowance, Desk, Ends, Found, Thing, Wanted};
use crate::store::{KeyHash, StoreError};

/// One thing from a row that begins with the columns of [`THING`].
pub fn thing(row: &Row) -> Result<Thing, StoreError> {
    let columns = Columns {
        arrived: row.try_get(0)?,
        id: row.try_get(1)?,
        owner: row.try_get(2)?,
        kind: row.try_get(3)?,
        route: row.try_get(4)?,
        commune: row.try_get(5)?,
        received: row.try_get(6)?,
        edited: row.try_get(7)?,
        last_op: row.try_get(8)?,
        content: row.try_get(9)?,
        state: row.try_get(10)?,
        refusal: row.try_get(11)?,
        answer: row.try_get(12)?,
        assigned: row.try_get(13)?,
        merged_into: row.try_get(14)?,
        confirmed: row.try_get(15)?,
        decided: row.try_get(16)?,
        shown: row.try_get(17)?,
        feed_seq: row.try_get(18)?,
        undo: row.try_get(19)?,
    };
    columns.thing()
}

/// Things that a condition on the table holds for.
pub async fn things(
    client: &impl GenericClient,
    condition: &str,
    params: &[&(dyn ToSql + Sync)],
) -> Result<Vec<Thing>, StoreError> {
    let rows = rows(client, &format!("SELECT {THING} FROM thing WHERE {condition}"), params).await?;
    rows.iter().map(thing).collect()
}

/// All rows of a query whose plan is kept.
pub async fn rows(
    client: &impl GenericClient,
    sql: &str,
    params: &[&(dyn ToSql + Sync)],
) -> Result<Vec<Row>, StoreError> {
    let statement = client.prepare_cached(sql).await?;
    Ok(client.query(&statement, params).await?)
}

/// A desk with the last numbers that were given.
pub async fn desk(client: &impl GenericClient) -> Result<Desk, StoreError> {
    const SQL: &str = "SELECT coalesce((SELECT max(arrived) FROM thing), 0), \
         coalesce((SELECT max(feed_seq) FROM thing), 0), coalesce((SELECT max(seq) FROM staff_log), 0), \
         (SELECT hash FROM staff_log ORDER BY seq DESC LIMIT 1)";
    let rows = rows(client, SQL, &[]).await?;
    let row = rows.first().ok_or_else(|| columns::damage("last number"))?;
    Ok(Desk::new(Ends {
        arrived: columns::unsigned(row.try_get(0)?)?,
        feed: columns::unsigned(row.try_get(1)?)?,
        log: columns::unsigned(row.try_get(2)?)?,
        head: row.try_get(3)?,
    }))
}

/// Reads until nothing more is wanted.
pub async fn fill(client: &impl GenericClient, desk: &mut Desk) -> Result<(), StoreError> {
    while let Some(wanted) = desk.wanted() {
        desk.put(find(client, &wanted).await?);
    }
    Ok(())
}

async fn find(client: &impl GenericClient, wanted: &Wanted) -> Result<Found, StoreError> {
    let mut found = Found::default();
    if !wanted.operations.is_empty() {
        const SQL: &str = "SELECT id, owner, digest, refused, at FROM operation WHERE id = ANY($1)";
        let ids: Vec<&[u8]> = wanted.operations.iter().map(|id| id.0.as_bytes().as_slice()).collect();
        for row in rows(client, SQL, &[&ids]).await? {
            let (owner, digest): (Option<&[u8]>, Option<&[u8]>) = (row.try_get(1)?, row.try_get(2)?);
            let (id, refused, at) = (row.try_get(0)?, row.try_get(3)?, row.try_get(4)?);
            found.operations.push(columns::recorded(id, owner, digest, refused, at)?);
        }
    }
    if !wanted.things.is_empty() {
        let ids: Vec<&[u8]> = wanted.things.iter().map(|id| id.0.as_bytes().as_slice()).collect();
        found.things.extend(things(client, "id = ANY($1)", &[&ids]).await?);
    }
    if !wanted.owned.is_empty() {
        found.things.extend(things(client, "owner = ANY($1)", &[&keys(&wanted.owned)]).await?);
    }
    if !wanted.allowances.is_empty() {
        found.allowances = allowances(client, &wanted.allowances).await?;
    }
    if !wanted.satisfaction.is_empty() {
        found.satisfaction = satisfaction(client, &wanted.satisfaction).await?;
    }
    if !wanted.erased.is_empty() {
        found.erased = erased(client, &wanted.erased).await?;
    }
    if !wanted.repeated.is_empty() {
        const REPEATED: &str = "id IN (WITH RECURSIVE repeated (id) AS (SELECT unnest($1::bytea[]) UNION \
             SELECT thing.id FROM repeated JOIN thing ON thing.merged_into = repeated.id) \
             SELECT id FROM repeated)";
        let ids: Vec<&[u8]> = wanted.repeated.iter().map(|id| id.0.as_bytes().as_slice()).collect();
        found.repeated = things(client, REPEATED, &[&ids]).await?;
    }
    if !wanted.voices.is_empty() {
        const VOICES: &str = "owner = ANY($1) AND merged_into IS NOT NULL";
        found.things.extend(things(client, VOICES, &[&keys(&wanted.voices)]).await?);
    }
    Ok(found)
}

/// Those of the devices of which everything was erased.
pub async fn erased(client: &impl GenericClient, owners: &[KeyHash]) -> Result<Vec<KeyHash>, StoreError> {
    const SQL: &str = "SELECT mark FROM erased_key WHERE mark = ANY($1)";
    let marks: Vec<[u8; 32]> = owners.iter().map(|owner| owner.after_erasure()).collect();
    let wanted: Vec<&[u8]> = marks.iter().map(<[u8; 32]>::as_slice).collect();
    let mut found = Vec::new();
    for row in rows(client, SQL, &[&wanted]).await? {
        let mark: &[u8] = row.try_get(0)?;
        let both = owners.iter().zip(&marks).filter(|(_, known)| known.as_slice() == mark);
        found.extend(both.map(|(owner, _)| *owner));
    }
    Ok(found)
}

fn keys(owners: &[KeyHash]) -> Vec<&[u8]> {
    owners.iter().map(|owner| owner.0.as_slice()).collect()
}

async fn allowances(
    client: &impl GenericClient,
    wanted: &[(KeyHash, String)],
) -> Result<Vec<(KeyHash, String, Allowance)>, StoreError> {
    const SQL: &str = "SELECT owner, day, reviews, reports, operations FROM allowance \
         WHERE (owner, day) IN (SELECT * FROM unnest($1::bytea[], $2::text[]))";
    let (owners, days): (Vec<&[u8]>, Vec<&str>) =
        wanted.iter().map(|(owner, day)| (owner.0.as_slice(), day.as_str())).unzip();
    let count = |row: &Row, at: usize| -> Result<u32, StoreError> {
        u32::try_from(row.try_get::<_, i64>(at)?).map_err(|_| columns::damage("allowance"))
    };
    let mut found = Vec::new();
    for row in rows(client, SQL, &[&owners, &days]).await? {
        let spent =
            Allowance { reviews: count(&row, 2)?, reports: count(&row, 3)?, operations: count(&row, 4)? };
        found.push((columns::key(row.try_get(0)?)?, row.try_get(1)?, spent));
    }
    Ok(found)
}

async fn satisfaction(
    client: &impl GenericClient,
    wanted: &[(KeyHash, HalfYear)],
) -> Result<Vec<(KeyHash, HalfYear, Stars)>, StoreError> {
    const SQL: &str = "SELECT owner, half_year, stars FROM satisfaction \
         WHERE (owner, half_year) IN (SELECT * FROM unnest($1::bytea[], $2::text[]))";
    let (owners, halves): (Vec<&[u8]>, Vec<String>) =
        wanted.iter().map(|(owner, half)| (owner.0.as_slice(), half.to_string())).unzip();
    let mut found = Vec::new();
    for row in rows(client, SQL, &[&owners, &halves]).await? {
        let stars = u8::try_from(row.try_get::<_, i64>(2)?).ok().and_then(|stars| stars.try_into().ok());
        let stars = stars.ok_or_else(|| columns::damage("number of stars"))?;
        found.push((columns::key(row.try_get(0)?)?, columns::half_year(row.try_get(1)?)?, stars));
    }
    Ok(found)
}
