//! Signing in at the provider: out to it, and back with its answer. Both are asked by a browser that goes there itself, so
//! whatever happens it is led to a page.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use protocol::{Problem, paths};
use serde::Deserialize;

use super::extract::Asked;
use crate::auth::openid::{Binding, COOKIE, OpenId, Refusal, plain};
use crate::auth::session::{self, Staff};
use crate::failure::Failure;
use crate::pages;
use crate::state::Shared;

/// Where staff works in the app.
const DESK: &str = "/atelier";

/// With what the provider sends the browser back.
#[derive(Deserialize)]
pub struct Back {
    #[serde(default)]
    state: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    error: String,
}

/// Sends the browser to the provider; 404 where none is set.
#[utoipa::path(get, path = paths::STAFF_OPENID, tag = "staff", operation_id = "begin_openid",
    responses((status = 303, description = "To the provider, or to a page that says why not."),
        (status = "default", body = Problem)))]
pub async fn begin(State(app): State<Shared>) -> Result<Response, Failure> {
    let openid = app.openid.as_ref().ok_or(Failure::NOT_FOUND)?;
    let binding = Binding::new().map_err(|error| Failure::internal("randomness", &error))?;
    match openid.begin(&binding).await {
        Ok(address) => lead_to(address.as_str(), &[binding.cookie(app.settings.is_over_tls())]),
        Err(refusal) => refuse(&app, refusal),
    }
}

/// Opens a session for the account that the provider vouches for; 404 where none is set.
#[utoipa::path(get, path = paths::STAFF_OPENID_BACK, tag = "staff", operation_id = "finish_openid",
    params(("state" = Option<String>, Query), ("code" = Option<String>, Query), ("error" = Option<String>, Query)),
    responses((status = 303, description = "To the app, or to a page that says why not."),
        (status = "default", body = Problem)))]
pub async fn finish(
    State(app): State<Shared>,
    headers: HeaderMap,
    Asked(back): Asked<Back>,
) -> Result<Response, Failure> {
    let openid = app.openid.as_ref().ok_or(Failure::NOT_FOUND)?;
    match let_in(&app, openid, &headers, back).await {
        Ok(staff) => lead_to(DESK, &[staff.cookie(&app), COOKIE.none(app.settings.is_over_tls())]),
        Err(refusal) => refuse(&app, refusal),
    }
}

async fn let_in(app: &Shared, openid: &OpenId, headers: &HeaderMap, back: Back) -> Result<Staff, Refusal> {
    let binding = Binding::of(headers).filter(|binding| binding.is_state(&back.state));
    let binding = binding.ok_or(Refusal::Unbound)?;
    if back.code.is_empty() {
        tracing::warn!(error = plain(&back.error), "the provider of OpenID Connect let nobody in");
        return Err(Refusal::Declined);
    }
    let name = openid.finish(&binding, back.code).await?;
    // What failed is in the log by then.
    let account = app.store.account(&name).await.map_err(Failure::from).map_err(|_| Refusal::Busy)?;
    let account = account.ok_or(Refusal::Unknown)?;
    session::open(app, account, Timestamp::now()).await.map_err(|_| Refusal::Busy)
}

fn refuse(app: &Shared, refusal: Refusal) -> Result<Response, Failure> {
    tracing::info!(reason = refusal.word(), "nobody was let in by OpenID Connect");
    lead_to(&pages::openid::address(refusal), &[COOKIE.none(app.settings.is_over_tls())])
}

fn lead_to(address: &str, cookies: &[String]) -> Result<Response, Failure> {
    let value =
        |text: &str| HeaderValue::from_str(text).map_err(|error| Failure::internal("redirection", &error));
    let mut response = StatusCode::SEE_OTHER.into_response();
    response.headers_mut().insert(header::LOCATION, value(address)?);
    for cookie in cookies {
        response.headers_mut().append(header::SET_COOKIE, value(cookie)?);
    }
    Ok(response)
}
