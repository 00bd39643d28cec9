//! What is no API: the browser version of the app, map packs as they lie in their folder, and the public page on
//! moderation.

pub mod files;
pub mod moderation;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::get;
use tower_http::services::ServeDir;

use crate::failure::Failure;
use crate::state::Shared;
use files::Files;

/// Where packs are served.
pub const PACKS: &str = "/packs";

pub fn routes(app: &Shared, files: Option<Files>) -> Router<Shared> {
    let mut routes = Router::new()
        .route("/healthz", get(healthy))
        .route(moderation::PATH, get(moderation::show))
        .route(moderation::STYLE_PATH, get(moderation::style));
    if let Some(folder) = &app.settings.packs {
        routes = routes.nest_service(PACKS, ServeDir::new(folder).append_index_html_on_directories(false));
    }
    match files {
        Some(files) => routes.fallback_service(files.service()),
        None => routes.fallback(|| async { StatusCode::NOT_FOUND }),
    }
}

/// Whether requests can be answered at all: something can be read, and somebody is there to write.
async fn healthy(State(app): State<Shared>) -> Result<impl IntoResponse, Failure> {
    if !app.store.is_writing() {
        return Err(Failure::unavailable(5));
    }
    app.store.feed(u64::MAX >> 1, 1).await?;
    Ok("ok\n")
}
