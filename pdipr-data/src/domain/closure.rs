//! Closures: an inscribed way, or a stretch of it, that nobody may walk on some days. They belong to segments, so every
//! route over the segment has them, in both directions, and they end by themselves. What is not told is unknown, never open.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Metres, Position, SegmentId};

/// Days in a row, both ends included; without an end, until further notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Days {
    #[serde(with = "super::day::wire")]
    pub from: Date,
    #[serde(default, with = "super::day::maybe", skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

impl Days {
    pub fn hold(&self, day: Date) -> bool {
        self.from <= day && !self.are_over(day)
    }

    /// Some of these hold: a route with such closures cannot be walked whole on this day.
    pub fn some_hold(all: &[Days], day: Date) -> bool {
        all.iter().any(|days| days.hold(day))
    }

    /// The last of them lies before this day.
    pub fn are_over(&self, day: Date) -> bool {
        self.until.is_some_and(|until| until < day)
    }
}

/// A closure as its source tells it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Closure {
    pub segment: SegmentId,
    /// From and to, along the segment as the register draws it; `None` for all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stretch: Option<(Metres, Metres)>,
    pub days: Days,
    /// In French.
    pub reason: Option<String>,
    /// In English, where somebody has written it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason_en: Option<String>,
    /// Who says so.
    pub source: Option<String>,
}

/// What the catalogue knows of closures at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayState {
    /// The day on which somebody has looked, where the source says it.
    #[serde(default, with = "super::day::maybe")]
    pub as_of: Option<Date>,
    /// How many closures it names, past and coming ones included.
    pub closures: u32,
}

/// A closure as one route meets it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RouteClosure {
    pub days: Days,
    pub reason: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason_en: Option<String>,
    pub source: Option<String>,
    /// Index of the part of the route, from 0.
    pub part: usize,
    /// Metres walked since the start of the part.
    pub from_start: Metres,
    pub length: Metres,
    /// Name of the commune in the register.
    pub commune: Option<String>,
    /// The closed stretch in walking order.
    pub line: Vec<Position>,
}

/// What is known of a route's closures.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct RouteState {
    /// `None`: *état du jour non renseigné*.
    pub known: Option<DayState>,
    /// In walking order; those of one stretch by their days.
    pub closures: Vec<RouteClosure>,
}

/// How a route stands on a day.
#[derive(Debug, Clone, PartialEq)]
pub enum Standing<'a> {
    /// Nobody has told anything.
    Unknown,
    /// Closed on that day, or later, or (both empty) not that anybody knows of.
    Told { closed: Vec<&'a RouteClosure>, coming: Vec<&'a RouteClosure> },
}

impl RouteState {
    /// The closures in force on a day and those that come after it; past ones have ended by themselves.
    pub fn on(&self, day: Date) -> Standing<'_> {
        if self.known.is_none() {
            return Standing::Unknown;
        }
        let (closed, coming) = self
            .closures
            .iter()
            .filter(|closure| !closure.days.are_over(day))
            .partition(|closure| closure.days.from <= day);
        Standing::Told { closed, coming }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn days(from: Date, until: Option<Date>) -> Days {
        Days { from, until }
    }

    fn a_state(all: &[Days]) -> RouteState {
        let closure = |days: &Days| RouteClosure {
            days: *days,
            reason: Some("gué".into()),
            reason_en: None,
            source: None,
            part: 0,
            from_start: Metres::ZERO,
            length: Metres::whole(100),
            commune: None,
            line: Vec::new(),
        };
        let known = Some(DayState { as_of: None, closures: all.len() as u32 });
        RouteState { known, closures: all.iter().map(closure).collect() }
    }

    fn told(state: &RouteState, day: Date) -> (usize, usize) {
        match state.on(day) {
            Standing::Told { closed, coming } => (closed.len(), coming.len()),
            Standing::Unknown => panic!("the state is known"),
        }
    }

    #[test]
    fn a_closure_holds_on_its_first_and_on_its_last_day_and_ends_by_itself() {
        let state = a_state(&[days(date(2026, 12, 3), Some(date(2026, 12, 20)))]);
        let found: Vec<_> = [2, 3, 20, 21].map(|day| told(&state, date(2026, 12, day))).into();
        assert_eq!(found, [(0, 1), (1, 0), (1, 0), (0, 0)]);
    }

    #[test]
    fn a_closure_without_an_end_holds_until_further_notice() {
        let state = a_state(&[days(date(2026, 12, 3), None)]);
        assert_eq!(told(&state, date(2031, 1, 1)), (1, 0));
    }

    #[test]
    fn a_route_of_which_nobody_tells_anything_is_unknown_and_not_open() {
        assert_eq!(RouteState::default().on(date(2026, 12, 3)), Standing::Unknown);
    }
}
