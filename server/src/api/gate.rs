//! Who comes in: not too often from one address, not too many at once, and nobody stays for ever.

use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::failure::Failure;
use crate::guard::address::{Peer, client, household};
use crate::state::Shared;

/// Longest that a request may take, its body included; a phone in a valley sends 256 kB in this time.
const LONGEST: Duration = Duration::from_secs(60);

/// The address that a request comes from, for what is counted by address.
#[derive(Debug, Clone, Copy)]
pub struct From(pub std::net::IpAddr);

pub async fn admit(State(app): State<Shared>, mut request: Request, next: Next) -> Response {
    let Some(Peer(peer)) = request.extensions().get().copied() else {
        return Failure::BAD_REQUEST.into_response();
    };
    let address = household(client(peer, request.headers(), &app.settings.behind_proxy));
    if let Err(seconds) = app.addresses.take(address, Instant::now()) {
        return Failure::too_many(seconds).into_response();
    }
    // Nobody queues here: whoever is let in is served quickly, and the others come again a little later.
    let Ok(_turn) = app.turns.try_acquire() else {
        return Failure::unavailable(1).into_response();
    };
    request.extensions_mut().insert(From(address));
    match tokio::time::timeout(LONGEST, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Failure::unavailable(5).into_response(),
    }
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
