//! Why the host cannot work, as the page can act on it: a JavaScript `Error` with a `reason`.

use std::error::Error;
use std::fmt::Debug;

use sente_core::{ApiError, with_causes};
use sqlite_wasm_vfs::sahpool::OpfsSAHError;
use wasm_bindgen::JsValue;

/// `reason` is one of none (the browser refused; the JavaScript side looks closer), `damaged`, `newer-carnet`, `broken`.
pub struct Failure {
    reason: Option<&'static str>,
    detail: String,
}

impl Failure {
    /// The browser's file system refused; its own error stands in the detail, by which `worker-host.js` tells a full
    /// disk from a private window.
    pub fn storage(error: OpfsSAHError) -> Failure {
        Failure { reason: None, detail: format!("{error}: {}", cause(&error)) }
    }

    pub fn damaged(error: impl Error) -> Failure {
        Failure { reason: Some("damaged"), detail: with_causes(&error) }
    }

    pub fn broken(error: impl Error) -> Failure {
        Failure { reason: Some("broken"), detail: with_causes(&error) }
    }

    /// The fetched catalogue is not the announced one.
    pub fn other_hash(wanted: &str, found: &str) -> Failure {
        Failure {
            reason: Some("damaged"),
            detail: format!("the catalogue has the hash {found} instead of {wanted}"),
        }
    }
}

/// The browser's own words, which the error keeps as a value.
fn cause(error: &impl Debug) -> String {
    format!("{error:?}")
}

impl From<ApiError> for Failure {
    fn from(error: ApiError) -> Failure {
        let reason = match &error {
            ApiError::NewerCarnet { .. } => "newer-carnet",
            ApiError::NoCatalogue { .. } => "damaged",
            _ => "broken",
        };
        Failure { reason: Some(reason), detail: with_causes(&error) }
    }
}

impl From<Failure> for JsValue {
    fn from(failure: Failure) -> JsValue {
        let error = js_sys::Error::new(&failure.detail);
        if let Some(reason) = failure.reason {
            // A fresh, extensible object takes any property.
            let set = js_sys::Reflect::set(&error, &"reason".into(), &reason.into());
            debug_assert!(set.is_ok());
        }
        error.into()
    }
}
