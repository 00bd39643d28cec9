//! Who comes in: not too often from one address, not too many at once, and nobody stays for ever.

use std::time::{Duration, Instant};

use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use protocol::{ProblemCode, paths, sum};

use super::extract;
use crate::failure::Failure;
use crate::guard::address::{Peer, client, household};
use crate::state::Shared;

/// Longest that a request may take, its body included.
const LONGEST: Duration = Duration::from_secs(60);

/// The route under which files and pages of the app are counted.
pub const PAGE: &str = "page";

/// The address that a request comes from, for what is counted by address.
#[derive(Debug, Clone, Copy)]
pub struct From(pub std::net::IpAddr);

/// The sum of a body that is kept ready, with the answer that it goes in.
#[derive(Debug, Clone, Copy)]
pub struct BodySum(pub [u8; 32]);

/// Of one address, not too often and not too many at once.
pub async fn admit(State(app): State<Shared>, mut request: Request, next: Next) -> Response {
    let Some(Peer(peer)) = request.extensions().get().copied() else {
        return Failure::BAD_REQUEST.into_response();
    };
    let address = household(client(peer, request.headers(), &app.settings.behind_proxy));
    if let Err(seconds) = app.addresses.take(address, Instant::now()) {
        return Failure::too_many(seconds).into_response();
    }
    let Some(_open) = app.together.enter(address) else {
        return Failure::too_many(1).into_response();
    };
    request.extensions_mut().insert(From(address));
    match tokio::time::timeout(LONGEST, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Failure::unavailable(5).into_response(),
    }
}

/// Reads the body, which may take as long as the network does, and only then takes a turn: a slow sender holds up nobody.
/// Whoever gets no turn does not queue: those who are let in are served quickly, the others come again a little later.
pub async fn take_turn(State(app): State<Shared>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let mut read = Bytes::new();
    let mut _room = None;
    if !body.is_end_stream() {
        let Ok(room) = app.bodies.try_acquire() else {
            return Failure::unavailable(1).into_response();
        };
        _room = Some(room);
        read = match extract::bytes(Request::from_parts(parts.clone(), body), &app).await {
            Ok(bytes) => bytes,
            // What cannot be unpacked was whole when it was sent.
            Err(Failure::BAD_REQUEST) if parts.headers.contains_key(paths::SUM) => return damaged(),
            Err(failure) => return failure.into_response(),
        };
    }
    if parts.headers.get(paths::SUM).is_some_and(|sum| sum != of_request(&parts, &read).as_str()) {
        return damaged();
    }
    let Ok(_turn) = app.turns.try_acquire() else {
        return Failure::unavailable(1).into_response();
    };
    next.run(Request::from_parts(parts, Body::from(read))).await
}

/// Gives every answer its sum, so that the client notices what has changed on the way.
pub async fn seal(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    // What was sent, not what has arrived: the client knows the sum of what it has sent.
    let claimed = parts.headers.get(paths::SUM).and_then(|sum| sum.to_str().ok()).map(str::to_owned);
    let asked = claimed.unwrap_or_else(|| of_request(&parts, &[]));
    let head = parts.method == Method::HEAD;
    let (mut parts, body) = next.run(Request::from_parts(parts, body)).await.into_parts();
    // A cache that has the body puts the headers of a 304 to it.
    if parts.status == StatusCode::NOT_MODIFIED {
        return Response::from_parts(parts, body);
    }
    // Everything that the API answers is in memory already.
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return Failure::of(ProblemCode::Internal).into_response();
    };
    let body = match parts.extensions.get::<BodySum>() {
        Some(BodySum(body)) => *body,
        None => sum::of_body(if head { &[] } else { &bytes }),
    };
    let offset = parts.headers.get(paths::UPLOAD_OFFSET);
    let offset = offset.and_then(|offset| offset.to_str().ok()?.parse().ok());
    if let Ok(sum) = sum::of_answer(&asked, parts.status.as_u16(), offset, &body).parse() {
        parts.headers.insert(paths::SUM, sum);
    }
    Response::from_parts(parts, Body::from(bytes))
}

fn of_request(parts: &Parts, body: &[u8]) -> String {
    let path = parts.uri.path_and_query().map_or("", |path| path.as_str());
    sum::of_request(parts.method.as_str(), path, |name| parts.headers.get(name)?.to_str().ok(), body)
}

fn damaged() -> Response {
    Failure::of(ProblemCode::Damaged).into_response()
}

/// Counts every answer, and notes those that are our mistake.
pub async fn observe(State(app): State<Shared>, request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>().cloned();
    let method = request.method().clone();
    let start = Instant::now();
    let response = next.run(request).await;
    let route = path.as_ref().map_or(PAGE, MatchedPath::as_str);
    count(&app, route, &method, response.status(), start.elapsed());
    response
}

/// The same for an answer that came about otherwise.
pub fn count(app: &Shared, route: &str, method: &Method, status: StatusCode, took: Duration) {
    app.metrics.answered(route, method, status, took);
    let ms = took.as_millis();
    if status.is_server_error() {
        tracing::warn!(route, %method, status = status.as_u16(), ms, "answered");
    } else {
        tracing::debug!(route, %method, status = status.as_u16(), ms, "answered");
    }
}
