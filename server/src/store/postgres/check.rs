//! Looks for damage, and changes nothing. The pages themselves are the database's affair (`pg_checksums`, `amcheck`).

use deadpool_postgres::GenericClient;
use protocol::LogEntry;

use super::load::{self, rows};
use super::staff;
use crate::store::StoreError;
use crate::store::desk::chain;
use crate::store::desk::columns::THING;
use crate::store::rules::RULES;

/// Entries of the log, or things, that are read at once.
const PAGE: usize = 1_000;

pub async fn check(client: &impl GenericClient) -> Result<Vec<String>, StoreError> {
    let mut found = Vec::new();
    for (sentence, sql) in RULES {
        let count = rows(client, sql, &[]).await?;
        let count: i64 = count.first().map_or(Ok(0), |row| row.try_get(0))?;
        found.extend((count > 0).then(|| format!("{sentence}: {count}")));
    }
    found.extend(broken_chain(client).await?);
    found.extend(unreadable(client).await?);
    Ok(found)
}

async fn broken_chain(client: &impl GenericClient) -> Result<Option<String>, StoreError> {
    let mut last: Option<LogEntry> = None;
    loop {
        let (after, before) = last.as_ref().map_or((0, None), |entry| (entry.seq, Some(entry.hash.as_str())));
        let page = staff::log(client, after, PAGE).await?;
        if let Some(seq) = chain::first_break(before, &page) {
            return Ok(Some(format!("the log of acts was changed at or before entry {seq}")));
        }
        match page.into_iter().last() {
            Some(entry) => last = Some(entry),
            None => return Ok(None),
        }
    }
}

async fn unreadable(client: &impl GenericClient) -> Result<Option<String>, StoreError> {
    let sql = format!("SELECT {THING} FROM thing WHERE arrived > $1 ORDER BY arrived LIMIT {PAGE}");
    let (mut count, mut after) = (0_usize, 0_i64);
    loop {
        let page = rows(client, &sql, &[&after]).await?;
        let Some(last) = page.last() else { break };
        after = last.try_get(0)?;
        count += page.iter().filter(|row| load::thing(row).is_err()).count();
    }
    Ok((count > 0).then(|| format!("things cannot be read: {count}")))
}
