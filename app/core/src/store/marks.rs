//! Favourites, to do and done, notes.

use jiff::Timestamp;
use jiff::civil::Date;
use pdipr_data::domain::RouteId;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params};

use super::CarnetError;
use crate::carnet::{Progress, RouteMarks};
use crate::notebook::KeptRoute;

/// What is on this route; nothing is a valid answer.
pub fn of(conn: &Connection, id: &RouteId) -> Result<RouteMarks, CarnetError> {
    const SQL: &str =
        "SELECT route, favourite, progress, done_on, note, touched FROM mark WHERE route = :route";
    const LISTS: &str = "SELECT list FROM list_route WHERE route = :route ORDER BY list";
    let row = conn.query_row(SQL, named_params! { ":route": id.as_str() }, kept).optional()?.transpose()?;
    let lists = conn
        .prepare_cached(LISTS)?
        .query_map(named_params! { ":route": id.as_str() }, |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(match row {
        Some(row) => RouteMarks { favourite: row.favourite, progress: row.progress, note: row.note, lists },
        None => RouteMarks { lists, ..RouteMarks::default() },
    })
}

/// Every marked route, by id.
pub fn all(conn: &Connection) -> Result<Vec<KeptRoute>, CarnetError> {
    const SQL: &str = "SELECT route, favourite, progress, done_on, note, touched FROM mark ORDER BY route";
    conn.prepare_cached(SQL)?.query_map([], kept)?.map(|row| row?).collect()
}

pub fn set_favourite(
    tx: &Transaction<'_>,
    id: &RouteId,
    favourite: bool,
    now: Timestamp,
) -> Result<(), CarnetError> {
    const SQL: &str = "INSERT INTO mark (route, favourite, touched) VALUES (:route, :favourite, :now) \
                       ON CONFLICT (route) DO UPDATE SET favourite = :favourite, touched = :now";
    tx.execute(
        SQL,
        named_params! { ":route": id.as_str(), ":favourite": favourite, ":now": now.as_millisecond() },
    )?;
    forget_if_empty(tx, id)
}

pub fn set_progress(
    tx: &Transaction<'_>,
    id: &RouteId,
    progress: Option<&Progress>,
    now: Timestamp,
) -> Result<(), CarnetError> {
    const SQL: &str = "INSERT INTO mark (route, progress, done_on, touched) \
                       VALUES (:route, :progress, :done_on, :now) \
                       ON CONFLICT (route) DO UPDATE \
                       SET progress = :progress, done_on = :done_on, touched = :now";
    let (word, done_on) = progress_columns(progress);
    tx.execute(
        SQL,
        named_params! {
            ":route": id.as_str(), ":progress": word, ":done_on": done_on, ":now": now.as_millisecond(),
        },
    )?;
    forget_if_empty(tx, id)
}

pub fn set_note(
    tx: &Transaction<'_>,
    id: &RouteId,
    note: Option<&str>,
    now: Timestamp,
) -> Result<(), CarnetError> {
    const SQL: &str = "INSERT INTO mark (route, note, touched) VALUES (:route, :note, :now) \
                       ON CONFLICT (route) DO UPDATE SET note = :note, touched = :now";
    tx.execute(SQL, named_params! { ":route": id.as_str(), ":note": note, ":now": now.as_millisecond() })?;
    forget_if_empty(tx, id)
}

/// Writes one whole row; used when a notebook is put in place.
pub(super) fn insert(tx: &Transaction<'_>, kept: &KeptRoute) -> Result<(), CarnetError> {
    const SQL: &str = "INSERT INTO mark (route, favourite, progress, done_on, note, touched) \
                       VALUES (:route, :favourite, :progress, :done_on, :note, :touched)";
    let (progress, done_on) = progress_columns(kept.progress.as_ref());
    tx.prepare_cached(SQL)?.execute(named_params! {
        ":route": kept.route.as_str(),
        ":favourite": kept.favourite,
        ":progress": progress,
        ":done_on": done_on,
        ":note": kept.note,
        ":touched": kept.touched.as_millisecond(),
    })?;
    Ok(())
}

fn forget_if_empty(tx: &Transaction<'_>, id: &RouteId) -> Result<(), CarnetError> {
    const SQL: &str = "DELETE FROM mark \
                       WHERE route = :route AND favourite = 0 AND progress IS NULL AND note IS NULL";
    tx.execute(SQL, named_params! { ":route": id.as_str() })?;
    Ok(())
}

fn progress_columns(progress: Option<&Progress>) -> (Option<&'static str>, Option<String>) {
    match progress {
        None => (None, None),
        Some(Progress::ToDo) => (Some("to-do"), None),
        Some(Progress::Done { on }) => (Some("done"), Some(on.to_string())),
    }
}

/// The outer error is SQLite's, the inner one says that a stored value is not one of ours.
fn kept(row: &Row<'_>) -> rusqlite::Result<Result<KeptRoute, CarnetError>> {
    let progress: Option<String> = row.get("progress")?;
    let done_on: Option<String> = row.get("done_on")?;
    let touched = Timestamp::from_millisecond(row.get("touched")?);
    let (route, favourite, note) = (RouteId(row.get("route")?), row.get("favourite")?, row.get("note")?);
    Ok(progress_of(progress.as_deref(), done_on.as_deref()).and_then(|progress| {
        let touched = touched.map_err(|_| CarnetError::BadValue { name: "touched" })?;
        Ok(KeptRoute { route, favourite, progress, note, touched })
    }))
}

fn progress_of(word: Option<&str>, done_on: Option<&str>) -> Result<Option<Progress>, CarnetError> {
    match (word, done_on) {
        (None, _) => Ok(None),
        (Some("to-do"), _) => Ok(Some(Progress::ToDo)),
        (Some("done"), Some(day)) => {
            let on = day.parse::<Date>().map_err(|_| CarnetError::BadValue { name: "done_on" })?;
            Ok(Some(Progress::Done { on }))
        }
        _ => Err(CarnetError::BadValue { name: "progress" }),
    }
}
