//! Figures: indicators for the département, counts of moderation for everybody, visits.

use jiff::Timestamp;
use protocol::{CommuneCode, HalfYear, Indicators, PublicLog, ReasonCount, Refusal};
use rusqlite::{Connection, OptionalExtension, Savepoint, named_params};

use crate::store::StoreError;
use crate::store::desk::{Counted, columns, figures};

/// A repeated token counts nothing.
pub fn visit(
    savepoint: &Savepoint,
    token: [u8; 32],
    first: bool,
    half_year: HalfYear,
    now: Timestamp,
) -> Result<(), StoreError> {
    const TOKEN: &str = "INSERT INTO visit_token VALUES (:token, :at) ON CONFLICT (token) DO NOTHING";
    const USER: &str = "INSERT INTO counter VALUES (:half, :what, 1) \
         ON CONFLICT (half_year, what) DO UPDATE SET count = count + 1";
    let token = named_params! { ":token": token, ":at": now.as_millisecond() };
    let fresh = savepoint.prepare_cached(TOKEN)?.execute(token)? > 0;
    if fresh && first {
        let user = named_params! { ":half": half_year.to_string(), ":what": Counted::Users.word() };
        savepoint.prepare_cached(USER)?.execute(user)?;
    }
    Ok(())
}

pub fn indicators(conn: &Connection) -> Result<Indicators, StoreError> {
    const COUNTS: &str = "SELECT half_year, what, count FROM counter";
    const COMMUNES: &str =
        "SELECT commune, reports FROM commune_counter ORDER BY reports DESC, commune LIMIT 2000";
    let mut statement = conn.prepare_cached(COUNTS)?;
    let mut rows = statement.query([])?;
    let mut counts = Vec::new();
    while let Some(row) = rows.next()? {
        let half_year = columns::half_year(&row.get::<_, String>(0)?)?;
        counts.push((half_year, row.get(1)?, columns::unsigned(row.get(2)?)?));
    }
    let mut statement = conn.prepare_cached(COMMUNES)?;
    let mut rows = statement.query([])?;
    let mut reports_by_commune = Vec::new();
    while let Some(row) = rows.next()? {
        reports_by_commune.push((CommuneCode(row.get(0)?), columns::unsigned(row.get(1)?)?));
    }
    Ok(Indicators { half_years: figures::tallies(counts), reports_by_commune })
}

/// Of reviews and recommendations; what was withdrawn counts as received only.
pub fn public_log(conn: &Connection) -> Result<PublicLog, StoreError> {
    const STATES: &str = "SELECT count(*), count(*) FILTER (WHERE state = 'published'), \
         count(*) FILTER (WHERE state = 'refused'), count(*) FILTER (WHERE state = 'moderated') \
         FROM thing WHERE kind <> 'report'";
    const HEAD: &str = "SELECT hash FROM staff_log ORDER BY seq DESC LIMIT 1";
    let count = |row: &rusqlite::Row, at| row.get::<_, i64>(at);
    let [received, published, refused, waiting] = conn
        .prepare_cached(STATES)?
        .query_row([], |row| Ok([count(row, 0)?, count(row, 1)?, count(row, 2)?, count(row, 3)?]))?;
    Ok(PublicLog {
        received: columns::unsigned(received)?,
        published: columns::unsigned(published)?,
        refused: columns::unsigned(refused)?,
        waiting: columns::unsigned(waiting)?,
        reasons: reasons(conn)?,
        median_hours: median_delay(conn)?.map(figures::hours),
        head: conn.prepare_cached(HEAD)?.query_row([], |row| row.get(0)).optional()?,
    })
}

fn reasons(conn: &Connection) -> Result<Vec<ReasonCount>, StoreError> {
    const SQL: &str = "SELECT refusal FROM thing WHERE state = 'refused'";
    let mut statement = conn.prepare_cached(SQL)?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    let refusals = rows.map(|row| columns::read::<Refusal>(&row?));
    figures::reasons(refusals)
}

/// In milliseconds.
fn median_delay(conn: &Connection) -> Result<Option<i64>, StoreError> {
    const COUNT: &str = "SELECT count(*) FROM thing WHERE decided IS NOT NULL AND kind <> 'report'";
    const SQL: &str = "SELECT decided - received FROM thing WHERE decided IS NOT NULL AND kind <> 'report' \
         ORDER BY decided - received LIMIT 1 OFFSET :half";
    let count: i64 = conn.prepare_cached(COUNT)?.query_row([], |row| row.get(0))?;
    let half = (count - 1).max(0) / 2;
    Ok(conn.prepare_cached(SQL)?.query_row(named_params! { ":half": half }, |row| row.get(0)).optional()?)
}
