//! What is no API: the browser version of the app, map packs as they lie in their folder, the public page on moderation,
//! and that of a sign-in that came to nothing.

pub mod files;
pub mod moderation;
pub mod openid;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::IntoResponse;
use axum::routing::get;
use tower_http::services::ServeDir;

use crate::failure::Failure;
use crate::state::Shared;
use files::Files;

/// How long whoever asks after the health of the server waits for it.
const PATIENCE: Duration = Duration::from_secs(4);

/// Where packs are served.
pub const PACKS: &str = "/packs";

pub fn routes(app: &Shared, files: Option<Arc<Files>>) -> Router<Shared> {
    let mut routes = Router::new()
        .route("/healthz", get(healthy))
        .route(moderation::PATH, get(moderation::show))
        .route(moderation::STYLE_PATH, get(moderation::style))
        .route(openid::PATH, get(openid::show));
    if let Some(folder) = &app.settings.packs {
        routes = routes.nest_service(PACKS, ServeDir::new(folder).append_index_html_on_directories(false));
    }
    match files {
        Some(files) => routes.fallback(move |method: Method, uri: Uri, asked: HeaderMap| {
            std::future::ready(files.otherwise(&method, uri.path(), &asked).map(Body::from))
        }),
        None => routes.fallback(|| async { StatusCode::NOT_FOUND }),
    }
}

/// Whether requests can be answered: something is read, and something could be written, or it is said within a moment that
/// it could not.
async fn healthy(State(app): State<Shared>) -> Result<impl IntoResponse, Failure> {
    let asked = tokio::spawn(async move {
        app.store.feed(u64::MAX >> 1, 1).await?;
        app.store.can_write().await
    });
    match tokio::time::timeout(PATIENCE, asked).await {
        Ok(Ok(answered)) => Ok(answered.map(|()| "ok\n")?),
        Ok(Err(broken)) => Err(Failure::internal("health", &broken)),
        Err(_) => Err(Failure::unavailable(5)),
    }
}
