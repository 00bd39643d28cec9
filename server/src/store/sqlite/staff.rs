//! What staff reads, who staff is, and their sessions.

use jiff::Timestamp;
use protocol::{LogEntry, Queue, ThingId};
use rusqlite::types::Value;
use rusqlite::{
    Connection, OptionalExtension, Params, Row, Savepoint, named_params, params, params_from_iter,
};

use super::load;
use crate::store::desk::columns;
use crate::store::{Account, KeptSession, QueueFilter, Scope, StoreError};

/// Things for staff in the order of their arrival: the order does not know what they say.
pub fn queue(conn: &Connection, filter: &QueueFilter) -> Result<Queue, StoreError> {
    // As the indices have it, word by word.
    let state = match filter.waiting {
        true => "state IN ('moderated', 'new', 'open', 'planned')",
        false => "state <> 'withdrawn'",
    };
    let communes: Option<Vec<&str>> = match &filter.scope {
        Scope::All => None,
        Scope::Communes(communes) => Some(communes.iter().map(|commune| commune.as_str()).collect()),
    };
    let scope = match communes {
        None => "?2 IS NULL",
        Some(_) => "commune IN (SELECT value FROM json_each(?2))",
    };
    let condition = format!("kind = ?1 AND {state} AND {scope}");
    let kind = Value::Text(columns::word(&filter.kind));
    let communes = communes.map_or(Value::Null, |communes| Value::Text(columns::json(&communes)));
    let total: i64 = conn
        .prepare_cached(&format!("SELECT count(*) FROM thing WHERE {condition}"))?
        .query_row(params![kind, communes], |row| row.get(0))?;
    let (after, asked) = (columns::number(filter.after), columns::rows_for(filter.limit));
    let page = [kind, communes, after.into(), asked.into()];
    let condition = format!("{condition} AND arrived > ?3 ORDER BY arrived LIMIT ?4");
    let things = load::things(conn, &condition, params_from_iter(page))?;
    columns::queue_page(&things, total, filter.limit)
}

pub fn log(conn: &Connection, after: u64, limit: usize) -> Result<Vec<LogEntry>, StoreError> {
    const SQL: &str = "SELECT seq, at, staff, thing, act, reason, hash FROM staff_log \
         WHERE seq > ?1 ORDER BY seq LIMIT ?2";
    acts(conn, SQL, params![columns::number(after), rows(limit)])
}

pub fn latest_acts(
    conn: &Connection,
    before: Option<u64>,
    of: Option<ThingId>,
    limit: usize,
) -> Result<Vec<LogEntry>, StoreError> {
    const SQL: &str = "SELECT seq, at, staff, thing, act, reason, hash FROM staff_log \
         WHERE seq < ?1 AND (?2 IS NULL OR thing = ?2) ORDER BY seq DESC LIMIT ?3";
    let (before, of) = (columns::number(before.unwrap_or(u64::MAX)), of.map(|thing| thing.0.into_bytes()));
    acts(conn, SQL, params![before, of, rows(limit)])
}

fn rows(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}

fn acts(conn: &Connection, sql: &str, params: impl Params) -> Result<Vec<LogEntry>, StoreError> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        let reason: Option<String> = row.get(5)?;
        entries.push(LogEntry {
            seq: columns::unsigned(row.get(0)?)?,
            at: row.get(1)?,
            staff: row.get(2)?,
            thing: columns::thing_id(&row.get::<_, Vec<u8>>(3)?)?,
            act: row.get(4)?,
            reason: reason.as_deref().map(columns::read_word).transpose()?,
            hash: row.get(6)?,
        });
    }
    Ok(entries)
}

pub fn account(conn: &Connection, name: &str) -> Result<Option<Account>, StoreError> {
    const SQL: &str = "SELECT name, shown, password, role, communes FROM account WHERE name = :name";
    conn.prepare_cached(SQL)?.query_row(named_params! { ":name": name }, kept).optional()?.transpose()
}

pub fn accounts(conn: &Connection) -> Result<Vec<Account>, StoreError> {
    const SQL: &str = "SELECT name, shown, password, role, communes FROM account ORDER BY name";
    conn.prepare_cached(SQL)?.query_map([], kept)?.map(|account| account?).collect()
}

fn kept(row: &Row) -> rusqlite::Result<Result<Account, StoreError>> {
    let (role, communes): (String, String) = (row.get(3)?, row.get(4)?);
    let (name, shown, password) = (row.get(0)?, row.get(1)?, row.get(2)?);
    Ok(columns::account(name, shown, password, &role, &communes))
}

pub fn put_account(savepoint: &Savepoint, account: &Account) -> Result<(), StoreError> {
    const SQL: &str = "INSERT OR REPLACE INTO account VALUES (?1, ?2, ?3, ?4, ?5)";
    let (role, communes) = (columns::word(&account.role), columns::json(&account.communes));
    savepoint.prepare_cached(SQL)?.execute(params![
        account.name,
        account.shown,
        account.password,
        role,
        communes
    ])?;
    Ok(())
}

pub fn remove_account(savepoint: &Savepoint, name: &str) -> Result<(), StoreError> {
    for sql in ["DELETE FROM account WHERE name = :name", "DELETE FROM session WHERE name = :name"] {
        savepoint.prepare_cached(sql)?.execute(named_params! { ":name": name })?;
    }
    Ok(())
}

pub fn save_session(savepoint: &Savepoint, id: [u8; 32], session: &KeptSession) -> Result<(), StoreError> {
    const SQL: &str = "INSERT OR REPLACE INTO session SELECT ?1, name, ?3, ?4 FROM account WHERE name = ?2";
    let params = params![id, session.name, session.password, session.until.as_millisecond()];
    savepoint.prepare_cached(SQL)?.execute(params)?;
    Ok(())
}

pub fn session(conn: &Connection, id: [u8; 32], now: Timestamp) -> Result<Option<KeptSession>, StoreError> {
    const SQL: &str = "SELECT name, password, until FROM session WHERE id = :id AND until >= :now";
    let params = named_params! { ":id": id, ":now": now.as_millisecond() };
    let kept = |row: &Row| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    let found = conn.prepare_cached(SQL)?.query_row(params, kept).optional()?;
    found.map(|(name, password, until)| columns::session(name, password, until)).transpose()
}

pub fn drop_session(savepoint: &Savepoint, id: [u8; 32]) -> Result<(), StoreError> {
    const SQL: &str = "DELETE FROM session WHERE id = :id";
    savepoint.prepare_cached(SQL)?.execute(named_params! { ":id": id })?;
    Ok(())
}
