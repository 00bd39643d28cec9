//! What lies on the desk of staff: things of one kind in the order of their arrival, and which one is looked at. Pure.

use protocol::{Act, Place, Queue, QueueEntry, ReportStatus, ThingId, ThingState};

/// Reports on one way no farther apart than this may tell of the same thing, in metres.
const NEAR: u32 = 200;

/// A thing, and how often it was renewed: what is drawn of it is drawn anew with each number.
#[derive(Debug, Clone, PartialEq)]
pub struct Laid {
    pub version: u32,
    pub entry: QueueEntry,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pile {
    things: Vec<Laid>,
    /// Ask after this one for more.
    pub next: Option<u64>,
}

/// Where to go from the present thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    On,
    Back,
}

impl Pile {
    /// The first page.
    pub fn new(queue: Queue) -> Pile {
        let mut pile = Pile::default();
        pile.add(queue);
        pile
    }

    /// One more page; what lies here already is renewed.
    pub fn add(&mut self, queue: Queue) {
        self.next = queue.next;
        for entry in queue.entries {
            self.put(entry);
        }
    }

    /// Lays a thing in the place that it has, or at the end.
    pub fn put(&mut self, entry: QueueEntry) {
        match self.things.iter_mut().find(|laid| laid.entry.thing == entry.thing) {
            Some(laid) => *laid = Laid { version: laid.version.wrapping_add(1), entry },
            None => self.things.push(Laid { version: 0, entry }),
        }
    }

    /// Takes away what is no longer there.
    pub fn take(&mut self, thing: ThingId) {
        self.things.retain(|laid| laid.entry.thing != thing);
    }

    pub fn things(&self) -> &[Laid] {
        &self.things
    }

    pub fn get(&self, thing: ThingId) -> Option<&Laid> {
        self.things.iter().find(|laid| laid.entry.thing == thing)
    }

    /// The neighbour in the list; the first one where none is looked at.
    pub fn step(&self, from: Option<ThingId>, step: Step) -> Option<ThingId> {
        let at = from.and_then(|from| self.things.iter().position(|laid| laid.entry.thing == from));
        let to = match (at, step) {
            (None, _) => 0,
            (Some(at), Step::On) => at + 1,
            (Some(at), Step::Back) => at.checked_sub(1)?,
        };
        self.things.get(to).map(|laid| laid.entry.thing)
    }

    /// What to look at once this one is decided: the next that waits, else the nearest before it.
    pub fn waiting_after(&self, thing: ThingId) -> Option<ThingId> {
        let at = self.things.iter().position(|laid| laid.entry.thing == thing)?;
        let (before, from) = self.things.split_at(at);
        let waits_still = |laid: &&Laid| waits(&laid.entry);
        let next = from[1..].iter().find(waits_still).or_else(|| before.iter().rev().find(waits_still));
        next.map(|laid| laid.entry.thing)
    }

    /// Other open reports on the same way, nearest first, with the metres between.
    pub fn near(&self, report: &QueueEntry) -> Vec<(u32, &QueueEntry)> {
        let Some(here) = place(report) else { return Vec::new() };
        let others = self.things.iter().map(|laid| &laid.entry);
        let mut near: Vec<_> = others
            .filter(|other| other.thing != report.thing && waits(other))
            .filter_map(|other| Some((apart(here, place(other)?)?, other)))
            .filter(|(metres, _)| *metres <= NEAR)
            .collect();
        near.sort_by_key(|(metres, other)| (*metres, other.arrived));
        near
    }
}

/// Whether staff still has to do something.
pub fn waits(entry: &QueueEntry) -> bool {
    use ReportStatus::{New, Open, Planned};
    match entry.state {
        ThingState::Moderated => true,
        ThingState::Report { status } => matches!(status, New | Open | Planned),
        ThingState::Published | ThingState::Refused { .. } | ThingState::Withdrawn => false,
    }
}

/// How many wait, once a thing has changed from one state to another.
pub fn left_after(left: u64, before: &QueueEntry, after: &QueueEntry) -> u64 {
    match (waits(before), waits(after)) {
        (true, false) => left.saturating_sub(1),
        (false, true) => left.saturating_add(1),
        (true, true) | (false, false) => left,
    }
}

pub fn place(entry: &QueueEntry) -> Option<&Place> {
    match &entry.last.act {
        Act::Report(report) => Some(&report.place),
        _ => None,
    }
}

/// Metres between two places on one way; none where they lie on different ones.
fn apart(one: &Place, other: &Place) -> Option<u32> {
    let same = match (&one.route, &other.route) {
        (Some(one), Some(other)) => one == other,
        _ => one.segment.is_some() && one.segment == other.segment,
    };
    same.then(|| one.metres.abs_diff(other.metres))
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::{
        Category, CommuneCode, Magnitude, Operation, Recommendation, Report, RouteRef, ThingKind,
    };

    fn id(number: u64) -> ThingId {
        format!("01999999-0000-7000-8000-{number:012x}").parse().unwrap()
    }

    fn entry(number: u64, kind: ThingKind, act: Act, state: ThingState) -> QueueEntry {
        let thing = id(number);
        QueueEntry {
            arrived: number,
            thing,
            kind,
            last: Operation { id: protocol::OperationId(thing.0), thing: None, act },
            state,
            received: 0,
            commune: None,
            assigned: None,
            answer: None,
            confirmed: 0,
            undo_until: None,
        }
    }

    fn a_recommendation(number: u64, state: ThingState) -> QueueEntry {
        let act = Act::Recommendation(Recommendation {
            route: RouteRef("f3-28357".into()),
            audience: protocol::Audience::Family,
            sentence: String::new(),
            by: protocol::Pseudonym::default(),
        });
        entry(number, ThingKind::Recommendation, act, state)
    }

    fn a_report(number: u64, route: &str, metres: u32, status: ReportStatus) -> QueueEntry {
        let place = Place {
            route: Some(RouteRef(route.into())),
            segment: None,
            commune: Some(CommuneCode("28357".into())),
            metres,
        };
        let act = Act::Report(Report {
            category: Category::Safety,
            magnitude: Magnitude::Blocking,
            place,
            text: String::new(),
            photos: Vec::new(),
            confirms: None,
        });
        entry(number, ThingKind::Report, act, ThingState::Report { status })
    }

    fn pile(entries: Vec<QueueEntry>) -> Pile {
        Pile::new(Queue { total: entries.len() as u64, entries, next: None })
    }

    #[test]
    fn a_decided_thing_keeps_its_place_and_the_next_that_waits_is_looked_at() {
        use ThingState::{Moderated, Published};
        let mut pile = pile([1, 2, 3, 4].map(|number| a_recommendation(number, Moderated)).to_vec());
        pile.put(a_recommendation(3, Published));
        pile.put(a_recommendation(2, Published));
        let order: Vec<_> = pile.things().iter().map(|laid| (laid.entry.arrived, laid.version)).collect();
        assert_eq!(order, [(1, 0), (2, 1), (3, 1), (4, 0)]);
        assert_eq!(pile.waiting_after(id(2)), Some(id(4)));
        pile.put(a_recommendation(4, Published));
        assert_eq!(pile.waiting_after(id(4)), Some(id(1)));
        pile.put(a_recommendation(1, Published));
        assert_eq!(pile.waiting_after(id(1)), None);
    }

    #[test]
    fn steps_end_at_the_ends_of_the_list() {
        let pile = pile([1, 2].map(|number| a_recommendation(number, ThingState::Moderated)).to_vec());
        let steps = [(None, Step::On), (Some(1), Step::On), (Some(2), Step::On), (Some(1), Step::Back)];
        let to = steps.map(|(from, step)| pile.step(from.map(id), step));
        assert_eq!(to, [Some(id(1)), Some(id(2)), None, None]);
    }

    #[test]
    fn what_waits_is_counted_through_decisions_and_their_undoing() {
        let (waiting, published) =
            (a_recommendation(1, ThingState::Moderated), a_recommendation(1, ThingState::Published));
        assert_eq!(left_after(7, &waiting, &published), 6);
        assert_eq!(left_after(6, &published, &waiting), 7);
        assert_eq!(left_after(0, &waiting, &published), 0);
    }

    #[test]
    fn only_open_reports_close_by_on_the_same_way_are_offered_to_be_merged() {
        use ReportStatus::{New, Solved};
        let pile = pile(vec![
            a_report(1, "f3-28357", 640, New),
            a_report(2, "f3-28357", 700, New),
            a_report(3, "f3-28357", 600, New),
            a_report(4, "f3-28357", 641, Solved),
            a_report(5, "f3-28357", 841, New),
            a_report(6, "gr35-28000", 640, New),
        ]);
        let near: Vec<_> = pile
            .near(&pile.things()[0].entry)
            .iter()
            .map(|(metres, other)| (*metres, other.arrived))
            .collect();
        assert_eq!(near, [(40, 3), (60, 2)]);
    }
}
