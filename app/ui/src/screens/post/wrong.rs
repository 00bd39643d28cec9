//! What is wrong with a form, at which of its fields, and in which words. Pure but for the focus.

use protocol::limits;
use sente_core::{ApiError, reasons};

use crate::format;
use crate::parts::{error_text, focus};
use crate::words::{Arg, t, tf};

/// A field of the forms; its name is the id of its element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Stars,
    Text,
    Walked,
    Photos,
    By,
    Audience,
    Place,
    Same,
    Category,
    Magnitude,
    /// None of them: told beside the button that saves.
    Whole,
}

impl Field {
    pub const fn id(self) -> &'static str {
        match self {
            Field::Stars => "post-stars",
            Field::Text => "post-text",
            Field::Walked => "post-walked",
            Field::Photos => "post-photos",
            Field::By => "post-by",
            Field::Audience => "post-audience",
            Field::Place => "post-place",
            Field::Same => "post-same",
            Field::Category => "post-category",
            Field::Magnitude => "post-magnitude",
            Field::Whole => "post-whole",
        }
    }

    /// The id of the sentence under it.
    pub fn wrong_id(self) -> String {
        format!("{}-wrong", self.id())
    }

    /// Puts the focus on it, or on the first control inside.
    pub fn focus(self) {
        let id = self.id();
        if !focus(&format!("#{id} input:checked, #{id} input, #{id} button")) {
            focus(&format!("#{id}"));
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// Its sentence stands under this key.
    Key(&'static str),
    /// So many characters more than there may be.
    TooLong(usize),
    Refused(ApiError),
}

impl Fault {
    pub fn text(&self) -> String {
        match self {
            Fault::Key(key) => t(key),
            Fault::TooLong(over) => {
                let over = u32::try_from(*over).unwrap_or(u32::MAX);
                let number = format::number(over.into());
                tf("write-too-long", &[("n", Arg::Count(over)), ("number", Arg::Text(&number))])
            }
            Fault::Refused(error) => error_text(error),
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Wrong {
    pub field: Field,
    pub fault: Fault,
}

impl Wrong {
    pub const fn key(field: Field, key: &'static str) -> Wrong {
        Wrong { field, fault: Fault::Key(key) }
    }
}

/// A text that is longer than others will take.
pub fn too_long(field: Field, text: &str, most: usize) -> Option<Wrong> {
    let over = text.trim().chars().count().saturating_sub(most);
    (over > 0).then_some(Wrong { field, fault: Fault::TooLong(over) })
}

/// What the engine has refused, at the field that it names.
pub fn refusal(error: ApiError) -> Wrong {
    let field = match &error {
        ApiError::Invalid { field, .. } => match field.as_str() {
            "text" => Field::Text,
            "photo" | "photos" => Field::Photos,
            "walked" => Field::Walked,
            "place" => Field::Place,
            _ => Field::Whole,
        },
        ApiError::NotFound { what, .. } if what == "photo" => {
            return Wrong::key(Field::Photos, "write-photo-gone");
        }
        ApiError::NotFound { what, .. } if what == "post" => {
            return Wrong::key(Field::Whole, "write-gone-text");
        }
        _ => Field::Whole,
    };
    // Months have their own words: there is no day to choose.
    let future = matches!(&error, ApiError::Invalid { reason, .. } if reason == reasons::IN_THE_FUTURE);
    let many = field == Field::Photos
        && matches!(&error, ApiError::Invalid { reason, .. } if reason == reasons::OUT_OF_RANGE);
    match field {
        Field::Walked if future => Wrong::key(field, "write-walked-future"),
        Field::Photos if many => Wrong::key(field, "write-photos-many"),
        _ => Wrong { field, fault: Fault::Refused(error) },
    }
}

/// Whether one more photo can be added.
pub const fn has_room(photos: usize) -> bool {
    photos < limits::PHOTOS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_stands_at_the_field_that_the_engine_names() {
        let at = |field, reason| refusal(ApiError::invalid(field, reason)).field;
        assert_eq!(at("text", reasons::TOO_LONG), Field::Text);
        assert_eq!(at("walked", reasons::IN_THE_FUTURE), Field::Walked);
        assert_eq!(at("photo", reasons::NOT_A_PHOTO), Field::Photos);
        assert_eq!(at("content", reasons::OUT_OF_RANGE), Field::Whole);
        assert_eq!(refusal(ApiError::not_found("photo", "ab")).field, Field::Photos);
        assert_eq!(refusal(ApiError::Storage { reason: "full".into() }).field, Field::Whole);
    }

    #[test]
    fn letters_are_counted_as_people_count_them() {
        assert_eq!(too_long(Field::Text, &"é".repeat(1_000), 1_000), None);
        let wrong = too_long(Field::Text, &"é".repeat(1_012), 1_000).unwrap();
        assert!(wrong.fault.text().contains("12"), "{}", wrong.fault.text());
    }
}
