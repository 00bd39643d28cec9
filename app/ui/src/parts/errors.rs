//! Errors of the engine as sentences that say what to do.

use sente_core::ApiError;

use crate::words::{Arg, t, tf};

/// One or two sentences in the language of the screens.
pub fn error_text(error: &ApiError) -> String {
    match error {
        ApiError::NotFound { .. } => t("error-not-found"),
        ApiError::Invalid { reason, .. } => tf("error-invalid", &[("reason", Arg::Text(reason))]),
        ApiError::Withheld { reason } => tf("error-withheld", &[("reason", Arg::Text(reason))]),
        ApiError::NewerCarnet { .. } => t("error-newer-carnet"),
        ApiError::Storage { reason } => tf("error-storage", &[("reason", Arg::Text(reason))]),
        ApiError::Unavailable { reason } => tf("error-unavailable", &[("reason", Arg::Text(reason))]),
        ApiError::BadRequest { reason } => tf("error-bad-request", &[("reason", Arg::Text(reason))]),
    }
}
