//! Which request comes next, and how long to wait after a failure.

use jiff::{SignedDuration, Timestamp};

/// One exchange: it goes through its steps until nothing is left to do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Round {
    /// Asks for news as well; else only what waits is sent.
    pub full: bool,
    pub asked_mine: bool,
    pub has_feed: bool,
    /// The feed was begun anew; once in a round is enough.
    pub read_anew: bool,
    pub visited: bool,
}

/// What the plan looks at; the engine reads it from its stores before each step.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Facts {
    /// The server has shown in this session that it is one of ours.
    pub known_server: bool,
    pub erasure: bool,
    /// An operation may be sent now.
    pub operation: bool,
    pub photo: bool,
    /// The device owns something there, or may own something (an adopted key).
    pub owns: bool,
    pub visit: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    About,
    Erase,
    Operations,
    Photo,
    Mine,
    Feed,
    Visit,
}

/// The next step of the round; `None` ends it. What the hiker wants gone goes first, then what they have written, then the
/// news.
pub fn next(round: &Round, facts: &Facts) -> Option<Step> {
    let steps = [
        (!facts.known_server, Step::About),
        (facts.erasure, Step::Erase),
        (facts.operation, Step::Operations),
        (facts.photo, Step::Photo),
        (round.full && facts.owns && !round.asked_mine, Step::Mine),
        (round.full && !round.has_feed, Step::Feed),
        (round.full && facts.visit && !round.visited, Step::Visit),
    ];
    steps.into_iter().find_map(|(due, step)| due.then_some(step))
}

const FIRST: SignedDuration = SignedDuration::from_secs(30);
const LONGEST: SignedDuration = SignedDuration::from_hours(1);

/// How long past the next round an operation waits, at most, over which the server stumbles: the others go meanwhile.
pub const PAUSE: SignedDuration = SignedDuration::from_mins(2);

/// How long to wait after so many failures in a row: twice as long each time, from half a minute to an hour.
pub fn back_off(failures: u32, share: f64) -> SignedDuration {
    let doubled = FIRST.checked_mul(1 << failures.saturating_sub(1).min(20)).unwrap_or(LONGEST).min(LONGEST);
    scattered(doubled, share)
}

/// Half of a wait is chance (`share` from 0 to 1), so that not everybody comes back at once.
pub fn scattered(longest: SignedDuration, share: f64) -> SignedDuration {
    longest.mul_f64(0.5 + 0.5 * share.clamp(0.0, 1.0))
}

/// Until when to wait. Clocks jump: a moment that lies farther than anybody would wait is no reason to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    until: Timestamp,
    longest: SignedDuration,
}

impl Patience {
    pub fn new(now: Timestamp, wait: SignedDuration) -> Self {
        Patience { until: now.saturating_add(wait).unwrap_or(Timestamp::MAX), longest: wait }
    }

    /// A moment that came from elsewhere, to be believed only up to so long.
    pub fn until(until: Timestamp, longest: SignedDuration) -> Self {
        Patience { until, longest }
    }

    /// When it ends, seen from now; not later than it could have been when it began.
    pub fn ends(self, now: Timestamp) -> Timestamp {
        if self.until.duration_since(now) > self.longest { now } else { self.until }
    }

    pub fn is_over(self, now: Timestamp) -> bool {
        self.ends(now) <= now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn steps_come_in_their_order_until_nothing_is_left() {
        let (mut round, mut facts) = (
            Round { full: true, ..Round::default() },
            Facts {
                erasure: true,
                operation: true,
                photo: true,
                owns: true,
                visit: true,
                ..Facts::default()
            },
        );
        let mut steps = Vec::new();
        while let Some(step) = next(&round, &facts) {
            match step {
                Step::About => facts.known_server = true,
                Step::Erase => facts.erasure = false,
                Step::Operations => facts.operation = false,
                Step::Photo => facts.photo = false,
                Step::Mine => round.asked_mine = true,
                Step::Feed => round.has_feed = true,
                Step::Visit => round.visited = true,
            }
            steps.push(step);
        }
        let all =
            [Step::About, Step::Erase, Step::Operations, Step::Photo, Step::Mine, Step::Feed, Step::Visit];
        assert_eq!(steps, all);
    }

    #[test]
    fn a_small_round_only_sends() {
        let facts = Facts { known_server: true, owns: true, visit: true, ..Facts::default() };
        assert_eq!(next(&Round::default(), &facts), None);
        assert_eq!(next(&Round::default(), &Facts { operation: true, ..facts }), Some(Step::Operations));
    }

    #[test]
    fn waits_double_from_half_a_minute_to_an_hour() {
        let longest: Vec<_> = [1, 2, 3, 8, 200].map(|failures| back_off(failures, 1.0).as_secs()).into();
        assert_eq!(longest, [30, 60, 120, 3_600, 3_600]);
        assert_eq!(back_off(2, 0.0).as_secs(), 30);
    }

    #[test]
    fn a_clock_that_jumps_back_a_day_ends_a_wait() {
        let patience = Patience::new(at("2026-11-23T10:00:00Z"), SignedDuration::from_mins(10));
        assert!(!patience.is_over(at("2026-11-23T10:09:00Z")));
        assert!(patience.is_over(at("2026-11-23T10:10:00Z")));
        assert!(patience.is_over(at("2026-11-22T10:00:00Z")));
    }
}
