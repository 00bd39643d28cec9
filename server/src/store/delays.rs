//! How long things are kept that are not kept for ever, in days.

use jiff::{SignedDuration, Timestamp};

/// What forgets one kind of thing on both stores, and after how many days; `$1` is the moment, in milliseconds, before which
/// it is forgotten.
pub const DELAYS: [(&str, i64); 5] = [
    // The hash of a visit's token.
    ("DELETE FROM visit_token WHERE at < $1", 2),
    ("DELETE FROM session WHERE until < $1", 0),
    // The outcome of an operation, and that everything of a device was erased.
    ("DELETE FROM operation WHERE at < $1", OUTCOMES_KEPT),
    ("DELETE FROM erased_key WHERE at < $1", OUTCOMES_KEPT),
    // Photos that may go are named so long again, so that a crash leaves no file.
    ("DELETE FROM photo WHERE unused < $1", 7),
];
const OUTCOMES_KEPT: i64 = 2 * 366;

/// How much a device has sent on a day; `$1` is the day, as text.
pub const ALLOWANCES: (&str, i64) = ("DELETE FROM allowance WHERE day < $1", 2);

/// The earliest time there is, where the clock stands before it.
pub fn before(now: Timestamp, days: i64) -> Timestamp {
    now.checked_sub(SignedDuration::from_hours(24 * days)).unwrap_or(Timestamp::MIN)
}
