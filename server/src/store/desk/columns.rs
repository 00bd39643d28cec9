//! Things and the rest as both databases keep them: bytes, numbers and words. What cannot be read back is damage.

use jiff::Timestamp;
use protocol::{
    Change, FeedMark, FeedPage, HalfYear, OperationId, Queue, QueueEntry, Refused, ReportStatus, ThingId,
    ThingState, What,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use super::{Recorded, Thing};
use crate::store::{Account, KeptSession, KeyHash, StoreError};

/// All columns of the table `thing`, in the order in which both stores read and write them.
pub const THING: &str = "arrived, id, owner, kind, route, commune, received, edited, last_op, content, state, \
     refusal, answer, assigned, merged_into, confirmed, decided, shown, feed_seq, undo";

/// One row of the table `thing`.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    pub arrived: i64,
    pub id: Vec<u8>,
    pub owner: Option<Vec<u8>>,
    pub kind: String,
    pub route: Option<String>,
    pub commune: Option<String>,
    pub received: i64,
    pub edited: Option<i64>,
    pub last_op: Vec<u8>,
    pub content: Option<String>,
    pub state: String,
    pub refusal: Option<String>,
    pub answer: Option<String>,
    pub assigned: Option<String>,
    pub merged_into: Option<Vec<u8>>,
    pub confirmed: i64,
    pub decided: Option<i64>,
    pub shown: Option<String>,
    pub feed_seq: Option<i64>,
    pub undo: Option<String>,
}

impl Columns {
    pub fn of(thing: &Thing) -> Self {
        let (state, refusal) = match &thing.state {
            ThingState::Moderated => ("moderated".into(), None),
            ThingState::Published => ("published".into(), None),
            ThingState::Withdrawn => ("withdrawn".into(), None),
            ThingState::Refused { refusal } => ("refused".into(), Some(json(refusal))),
            ThingState::Report { status } => (word(status), None),
        };
        Columns {
            arrived: number(thing.arrived),
            id: bytes(thing.id.0),
            owner: thing.owner.map(|owner| owner.0.to_vec()),
            kind: word(&thing.kind),
            route: thing.route().map(ToString::to_string),
            commune: thing.commune().map(ToString::to_string),
            received: thing.received.as_millisecond(),
            edited: thing.edited.map(|at| at.as_millisecond()),
            last_op: bytes(thing.last.0),
            content: thing.content.as_ref().map(json),
            state,
            refusal,
            answer: thing.answer.as_ref().map(json),
            assigned: thing.assigned.clone(),
            merged_into: thing.merged.map(|into| bytes(into.0)),
            confirmed: thing.confirmed.into(),
            decided: thing.decided.map(|at| at.as_millisecond()),
            shown: thing.shown.as_ref().map(json),
            feed_seq: thing.feed.map(number),
            undo: thing.undo.as_ref().map(json),
        }
    }

    pub fn thing(self) -> Result<Thing, StoreError> {
        let state = match self.state.as_str() {
            "moderated" => ThingState::Moderated,
            "published" => ThingState::Published,
            "withdrawn" => ThingState::Withdrawn,
            "refused" => {
                let refusal = read_some(self.refusal.as_deref())?.ok_or_else(|| damage("refusal"))?;
                ThingState::Refused { refusal }
            }
            status => ThingState::Report { status: read_word::<ReportStatus>(status)? },
        };
        Ok(Thing {
            id: thing_id(&self.id)?,
            arrived: unsigned(self.arrived)?,
            owner: self.owner.as_deref().map(key).transpose()?,
            kind: read_word(&self.kind)?,
            received: time(self.received)?,
            edited: self.edited.map(time).transpose()?,
            last: OperationId(uuid(&self.last_op)?),
            content: read_some(self.content.as_deref())?,
            state,
            answer: read_some(self.answer.as_deref())?,
            assigned: self.assigned,
            merged: self.merged_into.as_deref().map(thing_id).transpose()?,
            confirmed: u32::try_from(self.confirmed).map_err(|_| damage("count of confirmations"))?,
            decided: self.decided.map(time).transpose()?,
            shown: read_some(self.shown.as_deref())?,
            feed: self.feed_seq.map(unsigned).transpose()?,
            undo: read_some(self.undo.as_deref())?,
        })
    }
}

/// A row of the table `operation`.
pub fn recorded(
    id: &[u8],
    owner: Option<&[u8]>,
    digest: Option<&[u8]>,
    refused: Option<&str>,
    at: i64,
) -> Result<Recorded, StoreError> {
    let digest = digest.map(|digest| digest.try_into().map_err(|_| damage("digest"))).transpose()?;
    Ok(Recorded {
        id: OperationId(uuid(id)?),
        by: owner.map(key).transpose()?.zip(digest),
        outcome: match refused {
            Some(reason) => Err(read_word::<Refused>(reason)?),
            None => Ok(()),
        },
        at: time(at)?,
    })
}

pub fn damage(what: &str) -> StoreError {
    StoreError::Damaged(format!("a {what} cannot be read"))
}

pub fn bytes(id: Uuid) -> Vec<u8> {
    id.as_bytes().to_vec()
}

pub fn uuid(bytes: &[u8]) -> Result<Uuid, StoreError> {
    Uuid::from_slice(bytes).map_err(|_| damage("identity"))
}

pub fn thing_id(bytes: &[u8]) -> Result<ThingId, StoreError> {
    uuid(bytes).map(ThingId)
}

pub fn key(bytes: &[u8]) -> Result<KeyHash, StoreError> {
    bytes.try_into().map(KeyHash).map_err(|_| damage("owner"))
}

pub fn time(ms: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_millisecond(ms).map_err(|_| damage("time"))
}

pub fn half_year(text: &str) -> Result<HalfYear, StoreError> {
    text.parse().map_err(|_| damage("half-year"))
}

pub fn unsigned(number: i64) -> Result<u64, StoreError> {
    u64::try_from(number).map_err(|_| damage("number"))
}

/// Numbers that we give ourselves never come near the limit.
pub fn number(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

pub fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("wire types always serialise")
}

pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|_| damage("JSON"))
}

fn read_some<T: DeserializeOwned>(text: Option<&str>) -> Result<Option<T>, StoreError> {
    text.map(read).transpose()
}

/// The name of a value of a plain enum, as it travels.
pub fn word<T: Serialize>(value: &T) -> String {
    let value = serde_json::to_value(value).ok();
    value.as_ref().and_then(Value::as_str).expect("plain enums travel as words").to_owned()
}

pub fn read_word<T: DeserializeOwned>(word: &str) -> Result<T, StoreError> {
    serde_json::from_value(Value::String(word.to_owned())).map_err(|_| damage("word"))
}

/// A change of the feed; what is not shown any more is gone.
pub fn change(seq: i64, id: &[u8], shown: Option<&str>) -> Result<Change, StoreError> {
    let what = read_some(shown)?.unwrap_or(What::Gone);
    Ok(Change { seq: unsigned(seq)?, thing: thing_id(id)?, what })
}

/// Rows to read for a page of so many: one more says whether there is another page. A page holds at least one, or nobody
/// would come to the next.
pub fn rows_for(limit: usize) -> i64 {
    i64::try_from(limit.max(1)).unwrap_or(i64::MAX).saturating_add(1)
}

/// A page of the feed from the changes of [`rows_for`], still without its marks. One that is not the last ends at a multiple
/// of the limit, if it can: wherever devices begin, their second page is the same, and caches have it.
pub fn feed_page(mut changes: Vec<Change>, after: u64, limit: usize) -> FeedPage {
    let limit = limit.max(1);
    let more = changes.len() > limit;
    changes.truncate(limit);
    if let Some(last) = changes.last().filter(|_| more) {
        let round = last.seq - last.seq % limit as u64;
        let up_to = changes.partition_point(|change| change.seq <= round);
        changes.truncate(if up_to == 0 { limit } else { up_to });
    }
    FeedPage {
        next: changes.last().map_or(after, |change| change.seq),
        changes,
        more,
        before: None,
        mark: None,
    }
}

/// As it is kept.
pub fn mark(mark: i64) -> Result<FeedMark, StoreError> {
    unsigned(mark).map(FeedMark)
}

/// A page of a staff list from the things of [`rows_for`].
pub fn queue_page(things: &[Thing], total: i64, limit: usize) -> Result<Queue, StoreError> {
    let limit = limit.max(1);
    let entries: Vec<QueueEntry> = things.iter().take(limit).map(Thing::entry).collect();
    let next = entries.last().filter(|_| things.len() > limit).map(|entry| entry.arrived);
    Ok(Queue { entries, total: unsigned(total)?, next })
}

/// A row of the table `account`.
pub fn account(
    name: String,
    shown: String,
    password: Option<String>,
    role: &str,
    communes: &str,
) -> Result<Account, StoreError> {
    Ok(Account { name, shown, password, role: read_word(role)?, communes: read(communes)? })
}

/// A row of the table `session`.
pub fn session(name: String, password: String, until: i64) -> Result<KeptSession, StoreError> {
    Ok(KeptSession { name, password, until: time(until)? })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use protocol::What;

    use super::*;

    const LIMIT: usize = 50;

    /// Numbers of things that have changed again since are gaps.
    fn changes() -> impl Iterator<Item = Change> {
        let numbers = (1..=2_000).filter(|seq| seq % 7 != 0 && !(700..900).contains(seq));
        numbers.map(|seq| Change { seq, thing: ThingId(Uuid::from_u128(seq.into())), what: What::Gone })
    }

    #[test]
    fn wherever_devices_begin_they_read_everything_and_meet_on_the_same_pages() {
        let mut ends = BTreeSet::new();
        for begin in 0..=2_000 {
            let (mut after, mut read) = (begin, Vec::new());
            loop {
                let rows = changes().filter(|change| change.seq > after).take(LIMIT + 1).collect();
                let page = feed_page(rows, after, LIMIT);
                assert!(page.changes.len() <= LIMIT && page.next >= after);
                read.extend(page.changes.iter().map(|change| change.seq));
                after = page.next;
                if !page.more {
                    break;
                }
                ends.insert(page.next);
            }
            assert!(read.into_iter().eq(changes().map(|change| change.seq).filter(|seq| *seq > begin)));
        }
        assert!(ends.len() <= 2_000 / LIMIT, "{} different pages end before the last", ends.len());
    }
}
