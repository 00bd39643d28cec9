//! Numbers and times as files write them: with commas, without zones, with blanks around.

use std::fmt::Write;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::io::xml;

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
    if let Some(value) = plain_number(text.as_bytes()) {
        return Some((value, Writing::AsSpecified));
    }
    if let Ok(value) = text.parse::<f64>() {
        return value.is_finite().then_some((value, Writing::AsSpecified));
    }
    if text.bytes().filter(|byte| *byte == b',').count() != 1 || text.contains('.') {
        return None;
    }
    let value = text.replace(',', ".").parse::<f64>().ok()?;
    value.is_finite().then_some((value, Writing::Loose))
}

/// `-48.1234567`, at most 15 digits: digits and power of ten are exact, so one division rounds as a parser does.
fn plain_number(text: &[u8]) -> Option<f64> {
    const POWERS: [f64; 16] =
        [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
    let (negative, text) = text.strip_prefix(b"-").map_or((false, text), |rest| (true, rest));
    if text.is_empty() || text.len() > 16 || text[0] == b'.' {
        return None;
    }
    let (mut digits, mut decimals, mut point, mut count) = (0_u64, 0, false, 0);
    for byte in text {
        match byte {
            b'0'..=b'9' => {
                digits = digits * 10 + u64::from(byte - b'0');
                count += 1;
                decimals += usize::from(point);
            }
            b'.' if !point => point = true,
            _ => return None,
        }
    }
    let value = digits as f64 / POWERS.get(decimals)?;
    (count <= 15).then_some(if negative { -value } else { value })
}

/// An instant; without a zone it is taken as UTC, as GPX demands.
pub(super) fn time(text: &str) -> Option<(Timestamp, Writing)> {
    let text = text.trim();
    if let Some(time) = plain_time(text.as_bytes()) {
        return Some((time, Writing::AsSpecified));
    }
    if let Ok(time) = text.parse::<Timestamp>() {
        return Some((time, Writing::AsSpecified));
    }
    let local: DateTime = text.parse().ok()?;
    let utc = TimeZone::UTC.to_timestamp(local).ok()?;
    Some((utc, Writing::Loose))
}

/// `2026-11-25T12:00:00Z`, as nearly every file writes it: faster than a parser for every way of writing.
fn plain_time(text: &[u8]) -> Option<Timestamp> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', n1, n2, b':', s1, s2, b'Z'] = *text
    else {
        return None;
    };
    let number = |digits: &[u8]| {
        digits
            .iter()
            .try_fold(0_i64, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + i64::from(digit - b'0')))
    };
    let (year, month, day) = (number(&[y1, y2, y3, y4])?, number(&[m1, m2])?, number(&[d1, d2])?);
    let (hour, minute, second) = (number(&[h1, h2])?, number(&[n1, n2])?, number(&[s1, s2])?);
    // What is rare or wrong (29 February, leap seconds) is left to the careful parser.
    if !(1..=12).contains(&month) || !(1..=28).contains(&day) || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let days = days_since_1970(year, month, day);
    Timestamp::from_second(days * 86_400 + hour * 3_600 + minute * 60 + second).ok()
}

/// Days of the Gregorian calendar (H. Hinnant, `days_from_civil`): the year begins in March, so that leap days end it.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year - era * 400;
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The same way of writing; the fraction of a second only where there is one.
pub(super) fn write_time(out: &mut String, time: Timestamp) {
    let second = time.as_second();
    let (days, of_day) = (second.div_euclid(86_400), second.rem_euclid(86_400));
    let (year, month, day) = civil(days);
    if time.subsec_nanosecond() != 0 || !(0..=9_999).contains(&year) {
        write!(out, "{time}").expect("writing into a String cannot fail");
        return;
    }
    let mut text = *b"0000-00-00T00:00:00Z";
    let parts =
        [(0..4, year), (5..7, month), (8..10, day), (11..13, of_day / 3_600), (14..16, of_day / 60 % 60)];
    for (place, value) in parts.into_iter().chain([(17..19, of_day % 60)]) {
        xml::digits(&mut text[place], value.unsigned_abs());
    }
    out.push_str(std::str::from_utf8(&text).expect("digits are ASCII"));
}

/// The other way round (`civil_from_days`).
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day_of_year - (153 * shifted + 2) / 5 + 1)
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

    proptest::proptest! {
        #[test]
        fn the_fast_way_to_read_a_number_agrees_with_the_careful_one(text in "-?[0-9]{1,12}(\\.[0-9]{0,9})?") {
            if let Some(value) = plain_number(text.as_bytes()) {
                proptest::prop_assert_eq!(value.to_bits(), text.parse::<f64>().unwrap().to_bits());
            }
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

    #[test]
    fn the_fast_ways_agree_with_the_careful_ones_on_every_day() {
        for day in -30_000..60_000_i64 {
            let time = Timestamp::from_second(day * 86_400 + day.rem_euclid(86_399)).unwrap();
            let mut text = String::new();
            write_time(&mut text, time);
            assert_eq!(text, time.to_string());
            assert_eq!(super::time(&text), Some((time, Writing::AsSpecified)));
        }
        assert_eq!(super::time("2026-02-30T12:00:00Z"), None);
    }
}
