//! Operations that have not arrived yet, in the order in which the hiker did them.

use jiff::Timestamp;
use protocol::{Operation, OperationId, ThingId};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params};

use super::{CarnetError, posts};

/// An operation as it waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queued {
    pub id: OperationId,
    /// `None` for an answer to the question of satisfaction.
    pub thing: Option<ThingId>,
    /// As it is sent, to the last byte.
    pub body: String,
    pub attempts: u32,
    pub next_try: Option<Timestamp>,
}

const COLUMNS: &str = "SELECT id, thing, body, attempts, next_try FROM outbox ";

/// The oldest, at most `limit`.
pub fn oldest(conn: &Connection, limit: usize) -> Result<Vec<Queued>, CarnetError> {
    let sql = format!("{COLUMNS} ORDER BY n LIMIT :limit");
    conn.prepare_cached(&sql)?
        .query_map(named_params! { ":limit": limit as i64 }, queued)?
        .map(|row| row?)
        .collect()
}

/// Those of one thing, oldest first.
pub fn of(conn: &Connection, thing: ThingId) -> Result<Vec<Queued>, CarnetError> {
    let sql = format!("{COLUMNS} WHERE thing = :thing ORDER BY n");
    conn.prepare_cached(&sql)?
        .query_map(named_params! { ":thing": thing.to_string() }, queued)?
        .map(|row| row?)
        .collect()
}

pub fn count(conn: &Connection) -> Result<u32, CarnetError> {
    const SQL: &str = "SELECT count(*) FROM outbox";
    Ok(conn.query_row(SQL, [], |row| row.get(0))?)
}

pub fn add(tx: &Transaction<'_>, operation: &Operation, thing: Option<ThingId>) -> Result<(), CarnetError> {
    const SQL: &str = "INSERT INTO outbox (id, thing, body) VALUES (:id, :thing, :body)";
    tx.prepare_cached(SQL)?.execute(named_params! {
        ":id": operation.id.to_string(),
        ":thing": thing.map(|thing| thing.to_string()),
        ":body": posts::json(operation),
    })?;
    Ok(())
}

/// Another content for an operation that was never sent.
pub fn rewrite(tx: &Transaction<'_>, operation: &Operation) -> Result<(), CarnetError> {
    const SQL: &str = "UPDATE outbox SET body = :body WHERE id = :id AND attempts = 0";
    let args = named_params! { ":id": operation.id.to_string(), ":body": posts::json(operation) };
    tx.prepare_cached(SQL)?.execute(args)?;
    Ok(())
}

/// Counts an attempt, before it is made.
pub fn attempt(tx: &Transaction<'_>, id: OperationId) -> Result<(), CarnetError> {
    const SQL: &str = "UPDATE outbox SET attempts = attempts + 1, next_try = NULL WHERE id = :id";
    tx.prepare_cached(SQL)?.execute(named_params! { ":id": id.to_string() })?;
    Ok(())
}

pub fn put_off(tx: &Transaction<'_>, id: OperationId, until: Timestamp) -> Result<(), CarnetError> {
    const SQL: &str = "UPDATE outbox SET next_try = :until WHERE id = :id";
    let args = named_params! { ":id": id.to_string(), ":until": until.as_millisecond() };
    tx.prepare_cached(SQL)?.execute(args)?;
    Ok(())
}

/// Answers with the thing of the removed operation, where it had one.
pub fn remove(tx: &Transaction<'_>, id: OperationId) -> Result<Option<ThingId>, CarnetError> {
    const SQL: &str = "DELETE FROM outbox WHERE id = :id RETURNING thing";
    let thing: Option<Option<String>> = tx
        .prepare_cached(SQL)?
        .query_row(named_params! { ":id": id.to_string() }, |row| row.get(0))
        .optional()?;
    thing
        .flatten()
        .map(|thing| thing.parse().map_err(|_| CarnetError::BadValue { name: "thing" }))
        .transpose()
}

/// Removes what was never sent of a thing.
pub fn remove_unsent(tx: &Transaction<'_>, thing: ThingId) -> Result<(), CarnetError> {
    const SQL: &str = "DELETE FROM outbox WHERE thing = :thing AND attempts = 0";
    tx.prepare_cached(SQL)?.execute(named_params! { ":thing": thing.to_string() })?;
    Ok(())
}

/// Removes everything.
pub fn clear(tx: &Transaction<'_>) -> Result<(), CarnetError> {
    tx.execute("DELETE FROM outbox", [])?;
    Ok(())
}

fn queued(row: &Row<'_>) -> rusqlite::Result<Result<Queued, CarnetError>> {
    let (id, thing): (String, Option<String>) = (row.get(0)?, row.get(1)?);
    let (body, attempts): (String, u32) = (row.get(2)?, row.get(3)?);
    let next_try: Option<i64> = row.get(4)?;
    let bad = |name| CarnetError::BadValue { name };
    let made = move || {
        Ok(Queued {
            id: id.parse().map_err(|_| bad("id"))?,
            thing: thing.map(|thing| thing.parse().map_err(|_| bad("thing"))).transpose()?,
            body,
            attempts,
            next_try: next_try.map(|millis| posts::moment(millis, "next_try")).transpose()?,
        })
    };
    Ok(made())
}
