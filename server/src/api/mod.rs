//! The API: one file for each thing that can be asked. What stands before the handlers is in [`gate`].

pub mod about;
pub mod extract;
pub mod feed;
pub mod figures;
pub mod gate;
pub mod mine;
pub mod moderation;
pub mod openid;
pub mod operations;
pub mod photos;
pub mod rights;
pub mod session;
pub mod visits;

use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router, middleware};
use protocol::{Problem, ProblemCode, limits, paths};
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate, SizeAbove};
use tower_http::decompression::RequestDecompressionLayer;

use crate::failure::Failure;
use crate::state::Shared;

/// Shorter answers only grow with what says that they are compressed.
const WORTH_COMPRESSING: u16 = 256;

/// Every path of the protocol.
pub fn routes(app: &Shared) -> Router<Shared> {
    let worth_it = DefaultPredicate::new().and(SizeAbove::new(WORTH_COMPRESSING));
    Router::new()
        .route(paths::ABOUT, get(about::show))
        .route(paths::OPERATIONS, post(operations::take))
        .route(paths::FEED, get(feed::page))
        .route(paths::MINE, get(mine::list).delete(mine::erase))
        .route(paths::VISITS, post(visits::count))
        .route(paths::PHOTO, get(photos::show).head(photos::progress).patch(photos::add))
        .route(paths::MODERATION_LOG, get(moderation::public))
        .route(paths::STAFF_SESSION, get(session::show).post(session::open).delete(session::close))
        .route(paths::STAFF_OPENID, get(openid::begin))
        .route(paths::STAFF_OPENID_BACK, get(openid::finish))
        .route(paths::STAFF_QUEUE, get(moderation::queue))
        .route(paths::STAFF_ACTS, post(moderation::act))
        .route(paths::STAFF_LOG, get(moderation::log))
        .route(paths::STAFF_INDICATORS, get(figures::indicators))
        .route(paths::STAFF_INDICATORS_CSV, get(figures::csv))
        .route("/v1/{*rest}", axum::routing::any(nowhere))
        .method_not_allowed_fallback(other_method)
        // From here on outwards: the last layer is the first that a request meets.
        .layer(middleware::from_fn_with_state(app.clone(), gate::take_turn))
        .layer(DefaultBodyLimit::max(limits::BODY))
        .layer(RequestDecompressionLayer::new().pass_through_unaccepted(true))
        .layer(middleware::from_fn_with_state(app.clone(), gate::admit))
        .layer(middleware::from_fn(gate::seal))
        .layer(CompressionLayer::new().compress_when(worth_it))
}

async fn nowhere() -> Failure {
    Failure::NOT_FOUND
}

async fn other_method() -> Response {
    let problem = Problem { code: ProblemCode::BadRequest, retry_after: None };
    (StatusCode::METHOD_NOT_ALLOWED, Json(problem)).into_response()
}
