//! Figures: indicators for the département, counts of moderation for everybody, visits.

use deadpool_postgres::{GenericClient, Transaction};
use jiff::Timestamp;
use protocol::{CommuneCode, HalfYear, Indicators, PublicLog, Refusal};

use super::load::rows;
use super::request::Reply;
use super::save::execute;
use crate::store::StoreError;
use crate::store::desk::{Counted, columns, figures};

/// A repeated token counts nothing.
pub async fn visit(
    transaction: &Transaction<'_>,
    token: &[u8; 32],
    first: bool,
    half_year: HalfYear,
    now: Timestamp,
) -> Result<Reply, StoreError> {
    const TOKEN: &str = "INSERT INTO visit_token VALUES ($1, $2) ON CONFLICT (token) DO NOTHING";
    const USER: &str = "INSERT INTO counter VALUES ($1, $2, 1) \
         ON CONFLICT (half_year, what) DO UPDATE SET count = counter.count + 1";
    let fresh = execute(transaction, TOKEN, &[&token.as_slice(), &now.as_millisecond()]).await? > 0;
    if fresh && first {
        execute(transaction, USER, &[&half_year.to_string(), &Counted::Users.word()]).await?;
    }
    Ok(Reply::Done)
}

pub async fn indicators(client: &impl GenericClient) -> Result<Indicators, StoreError> {
    const COUNTS: &str = "SELECT half_year, what, count FROM counter";
    const COMMUNES: &str =
        "SELECT commune, reports FROM commune_counter ORDER BY reports DESC, commune LIMIT 2000";
    let mut counts = Vec::new();
    for row in rows(client, COUNTS, &[]).await? {
        let half_year = columns::half_year(row.try_get(0)?)?;
        counts.push((half_year, row.try_get(1)?, columns::unsigned(row.try_get(2)?)?));
    }
    let mut reports_by_commune = Vec::new();
    for row in rows(client, COMMUNES, &[]).await? {
        reports_by_commune.push((CommuneCode(row.try_get(0)?), columns::unsigned(row.try_get(1)?)?));
    }
    Ok(Indicators { half_years: figures::tallies(counts), reports_by_commune })
}

/// Of reviews and recommendations; what was withdrawn counts as received only.
pub async fn public_log(client: &impl GenericClient) -> Result<PublicLog, StoreError> {
    const STATES: &str = "SELECT count(*), count(*) FILTER (WHERE state = 'published'), \
         count(*) FILTER (WHERE state = 'refused'), count(*) FILTER (WHERE state = 'moderated'), \
         count(*) FILTER (WHERE decided IS NOT NULL) FROM thing WHERE kind <> 'report'";
    const REFUSALS: &str = "SELECT refusal FROM thing WHERE state = 'refused'";
    const DELAY: &str = "SELECT decided - received FROM thing WHERE decided IS NOT NULL AND kind <> 'report' \
         ORDER BY decided - received LIMIT 1 OFFSET $1";
    const HEAD: &str = "SELECT hash FROM staff_log ORDER BY seq DESC LIMIT 1";
    let states = rows(client, STATES, &[]).await?;
    let states = states.first().ok_or_else(|| columns::damage("count"))?;
    let decided: i64 = states.try_get(4)?;
    let refusals = rows(client, REFUSALS, &[]).await?;
    let refusals = refusals.iter().map(|row| columns::read::<Refusal>(row.try_get(0)?));
    let delay = rows(client, DELAY, &[&((decided - 1).max(0) / 2)]).await?;
    let head = rows(client, HEAD, &[]).await?;
    Ok(PublicLog {
        received: columns::unsigned(states.try_get(0)?)?,
        published: columns::unsigned(states.try_get(1)?)?,
        refused: columns::unsigned(states.try_get(2)?)?,
        waiting: columns::unsigned(states.try_get(3)?)?,
        reasons: figures::reasons(refusals)?,
        median_hours: delay.first().map(|row| row.try_get(0)).transpose()?.map(figures::hours),
        head: head.first().map(|row| row.try_get(0)).transpose()?,
    })
}
