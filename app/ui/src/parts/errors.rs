//! Errors of the engine as sentences that say what to do.

use sente_core::ApiError;

use crate::words::{Arg, has_text, t, tf};

/// One or two sentences in the language of the screens.
pub fn error_text(error: &ApiError) -> String {
    match error {
        ApiError::NotFound { .. } => t("error-not-found"),
        ApiError::Invalid { reason, .. } => invalid_text(reason),
        ApiError::Withheld { reason } => tf("error-withheld", &[("reason", Arg::Text(reason))]),
        ApiError::NewerCarnet { .. } => t("error-newer-carnet"),
        ApiError::Storage { reason } => tf("error-storage", &[("reason", Arg::Text(reason))]),
        ApiError::NoCatalogue { reason } => tf("error-no-catalogue", &[("reason", Arg::Text(reason))]),
        ApiError::Unavailable { reason } => tf("error-unavailable", &[("reason", Arg::Text(reason))]),
        ApiError::BadRequest { reason } => tf("error-bad-request", &[("reason", Arg::Text(reason))]),
    }
}

fn invalid_text(reason: &str) -> String {
    let key = format!("invalid-{reason}");
    if has_text(&key) { t(&key) } else { tf("error-invalid", &[("reason", Arg::Text(reason))]) }
}

#[cfg(test)]
mod tests {
    use sente_core::reasons;

    use super::*;

    #[test]
    fn every_reason_of_the_engine_has_its_sentence() {
        use reasons::*;
        for reason in [
            EMPTY,
            TOO_LONG,
            OUT_OF_RANGE,
            TAKEN,
            IN_THE_FUTURE,
            NOT_A_CARNET,
            NEWER,
            NOT_A_KEY,
            KEY_IN_USE,
            NOT_AN_ADDRESS,
        ] {
            assert!(has_text(&format!("invalid-{reason}")), "{reason}");
        }
    }
}
