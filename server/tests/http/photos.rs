//! Photos, from the first piece to the feed.

use axum::http::Method;
use axum::response::IntoResponse;
use protocol::{Act, PhotoId, Review, Role, StaffAct, Withdrawn, paths};
use sente_server::api::photos::{Piece, put_down};
use sente_server::store::KeyHash;

use crate::samples::{a_key, a_photo, a_review, changing, making};
use crate::server::{Reply, Server};

async fn piece(
    server: &Server,
    key: u8,
    photo: &PhotoId,
    offset: usize,
    bytes: &[u8],
    length: usize,
) -> Reply {
    let ask = server.ask(Method::PATCH, &paths::photo(photo)).key(&a_key(key));
    let ask = ask.header(paths::UPLOAD_OFFSET, &offset.to_string());
    ask.header(paths::UPLOAD_LENGTH, &length.to_string()).body(bytes.to_vec()).send().await
}

async fn head(server: &Server, key: u8, photo: &PhotoId) -> Reply {
    server.ask(Method::HEAD, &paths::photo(photo)).key(&a_key(key)).send().await
}

#[tokio::test]
async fn a_photo_goes_on_where_it_stopped_and_is_seen_when_its_review_is_published() {
    let server = Server::start().await;
    let desk = server.staff(Role::Agence).await;
    let (photo, bytes) = a_photo();
    let path = paths::photo(&photo);
    let review = making(Act::Review(Review { photos: vec![photo.clone()], ..a_review("avec photo") }));
    head(&server, 1, &photo).await.expect(404);
    server.taken(&a_key(1), &review).await;
    assert_eq!(server.mine(&a_key(1)).await.things[0].awaited, std::slice::from_ref(&photo));

    assert_eq!(head(&server, 1, &photo).await.expect(204).header(paths::UPLOAD_OFFSET), "0");
    piece(&server, 1, &photo, 0, &bytes[..500], bytes.len()).await.expect(204);
    let behind = piece(&server, 1, &photo, 0, &bytes[..500], bytes.len()).await.expect(409);
    assert_eq!(behind.header(paths::UPLOAD_OFFSET), "500");
    assert_eq!(head(&server, 1, &photo).await.expect(204).header(paths::UPLOAD_OFFSET), "500");
    piece(&server, 1, &photo, 500, &bytes[500..], bytes.len()).await.expect(200);
    head(&server, 1, &photo).await.expect(200);
    piece(&server, 1, &photo, 500, &bytes[500..], bytes.len()).await.expect(200);
    assert!(server.mine(&a_key(1)).await.things[0].awaited.is_empty());

    // Until it is published its author and staff see it, and nobody else.
    server.get(&path).send().await.expect(404);
    server.get(&path).key(&a_key(2)).send().await.expect(404);
    let seen = server.get(&path).key(&a_key(1)).send().await.expect(200);
    assert_eq!((seen.header("content-type"), seen.header("cache-control")), ("image/jpeg", "no-store"));
    server.get(&path).desk(&desk).send().await.expect(200);
    server.act(&desk, &review, StaffAct::Publish).await.expect(200);
    assert_eq!(server.get(&path).send().await.expect(200).header("cache-control"), "public, max-age=300");

    server.taken(&a_key(1), &changing(review.subject(), Act::Withdraw(Withdrawn {}))).await;
    server.get(&path).send().await.expect(404);
}

#[tokio::test]
async fn a_photo_that_nothing_refers_to_is_not_taken() {
    let server = Server::start().await;
    let (photo, bytes) = a_photo();
    piece(&server, 1, &photo, 0, &bytes, bytes.len()).await.expect(404);
}

#[tokio::test]
async fn bytes_that_are_no_photo_are_refused() {
    let server = Server::start().await;
    let text = b"<script>alert(1)</script>";
    let photo = PhotoId::from_bytes(&sente_server::secret::sha256(&[text]));
    let review = making(Act::Review(Review { photos: vec![photo.clone()], ..a_review("") }));
    server.taken(&a_key(1), &review).await;
    piece(&server, 1, &photo, 0, text, text.len()).await.expect(422);
    piece(&server, 1, &photo, 0, text, 5 * 1024 * 1024).await.expect(413);
}

#[tokio::test]
async fn the_same_photo_of_another_device_has_arrived_with_the_first_one() {
    let server = Server::start().await;
    let (photo, bytes) = a_photo();
    for device in [1, 2] {
        let review = making(Act::Review(Review { photos: vec![photo.clone()], ..a_review("") }));
        server.taken(&a_key(device), &review).await;
    }
    piece(&server, 1, &photo, 0, &bytes, bytes.len()).await.expect(200);
    for device in [1, 2] {
        head(&server, device, &photo).await.expect(200);
        server.get(&paths::photo(&photo)).key(&a_key(device)).send().await.expect(200);
    }
    head(&server, 3, &photo).await.expect(404);
}

#[tokio::test]
async fn erasing_a_device_erases_its_photos() {
    let server = Server::start().await;
    let (photo, bytes) = a_photo();
    let review = making(Act::Review(Review { photos: vec![photo.clone()], ..a_review("") }));
    server.taken(&a_key(1), &review).await;
    piece(&server, 1, &photo, 0, &bytes, bytes.len()).await.expect(200);
    server.ask(Method::DELETE, paths::MINE).key(&a_key(1)).send().await.expect(204);
    server.get(&paths::photo(&photo)).key(&a_key(1)).send().await.expect(404);
    assert_eq!(server.app.photos.read(&photo).await.unwrap(), None);
}

#[tokio::test]
async fn a_photo_that_is_used_again_stays_whoever_was_told_before_that_it_may_go() {
    let server = Server::start().await;
    let (photo, bytes) = a_photo();
    let review = || making(Act::Review(Review { photos: vec![photo.clone()], ..a_review("") }));
    server.taken(&a_key(1), &review()).await;
    piece(&server, 1, &photo, 0, &bytes, bytes.len()).await.expect(200);
    // Another server on the same folder has heard of an erasure and comes to the file only now.
    server.app.photos.forget(std::slice::from_ref(&photo), server.app.store.as_ref()).await.unwrap();
    server.get(&paths::photo(&photo)).key(&a_key(1)).send().await.expect(200);
}

/// The names of all files of photos, whole and unfinished.
fn files(server: &Server) -> Vec<String> {
    let photos = server.app.settings.data.join("photos");
    let shelves = std::fs::read_dir(photos).unwrap().map(|shelf| shelf.unwrap().path());
    let shelves = shelves.filter(|shelf| !shelf.ends_with("locks"));
    let files = shelves.flat_map(|shelf| std::fs::read_dir(shelf).unwrap());
    files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
}

#[tokio::test]
async fn a_piece_that_is_on_its_way_during_an_erasure_leaves_no_file() {
    let server = Server::start().await;
    let (photo, bytes) = a_photo();
    let review = making(Act::Review(Review { photos: vec![photo.clone()], ..a_review("avec photo") }));
    server.taken(&a_key(1), &review).await;
    // The request has found it awaited; the erasure comes between that and the disk.
    let alone = server.app.photos.alone(&photo).await.unwrap();
    server.ask(Method::DELETE, paths::MINE).key(&a_key(1)).send().await.expect(204);
    for last in [500, bytes.len()] {
        let piece = Piece { offset: 0, length: bytes.len() as u64, bytes: bytes[..last].to_vec().into() };
        let late = put_down(&server.app, KeyHash::of(&a_key(1)), &alone, piece).await;
        assert_eq!(late.into_response().status().as_u16(), 404);
        assert_eq!(files(&server), Vec::<String>::new());
    }
    drop(alone);
    piece(&server, 1, &photo, 0, &bytes, bytes.len()).await.expect(404);
}
