//! Figures as people read them: units, rounding, no-break spaces, decimal comma in French. Each public function
//! follows the language of the screens; the ones that end in `_in` are pure.

use jiff::civil::{Date, DateTime};
use pdipr_data::domain::{Metres, Minutes, Position, Share};
use protocol::Month;
use sente_core::carnet::Language;

use crate::words::{language, t};

const NBSP: char = '\u{a0}';
const NARROW: char = '\u{202f}';

/// "12,4 km"; below 1 km metres rounded to 10.
pub fn distance(length: Metres) -> String {
    distance_in(language(), length)
}

/// "3 h 30", "45 min".
pub fn duration(time: Minutes) -> String {
    duration_in(language(), time)
}

/// "+180 m", rounded to 5.
pub fn ascent(climb: Metres) -> String {
    format!("+{}{NBSP}m", number(to_nearest(climb.value(), 5.0)))
}

/// "−175 m" with a true minus, rounded to 5.
pub fn descent(drop: Metres) -> String {
    format!("\u{2212}{}{NBSP}m", number(to_nearest(drop.value(), 5.0)))
}

/// "245 m".
pub fn altitude(above_sea: f64) -> String {
    format!("{}{NBSP}m", above_sea.round() as i64)
}

/// "23/11/2026" in French, "23 Nov 2026" in English.
pub fn date(day: Date) -> String {
    date_in(language(), day)
}

/// The same out of a day as it is sent (`2026-11-23`, with or without a time); any other text stays as it is.
pub fn sent_day(text: &str) -> String {
    let day = text.get(..10).unwrap_or(text).parse::<Date>();
    day.map_or_else(|_| text.to_owned(), date)
}

/// "avril 2026", "April 2026".
pub fn month(month: Month) -> String {
    let name = t(&format!("month-{}", month.month()));
    format!("{name}{NBSP}{}", month.year())
}

/// "23/11/2026, 18 h 12" in French, "23 Nov 2026, 18:12" in English.
pub fn moment(at: DateTime) -> String {
    moment_in(language(), at)
}

/// "4,3": a mean of stars.
pub fn mean(stars: f64) -> String {
    decimals_in(language(), stars, 1)
}

/// "1 234" with a narrow no-break space in French, "1,234" in English.
pub fn number(count: u64) -> String {
    number_in(language(), count)
}

/// "82 %".
pub fn share(part: Share) -> String {
    percent((part.value() * 100.0).round() as u8)
}

/// "82 %" from a whole percentage.
pub fn percent(percent: u8) -> String {
    match language() {
        Language::Fr => format!("{percent}{NBSP}%"),
        Language::En => format!("{percent}%"),
    }
}

/// "84 Mo", "1,2 Mo", "640 ko".
pub fn bytes(size: u64) -> String {
    bytes_in(language(), size)
}

/// "48,44685° N, 1,48735° E".
pub fn position(at: Position) -> String {
    position_in(language(), at)
}

pub fn distance_in(language: Language, length: Metres) -> String {
    let metres = to_nearest(length.value(), 10.0);
    if metres < 1_000 {
        return format!("{metres}{NBSP}m");
    }
    format!("{}{NBSP}km", decimals_in(language, length.kilometres(), 1))
}

pub fn duration_in(language: Language, time: Minutes) -> String {
    let (hours, minutes) = (time.0 / 60, time.0 % 60);
    match (language, hours, minutes) {
        (_, 0, minutes) => format!("{minutes}{NBSP}min"),
        (_, hours, 0) => format!("{}{NBSP}h", number_in(language, hours.into())),
        (Language::Fr, hours, minutes) => {
            format!("{}{NBSP}h{NBSP}{minutes:02}", number_in(language, hours.into()))
        }
        (Language::En, hours, minutes) => format!("{hours}{NBSP}h{NBSP}{minutes:02}{NBSP}min"),
    }
}

pub fn date_in(language: Language, day: Date) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    match language {
        Language::Fr => format!("{:02}/{:02}/{}", day.day(), day.month(), day.year()),
        Language::En => {
            let month = MONTHS.get(usize::from(day.month().unsigned_abs()) - 1).copied().unwrap_or_default();
            format!("{}{NBSP}{month}{NBSP}{}", day.day(), day.year())
        }
    }
}

pub fn moment_in(language: Language, at: DateTime) -> String {
    let day = date_in(language, at.date());
    match language {
        Language::Fr => format!("{day}, {}{NBSP}h{NBSP}{:02}", at.hour(), at.minute()),
        Language::En => format!("{day}, {:02}:{:02}", at.hour(), at.minute()),
    }
}

pub fn number_in(language: Language, count: u64) -> String {
    let separator = match language {
        Language::Fr => NARROW,
        Language::En => ',',
    };
    let digits = count.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped
}

pub fn bytes_in(language: Language, size: u64) -> String {
    let (kilo, mega) = match language {
        Language::Fr => ("ko", "Mo"),
        Language::En => ("kB", "MB"),
    };
    let megabytes = size as f64 / 1_000_000.0;
    if megabytes >= 9.95 {
        format!("{}{NBSP}{mega}", number_in(language, megabytes.round() as u64))
    } else if size >= 999_500 {
        format!("{}{NBSP}{mega}", decimals_in(language, megabytes, 1))
    } else {
        format!("{}{NBSP}{kilo}", size.div_ceil(1_000))
    }
}

pub fn position_in(language: Language, at: Position) -> String {
    let (north, west, east, between) = match language {
        Language::Fr => (["N", "S"], "O", "E", ", "),
        Language::En => (["N", "S"], "W", "E", ", "),
    };
    let latitude = decimals_in(language, at.lat().abs(), 5);
    let longitude = decimals_in(language, at.lon().abs(), 5);
    let vertical = if at.lat() < 0.0 { north[1] } else { north[0] };
    let horizontal = if at.lon() < 0.0 { west } else { east };
    format!("{latitude}°{NBSP}{vertical}{between}{longitude}°{NBSP}{horizontal}")
}

/// A decimal number with its thousands grouped.
pub fn decimals_in(language: Language, value: f64, places: u8) -> String {
    let text = fixed(value, places);
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let grouped = whole.parse::<u64>().map_or_else(|_| whole.to_owned(), |n| number_in(language, n));
    match (fraction, language) {
        ("", _) => grouped,
        (fraction, Language::Fr) => format!("{grouped},{fraction}"),
        (fraction, Language::En) => format!("{grouped}.{fraction}"),
    }
}

/// The number with so many decimals and a point, for style sheets and addresses. (Rust's own way also writes the
/// largest and smallest numbers there are to the last digit, and weighs accordingly.)
pub fn fixed(value: f64, places: u8) -> String {
    let unit = 10_u64.pow(places.into());
    let units = (value.abs() * unit as f64).round() as u64;
    let sign = if value < 0.0 && units > 0 { "-" } else { "" };
    let whole = units / unit;
    match usize::from(places) {
        0 => format!("{sign}{whole}"),
        places => format!("{sign}{whole}.{:0places$}", units % unit),
    }
}

/// The same without zeros at the end.
pub fn shortest(value: f64, places: u8) -> String {
    let text = fixed(value, places);
    if places == 0 { text } else { text.trim_end_matches('0').trim_end_matches('.').to_owned() }
}

fn to_nearest(value: f64, step: f64) -> u64 {
    ((value / step).round() * step) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Fr};

    #[test]
    fn a_fixed_number_is_written_as_rust_writes_it() {
        for value in [0.0, -0.0, 0.04, -0.04, 1.0, -1.5, 12.345_678_9, 359.999_96, 48.446_85, -1.487_35, 1e9]
        {
            for places in [0_u8, 1, 5] {
                let rusts = format!("{value:.*}", usize::from(places));
                let rusts = if rusts.trim_matches(['-', '0', '.']).is_empty() {
                    rusts.replace('-', "")
                } else {
                    rusts
                };
                assert_eq!(fixed(value, places), rusts, "{value}");
            }
        }
        assert_eq!(shortest(2.50, 3), "2.5");
        assert_eq!(shortest(100.0, 0), "100");
    }

    fn metres(value: f64) -> Metres {
        Metres::try_from(value).unwrap()
    }

    #[test]
    fn a_distance_has_a_decimal_comma_in_french() {
        assert_eq!(distance_in(Fr, metres(12_430.0)), "12,4\u{a0}km");
        assert_eq!(distance_in(En, metres(12_430.0)), "12.4\u{a0}km");
    }

    #[test]
    fn a_short_distance_is_in_metres_rounded_to_ten() {
        assert_eq!(distance_in(Fr, metres(643.0)), "640\u{a0}m");
    }

    #[test]
    fn a_distance_that_rounds_to_a_kilometre_is_said_in_kilometres() {
        assert_eq!(distance_in(Fr, metres(996.0)), "1,0\u{a0}km");
    }

    #[test]
    fn a_duration_is_hours_and_minutes_never_decimals() {
        assert_eq!(duration_in(Fr, Minutes(210)), "3\u{a0}h\u{a0}30");
        assert_eq!(duration_in(Fr, Minutes(185)), "3\u{a0}h\u{a0}05");
        assert_eq!(duration_in(Fr, Minutes(120)), "2\u{a0}h");
        assert_eq!(duration_in(Fr, Minutes(45)), "45\u{a0}min");
    }

    #[test]
    fn ascents_round_to_five_and_descents_have_a_true_minus() {
        assert_eq!(ascent(metres(178.0)), "+180\u{a0}m");
        assert_eq!(descent(metres(173.0)), "−175\u{a0}m");
    }

    #[test]
    fn thousands_are_set_apart_by_a_narrow_no_break_space() {
        assert_eq!(number_in(Fr, 1_234), "1\u{202f}234");
        assert_eq!(number_in(Fr, 123), "123");
        assert_eq!(number_in(En, 1_234_567), "1,234,567");
    }

    #[test]
    fn a_date_is_day_month_year() {
        assert_eq!(date_in(Fr, jiff::civil::date(2026, 11, 3)), "03/11/2026");
        assert_eq!(date_in(En, jiff::civil::date(2026, 11, 3)), "3\u{a0}Nov\u{a0}2026");
    }

    #[test]
    fn a_day_as_it_is_sent_is_written_as_people_do() {
        assert_eq!(sent_day("2026-11-23"), "23/11/2026");
        assert_eq!(sent_day("2026-11-23T20:21:03Z"), "23/11/2026");
        assert_eq!(sent_day("novembre"), "novembre");
    }

    #[test]
    fn a_month_and_a_moment_are_written_in_words() {
        assert_eq!(month(Month::new(2026, 4).unwrap()), "avril\u{a0}2026");
        assert!((1..=12).all(|month| crate::words::has_text(&format!("month-{month}"))));
        let evening = jiff::civil::date(2026, 11, 23).at(18, 2, 59, 0);
        assert_eq!(moment_in(Fr, evening), "23/11/2026, 18\u{a0}h\u{a0}02");
        assert_eq!(moment_in(En, evening), "23\u{a0}Nov\u{a0}2026, 18:02");
    }

    #[test]
    fn sizes_are_in_the_units_of_the_language() {
        assert_eq!(bytes_in(Fr, 84_100_000), "84\u{a0}Mo");
        assert_eq!(bytes_in(Fr, 1_240_000), "1,2\u{a0}Mo");
        assert_eq!(bytes_in(En, 12_300), "13\u{a0}kB");
    }

    #[test]
    fn a_position_names_its_hemispheres() {
        let at = Position::new(-1.48735, 48.44685).unwrap();
        assert_eq!(position_in(Fr, at), "48,44685°\u{a0}N, 1,48735°\u{a0}O");
    }
}
