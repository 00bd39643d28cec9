//! Tiles for the map: `tiles://localhost/FILE/Z/X/Y` answers the tile of an installed map, unpacked.

use tauri::http::{Response, StatusCode, header};
use tauri::{Manager, Runtime, UriSchemeContext, UriSchemeResponder};
use tiles::read::TileKind;
use tiles::tile::Tile;

use super::Packs;
use super::shelf::Shelf;

pub const SCHEME: &str = "tiles";

/// Answers on a thread of its own: the disk may be slow.
pub fn serve<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: tauri::http::Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let packs = context.app_handle().try_state::<Packs>().map(|packs| packs.inner().clone());
    tauri::async_runtime::spawn_blocking(move || {
        let path = request.uri().path();
        let answer =
            packs.map_or(Answer::nothing(StatusCode::NOT_FOUND), |packs| answer(&packs.0.shelf, path));
        responder.respond(answer.into_response());
    });
}

#[derive(Debug, PartialEq)]
struct Answer {
    status: StatusCode,
    kind: &'static str,
    body: Vec<u8>,
}

impl Answer {
    fn nothing(status: StatusCode) -> Answer {
        Answer { status, kind: "", body: Vec::new() }
    }

    fn into_response(self) -> Response<Vec<u8>> {
        let mut response = Response::new(self.body);
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        // The page has another origin than its tiles.
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, header::HeaderValue::from_static("*"));
        // A file may be replaced under its name.
        headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
        if !self.kind.is_empty() {
            headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(self.kind));
        }
        response
    }
}

fn answer(shelf: &Shelf, path: &str) -> Answer {
    let asked = path.trim_start_matches('/').split_once('/');
    let Some((file, tile)) = asked.and_then(|(file, tile)| Some((file, tile.parse::<Tile>().ok()?))) else {
        return Answer::nothing(StatusCode::BAD_REQUEST);
    };
    let Ok(pack) = shelf.pack(file) else { return Answer::nothing(StatusCode::NOT_FOUND) };
    let header = pack.header();
    match pack.unpacked(tile) {
        Ok(Some(body)) => {
            Answer { status: StatusCode::OK, kind: header.kind.media_type(), body: body.into_owned() }
        }
        // The map passes over pictures that are not there only when it is told so.
        Ok(None) if header.kind == TileKind::Png => Answer::nothing(StatusCode::NOT_FOUND),
        Ok(None) => Answer::nothing(StatusCode::NO_CONTENT),
        Err(error) => {
            let error = sente_core::with_causes(&error);
            tracing::warn!(file, %tile, error, "a tile could not be read");
            Answer::nothing(StatusCode::INTERNAL_SERVER_ERROR)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::install::{Job, install};
    use super::super::samples::{TILE, a_pack, a_shelf};
    use super::*;

    #[test]
    fn a_tile_comes_unpacked_and_an_empty_place_is_said_so() {
        let (home, shelf) = a_shelf();
        install(&shelf, &a_pack(home.path(), "Centre"), "centre", &Job::default(), &mut |_| ()).unwrap();
        let found = answer(&shelf, "/centre/5/16/11");
        assert_eq!((found.status, found.body.as_slice()), (StatusCode::OK, TILE));
        assert_eq!(found.kind, TileKind::Mvt.media_type());
        let response = found.into_response();
        assert_eq!(response.headers()["access-control-allow-origin"], "*");
        assert_eq!(answer(&shelf, "/centre/5/0/0").status, StatusCode::NO_CONTENT);
        assert_eq!(answer(&shelf, "/nord/5/16/11").status, StatusCode::NOT_FOUND);
    }

    #[test]
    fn nothing_outside_the_folder_is_served() {
        let (_home, shelf) = a_shelf();
        for path in ["/../secret/5/16/11", "/", "/centre", "/centre/5/16", "/centre/99/0/0", "/%2e%2e/5/1/1"]
        {
            assert!(answer(&shelf, path).status.is_client_error(), "{path}");
        }
    }
}
