//! Signing in and out. Every wrong answer is the same and takes the same time, whether the name exists or not.

use std::time::Instant;

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use jiff::Timestamp;
use protocol::{Problem, Session, SignIn, paths};

use super::extract::Body;
use super::gate::From;
use crate::auth::name;
use crate::auth::session::{self, Staff};
use crate::failure::Failure;
use crate::state::Shared;

/// Opens a session; its identity comes in a cookie, its token in the body.
#[utoipa::path(post, path = paths::STAFF_SESSION, tag = "staff", operation_id = "sign_in", request_body = SignIn,
    responses((status = 200, body = Session), (status = "default", body = Problem)))]
pub async fn open(
    State(app): State<Shared>,
    Extension(From(address)): Extension<From>,
    Body(SignIn { name, password }): Body<SignIn>,
) -> Result<Response, Failure> {
    let name = name::of_account(&name).ok_or(Failure::UNAUTHORISED)?;
    app.slow_down.wait(&name, address, Instant::now()).map_err(Failure::too_many)?;
    let account = app.store.account(&name).await?;
    let kept = account.as_ref().and_then(|account| account.password.as_deref());
    let right = app.passwords.check(password, kept).await?;
    let Some(account) = account.filter(|_| right) else {
        app.slow_down.wrong(&name, address, Instant::now());
        return Err(Failure::UNAUTHORISED);
    };
    app.slow_down.right(&name, address);
    let staff = session::open(&app, account, Timestamp::now()).await?;
    with_cookie(Json(described(&staff)).into_response(), &staff.cookie(&app))
}

/// Who is signed in.
#[utoipa::path(get, path = paths::STAFF_SESSION, tag = "staff", operation_id = "read_session",
    responses((status = 200, body = Session), (status = "default", body = Problem)))]
pub async fn show(State(app): State<Shared>, staff: Staff) -> Result<Response, Failure> {
    with_cookie(Json(described(&staff)).into_response(), &staff.cookie(&app))
}

/// Ends the session.
#[utoipa::path(delete, path = paths::STAFF_SESSION, tag = "staff", operation_id = "sign_out", params(("sente-csrf" = String, Header)),
    responses((status = 204), (status = "default", body = Problem)))]
pub async fn close(State(app): State<Shared>, staff: Staff) -> Result<Response, Failure> {
    session::close(&app, &staff).await?;
    with_cookie(StatusCode::NO_CONTENT.into_response(), &session::COOKIE.none(app.settings.is_over_tls()))
}

fn described(staff: &Staff) -> Session {
    Session {
        name: staff.account.name.clone(),
        shown: staff.account.shown.clone(),
        role: staff.account.role,
        communes: staff.account.communes.clone(),
        csrf: staff.csrf(),
    }
}

fn with_cookie(mut response: Response, cookie: &str) -> Result<Response, Failure> {
    let cookie = HeaderValue::from_str(cookie).map_err(|error| Failure::internal("cookie", &error))?;
    response.headers_mut().insert(header::SET_COOKIE, cookie);
    Ok(response)
}
