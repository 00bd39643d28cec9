//! Photos: sent in pieces by the device that refers to them, seen by whom their thing allows.

use axum::body::Bytes;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use protocol::{PhotoId, Problem, ProblemCode, limits, paths};

use super::extract;
use crate::answer::Caching;
use crate::auth::session;
use crate::failure::Failure;
use crate::photos::{Alone, NotTaken, Progress};
use crate::secret;
use crate::state::{App, Owner, Shared, owner};
use crate::store::{KeyHash, PhotoAccess};

fn id(text: &str) -> Result<PhotoId, Failure> {
    text.parse().map_err(|_| Failure::NOT_FOUND)
}

fn disk(error: std::io::Error) -> Failure {
    Failure::internal("photos", &error)
}

/// A photo: of a published thing for everybody, else for its author and staff.
#[utoipa::path(get, path = paths::PHOTO, tag = "hikers", operation_id = "read_photo", params(("photo" = PhotoId, Path), ("sente-key" = Option<protocol::DeviceKey>, Header)),
    responses((status = 200, body = Vec<u8>, content_type = "image/jpeg"), (status = "default", body = Problem)))]
pub async fn show(
    State(app): State<Shared>,
    Path(photo): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let photo = id(&photo)?;
    let caching = match app.store.photo_access(&photo).await? {
        PhotoAccess::Everybody => Caching::Minutes,
        PhotoAccess::Owners(authors) if may_see(&app, &authors, &headers).await? => Caching::Nowhere,
        // Whether it exists is nobody else's business.
        PhotoAccess::Owners(_) | PhotoAccess::Nobody => return Err(Failure::NOT_FOUND),
    };
    let bytes = app.photos.read(&photo).await.map_err(disk)?.ok_or(Failure::NOT_FOUND)?;
    let mut response = bytes.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("image/jpeg"));
    response.headers_mut().insert(header::CACHE_CONTROL, caching.value());
    Ok(response)
}

async fn may_see(app: &Shared, authors: &[KeyHash], headers: &HeaderMap) -> Result<bool, Failure> {
    if owner(headers).is_some_and(|asks| is_one_of(asks, authors)) {
        return Ok(true);
    }
    Ok(session::of(app, headers).await?.is_some())
}

fn is_one_of(asks: KeyHash, authors: &[KeyHash]) -> bool {
    authors.iter().any(|author| secret::same(&asks.0, &author.0))
}

/// How many bytes of a photo the server has; `204` as long as some are missing, `200` once it is whole.
#[utoipa::path(head, path = paths::PHOTO, tag = "hikers", operation_id = "photo_progress", params(("photo" = PhotoId, Path), ("sente-key" = protocol::DeviceKey, Header), ("sente-sum" = String, Header)),
    responses((status = 200), (status = 204), (status = "default", description = "as everywhere, without a body")))]
pub async fn progress(
    State(app): State<Shared>,
    Owner(owner): Owner,
    Path(photo): Path<String>,
) -> Result<Response, Failure> {
    let photo = id(&photo)?;
    if app.store.photo_awaited(owner, &photo).await? {
        let here = app.photos.received(owner, &photo).await.map_err(disk)?;
        return Ok(at(StatusCode::NO_CONTENT, here));
    }
    settled(&app, owner, &photo).await
}

/// Of a photo that is not awaited: that it is here already, where the device may know so.
async fn settled(app: &App, owner: KeyHash, photo: &PhotoId) -> Result<Response, Failure> {
    let here = match app.store.photo_access(photo).await? {
        PhotoAccess::Everybody => true,
        PhotoAccess::Owners(authors) => is_one_of(owner, &authors),
        PhotoAccess::Nobody => false,
    };
    if here { Ok(StatusCode::OK.into_response()) } else { Err(Failure::NOT_FOUND) }
}

/// Adds a piece at `upload-offset`. `204` with the new offset; `409` with the right one where it was another; `200` once
/// the photo is whole and kept.
#[utoipa::path(patch, path = paths::PHOTO, tag = "hikers", operation_id = "add_to_photo",
    params(("photo" = PhotoId, Path), ("sente-key" = protocol::DeviceKey, Header), ("sente-sum" = String, Header), ("upload-offset" = u64, Header), ("upload-length" = u64, Header)),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200), (status = 204), (status = 409, body = Problem), (status = "default", body = Problem)))]
pub async fn add(
    State(app): State<Shared>,
    Owner(owner): Owner,
    Path(photo): Path<String>,
    request: Request,
) -> Result<Response, Failure> {
    let photo = id(&photo)?;
    let offset = number(request.headers(), paths::UPLOAD_OFFSET)?;
    let length = number(request.headers(), paths::UPLOAD_LENGTH)?;
    // The gate has read the body into memory already; nobody fills our disk with what nothing refers to.
    if !app.store.photo_awaited(owner, &photo).await? {
        return settled(&app, owner, &photo).await;
    }
    let piece = extract::bytes(request, &app).await?;
    if piece.len() as u64 > limits::PHOTO_PIECE {
        return Err(Failure::TOO_LARGE);
    }
    // Brought to its end also where the device goes away meanwhile: the photo is held until the store knows that it is whole.
    let adding =
        tokio::spawn(async move { keep(&app, owner, &photo, Piece { offset, length, bytes: piece }).await });
    adding.await.map_err(|error| Failure::internal("photos", &error))?
}

pub struct Piece {
    pub offset: u64,
    pub length: u64,
    pub bytes: Bytes,
}

async fn keep(app: &Shared, owner: KeyHash, photo: &PhotoId, piece: Piece) -> Result<Response, Failure> {
    let alone = app.photos.alone(photo).await.map_err(disk)?;
    // The same piece may have come by another server, and the photo be whole by now.
    if !app.store.photo_awaited(owner, photo).await? {
        return settled(app, owner, photo).await;
    }
    put_down(app, owner, &alone, piece).await
}

/// Puts down a piece of a photo that was awaited a moment ago. Where it has been erased or withdrawn by now, no file stays.
pub async fn put_down(
    app: &App,
    owner: KeyHash,
    alone: &Alone<'_>,
    piece: Piece,
) -> Result<Response, Failure> {
    let photo = alone.photo();
    match alone.add(owner, piece.offset, piece.length, &piece.bytes).await {
        Ok(Progress::Part(here)) if app.store.photo_awaited(owner, photo).await? => {
            Ok(at(StatusCode::NO_CONTENT, here))
        }
        Ok(progress) => {
            match progress {
                Progress::Part(_) => alone.remove_upload(owner).await.map_err(disk)?,
                Progress::Whole => app.store.photo_arrived(photo).await?,
            }
            if app.store.photo_access(photo).await? == PhotoAccess::Nobody {
                alone.remove_whole().await.map_err(disk)?;
            }
            settled(app, owner, photo).await
        }
        Err(NotTaken::Offset(here)) => {
            let mut response = Failure::of(ProblemCode::Conflict).into_response();
            response.headers_mut().extend(at(StatusCode::CONFLICT, here).headers().clone());
            Ok(response)
        }
        Err(NotTaken::TooLarge) => Err(Failure::TOO_LARGE),
        Err(NotTaken::BadPhoto) => Err(Failure::of(ProblemCode::BadPhoto)),
        Err(NotTaken::Disk(error)) => Err(disk(error)),
    }
}

fn number(headers: &HeaderMap, name: &str) -> Result<u64, Failure> {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    value.and_then(|value| value.parse().ok()).ok_or(Failure::BAD_REQUEST)
}

fn at(status: StatusCode, offset: u64) -> Response {
    let mut response = status.into_response();
    response.headers_mut().insert(HeaderName::from_static(paths::UPLOAD_OFFSET), HeaderValue::from(offset));
    response
}
