//! Bodies and queries, read with their limits; what cannot be read is answered with a typed problem.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::header;
use axum::http::request::Parts;
use axum::response::IntoResponse;
use serde::de::DeserializeOwned;

use crate::failure::Failure;
use crate::state::Shared;

/// Longest that a client may take to send a body; a phone in a valley sends 256 kB in this time.
const PATIENCE: Duration = Duration::from_secs(40);

/// The bytes of a body, within the limit of its route.
pub async fn bytes(request: Request, app: &Shared) -> Result<Bytes, Failure> {
    // An encoding that we do not know was left as it is.
    if request.headers().get(header::CONTENT_ENCODING).is_some_and(|encoding| encoding != "identity") {
        return Err(Failure::BAD_REQUEST);
    }
    let read = tokio::time::timeout(PATIENCE, Bytes::from_request(request, app)).await;
    read.map_err(|_| Failure::BAD_REQUEST)?.map_err(|rejection: BytesRejection| {
        let too_large = rejection.into_response().status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE;
        if too_large { Failure::TOO_LARGE } else { Failure::BAD_REQUEST }
    })
}

/// A body of JSON. It must say so: a form of another site cannot.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned> FromRequest<Shared> for Body<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, app: &Shared) -> Result<Self, Failure> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let kind = kind.unwrap_or_default().split(';').next().unwrap_or_default().trim();
        if !kind.eq_ignore_ascii_case("application/json") {
            return Err(Failure::BAD_REQUEST);
        }
        let bytes = bytes(request, app).await?;
        serde_json::from_slice(&bytes).map(Body).map_err(|_| Failure::BAD_REQUEST)
    }
}

/// What stands behind `?`.
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<Shared> for Asked<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &Shared) -> Result<Self, Failure> {
        Query::try_from_uri(&parts.uri).map(|Query(asked)| Asked(asked)).map_err(|_| Failure::BAD_REQUEST)
    }
}
