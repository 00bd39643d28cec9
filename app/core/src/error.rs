//! What a call can answer besides its reply: only what the other side can act on.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "error", rename_all = "kebab-case")]
pub enum ApiError {
    #[error("{what} {id} does not exist")]
    NotFound { what: String, id: String },
    /// What was typed or sent cannot be kept. `reason` is one of [`reasons`]; the screens have its sentence.
    #[error("{field}: {reason}")]
    Invalid { field: String, reason: String },
    /// The right holder withholds the line of the route.
    #[error("the line may not leave the app: {reason}")]
    Withheld { reason: String },
    /// The carnet was written by a newer version of the app (its schema is `found`, ours is `known`).
    #[error("the notebook has schema {found}, this app knows {known}: update the app")]
    NewerCarnet { found: u32, known: u32 },
    /// There is no readable catalogue: it is missing, damaged, or of another version. Install the app again,
    /// or build it (`cargo xtask data`).
    #[error("the catalogue cannot be read: {reason}")]
    NoCatalogue { reason: String },
    /// The disk or the browser's storage refused.
    #[error("storage failed: {reason}")]
    Storage { reason: String },
    /// The host could not be reached (worker gone, window closing).
    #[error("the engine does not answer: {reason}")]
    Unavailable { reason: String },
    /// The request is not one of the calls.
    #[error("not a call: {reason}")]
    BadRequest { reason: String },
}

/// Why a field is `Invalid`; each has its sentence in the word catalogues.
pub mod reasons {
    /// Nothing but blanks.
    pub const EMPTY: &str = "empty";
    /// Longer than the limit in `carnet`.
    pub const TOO_LONG: &str = "too-long";
    /// Outside the allowed numbers.
    pub const OUT_OF_RANGE: &str = "out-of-range";
    /// Another list has this name.
    pub const TAKEN: &str = "taken";
    /// A walk cannot have been done after today.
    pub const IN_THE_FUTURE: &str = "in-the-future";
    /// The file is not a notebook of this app.
    pub const NOT_A_CARNET: &str = "not-a-carnet";
    /// The file holds nothing.
    pub const GPX_EMPTY: &str = "gpx-empty";
    /// The file is no GPX.
    pub const NOT_GPX: &str = "not-gpx";
    /// The file is larger, or more deeply nested, than any walk.
    pub const GPX_TOO_LARGE: &str = "gpx-too-large";
    /// A thing of one kind cannot become one of another kind.
    pub const OTHER_KIND: &str = "other-kind";
    /// The text is not the key of a device.
    pub const NOT_A_KEY: &str = "not-a-key";
    /// The text is not the address of a server.
    pub const NOT_AN_ADDRESS: &str = "not-an-address";
    /// Something was written here under another key; it would no longer have an owner.
    pub const KEY_IN_USE: &str = "key-in-use";
    /// The file is no photo that can be shown.
    pub const NOT_A_PHOTO: &str = "not-a-photo";
    /// The photo has more pixels or bytes than are kept.
    pub const PHOTO_TOO_LARGE: &str = "photo-too-large";
    /// The file was written by a newer version of the app.
    pub const NEWER: &str = "newer";
}

/// The error and what caused it, in one line.
pub fn with_causes(error: &dyn std::error::Error) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let text = error.to_string();
        // Some errors already say their cause.
        if !line.contains(&text) {
            line = format!("{line}: {text}");
        }
        cause = error.source();
    }
    line
}

impl ApiError {
    pub fn not_found(what: &str, id: impl ToString) -> Self {
        ApiError::NotFound { what: what.to_owned(), id: id.to_string() }
    }

    pub fn invalid(field: &str, reason: impl ToString) -> Self {
        ApiError::Invalid { field: field.to_owned(), reason: reason.to_string() }
    }
}
