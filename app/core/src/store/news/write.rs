//! Takes pages of the feed into the cache.

use protocol::{Audience, Change, FeedPage, PublicReport, ReportStatus, RouteRef, Stars, What};
use rusqlite::{Connection, Transaction, named_params};

use crate::store::posts::json;

/// Takes a page that was asked for after `after`; a page for another moment changes nothing. `route` gives the present id
/// of a route. All of the page, or nothing; answers whether anything here is another now.
pub fn apply(
    conn: &mut Connection,
    after: u64,
    page: &FeedPage,
    route: impl Fn(&RouteRef) -> String,
) -> rusqlite::Result<bool> {
    const SQL: &str = "UPDATE feed SET after = :next, mark = :mark WHERE after = :after";
    let tx = conn.transaction()?;
    let mark = page.mark.map(|mark| mark.0 as i64);
    let args = named_params! { ":after": after as i64, ":next": page.next as i64, ":mark": mark };
    if tx.execute(SQL, args)? == 0 {
        return Ok(false);
    }
    page.changes.iter().try_for_each(|change| take(&tx, change, &route))?;
    let renewed = !page.more && end_renewal(&tx)?;
    tx.commit()?;
    Ok(renewed || !page.changes.is_empty())
}

/// All was read: what no page has told goes. Answers whether that was still to be done.
fn end_renewal(tx: &Transaction<'_>) -> rusqlite::Result<bool> {
    const DONE: &str = "UPDATE feed SET renewing = 0 WHERE renewing = 1";
    const BEFORE: [&str; 3] = [
        "DELETE FROM review WHERE seq < 0",
        "DELETE FROM recommendation WHERE seq < 0",
        "DELETE FROM report WHERE seq < 0",
    ];
    if tx.execute(DONE, [])? == 0 {
        return Ok(false);
    }
    for sql in BEFORE {
        tx.execute(sql, [])?;
    }
    Ok(true)
}

fn take(tx: &Transaction<'_>, change: &Change, route: impl Fn(&RouteRef) -> String) -> rusqlite::Result<()> {
    const GONE: [&str; 3] = [
        "DELETE FROM review WHERE thing = :thing",
        "DELETE FROM recommendation WHERE thing = :thing",
        "DELETE FROM report WHERE thing = :thing",
    ];
    const REVIEW: &str = "INSERT INTO review
        (thing, seq, route, line, written, stars, description, waymarks, interest, recommends, body)
        VALUES (:thing, :seq, :route, :line, :written, :stars, :description, :waymarks, :interest, :recommends, :body)";
    const RECOMMENDATION: &str = "INSERT INTO recommendation (thing, seq, route, audience, written, body)
        VALUES (:thing, :seq, :route, :audience, :written, :body)";
    const REPORT: &str = "INSERT INTO report (thing, seq, route, segment, open, body)
        VALUES (:thing, :seq, :route, :segment, :open, :body)";
    let (thing, seq) = (change.thing.to_string(), change.seq as i64);
    if change.what == What::Unknown {
        return Ok(());
    }
    for sql in GONE {
        tx.prepare_cached(sql)?.execute(named_params! { ":thing": thing })?;
    }
    match &change.what {
        What::Review(public) => {
            let review = &public.review;
            let number = |stars: Option<Stars>| stars.map(u8::from);
            tx.prepare_cached(REVIEW)?.execute(named_params! {
                ":thing": thing,
                ":seq": seq,
                ":route": route(&review.route),
                ":line": review.line,
                ":written": public.written,
                ":stars": u8::from(review.stars),
                ":description": number(review.criteria.description),
                ":waymarks": number(review.criteria.waymarks),
                ":interest": number(review.criteria.interest),
                ":recommends": review.recommends.iter().fold(0, |bits, audience| bits | 1_i64 << rank(*audience)),
                ":body": json(public),
            })?;
        }
        What::Recommendation(public) => {
            tx.prepare_cached(RECOMMENDATION)?.execute(named_params! {
                ":thing": thing,
                ":seq": seq,
                ":route": route(&public.recommendation.route),
                ":audience": rank(public.recommendation.audience),
                ":written": public.written,
                ":body": json(public),
            })?;
        }
        What::Report(public) => {
            tx.prepare_cached(REPORT)?.execute(named_params! {
                ":thing": thing,
                ":seq": seq,
                ":route": public.place.route.as_ref().map(&route),
                ":segment": public.place.segment.as_ref().map(|segment| segment.as_str()),
                ":open": is_open(public),
                ":body": json(public),
            })?;
        }
        What::Gone | What::Unknown => {}
    }
    Ok(())
}

/// Places of the audiences in their list; the bits of `recommends`.
fn rank(audience: Audience) -> u8 {
    Audience::ALL.iter().position(|known| *known == audience).unwrap_or_default() as u8
}

fn is_open(report: &PublicReport) -> bool {
    match report.status {
        ReportStatus::New | ReportStatus::Open | ReportStatus::Planned => true,
        ReportStatus::Solved | ReportStatus::Rejected | ReportStatus::Duplicate => false,
    }
}

/// A route has changed its id.
pub fn rename(tx: &Transaction<'_>, old: &str, new: &str) -> rusqlite::Result<()> {
    const UPDATES: [&str; 3] = [
        "UPDATE review SET route = :new WHERE route = :old",
        "UPDATE recommendation SET route = :new WHERE route = :old",
        "UPDATE report SET route = :new WHERE route = :old",
    ];
    for sql in UPDATES {
        tx.prepare_cached(sql)?.execute(named_params! { ":new": new, ":old": old })?;
    }
    Ok(())
}
