//! The browser version of the app and the map packs.

use std::fs;

use axum::http::Method;

use crate::server::Server;

async fn with_files() -> (tempfile::TempDir, Server) {
    let folder = tempfile::tempdir().unwrap();
    let (pages, packs) = (folder.path().join("pages"), folder.path().join("packs"));
    fs::create_dir_all(&pages).unwrap();
    fs::create_dir_all(&packs).unwrap();
    fs::write(pages.join("index.html"), "<!doctype html>".repeat(200)).unwrap();
    // The server does not look into what was compressed beforehand.
    fs::write(pages.join("app-0123456789abcdef.wasm"), "plain wasm ".repeat(200)).unwrap();
    fs::write(pages.join("app-0123456789abcdef.wasm.br"), "in brotli").unwrap();
    fs::write(packs.join("carte.pmtiles"), b"0123456789").unwrap();
    fs::write(folder.path().join("secret.txt"), "secret").unwrap();
    let server = Server::start_with(|settings| {
        settings.pages = Some(pages);
        settings.packs = Some(packs);
    });
    let server = server.await;
    (folder, server)
}

#[tokio::test]
async fn the_app_is_served_under_all_of_its_paths_and_kept_apart_from_the_api() {
    let (_folder, server) = with_files().await;
    for path in ["/", "/itineraire/f3-28357", "/carnet"] {
        let reply = server.get(path).send().await.expect(200);
        assert_eq!(reply.header("content-type"), "text/html; charset=utf-8");
        assert!(reply.header("content-security-policy").contains("'wasm-unsafe-eval'"));
    }
    assert_eq!(server.get("/v1/carnet").send().await.expect(404).header("content-type"), "application/json");
}

#[tokio::test]
async fn what_a_release_has_compressed_beforehand_is_sent_to_whoever_reads_it() {
    const WASM: &str = "/app-0123456789abcdef.wasm";
    let (_folder, server) = with_files().await;
    let packed = server.get(WASM).header("accept-encoding", "gzip, br").send().await.expect(200);
    assert_eq!((packed.body.as_ref(), packed.header("content-encoding")), (b"in brotli".as_slice(), "br"));
    assert_eq!((packed.header("content-type"), packed.header("content-length")), ("application/wasm", "9"));
    assert_eq!(packed.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(packed.header("vary"), "accept-encoding");

    let plain = server.get(WASM).header("accept-encoding", "identity").send().await.expect(200);
    assert_eq!((plain.body.len(), plain.header("content-encoding")), (2_200, ""));
    assert_ne!(plain.header("etag"), packed.header("etag"));

    let known =
        server.get(WASM).header("accept-encoding", "br").header("if-none-match", packed.header("etag"));
    let known = known.send().await.expect(304);
    assert_eq!((known.body.len(), known.header("vary")), (0, "accept-encoding"));
    let part = server.get(WASM).header("accept-encoding", "br").header("range", "bytes=6-9");
    let part = part.send().await.expect(206);
    assert_eq!((part.body.as_ref(), part.header("content-encoding")), (b"wasm".as_slice(), ""));
    // A part is never cut out of what was begun in brotli.
    let mixed = server.get(WASM).header("accept-encoding", "br").header("range", "bytes=6-9");
    let mixed = mixed.header("if-range", packed.header("etag")).send().await.expect(200);
    assert_eq!(mixed.header("content-encoding"), "br");
    server.get(&format!("{WASM}.br")).send().await.expect(404);
}

#[tokio::test]
async fn a_file_is_guarded_and_counted_like_a_page() {
    const WASM: &str = "/app-0123456789abcdef.wasm";
    let (_folder, server) = with_files().await;
    let [page, file] = ["/carnet", WASM].map(|path| server.get(path));
    let (page, file) = (page.send().await.expect(200), file.send().await.expect(200));
    let names = ["x-content-type-options", "content-security-policy", "cross-origin-resource-policy"];
    let for_pages = ["referrer-policy", "permissions-policy", "cross-origin-opener-policy"];
    for name in names.iter().chain(&for_pages) {
        assert_eq!(file.header(name), page.header(name), "{name}");
        assert!(!file.header(name).is_empty(), "{name}");
    }
    let head = server.ask(Method::HEAD, WASM).send().await.expect(200);
    assert_eq!((head.header("content-length"), head.body.len()), ("2200", 0));
    server.post(WASM).send().await.expect(405);
    let counted = server.app.metrics.text();
    for line in [
        "method=\"GET\",status=\"200\"} 2",
        "method=\"HEAD\",status=\"200\"} 1",
        "\"POST\",status=\"405\"} 1",
    ] {
        assert!(counted.lines().any(|one| one.contains("route=\"page\"") && one.contains(line)), "{counted}");
    }
}

#[tokio::test]
async fn parts_of_a_pack_are_served() {
    let (_folder, server) = with_files().await;
    let part = server.get("/packs/carte.pmtiles").header("range", "bytes=2-4").send().await.expect(206);
    assert_eq!((part.body.as_ref(), part.header("content-range")), (b"234".as_slice(), "bytes 2-4/10"));
    assert_eq!(part.header("cache-control"), "public, max-age=300");
    let head = server.ask(Method::HEAD, "/packs/carte.pmtiles").send().await.expect(200);
    assert_eq!((head.header("content-length"), head.header("accept-ranges")), ("10", "bytes"));
}

#[tokio::test]
async fn nothing_beside_the_folders_is_served() {
    let (_folder, server) = with_files().await;
    for path in
        ["/packs/../secret.txt", "/packs/%2e%2e/secret.txt", "/packs/..%2fsecret.txt", "/../secret.txt"]
    {
        let reply = server.get(path).send().await;
        assert!(!String::from_utf8_lossy(&reply.body).contains("secret"), "{path}: {reply:?}");
    }
}
