//! Why a whole request failed; the client has the sentence for each code.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[error("{code:?}")]
pub struct Problem {
    pub code: ProblemCode,
    /// Seconds after which it is worth another try.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ProblemCode {
    /// 400: the request cannot be read.
    BadRequest,
    /// 401: no key, no session, or a wrong one.
    Unauthorised,
    /// 403: the role may not do this, or the CSRF token is wrong.
    Forbidden,
    /// 404.
    NotFound,
    /// 409: it is no longer as it was seen, or cannot be undone any more.
    Conflict,
    /// 412: something of the request is missing or has changed on its way; it is worth another try.
    Damaged,
    /// 413.
    TooLarge,
    /// 422: the bytes are no photo, or not those that were announced.
    BadPhoto,
    /// 429.
    TooMany,
    /// 500: our mistake.
    Internal,
    /// 503: busy, or the database is away.
    Unavailable,
    /// A code of a newer server.
    #[serde(other)]
    Unknown,
}

impl ProblemCode {
    /// The HTTP status that goes with it.
    pub fn status(self) -> u16 {
        match self {
            ProblemCode::BadRequest => 400,
            ProblemCode::Unauthorised => 401,
            ProblemCode::Forbidden => 403,
            ProblemCode::NotFound => 404,
            ProblemCode::Conflict => 409,
            ProblemCode::Damaged => 412,
            ProblemCode::TooLarge => 413,
            ProblemCode::BadPhoto => 422,
            ProblemCode::TooMany => 429,
            ProblemCode::Internal | ProblemCode::Unknown => 500,
            ProblemCode::Unavailable => 503,
        }
    }
}
