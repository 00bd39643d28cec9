//! How long things are kept that are not kept for ever, in days.

use jiff::{SignedDuration, Timestamp};

/// The hash of a visit's token.
pub const TOKENS_KEPT: i64 = 2;
/// How much a device has sent on a day.
pub const ALLOWANCES_KEPT: i64 = 2;
/// Photos that may go are named so long again, so that a crash leaves no file.
pub const PHOTOS_KEPT: i64 = 7;
/// The outcome of an operation, and that everything of a device was erased.
pub const OUTCOMES_KEPT: i64 = 2 * 366;

/// The earliest time there is, where the clock stands before it.
pub fn before(now: Timestamp, days: i64) -> Timestamp {
    now.checked_sub(SignedDuration::from_hours(24 * days)).unwrap_or(Timestamp::MIN)
}
