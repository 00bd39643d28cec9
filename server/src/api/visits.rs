//! Counts users without knowing them.

use axum::extract::State;
use axum::http::StatusCode;
use jiff::Timestamp;
use protocol::{Problem, Visit, paths};

use super::extract::Body;
use crate::failure::Failure;
use crate::month;
use crate::secret;
use crate::state::Shared;

/// Counts a visit, once for each token.
#[utoipa::path(post, path = paths::VISITS, tag = "hikers", operation_id = "count_visit", request_body = Visit,
    responses((status = 204), (status = "default", body = Problem)))]
pub async fn count(State(app): State<Shared>, Body(visit): Body<Visit>) -> Result<StatusCode, Failure> {
    let now = Timestamp::now();
    let month = month::of(now).map_err(|error| Failure::internal("time", &error))?;
    let token = secret::sha256(&[visit.token.as_bytes()]);
    app.store.visit(token, visit.first, month.half_year(), now).await?;
    Ok(StatusCode::NO_CONTENT)
}
