//! Which operations go next: in their order, none of a thing before another of the same thing, at most a batch.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use protocol::{OperationId, ThingId, limits};

use super::Patience;

/// Room in the body for more than the operations themselves.
const BYTES: usize = limits::BODY * 4 / 5;
/// Nobody is asked to wait longer for one operation than for the next day.
const LONGEST: SignedDuration = SignedDuration::from_hours(26);

/// What the plan sees of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting<'a> {
    pub id: OperationId,
    pub thing: Option<ThingId>,
    pub body: &'a str,
    pub next_try: Option<Timestamp>,
}

/// What can be sent now, and else when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picked {
    pub ids: Vec<OperationId>,
    pub body: String,
    /// When the first of those that were put off may go; `None` where none was.
    pub next: Option<Timestamp>,
}

/// At most `most` of the queue, oldest first. The bytes of each stand in the body as they are kept.
pub fn pick<'a>(queue: impl IntoIterator<Item = Waiting<'a>>, most: usize, now: Timestamp) -> Picked {
    let mut picked = Picked { body: "{\"operations\":[".to_owned(), ..Picked::default() };
    let mut held: BTreeSet<ThingId> = BTreeSet::new();
    for waiting in queue {
        let ends = waiting.next_try.map(|until| Patience::until(until, LONGEST).ends(now));
        if let Some(ends) = ends.filter(|ends| *ends > now) {
            held.extend(waiting.thing);
            picked.next = Some(picked.next.map_or(ends, |next| next.min(ends)));
            continue;
        }
        if waiting.thing.is_some_and(|thing| held.contains(&thing)) {
            continue;
        }
        let full = picked.ids.len() >= most || picked.body.len() + waiting.body.len() > BYTES;
        if full && !picked.ids.is_empty() {
            break;
        }
        if !picked.ids.is_empty() {
            picked.body.push(',');
        }
        picked.body.push_str(waiting.body);
        picked.ids.push(waiting.id);
    }
    picked.body.push_str("]}");
    picked
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn now() -> Timestamp {
        "2026-11-23T10:00:00Z".parse().unwrap()
    }

    fn later() -> Option<Timestamp> {
        Some(now() + SignedDuration::from_hours(3))
    }

    fn waiting(id: u128, thing: u128, next_try: Option<Timestamp>) -> Waiting<'static> {
        let thing = Some(ThingId(Uuid::from_u128(thing)));
        Waiting { id: OperationId(Uuid::from_u128(id)), thing, body: "{}", next_try }
    }

    fn numbers(picked: &Picked) -> Vec<u128> {
        picked.ids.iter().map(|id| id.0.as_u128()).collect()
    }

    #[test]
    fn what_was_put_off_holds_its_thing_and_nothing_else() {
        let queue = [waiting(1, 1, later()), waiting(2, 2, None), waiting(3, 1, None)];
        let picked = pick(queue, 9, now());
        assert_eq!((numbers(&picked), picked.next), (vec![2], later()));
    }

    #[test]
    fn a_batch_has_its_limit_and_its_bytes_are_those_that_are_kept() {
        let picked = pick((1..9).map(|n| waiting(n, n, None)), 2, now());
        assert_eq!((numbers(&picked), picked.body.as_str()), (vec![1, 2], r#"{"operations":[{},{}]}"#));
    }

    #[test]
    fn a_body_stays_below_the_limit() {
        let long = "x".repeat(BYTES / 3);
        let queue = (1..9).map(|n| Waiting { body: &long, ..waiting(n, n, None) });
        assert_eq!(pick(queue, 100, now()).ids.len(), 2);
    }

    #[test]
    fn what_was_put_off_to_a_day_that_no_clock_shows_any_more_goes_now() {
        let far = Some(now() + SignedDuration::from_hours(50));
        assert_eq!(numbers(&pick([waiting(1, 1, far)], 9, now())), [1]);
    }
}
