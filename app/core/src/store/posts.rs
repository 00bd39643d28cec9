//! What the hiker has written, as it stands on this device.

use jiff::Timestamp;
use protocol::{OwnThing, PublicAnswer, Refused, ThingId, ThingState};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params};
use serde::de::DeserializeOwned;

use super::CarnetError;
use crate::community::Content;

/// A post as it is kept; how far it is follows from these and from the outbox.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptPost {
    pub thing: ThingId,
    pub content: Content,
    pub written: Timestamp,
    pub edited: Timestamp,
    pub leaving: bool,
    pub taken: bool,
    pub stuck: Option<Refused>,
    pub state: Option<ThingState>,
    pub answer: Option<PublicAnswer>,
}

const COLUMNS: &str =
    "SELECT thing, content, written, edited, leaving, taken, stuck, state, answer FROM post ";

/// Newest first.
pub fn all(conn: &Connection) -> Result<Vec<KeptPost>, CarnetError> {
    let sql = format!("{COLUMNS} ORDER BY written DESC, thing DESC");
    conn.prepare_cached(&sql)?.query_map([], post)?.map(|row| row?).collect()
}

pub fn one(conn: &Connection, thing: ThingId) -> Result<Option<KeptPost>, CarnetError> {
    let sql = format!("{COLUMNS} WHERE thing = :thing");
    let args = named_params! { ":thing": thing.to_string() };
    conn.prepare_cached(&sql)?.query_row(args, post).optional()?.transpose()
}

/// Adds the post or puts it in the place of the one of that name.
pub fn put(tx: &Transaction<'_>, post: &KeptPost) -> Result<(), CarnetError> {
    const SQL: &str =
        "INSERT INTO post (thing, content, written, edited, leaving, taken, stuck, state, answer)
        VALUES (:thing, :content, :written, :edited, :leaving, :taken, :stuck, :state, :answer)
        ON CONFLICT (thing) DO UPDATE SET content = :content, written = :written, edited = :edited,
            leaving = :leaving, taken = :taken, stuck = :stuck, state = :state, answer = :answer";
    const FORGET: &str = "DELETE FROM post_photo WHERE thing = :thing";
    const PHOTO: &str = "INSERT OR IGNORE INTO post_photo (thing, photo) VALUES (:thing, :photo)";
    let thing = post.thing.to_string();
    tx.prepare_cached(SQL)?.execute(named_params! {
        ":thing": thing,
        ":content": json(&post.content),
        ":written": post.written.as_millisecond(),
        ":edited": post.edited.as_millisecond(),
        ":leaving": post.leaving,
        ":taken": post.taken,
        ":stuck": post.stuck.as_ref().map(json),
        ":state": post.state.as_ref().map(json),
        ":answer": post.answer.as_ref().map(json),
    })?;
    tx.prepare_cached(FORGET)?.execute(named_params! { ":thing": thing })?;
    for photo in post.content.photos() {
        tx.prepare_cached(PHOTO)?.execute(named_params! { ":thing": thing, ":photo": photo.as_str() })?;
    }
    Ok(())
}

/// The server has it as it stands here; `false` where there is no such post, or it is being taken back.
pub fn taken(tx: &Transaction<'_>, thing: ThingId) -> Result<bool, CarnetError> {
    const SQL: &str =
        "UPDATE post SET taken = 1, stuck = NULL, state = NULL WHERE thing = :thing AND leaving = 0";
    Ok(tx.prepare_cached(SQL)?.execute(named_params! { ":thing": thing.to_string() })? > 0)
}

pub fn remove(tx: &Transaction<'_>, thing: ThingId) -> Result<(), CarnetError> {
    const SQL: &str = "DELETE FROM post WHERE thing = :thing";
    tx.prepare_cached(SQL)?.execute(named_params! { ":thing": thing.to_string() })?;
    Ok(())
}

/// What the server has of this device takes the place of what is kept here, where nothing waits to be sent: the state
/// always, the content where another device with the same key has changed it.
pub fn take_over(
    tx: &Transaction<'_>,
    here: Option<KeptPost>,
    own: &OwnThing,
    content: Option<Content>,
    now: Timestamp,
) -> Result<(), CarnetError> {
    let before = here.clone();
    let gone = own.state == ThingState::Withdrawn;
    let post = match (here, content) {
        (_, _) if gone => return remove(tx, own.thing),
        (Some(here), content) => KeptPost {
            edited: if content.as_ref().is_some_and(|content| *content != here.content) {
                now
            } else {
                here.edited
            },
            content: content.unwrap_or(here.content.clone()),
            taken: true,
            state: Some(own.state.clone()),
            answer: own.answer.clone(),
            ..here
        },
        (None, Some(content)) => KeptPost {
            thing: own.thing,
            content,
            written: made(own.thing, now),
            edited: made(ThingId(own.last.id.0), now),
            leaving: false,
            taken: true,
            stuck: None,
            state: Some(own.state.clone()),
            answer: own.answer.clone(),
        },
        (None, None) => return Ok(()),
    };
    if before.as_ref() == Some(&post) { Ok(()) } else { put(tx, &post) }
}

/// When the identity was made, as it says itself (RFC 9562, version 7).
fn made(thing: ThingId, now: Timestamp) -> Timestamp {
    let bytes = thing.0.as_bytes();
    let millis = bytes[..6].iter().fold(0_i64, |sum, byte| sum << 8 | i64::from(*byte));
    Timestamp::from_millisecond(millis).unwrap_or(now).min(now)
}

/// Removes everything that was written here; keys stay.
pub fn erase(tx: &Transaction<'_>) -> Result<(), CarnetError> {
    const SQL: &str = "DELETE FROM post_photo; DELETE FROM post; DELETE FROM outbox; DELETE FROM photo;";
    Ok(tx.execute_batch(SQL)?)
}

pub(super) fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("wire types always serialise")
}

fn read<T: DeserializeOwned>(text: &str, name: &'static str) -> Result<T, CarnetError> {
    crate::reading::read(text).map_err(|_| CarnetError::BadValue { name })
}

/// The outer error is SQLite's, the inner one says that a stored value is not one of ours.
fn post(row: &Row<'_>) -> rusqlite::Result<Result<KeptPost, CarnetError>> {
    let (thing, content): (String, String) = (row.get(0)?, row.get(1)?);
    let (written, edited): (i64, i64) = (row.get(2)?, row.get(3)?);
    let (leaving, taken) = (row.get(4)?, row.get(5)?);
    let (stuck, state): (Option<String>, Option<String>) = (row.get(6)?, row.get(7)?);
    let answer: Option<String> = row.get(8)?;
    let made = move || {
        Ok(KeptPost {
            thing: thing.parse().map_err(|_| CarnetError::BadValue { name: "thing" })?,
            content: read(&content, "content")?,
            written: moment(written, "written")?,
            edited: moment(edited, "edited")?,
            leaving,
            taken,
            stuck: stuck.as_deref().map(|text| read(text, "stuck")).transpose()?,
            state: state.as_deref().map(|text| read(text, "state")).transpose()?,
            answer: answer.as_deref().map(|text| read(text, "answer")).transpose()?,
        })
    };
    Ok(made())
}

pub(super) fn moment(millis: i64, name: &'static str) -> Result<Timestamp, CarnetError> {
    Timestamp::from_millisecond(millis).map_err(|_| CarnetError::BadValue { name })
}
