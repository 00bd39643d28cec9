//! The month of an instant: in UTC, like all that the server counts by the calendar.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use protocol::{Month, NotAMonth};

/// Fails far outside of our time.
pub fn of(at: Timestamp) -> Result<Month, NotAMonth> {
    let date = TimeZone::UTC.to_datetime(at).date();
    Month::new(date.year(), date.month())
}
