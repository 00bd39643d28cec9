//! Decides what a request changes, without a database: everything that it may touch is read onto the desk beforehand,
//! changed there, and written afterwards in one transaction. Both stores do only the reading and the writing.

mod acts;
pub mod chain;
pub mod columns;
mod confirm;
pub mod figures;
mod show;
mod take;
pub mod thing;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use jiff::Timestamp;
use protocol::{
    Act, CommuneCode, Filed, HalfYear, LogEntry, OperationId, PhotoId, Refused, StaffAct, Stars, ThingId,
    What,
};

pub use thing::Thing;

use super::{Incoming, KeyHash};

/// What has to be read next.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Wanted {
    pub operations: Vec<OperationId>,
    pub things: Vec<ThingId>,
    /// What these devices may still send on that day (`2026-11-23`).
    pub allowances: Vec<(KeyHash, String)>,
    pub satisfaction: Vec<(KeyHash, HalfYear)>,
    /// These reports with all that repeats them, directly or through another one.
    pub repeated: Vec<ThingId>,
    /// All reports of these devices that repeat another one.
    pub voices: Vec<KeyHash>,
    /// All things of these devices.
    pub owned: Vec<KeyHash>,
    /// Whether everything of these devices was erased.
    pub erased: Vec<KeyHash>,
}

/// What was read.
#[derive(Debug, Default)]
pub struct Found {
    pub operations: Vec<Recorded>,
    pub things: Vec<Thing>,
    pub allowances: Vec<(KeyHash, String, Allowance)>,
    pub satisfaction: Vec<(KeyHash, HalfYear, Stars)>,
    /// Of [`Wanted::repeated`].
    pub repeated: Vec<Thing>,
    /// Devices of which everything was erased.
    pub erased: Vec<KeyHash>,
}

/// The last numbers that were given.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Ends {
    pub arrived: u64,
    pub feed: u64,
    pub log: u64,
    /// Hash of the newest entry of the log.
    pub head: Option<String>,
}

/// An operation that was decided on; owner and digest are forgotten with an erasure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    pub id: OperationId,
    pub by: Option<(KeyHash, [u8; 32])>,
    pub outcome: Result<(), Refused>,
    pub at: Timestamp,
}

/// How much a device has sent on one day.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    pub reviews: u32,
    pub reports: u32,
    pub operations: u32,
}

/// What is counted for the indicators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counted {
    Users,
    Reviews,
    Recommendations,
    Reports,
    Satisfaction(u8),
}

/// A thing to write; its photos, and whether everybody sees them, where that has changed.
#[derive(Debug)]
pub struct Touched {
    pub thing: Thing,
    pub photos: Option<BTreeMap<PhotoId, bool>>,
}

/// Everything to write, in this order.
#[derive(Debug, Default)]
pub struct Changes {
    pub operations: Vec<Recorded>,
    /// What repeated the first report repeats the second one now, or is new again.
    pub handed: Vec<(ThingId, Option<ThingId>)>,
    pub things: Vec<Touched>,
    pub allowances: Vec<(KeyHash, String, Allowance)>,
    pub satisfaction: Vec<(KeyHash, HalfYear, Stars)>,
    /// What is added to the counts; may be negative.
    pub counts: Vec<(HalfYear, Counted, i64)>,
    pub communes: Vec<(CommuneCode, i64)>,
    pub log: Vec<LogEntry>,
    /// Devices of which nothing is kept but that they were erased.
    pub erased: Vec<KeyHash>,
    /// The first number of the feed that was given, where any was.
    pub feed: Option<u64>,
}

#[derive(Debug, Default)]
pub struct Desk {
    wanted: Wanted,
    asked: HashSet<ThingId>,
    heard: HashSet<KeyHash>,
    erased: HashSet<KeyHash>,
    ends: Ends,
    operations: HashMap<OperationId, Recorded>,
    things: HashMap<ThingId, Thing>,
    photos: HashMap<ThingId, BTreeMap<PhotoId, bool>>,
    allowances: HashMap<(KeyHash, String), Allowance>,
    satisfaction: HashMap<(KeyHash, HalfYear), Stars>,
    touched: BTreeSet<ThingId>,
    spent: HashSet<(KeyHash, String)>,
    counts: BTreeMap<(HalfYear, Counted), i64>,
    communes: BTreeMap<CommuneCode, i64>,
    changes: Changes,
}

impl Desk {
    pub fn new(ends: Ends) -> Self {
        Desk { ends, ..Desk::default() }
    }

    /// Has everything read that [`Desk::take`] may need.
    pub fn expect_take(&mut self, owner: KeyHash, operations: &[Incoming], now: Timestamp) {
        self.wanted.allowances.push((owner, thing::day(now)));
        self.wanted.erased.push(owner);
        for incoming in operations {
            self.wanted.operations.extend(incoming.id);
            let Ok(operation) = &incoming.operation else { continue };
            match &operation.act {
                Act::Satisfaction(answer) => self.wanted.satisfaction.push((owner, answer.half_year)),
                Act::Report(report) => {
                    self.want(operation.subject());
                    if let Some(confirms) = report.confirms {
                        self.want(confirms);
                        self.want_voice(owner);
                    }
                    if operation.thing.is_some() {
                        self.want_repeated(operation.subject());
                    }
                }
                Act::Withdraw(_) => {
                    self.want(operation.subject());
                    self.want_voice(owner);
                }
                Act::Review(_) | Act::Recommendation(_) => self.want(operation.subject()),
            }
        }
    }

    /// Has everything read that [`Desk::act`] may need.
    pub fn expect_act(&mut self, filed: &Filed) {
        self.want(filed.thing);
        match &filed.act {
            StaffAct::Merge(merge) => {
                self.want(merge.into);
                self.want_repeated(filed.thing);
            }
            StaffAct::Undo | StaffAct::Status { .. } => self.want_repeated(filed.thing),
            StaffAct::Publish | StaffAct::Refuse(_) | StaffAct::Answer { .. } | StaffAct::Assign { .. } => {}
        }
    }

    /// Has everything read that [`Desk::erase`] may need.
    pub fn expect_erase(&mut self, owner: KeyHash) {
        self.wanted.owned.push(owner);
    }

    /// What is to be read now; to be asked again after each [`Desk::put`] until nothing is wanted.
    pub fn wanted(&mut self) -> Option<Wanted> {
        let wanted = std::mem::take(&mut self.wanted);
        (wanted != Wanted::default()).then_some(wanted)
    }

    pub fn put(&mut self, found: Found) {
        self.erased.extend(found.erased);
        // Whoever moves from one report to another may count there already, through other reports of theirs.
        for owner in found.repeated.iter().filter_map(|thing| thing.owner) {
            self.want_voice(owner);
        }
        for thing in found.things.into_iter().chain(found.repeated) {
            self.asked.insert(thing.id);
            // A repeated report changes the counts of the one that it repeats, and of the one that this one repeats.
            if let Some(into) = thing.merged {
                self.want(into);
            }
            self.photos.insert(thing.id, thing.photos());
            self.things.insert(thing.id, thing);
        }
        self.operations.extend(found.operations.into_iter().map(|recorded| (recorded.id, recorded)));
        self.allowances.extend(found.allowances.into_iter().map(|(owner, day, spent)| ((owner, day), spent)));
        self.satisfaction
            .extend(found.satisfaction.into_iter().map(|(owner, half, stars)| ((owner, half), stars)));
    }

    /// Forgets what decisions would go back to, once their delay is over.
    pub fn lapse(&mut self, now: Timestamp) {
        let over = |thing: &&Thing| thing.undo.as_ref().is_some_and(|undo| undo.until < now.as_millisecond());
        let lapsed: Vec<ThingId> = self.things.values().filter(over).map(|thing| thing.id).collect();
        for id in lapsed {
            self.change(id, |thing| thing.undo = None);
        }
    }

    /// Everything that was decided.
    pub fn changes(mut self) -> Changes {
        let mut changes = self.changes;
        for id in &self.touched {
            let Some(thing) = self.things.remove(id) else { continue };
            let photos = thing.photos();
            let before = self.photos.remove(id).unwrap_or_default();
            let photos = (before != photos).then_some(photos);
            changes.things.push(Touched { thing, photos });
        }
        // In the order of arrival, so that what is written does not depend on identities.
        changes.things.sort_by_key(|touched| touched.thing.arrived);
        for (owner, day) in self.spent {
            let spent = self.allowances.get(&(owner, day.clone())).copied().unwrap_or_default();
            changes.allowances.push((owner, day, spent));
        }
        changes.allowances.sort_by(|one, other| (one.0.0, &one.1).cmp(&(other.0.0, &other.1)));
        changes.counts = self.counts.into_iter().map(|((half, what), by)| (half, what, by)).collect();
        changes.communes = self.communes.into_iter().collect();
        changes
    }

    fn want(&mut self, thing: ThingId) {
        if self.asked.insert(thing) {
            self.wanted.things.push(thing);
        }
    }

    /// Has the whole of a report read that may move with all that repeats it.
    fn want_repeated(&mut self, report: ThingId) {
        self.wanted.repeated.push(report);
    }

    /// Has everything read that says on which reports the device counts.
    fn want_voice(&mut self, owner: KeyHash) {
        if self.heard.insert(owner) {
            self.wanted.voices.push(owner);
        }
    }

    /// Changes a thing, and puts it at the end of the feed where everybody sees a difference.
    fn change(&mut self, id: ThingId, edit: impl FnOnce(&mut Thing)) {
        let Some(thing) = self.things.get_mut(&id) else { return };
        let before: Option<What> = thing.shown.clone();
        edit(thing);
        show::refresh(thing);
        if thing.shown != before {
            self.ends.feed += 1;
            thing.feed = Some(self.ends.feed);
            self.changes.feed.get_or_insert(self.ends.feed);
        }
        self.touched.insert(id);
    }

    fn count(&mut self, at: Timestamp, what: Counted) {
        if let Some(half) = thing::half_year(at) {
            *self.counts.entry((half, what)).or_default() += 1;
        }
    }
}
