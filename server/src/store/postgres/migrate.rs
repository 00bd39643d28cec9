//! Makes or upgrades the tables, in one transaction, while other servers wait. A newer database is refused. The copy
//! before an upgrade is the operator's (`pg_dump`).

use deadpool_postgres::Object;

use super::writer::TURNS;
use crate::store::StoreError;

const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001-community.sql"),
    include_str!("migrations/0002-voices.sql"),
    include_str!("migrations/0003-erased-keys.sql"),
    include_str!("migrations/0004-feed-marks.sql"),
    include_str!("migrations/0005-session-names.sql"),
];

pub async fn migrate(client: &mut Object) -> Result<(), StoreError> {
    const VERSIONS: &str = "CREATE TABLE IF NOT EXISTS sente_schema (version BIGINT NOT NULL)";
    const FOUND: &str = "SELECT coalesce(max(version), 0) FROM sente_schema";
    const DONE: &str = "INSERT INTO sente_schema VALUES ($1)";
    let transaction = client.transaction().await?;
    transaction.query("SELECT pg_advisory_xact_lock($1)", &[&TURNS]).await?;
    transaction.batch_execute(VERSIONS).await?;
    let found: i64 = transaction.query_one(FOUND, &[]).await?.try_get(0)?;
    let known = MIGRATIONS.len() as u32;
    let found = u32::try_from(found).unwrap_or(u32::MAX);
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    for (version, sql) in (1_i64..).zip(MIGRATIONS).skip(found as usize) {
        transaction.batch_execute(sql).await?;
        transaction.execute(DONE, &[&version]).await?;
    }
    Ok(transaction.commit().await?)
}
