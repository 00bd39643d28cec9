//! What the cache says of a route.

use protocol::{Audience, PublicRecommendation, PublicReport, PublicReview, ThingId};
use rusqlite::{Connection, Row, named_params};
use serde::de::DeserializeOwned;

use crate::community::ReviewSort;
use crate::store::CarnetError;

/// Numbers over the reviews of a route's line; each criterion as (count, sum, sum of squares) of its stars.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    pub spread: [u32; 5],
    pub description: (u32, u32, u32),
    pub waymarks: (u32, u32, u32),
    pub interest: (u32, u32, u32),
}

/// `line` is the mark of the route's present line; a review without a mark counts with any.
pub fn tally(conn: &Connection, route: &str, line: &str) -> Result<Tally, CarnetError> {
    const SQL: &str = "SELECT
            coalesce(sum(stars = 1), 0), coalesce(sum(stars = 2), 0), coalesce(sum(stars = 3), 0),
            coalesce(sum(stars = 4), 0), coalesce(sum(stars = 5), 0),
            count(description), coalesce(sum(description), 0), coalesce(sum(description * description), 0),
            count(waymarks), coalesce(sum(waymarks), 0), coalesce(sum(waymarks * waymarks), 0),
            count(interest), coalesce(sum(interest), 0), coalesce(sum(interest * interest), 0)
        FROM review WHERE route = :route AND (line = :line OR line = '')";
    let args = named_params! { ":route": route, ":line": line };
    Ok(conn.prepare_cached(SQL)?.query_row(args, |row| {
        let three = |at: usize| Ok::<_, rusqlite::Error>((row.get(at)?, row.get(at + 1)?, row.get(at + 2)?));
        let mut spread = [0; 5];
        for (at, count) in spread.iter_mut().enumerate() {
            *count = row.get(at)?;
        }
        Ok(Tally { spread, description: three(5)?, waymarks: three(8)?, interest: three(11)? })
    })?)
}

/// How many reviews are of an older line.
pub fn archived(conn: &Connection, route: &str, line: &str) -> Result<u32, CarnetError> {
    const SQL: &str = "SELECT count(*) FROM review WHERE route = :route AND line <> :line AND line <> ''";
    let args = named_params! { ":route": route, ":line": line };
    Ok(conn.prepare_cached(SQL)?.query_row(args, |row| row.get(0))?)
}

/// Reviews with their names and whether they are archived; those of the present line first.
pub fn reviews(
    conn: &Connection,
    route: &str,
    line: &str,
    sort: ReviewSort,
    (limit, offset): (u32, u32),
) -> Result<Vec<(ThingId, bool, PublicReview)>, CarnetError> {
    let order = match sort {
        ReviewSort::Newest => "",
        ReviewSort::Best => "stars DESC,",
        ReviewSort::Worst => "stars,",
    };
    let sql = format!(
        "SELECT thing, body, line <> :line AND line <> '' AS archived FROM review WHERE route = :route
         ORDER BY archived, {order} written DESC, seq DESC LIMIT :limit OFFSET :offset"
    );
    let args = named_params! { ":route": route, ":line": line, ":limit": limit, ":offset": offset };
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query(args)?;
    let mut reviews = Vec::new();
    while let Some(row) = rows.next()? {
        reviews.push((name(row)?, row.get(2)?, body(row)?));
    }
    Ok(reviews)
}

/// Reviews since this day, newest first, whatever their line: mud does not ask for it.
pub fn conditions_since(
    conn: &Connection,
    route: &str,
    since: &str,
) -> Result<Vec<PublicReview>, CarnetError> {
    const SQL: &str = "SELECT thing, body FROM review WHERE route = :route AND written >= :since
        ORDER BY written DESC, seq DESC";
    let mut statement = conn.prepare_cached(SQL)?;
    let mut rows = statement.query(named_params! { ":route": route, ":since": since })?;
    let mut reviews = Vec::new();
    while let Some(row) = rows.next()? {
        reviews.push(body(row)?);
    }
    Ok(reviews)
}

/// How often the route is recommended to each audience, in their order.
pub fn audiences(
    conn: &Connection,
    route: &str,
    line: &str,
) -> Result<[u32; Audience::ALL.len()], CarnetError> {
    const REVIEWS: &str = "SELECT recommends, count(*) FROM review
        WHERE route = :route AND (line = :line OR line = '') AND recommends <> 0 GROUP BY recommends";
    const OTHERS: &str =
        "SELECT audience, count(*) FROM recommendation WHERE route = :route GROUP BY audience";
    let mut counts = [0; Audience::ALL.len()];
    let mut statement = conn.prepare_cached(REVIEWS)?;
    let mut rows = statement.query(named_params! { ":route": route, ":line": line })?;
    while let Some(row) = rows.next()? {
        let (bits, count): (i64, u32) = (row.get(0)?, row.get(1)?);
        counts
            .iter_mut()
            .enumerate()
            .filter(|(rank, _)| bits >> rank & 1 == 1)
            .for_each(|(_, sum)| *sum += count);
    }
    let mut statement = conn.prepare_cached(OTHERS)?;
    let mut rows = statement.query(named_params! { ":route": route })?;
    while let Some(row) = rows.next()? {
        let (rank, count): (u32, u32) = (row.get(0)?, row.get(1)?);
        if let Some(sum) = counts.get_mut(rank as usize) {
            *sum += count;
        }
    }
    Ok(counts)
}

/// At most `limit` recommendations with a sentence, newest first.
pub fn sentences(
    conn: &Connection,
    route: &str,
    limit: usize,
) -> Result<Vec<PublicRecommendation>, CarnetError> {
    const SQL: &str = "SELECT thing, body FROM recommendation WHERE route = :route
        ORDER BY written DESC, seq DESC";
    let mut statement = conn.prepare_cached(SQL)?;
    let mut rows = statement.query(named_params! { ":route": route })?;
    let mut found = Vec::new();
    while found.len() < limit
        && let Some(row) = rows.next()?
    {
        let public: PublicRecommendation = body(row)?;
        if !public.recommendation.sentence.is_empty() {
            found.push(public);
        }
    }
    Ok(found)
}

/// The routes of which anything is said.
pub fn routes(conn: &Connection) -> Result<Vec<String>, CarnetError> {
    const SQL: &str = "SELECT route FROM review UNION SELECT route FROM recommendation
        UNION SELECT route FROM report WHERE route IS NOT NULL";
    let mut statement = conn.prepare(SQL)?;
    let routes = statement.query_map([], |row| row.get(0))?;
    Ok(routes.collect::<Result<_, _>>()?)
}

/// Problems along the route that are not solved.
pub fn reports_of_route(conn: &Connection, route: &str) -> Result<Vec<(ThingId, PublicReport)>, CarnetError> {
    const SQL: &str = "SELECT thing, body FROM report WHERE route = :name AND open = 1 ORDER BY seq DESC";
    reports(conn, SQL, route)
}

pub fn reports_of_segment(
    conn: &Connection,
    segment: &str,
) -> Result<Vec<(ThingId, PublicReport)>, CarnetError> {
    const SQL: &str = "SELECT thing, body FROM report WHERE segment = :name AND open = 1 ORDER BY seq DESC";
    reports(conn, SQL, segment)
}

fn reports(conn: &Connection, sql: &str, of: &str) -> Result<Vec<(ThingId, PublicReport)>, CarnetError> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query(named_params! { ":name": of })?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push((name(row)?, body(row)?));
    }
    Ok(found)
}

fn name(row: &Row<'_>) -> Result<ThingId, CarnetError> {
    let thing: String = row.get(0)?;
    thing.parse().map_err(|_| CarnetError::BadValue { name: "thing" })
}

fn body<T: DeserializeOwned>(row: &Row<'_>) -> Result<T, CarnetError> {
    let body: String = row.get(1)?;
    crate::reading::read(&body).map_err(|_| CarnetError::BadValue { name: "body" })
}
