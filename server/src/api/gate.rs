//! Who comes in: not too often from one address, not too many at once, and nobody stays for ever.

use std::time::{Duration, Instant};

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::extract;
use crate::failure::Failure;
use crate::guard::address::{Peer, client, household};
use crate::state::Shared;

/// Longest that a request may take, its body included.
const LONGEST: Duration = Duration::from_secs(60);

/// The address that a request comes from, for what is counted by address.
#[derive(Debug, Clone, Copy)]
pub struct From(pub std::net::IpAddr);

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
            Err(failure) => return failure.into_response(),
        };
    }
    let Ok(_turn) = app.turns.try_acquire() else {
        return Failure::unavailable(1).into_response();
    };
    next.run(Request::from_parts(parts, Body::from(read))).await
}

/// Counts every answer, and notes those that are our mistake.
pub async fn observe(State(app): State<Shared>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let route = route.unwrap_or_else(|| "page".to_owned());
    let method = request.method().clone();
    let start = Instant::now();
    let response = next.run(request).await;
    let status = response.status();
    let took = start.elapsed();
    app.metrics.answered(&route, &method, status, took);
    let ms = took.as_millis();
    if status.is_server_error() {
        tracing::warn!(route, %method, status = status.as_u16(), ms, "answered");
    } else {
        tracing::debug!(route, %method, status = status.as_u16(), ms, "answered");
    }
    response
}
