//! Reads onto the desk what it wants.

use protocol::Stars;
use rusqlite::{Connection, OptionalExtension, Row, named_params, params};

use crate::store::desk::columns::{self, Columns, THING};
use crate::store::desk::{Allowance, Desk, Ends, Found, Recorded, Thing, Wanted};
use crate::store::{KeyHash, StoreError};

/// One thing from a row that begins with the columns of [`THING`].
pub fn thing(row: &Row) -> rusqlite::Result<Result<Thing, StoreError>> {
    let columns = Columns {
        arrived: row.get(0)?,
        id: row.get(1)?,
        owner: row.get(2)?,
        kind: row.get(3)?,
        route: row.get(4)?,
        commune: row.get(5)?,
        received: row.get(6)?,
        edited: row.get(7)?,
        last_op: row.get(8)?,
        content: row.get(9)?,
        state: row.get(10)?,
        refusal: row.get(11)?,
        answer: row.get(12)?,
        assigned: row.get(13)?,
        merged_into: row.get(14)?,
        confirmed: row.get(15)?,
        decided: row.get(16)?,
        shown: row.get(17)?,
        feed_seq: row.get(18)?,
        undo: row.get(19)?,
    };
    Ok(columns.thing())
}

/// Things that a condition on the table holds for.
pub fn things(
    conn: &Connection,
    condition: &str,
    params: impl rusqlite::Params,
) -> Result<Vec<Thing>, StoreError> {
    let mut statement = conn.prepare_cached(&format!("SELECT {THING} FROM thing WHERE {condition}"))?;
    let rows = statement.query_map(params, thing)?;
    rows.map(|row| row?).collect()
}

/// A desk with the last numbers that were given.
pub fn desk(conn: &Connection) -> Result<Desk, StoreError> {
    const SQL: &str = "SELECT (SELECT max(arrived) FROM thing), (SELECT max(feed_seq) FROM thing)";
    const LOG: &str = "SELECT seq, hash FROM staff_log ORDER BY seq DESC LIMIT 1";
    let ends = |row: &Row| Ok((row.get::<_, Option<i64>>(0)?, row.get::<_, Option<i64>>(1)?));
    let (arrived, feed) = conn.prepare_cached(SQL)?.query_row([], ends)?;
    let newest = |row: &Row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?));
    let (log, head) = conn.prepare_cached(LOG)?.query_row([], newest).optional()?.unzip();
    let number = |last: Option<i64>| columns::unsigned(last.unwrap_or_default());
    Ok(Desk::new(Ends { arrived: number(arrived)?, feed: number(feed)?, log: number(log)?, head }))
}

/// Reads until nothing more is wanted.
pub fn fill(conn: &Connection, desk: &mut Desk) -> Result<(), StoreError> {
    while let Some(wanted) = desk.wanted() {
        desk.put(find(conn, &wanted)?);
    }
    Ok(())
}

fn find(conn: &Connection, wanted: &Wanted) -> Result<Found, StoreError> {
    let mut found = Found::default();
    for id in &wanted.operations {
        found.operations.extend(operation(conn, id.0.as_bytes())?);
    }
    for id in &wanted.things {
        found.things.extend(things(conn, "id = ?1", params![id.0.as_bytes()])?);
    }
    for owner in &wanted.owned {
        found.things.extend(things(conn, "owner = ?1 ORDER BY arrived", params![owner.0])?);
    }
    for (owner, day) in &wanted.allowances {
        let spent = allowance(conn, &owner.0, day)?;
        found.allowances.extend(spent.map(|spent| (*owner, day.clone(), spent)));
    }
    for (owner, half) in &wanted.satisfaction {
        let stars = satisfaction(conn, &owner.0, &half.to_string())?;
        found.satisfaction.extend(stars.map(|stars| (*owner, *half, stars)));
    }
    for owner in &wanted.erased {
        found.erased.extend(is_erased(conn, *owner)?.then_some(*owner));
    }
    for report in &wanted.repeated {
        const REPEATED: &str = "id IN (WITH RECURSIVE repeated (id) AS (VALUES (?1) UNION \
             SELECT thing.id FROM repeated JOIN thing ON thing.merged_into = repeated.id) \
             SELECT id FROM repeated)";
        found.repeated.extend(things(conn, REPEATED, params![report.0.as_bytes()])?);
    }
    for owner in &wanted.voices {
        found.things.extend(things(conn, "owner = ?1 AND merged_into IS NOT NULL", params![owner.0])?);
    }
    Ok(found)
}

pub fn is_erased(conn: &Connection, owner: KeyHash) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM erased_key WHERE mark = :mark";
    Ok(conn.prepare_cached(SQL)?.exists(named_params! { ":mark": owner.after_erasure() })?)
}

fn operation(conn: &Connection, id: &[u8]) -> Result<Option<Recorded>, StoreError> {
    const SQL: &str = "SELECT owner, digest, refused, at FROM operation WHERE id = :id";
    let read = |row: &Row| -> rusqlite::Result<Result<Recorded, StoreError>> {
        let owner: Option<Vec<u8>> = row.get(0)?;
        let digest: Option<Vec<u8>> = row.get(1)?;
        let refused: Option<String> = row.get(2)?;
        let at = row.get(3)?;
        Ok(columns::recorded(id, owner.as_deref(), digest.as_deref(), refused.as_deref(), at))
    };
    conn.prepare_cached(SQL)?.query_row(named_params! { ":id": id }, read).optional()?.transpose()
}

fn allowance(conn: &Connection, owner: &[u8], day: &str) -> Result<Option<Allowance>, StoreError> {
    const SQL: &str =
        "SELECT reviews, reports, operations FROM allowance WHERE owner = :owner AND day = :day";
    let read =
        |row: &Row| Ok(Allowance { reviews: row.get(0)?, reports: row.get(1)?, operations: row.get(2)? });
    Ok(conn
        .prepare_cached(SQL)?
        .query_row(named_params! { ":owner": owner, ":day": day }, read)
        .optional()?)
}

fn satisfaction(conn: &Connection, owner: &[u8], half_year: &str) -> Result<Option<Stars>, StoreError> {
    const SQL: &str = "SELECT stars FROM satisfaction WHERE owner = :owner AND half_year = :half";
    let params = named_params! { ":owner": owner, ":half": half_year };
    let stars = conn.prepare_cached(SQL)?.query_row(params, |row| row.get::<_, u8>(0)).optional()?;
    stars.map(|stars| Stars::try_from(stars).map_err(|_| columns::damage("number of stars"))).transpose()
}
