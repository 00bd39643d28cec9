//! Why a request failed: a typed body for the client, a line in the log for us.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use protocol::{Problem, ProblemCode};

use crate::said::said;
use crate::store::StoreError;

/// The answer of a request that was not carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Failure {
    pub code: ProblemCode,
    /// Seconds after which it is worth another try.
    pub retry_after: Option<u32>,
}

impl Failure {
    pub const NOT_FOUND: Failure = Failure::of(ProblemCode::NotFound);
    pub const BAD_REQUEST: Failure = Failure::of(ProblemCode::BadRequest);
    pub const TOO_LARGE: Failure = Failure::of(ProblemCode::TooLarge);
    pub const UNAUTHORISED: Failure = Failure::of(ProblemCode::Unauthorised);
    pub const FORBIDDEN: Failure = Failure::of(ProblemCode::Forbidden);

    pub const fn of(code: ProblemCode) -> Self {
        Failure { code, retry_after: None }
    }

    /// Too many of something; to come again after so many seconds.
    pub const fn too_many(seconds: u32) -> Self {
        Failure { code: ProblemCode::TooMany, retry_after: Some(seconds) }
    }

    /// Busy, or the database is away.
    pub const fn unavailable(seconds: u32) -> Self {
        Failure { code: ProblemCode::Unavailable, retry_after: Some(seconds) }
    }

    /// Our mistake: what happened goes into the log, not to the client.
    pub fn internal(what: &str, error: &(dyn std::error::Error + 'static)) -> Self {
        tracing::error!(what, error = said(error), "a request failed");
        Failure::of(ProblemCode::Internal)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Away(reason) => {
                tracing::warn!(reason, "the store is busy or away");
                Failure::unavailable(2)
            }
            other => Failure::internal("store", &other),
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let problem = Problem { code: self.code, retry_after: self.retry_after };
        let status = StatusCode::from_u16(self.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, axum::Json(problem)).into_response();
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
