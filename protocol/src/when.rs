//! Months and half-years as text (`2026-10`, `2026-S2`): as exact as the app ever tells when somebody walked.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A text that is neither a month nor a half-year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a month as 2026-10 or a half-year as 2026-S2, from 2000 on")]
pub struct NotAMonth;

/// A month of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    year: i16,
    month: i8,
}

impl Month {
    /// `month` from 1, `year` from 2000 to 2999.
    pub fn new(year: i16, month: i8) -> Result<Self, NotAMonth> {
        if (2000..3000).contains(&year) && (1..=12).contains(&month) {
            Ok(Month { year, month })
        } else {
            Err(NotAMonth)
        }
    }

    pub fn year(self) -> i16 {
        self.year
    }

    pub fn month(self) -> i8 {
        self.month
    }

    pub fn half_year(self) -> HalfYear {
        HalfYear { year: self.year, half: if self.month <= 6 { 1 } else { 2 } }
    }
}

/// January to June, or July to December.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct HalfYear {
    year: i16,
    half: i8,
}

impl fmt::Display for Month {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{:02}", self.year, self.month)
    }
}

impl fmt::Display for HalfYear {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-S{}", self.year, self.half)
    }
}

fn digits<T: FromStr>(text: &str, length: usize) -> Result<T, NotAMonth> {
    let plain = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().map_err(|_| NotAMonth) } else { Err(NotAMonth) }
}

impl FromStr for Month {
    type Err = NotAMonth;

    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        let (year, month) = text.split_once('-').ok_or(NotAMonth)?;
        Month::new(digits(year, 4)?, digits(month, 2)?)
    }
}

impl FromStr for HalfYear {
    type Err = NotAMonth;

    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        let (year, half) = text.split_once("-S").ok_or(NotAMonth)?;
        let (year, half) = (digits(year, 4)?, digits(half, 1)?);
        let known = (2000..3000).contains(&year) && (1..=2).contains(&half);
        if known { Ok(HalfYear { year, half }) } else { Err(NotAMonth) }
    }
}

macro_rules! as_text {
    ($name:ident) => {
        impl TryFrom<String> for $name {
            type Error = NotAMonth;

            fn try_from(text: String) -> Result<Self, NotAMonth> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(when: $name) -> String {
                when.to_string()
            }
        }
    };
}

as_text!(Month);
as_text!(HalfYear);

/// The derived schemas would show the numbers inside, but these travel as text.
#[cfg(feature = "openapi")]
mod schema {
    use utoipa::openapi::schema::{ObjectBuilder, Type};
    use utoipa::openapi::{RefOr, Schema};

    macro_rules! text_schema {
        ($name:ident, $pattern:literal, $example:literal) => {
            impl utoipa::PartialSchema for super::$name {
                fn schema() -> RefOr<Schema> {
                    ObjectBuilder::new()
                        .schema_type(Type::String)
                        .pattern(Some($pattern))
                        .examples([$example])
                        .into()
                }
            }

            impl utoipa::ToSchema for super::$name {}
        };
    }

    text_schema!(Month, "^2[0-9]{3}-(0[1-9]|1[0-2])$", "2026-10");
    text_schema!(HalfYear, "^2[0-9]{3}-S[12]$", "2026-S2");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_read_as_it_is_written_and_lies_in_a_half_year() {
        let month: Month = "2026-07".parse().unwrap();
        assert_eq!((month.to_string(), month.half_year().to_string()), ("2026-07".into(), "2026-S2".into()));
        assert_eq!("2026-S2".parse(), Ok(month.half_year()));
        assert!(month > Month::new(2026, 6).unwrap());
    }

    #[test]
    fn what_is_no_month_is_refused() {
        for text in ["", "2026", "2026-13", "2026-00", "26-01", "2026-1", "+026-01", "1999-12", "2026-S3"] {
            assert!(text.parse::<Month>().is_err() && text.parse::<HalfYear>().is_err(), "{text}");
        }
    }
}
