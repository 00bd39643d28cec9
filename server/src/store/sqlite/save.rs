//! Writes what the desk has decided.

use std::collections::BTreeMap;

use jiff::Timestamp;
use protocol::{PhotoId, ThingId};
use rusqlite::{Savepoint, named_params, params};

use crate::store::desk::columns::{self, Columns, THING};
use crate::store::desk::{Changes, Recorded, Thing};
use crate::store::{KeyHash, StoreError};

pub fn save(savepoint: &Savepoint, changes: &Changes, now: Timestamp) -> Result<(), StoreError> {
    for recorded in &changes.operations {
        operation(savepoint, recorded)?;
    }
    for (from, to) in &changes.handed {
        hand_over(savepoint, *from, *to)?;
    }
    for touched in &changes.things {
        thing(savepoint, &touched.thing)?;
        if let Some(photos) = &touched.photos {
            use_photos(savepoint, touched.thing.id, photos, now)?;
        }
    }
    counts(savepoint, changes)?;
    for entry in &changes.log {
        const SQL: &str = "INSERT INTO staff_log VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let (seq, reason) = (columns::number(entry.seq), entry.reason.as_ref().map(columns::word));
        let thing = entry.thing.0.as_bytes();
        savepoint.prepare_cached(SQL)?.execute(params![
            seq,
            entry.at,
            entry.staff,
            thing,
            entry.act,
            reason,
            entry.hash
        ])?;
    }
    for owner in &changes.erased {
        forget(savepoint, *owner, now)?;
    }
    if let Some(first) = changes.feed {
        const SQL: &str =
            "INSERT OR REPLACE INTO feed_mark VALUES (:first, abs(random() % 9007199254740992))";
        savepoint.prepare_cached(SQL)?.execute(named_params! { ":first": columns::number(first) })?;
    }
    Ok(())
}

fn operation(savepoint: &Savepoint, recorded: &Recorded) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO operation VALUES (?1, ?2, ?3, ?4, ?5)";
    let (owner, digest) = recorded.by.map(|(owner, digest)| (owner.0, digest)).unzip();
    let refused = recorded.outcome.err().as_ref().map(columns::word);
    let at = recorded.at.as_millisecond();
    savepoint.prepare_cached(SQL)?.execute(params![recorded.id.0.as_bytes(), owner, digest, refused, at])?;
    Ok(())
}

fn hand_over(savepoint: &Savepoint, from: ThingId, to: Option<ThingId>) -> Result<(), StoreError> {
    const AGAIN: &str = "UPDATE thing SET state = 'new', merged_into = NULL, undo = NULL \
         WHERE merged_into = :from";
    const ON: &str = "UPDATE thing SET merged_into = :to WHERE merged_into = :from";
    let from = from.0.as_bytes();
    match to {
        Some(to) => {
            savepoint.prepare_cached(ON)?.execute(named_params! { ":from": from, ":to": to.0.as_bytes() })?
        }
        None => savepoint.prepare_cached(AGAIN)?.execute(named_params! { ":from": from })?,
    };
    Ok(())
}

fn thing(savepoint: &Savepoint, thing: &Thing) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO thing ({THING})
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)
        ON CONFLICT (arrived) DO UPDATE SET
            owner = excluded.owner, route = excluded.route, commune = excluded.commune, edited = excluded.edited,
            last_op = excluded.last_op, content = excluded.content, state = excluded.state,
            refusal = excluded.refusal, answer = excluded.answer, assigned = excluded.assigned,
            merged_into = excluded.merged_into, confirmed = excluded.confirmed,
            decided = excluded.decided, shown = excluded.shown, feed_seq = excluded.feed_seq, undo = excluded.undo"
    );
    let row = Columns::of(thing);
    savepoint.prepare_cached(&sql)?.execute(params![
        row.arrived,
        row.id,
        row.owner,
        row.kind,
        row.route,
        row.commune,
        row.received,
        row.edited,
        row.last_op,
        row.content,
        row.state,
        row.refusal,
        row.answer,
        row.assigned,
        row.merged_into,
        row.confirmed,
        row.decided,
        row.shown,
        row.feed_seq,
        row.undo,
    ])?;
    Ok(())
}

fn use_photos(
    savepoint: &Savepoint,
    thing: ThingId,
    photos: &BTreeMap<PhotoId, bool>,
    now: Timestamp,
) -> Result<(), StoreError> {
    const BEFORE: &str = "DELETE FROM photo_use WHERE thing = :thing RETURNING photo";
    // The file of a photo that nothing has used for a while may have gone: it is awaited again.
    const KNOW: &str = "INSERT INTO photo (id) VALUES (:photo) ON CONFLICT (id) DO UPDATE \
         SET here = CASE WHEN unused IS NULL THEN here ELSE 0 END, unused = NULL";
    const USE: &str = "INSERT INTO photo_use (thing, photo, public) VALUES (:thing, :photo, :public)";
    const LEAVE: &str = "UPDATE photo SET unused = :now \
         WHERE id = :photo AND NOT EXISTS (SELECT 1 FROM photo_use WHERE photo = :photo)";
    let thing = thing.0.as_bytes();
    let mut deleted = savepoint.prepare_cached(BEFORE)?;
    let before = deleted.query_map(named_params! { ":thing": thing }, |row| row.get(0))?;
    let before: Vec<String> = before.collect::<Result<_, _>>()?;
    for (photo, public) in photos {
        let photo = photo.as_str();
        savepoint.prepare_cached(KNOW)?.execute(named_params! { ":photo": photo })?;
        savepoint
            .prepare_cached(USE)?
            .execute(named_params! { ":thing": thing, ":photo": photo, ":public": public })?;
    }
    for photo in before {
        savepoint
            .prepare_cached(LEAVE)?
            .execute(named_params! { ":photo": photo, ":now": now.as_millisecond() })?;
    }
    Ok(())
}

fn counts(savepoint: &Savepoint, changes: &Changes) -> Result<(), StoreError> {
    const SPEND: &str = "INSERT OR REPLACE INTO allowance VALUES (?1, ?2, ?3, ?4, ?5)";
    const SATISFIED: &str = "INSERT OR REPLACE INTO satisfaction VALUES (?1, ?2, ?3)";
    const COUNT: &str = "INSERT INTO counter VALUES (:half, :what, max(0, :by)) \
         ON CONFLICT (half_year, what) DO UPDATE SET count = max(0, count + :by)";
    const COMMUNE: &str = "INSERT INTO commune_counter VALUES (:commune, :by) \
         ON CONFLICT (commune) DO UPDATE SET reports = reports + :by";
    for (owner, day, spent) in &changes.allowances {
        let spent = params![owner.0, day, spent.reviews, spent.reports, spent.operations];
        savepoint.prepare_cached(SPEND)?.execute(spent)?;
    }
    for (owner, half, stars) in &changes.satisfaction {
        savepoint.prepare_cached(SATISFIED)?.execute(params![owner.0, half.to_string(), u8::from(*stars)])?;
    }
    for (half, what, by) in &changes.counts {
        let (half, what) = (half.to_string(), what.word());
        savepoint
            .prepare_cached(COUNT)?
            .execute(named_params! { ":half": half, ":what": what, ":by": by })?;
    }
    for (commune, by) in &changes.communes {
        savepoint
            .prepare_cached(COMMUNE)?
            .execute(named_params! { ":commune": commune.as_str(), ":by": by })?;
    }
    Ok(())
}

/// What an erasure leaves of operations is that they were; of the device, that it is never to come back.
fn forget(savepoint: &Savepoint, owner: KeyHash, now: Timestamp) -> Result<(), StoreError> {
    const ERASED: &str = "INSERT OR REPLACE INTO erased_key VALUES (?1, ?2)";
    const SQL: [&str; 3] = [
        "UPDATE operation SET owner = NULL, digest = NULL WHERE owner = :owner",
        "DELETE FROM allowance WHERE owner = :owner",
        "DELETE FROM satisfaction WHERE owner = :owner",
    ];
    for sql in SQL {
        savepoint.prepare_cached(sql)?.execute(named_params! { ":owner": owner.0 })?;
    }
    savepoint.prepare_cached(ERASED)?.execute(params![owner.after_erasure(), now.as_millisecond()])?;
    Ok(())
}
