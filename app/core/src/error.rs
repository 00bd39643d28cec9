//! What a call can answer besides its reply: only what the other side can act on.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "error", rename_all = "kebab-case")]
pub enum ApiError {
    #[error("{what} {id} does not exist")]
    NotFound { what: String, id: String },
    #[error("{field}: {reason}")]
    Invalid { field: String, reason: String },
    /// The right holder withholds the line of the route.
    #[error("the line may not leave the app: {reason}")]
    Withheld { reason: String },
    /// The carnet was written by a newer version of the app (its schema is `found`, ours is `known`).
    #[error("the notebook has schema {found}, this app knows {known}: update the app")]
    NewerCarnet { found: u32, known: u32 },
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

impl ApiError {
    pub fn not_found(what: &str, id: impl ToString) -> Self {
        ApiError::NotFound { what: what.to_owned(), id: id.to_string() }
    }

    pub fn invalid(field: &str, reason: impl ToString) -> Self {
        ApiError::Invalid { field: field.to_owned(), reason: reason.to_string() }
    }
}
