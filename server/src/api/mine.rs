//! A device's own things: to see, and to erase.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::Timestamp;
use protocol::{Mine, Problem, paths};

use crate::failure::Failure;
use crate::photos::Sweep;
use crate::state::{Owner, Shared};

/// What the server has of the device, and how far each thing is.
#[utoipa::path(get, path = paths::MINE, tag = "hikers", operation_id = "read_mine", params(("sente-key" = protocol::DeviceKey, Header), ("sente-sum" = String, Header)),
    responses((status = 200, body = Mine), (status = "default", body = Problem)))]
pub async fn list(State(app): State<Shared>, Owner(owner): Owner) -> Result<Json<Mine>, Failure> {
    Ok(Json(app.store.mine(owner).await?))
}

/// Erases everything of the device, for good.
#[utoipa::path(delete, path = paths::MINE, tag = "hikers", operation_id = "erase_mine", params(("sente-key" = protocol::DeviceKey, Header), ("sente-sum" = String, Header)),
    responses((status = 204), (status = "default", body = Problem)))]
pub async fn erase(State(app): State<Shared>, Owner(owner): Owner) -> Result<StatusCode, Failure> {
    let photos = app.store.erase(owner, Timestamp::now()).await?;
    app.feed.forget();
    app.public_log.forget();
    app.photos.forget(&photos, app.store.as_ref()).await.map_err(|error| match error {
        Sweep::Store(error) => error.into(),
        Sweep::Disk(error) => disk(error),
    })?;
    app.photos.forget_uploads(owner).await.map_err(disk)?;
    Ok(StatusCode::NO_CONTENT)
}

fn disk(error: std::io::Error) -> Failure {
    Failure::internal("photos", &error)
}
