//! What this device remembers of itself: its key, its visits, the question of satisfaction.

use jiff::Timestamp;
use protocol::{DeviceKey, HalfYear, OperationId};
use rusqlite::{Connection, OptionalExtension, Transaction, named_params};
use uuid::Uuid;

use super::{CarnetError, posts};

/// The one row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Device {
    pub key: Option<DeviceKey>,
    pub exchanged: Option<Timestamp>,
    pub visit_token: Option<Uuid>,
    /// The day of the last acknowledged visit (`2026-11-23`), in UTC.
    pub visited_on: Option<String>,
    pub visited_half: Option<HalfYear>,
    pub question_since: Option<Timestamp>,
    pub question_half: Option<HalfYear>,
    pub question_refused: bool,
}

pub fn read(conn: &Connection) -> Result<Device, CarnetError> {
    const SQL: &str = "SELECT key, exchanged, visit_token, visited_on, visited_half, question_since,
        question_half, question_refused FROM device";
    let bad = |name| CarnetError::BadValue { name };
    let half = |text: Option<String>, name| {
        text.map(|text| text.parse::<HalfYear>().map_err(|_| bad(name))).transpose()
    };
    let mut statement = conn.prepare_cached(SQL)?;
    let mut rows = statement.query([])?;
    let Some(row) = rows.next()? else { return Err(bad("device")) };
    let (key, token): (Option<String>, Option<String>) = (row.get(0)?, row.get(2)?);
    let moment = |millis: Option<i64>, name| millis.map(|millis| posts::moment(millis, name)).transpose();
    Ok(Device {
        key: key.map(|key| key.parse().map_err(|_| bad("key"))).transpose()?,
        exchanged: moment(row.get(1)?, "exchanged")?,
        visit_token: token
            .map(|token| Uuid::parse_str(&token).map_err(|_| bad("visit_token")))
            .transpose()?,
        visited_on: row.get(3)?,
        visited_half: half(row.get(4)?, "visited_half")?,
        question_since: moment(row.get(5)?, "question_since")?,
        question_half: half(row.get(6)?, "question_half")?,
        question_refused: row.get(7)?,
    })
}

pub fn write(tx: &Transaction<'_>, device: &Device) -> Result<(), CarnetError> {
    const SQL: &str = "UPDATE device SET key = :key, exchanged = :exchanged, visit_token = :token,
        visited_on = :visited_on, visited_half = :visited_half, question_since = :since,
        question_half = :question_half, question_refused = :refused";
    tx.prepare_cached(SQL)?.execute(named_params! {
        ":key": device.key.as_ref().map(DeviceKey::as_str),
        ":exchanged": device.exchanged.map(Timestamp::as_millisecond),
        ":token": device.visit_token.map(|token| token.to_string()),
        ":visited_on": device.visited_on,
        ":visited_half": device.visited_half.map(|half| half.to_string()),
        ":since": device.question_since.map(Timestamp::as_millisecond),
        ":question_half": device.question_half.map(|half| half.to_string()),
        ":refused": device.question_refused,
    })?;
    Ok(())
}

/// A key whose things the server has still to erase.
pub fn erasure(conn: &Connection) -> Result<Option<DeviceKey>, CarnetError> {
    const SQL: &str = "SELECT key FROM erasure ORDER BY key LIMIT 1";
    let key: Option<String> = conn.prepare_cached(SQL)?.query_row([], |row| row.get(0)).optional()?;
    key.map(|key| key.parse().map_err(|_| CarnetError::BadValue { name: "key" })).transpose()
}

/// Of the operations that wait, those that may be on their way are remembered by their names alone.
pub fn ask_erasure(tx: &Transaction<'_>, key: &DeviceKey) -> Result<(), CarnetError> {
    const SQL: &str = "INSERT OR IGNORE INTO erasure (key) VALUES (:key)";
    const BURNT: &str =
        "INSERT OR IGNORE INTO burnt (id, key) SELECT id, :key FROM outbox WHERE attempts > 0";
    tx.execute(SQL, named_params! { ":key": key.as_str() })?;
    tx.execute(BURNT, named_params! { ":key": key.as_str() })?;
    Ok(())
}

/// Operations under whose names nothing may be done any more, at most `limit`.
pub fn burnt(conn: &Connection, key: &DeviceKey, limit: usize) -> Result<Vec<OperationId>, CarnetError> {
    const SQL: &str = "SELECT id FROM burnt WHERE key = :key ORDER BY id LIMIT :limit";
    let mut statement = conn.prepare_cached(SQL)?;
    let args = named_params! { ":key": key.as_str(), ":limit": limit as i64 };
    let ids = statement.query_map(args, |row| row.get::<_, String>(0))?;
    ids.map(|id| id?.parse().map_err(|_| CarnetError::BadValue { name: "id" })).collect()
}

/// The server knows.
pub fn forget_burnt(tx: &Transaction<'_>, ids: &[OperationId]) -> Result<(), CarnetError> {
    const SQL: &str = "DELETE FROM burnt WHERE id = :id";
    let mut statement = tx.prepare_cached(SQL)?;
    for id in ids {
        statement.execute(named_params! { ":id": id.to_string() })?;
    }
    Ok(())
}

pub fn erased(tx: &Transaction<'_>, key: &DeviceKey) -> Result<(), CarnetError> {
    const SQL: &str = "DELETE FROM erasure WHERE key = :key";
    tx.execute(SQL, named_params! { ":key": key.as_str() })?;
    Ok(())
}
