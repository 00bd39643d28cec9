//! Numbers and times as files write them: with commas, without zones, with blanks around.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// How a value was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Writing {
    AsSpecified,
    /// A comma for a dot, or a time without its zone, which is then taken as UTC.
    Loose,
}

/// A finite number.
pub(super) fn number(text: &str) -> Option<(f64, Writing)> {
    let text = text.trim();
    if let Ok(value) = text.parse::<f64>() {
        return value.is_finite().then_some((value, Writing::AsSpecified));
    }
    if text.bytes().filter(|byte| *byte == b',').count() != 1 || text.contains('.') {
        return None;
    }
    let value = text.replace(',', ".").parse::<f64>().ok()?;
    value.is_finite().then_some((value, Writing::Loose))
}

/// An instant; without a zone it is taken as UTC, as GPX demands.
pub(super) fn time(text: &str) -> Option<(Timestamp, Writing)> {
    let text = text.trim();
    if let Ok(time) = text.parse::<Timestamp>() {
        return Some((time, Writing::AsSpecified));
    }
    let local: DateTime = text.parse().ok()?;
    let utc = TimeZone::UTC.to_timestamp(local).ok()?;
    Some((utc, Writing::Loose))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_comma_is_a_number_and_two_are_not() {
        assert_eq!(number(" 150,5\n"), Some((150.5, Writing::Loose)));
        assert_eq!(number("-1.5"), Some((-1.5, Writing::AsSpecified)));
        for bad in ["", "1,2,3", "1.234,5", "NaN", "inf", "1e999", "12 m"] {
            assert_eq!(number(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_time_without_zone_is_utc() {
        let noon = "2026-11-25T12:00:00Z".parse().unwrap();
        assert_eq!(time("2026-11-25T12:00:00Z"), Some((noon, Writing::AsSpecified)));
        assert_eq!(time("2026-11-25T13:00:00+01:00"), Some((noon, Writing::AsSpecified)));
        assert_eq!(time("2026-11-25T12:00:00"), Some((noon, Writing::Loose)));
        assert_eq!(time("yesterday"), None);
    }
}
