//! Calendar days as text, in one notation only: `2026-11-23`. jiff reads many more and explains every mistake at
//! length, which the screens would carry to each phone for nothing.

use jiff::civil::Date;

/// The day, or nothing where the text is not a day of the calendar in this notation.
pub fn read(text: &str) -> Option<Date> {
    let digits = |range: std::ops::Range<usize>| {
        let part = text.get(range)?;
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<i16>().ok()).flatten()
    };
    let dashes = text.len() == 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
    if !dashes {
        return None;
    }
    Date::new(digits(0..4)?, i8::try_from(digits(5..7)?).ok()?, i8::try_from(digits(8..10)?).ok()?).ok()
}

/// `#[serde(with = "day::wire")]` for a day.
pub mod wire {
    use jiff::civil::Date;
    use serde::de::{Deserialize, Deserializer, Error};
    use serde::ser::Serializer;

    pub fn serialize<S: Serializer>(day: &Date, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(day)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        let text = String::deserialize(deserializer)?;
        super::read(&text).ok_or_else(|| D::Error::custom("expected a day as 2026-11-23"))
    }
}

/// `#[serde(default, with = "day::maybe")]` for a day that may be unknown.
pub mod maybe {
    use jiff::civil::Date;
    use serde::de::{Deserialize, Deserializer};
    use serde::ser::Serializer;

    #[derive(serde::Deserialize)]
    struct Day(#[serde(with = "super::wire")] Date);

    pub fn serialize<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
        match day {
            Some(day) => serializer.collect_str(day),
            None => serializer.serialize_none(),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
        Ok(Option::<Day>::deserialize(deserializer)?.map(|day| day.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_jiff_writes_it() {
        let day = jiff::civil::date(2026, 11, 3);
        assert_eq!(read(&day.to_string()), Some(day));
    }

    #[test]
    fn what_is_no_day_is_nothing() {
        for text in
            ["", "2026-02-30", "2026-13-01", "20261103", "2026-11-03T10:00", "+026-11-03", "2026-é1-3"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn an_unknown_day_is_null_or_not_there() {
        #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        struct Row {
            #[serde(default, with = "maybe")]
            day: Option<Date>,
        }
        let known = Row { day: Some(jiff::civil::date(2026, 11, 3)) };
        assert_eq!(serde_json::to_string(&known).unwrap(), r#"{"day":"2026-11-03"}"#);
        assert_eq!(serde_json::from_str::<Row>(r#"{"day":"2026-11-03"}"#).unwrap(), known);
        assert_eq!(serde_json::to_string(&Row { day: None }).unwrap(), r#"{"day":null}"#);
        for text in ["{}", r#"{"day":null}"#] {
            assert_eq!(serde_json::from_str::<Row>(text).unwrap(), Row { day: None }, "{text}");
        }
        assert!(serde_json::from_str::<Row>(r#"{"day":"soon"}"#).is_err());
    }
}
