//! What staff reads and does with things, and what the public may know of it.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::Timestamp;
use protocol::{
    Decision, Deed, Filed, LogEntry, Problem, ProblemCode, PublicLog, Queue, ThingId, ThingKind, limits,
    paths,
};
use serde::Deserialize;

use super::extract::{Asked, Body};
use super::rights::allow;
use crate::answer::{self, Caching};
use crate::auth::session::Staff;
use crate::failure::Failure;
use crate::state::Shared;
use crate::store::{ActRefused, QueueFilter};

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct QueueAsked {
    kind: ThingKind,
    /// Only what waits for a decision.
    #[serde(default)]
    waiting: bool,
    /// Entries that arrived after this one.
    #[serde(default)]
    after: u64,
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LogAsked {
    /// Entries after this one, oldest first.
    #[serde(default)]
    after: u64,
    /// Newest first instead, a page at a time.
    #[serde(default)]
    newest: bool,
    /// With `newest`: entries before this one.
    before: Option<u64>,
    /// With `newest`: of this thing only.
    thing: Option<ThingId>,
}

/// Things for staff, in the order of their arrival, whatever their stars.
#[utoipa::path(get, path = paths::STAFF_QUEUE, tag = "staff", operation_id = "read_queue", params(QueueAsked),
    responses((status = 200, body = Queue), (status = "default", body = Problem)))]
pub async fn queue(
    State(app): State<Shared>,
    staff: Staff,
    Asked(asked): Asked<QueueAsked>,
) -> Result<Json<Queue>, Failure> {
    allow(staff.account.role, Deed::ReadQueue(asked.kind))?;
    let filter = QueueFilter {
        kind: asked.kind,
        waiting: asked.waiting,
        scope: staff.scope(),
        after: asked.after,
        limit: limits::QUEUE_PAGE,
    };
    Ok(Json(app.store.queue(&filter).await?))
}

/// Decides, answers, assigns, merges, or takes back a decision.
#[utoipa::path(post, path = paths::STAFF_ACTS, tag = "staff", operation_id = "act", params(("sente-csrf" = String, Header)), request_body = Filed,
    responses((status = 200, body = Decision), (status = "default", body = Problem)))]
pub async fn act(
    State(app): State<Shared>,
    staff: Staff,
    Body(filed): Body<Filed>,
) -> Result<Json<Decision>, Failure> {
    allow(staff.account.role, Deed::of(&filed.act))?;
    filed.act.check().map_err(|_| Failure::BAD_REQUEST)?;
    let done = app.store.act(&staff.account, &staff.scope(), &filed, Timestamp::now()).await?;
    let entry = done.map_err(|refused| match refused {
        ActRefused::NotFound => Failure::NOT_FOUND,
        ActRefused::Changed | ActRefused::NotNow => Failure::of(ProblemCode::Conflict),
    })?;
    app.feed.forget();
    app.public_log.forget();
    Ok(Json(Decision { entry }))
}

/// Every act of staff, each with the hash of the one before.
#[utoipa::path(get, path = paths::STAFF_LOG, tag = "staff", operation_id = "read_log", params(LogAsked),
    responses((status = 200, body = Vec<LogEntry>), (status = "default", body = Problem)))]
pub async fn log(
    State(app): State<Shared>,
    staff: Staff,
    Asked(asked): Asked<LogAsked>,
) -> Result<Json<Vec<LogEntry>>, Failure> {
    allow(staff.account.role, Deed::ReadLog)?;
    let acts = if asked.newest {
        app.store.latest_acts(asked.before, asked.thing, limits::QUEUE_PAGE).await?
    } else {
        app.store.log(asked.after, limits::FEED_PAGE).await?
    };
    Ok(Json(acts))
}

/// Counts, reasons and delay, for everybody.
#[utoipa::path(get, path = paths::MODERATION_LOG, tag = "hikers", operation_id = "public_moderation",
    responses((status = 200, body = PublicLog), (status = 304), (status = "default", body = Problem)))]
pub async fn public(State(app): State<Shared>, headers: HeaderMap) -> Result<Response, Failure> {
    let log = app.public_log.or(app.store.public_log()).await?;
    let body = serde_json::to_vec(&log).map_err(|error| Failure::internal("log", &error))?;
    let tag = answer::tag(&body);
    Ok(answer::text("application/json", body.into(), &tag, Caching::Minutes, &headers))
}
