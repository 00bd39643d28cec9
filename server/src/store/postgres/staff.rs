//! What staff reads, who staff is, and their sessions.

use deadpool_postgres::{GenericClient, Transaction};
use jiff::Timestamp;
use protocol::{LogEntry, Queue, ThingId};
use tokio_postgres::Row;

use super::load::{rows, things};
use super::request::Reply;
use super::save::execute;
use crate::store::desk::columns;
use crate::store::{Account, KeptSession, QueueFilter, Scope, StoreError};

/// Things for staff in the order of their arrival: the order does not know what they say.
pub async fn queue(client: &impl GenericClient, filter: &QueueFilter) -> Result<Queue, StoreError> {
    // As the indices have it, word by word.
    let state = match filter.waiting {
        true => "state IN ('moderated', 'new', 'open', 'planned')",
        false => "state <> 'withdrawn'",
    };
    let communes: Option<Vec<&str>> = match &filter.scope {
        Scope::All => None,
        Scope::Communes(communes) => Some(communes.iter().map(|commune| commune.as_str()).collect()),
    };
    let condition = format!("kind = $1 AND {state} AND ($2::text[] IS NULL OR commune = ANY($2))");
    let kind = columns::word(&filter.kind);
    let count = format!("SELECT count(*) FROM thing WHERE {condition}");
    let count = rows(client, &count, &[&kind, &communes]).await?;
    let total = count.first().map_or(Ok(0), |row| row.try_get(0))?;
    let condition = format!("{condition} AND arrived > $3 ORDER BY arrived LIMIT $4");
    let (after, asked) = (columns::number(filter.after), columns::rows_for(filter.limit));
    let things = things(client, &condition, &[&kind, &communes, &after, &asked]).await?;
    columns::queue_page(&things, total, filter.limit)
}

pub async fn log(client: &impl GenericClient, after: u64, limit: usize) -> Result<Vec<LogEntry>, StoreError> {
    const SQL: &str = "SELECT seq, at, staff, thing, act, reason, hash FROM staff_log \
         WHERE seq > $1 ORDER BY seq LIMIT $2";
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    acts(&rows(client, SQL, &[&columns::number(after), &limit]).await?)
}

pub async fn latest_acts(
    client: &impl GenericClient,
    before: Option<u64>,
    of: Option<ThingId>,
    limit: usize,
) -> Result<Vec<LogEntry>, StoreError> {
    const SQL: &str = "SELECT seq, at, staff, thing, act, reason, hash FROM staff_log \
         WHERE seq < $1 AND ($2::bytea IS NULL OR thing = $2) ORDER BY seq DESC LIMIT $3";
    let before = columns::number(before.unwrap_or(u64::MAX));
    let of = of.map(|thing| thing.0.as_bytes().to_vec());
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    acts(&rows(client, SQL, &[&before, &of, &limit]).await?)
}

fn acts(rows: &[Row]) -> Result<Vec<LogEntry>, StoreError> {
    let mut entries = Vec::new();
    for row in rows {
        let reason: Option<&str> = row.try_get(5)?;
        entries.push(LogEntry {
            seq: columns::unsigned(row.try_get(0)?)?,
            at: row.try_get(1)?,
            staff: row.try_get(2)?,
            thing: columns::thing_id(row.try_get(3)?)?,
            act: row.try_get(4)?,
            reason: reason.map(columns::read_word).transpose()?,
            hash: row.try_get(6)?,
        });
    }
    Ok(entries)
}

pub async fn account(client: &impl GenericClient, name: &str) -> Result<Option<Account>, StoreError> {
    const SQL: &str = "SELECT name, shown, password, role, communes FROM account WHERE name = $1";
    rows(client, SQL, &[&name]).await?.first().map(kept).transpose()
}

pub async fn accounts(client: &impl GenericClient) -> Result<Vec<Account>, StoreError> {
    // As bytes, like the other store.
    const SQL: &str = "SELECT name, shown, password, role, communes FROM account ORDER BY name COLLATE \"C\"";
    rows(client, SQL, &[]).await?.iter().map(kept).collect()
}

fn kept(row: &Row) -> Result<Account, StoreError> {
    let (name, shown, password) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
    columns::account(name, shown, password, row.try_get(3)?, row.try_get(4)?)
}

pub async fn put_account(transaction: &Transaction<'_>, account: &Account) -> Result<Reply, StoreError> {
    const SQL: &str = "INSERT INTO account VALUES ($1, $2, $3, $4, $5) ON CONFLICT (name) DO UPDATE SET \
         shown = excluded.shown, password = excluded.password, role = excluded.role, communes = excluded.communes";
    let (role, communes) = (columns::word(&account.role), columns::json(&account.communes));
    execute(transaction, SQL, &[&account.name, &account.shown, &account.password, &role, &communes]).await?;
    Ok(Reply::Done)
}

pub async fn remove_account(transaction: &Transaction<'_>, name: &str) -> Result<Reply, StoreError> {
    for sql in ["DELETE FROM account WHERE name = $1", "DELETE FROM session WHERE name = $1"] {
        execute(transaction, sql, &[&name]).await?;
    }
    Ok(Reply::Done)
}

pub async fn save_session(
    transaction: &Transaction<'_>,
    id: &[u8; 32],
    session: &KeptSession,
) -> Result<Reply, StoreError> {
    const SQL: &str = "INSERT INTO session SELECT $1, name, $3, $4 FROM account WHERE name = $2 \
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, password = excluded.password, until = excluded.until";
    let until = session.until.as_millisecond();
    execute(transaction, SQL, &[&id.as_slice(), &session.name, &session.password, &until]).await?;
    Ok(Reply::Done)
}

pub async fn session(
    client: &impl GenericClient,
    id: [u8; 32],
    now: Timestamp,
) -> Result<Option<KeptSession>, StoreError> {
    const SQL: &str = "SELECT name, password, until FROM session WHERE id = $1 AND until >= $2";
    let rows = rows(client, SQL, &[&id.as_slice(), &now.as_millisecond()]).await?;
    let kept = |row: &Row| columns::session(row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
    rows.first().map(kept).transpose()
}

pub async fn drop_session(transaction: &Transaction<'_>, id: &[u8; 32]) -> Result<Reply, StoreError> {
    execute(transaction, "DELETE FROM session WHERE id = $1", &[&id.as_slice()]).await?;
    Ok(Reply::Done)
}
