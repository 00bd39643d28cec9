//! A small static server on 127.0.0.1 for the browser version: right media types, the same content security policy as the
//! window, and `index.html` for the paths that only the app knows. It answers, it never asks: no proxy, no log of visitors.

use std::io::Write;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, anyhow};
use tiny_http::{Header, Method, Request, Response, Server};

use crate::web;

/// `'wasm-unsafe-eval'` lets wasm run; without it the page stays blank and says nothing.
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data: blob:; worker-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'self'; \
     frame-ancestors 'none'; form-action 'self'";
const THREADS: usize = 4;

#[derive(clap::Args)]
pub struct Args {
    /// 0 takes a free one.
    #[arg(long, default_value_t = 8028)]
    pub port: u16,
    /// The folder to serve.
    #[arg(long)]
    pub dir: Option<PathBuf>,
}

pub fn run(args: &Args) -> Result<()> {
    serve(&args.dir.clone().unwrap_or_else(web::browser_folder), args.port)
}

/// Serves until it is stopped; the first line on stdout is the address.
pub fn serve(folder: &Path, port: u16) -> Result<()> {
    let server = Server::http(("127.0.0.1", port))
        .map_err(|error| anyhow!("port {port} cannot be used ({error}); choose another: --port N"))?;
    let address = server.server_addr().to_ip().context("the server listens on an address")?;
    println!("http://{address}/");
    std::io::stdout().flush()?;
    let server = Arc::new(server);
    let workers: Vec<_> = (0..THREADS)
        .map(|_| {
            let (server, folder) = (Arc::clone(&server), folder.to_path_buf());
            std::thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    answer(request, &folder);
                }
            })
        })
        .collect();
    for worker in workers {
        worker.join().map_err(|_| anyhow!("a server thread broke off"))?;
    }
    Ok(())
}

fn answer(request: Request, folder: &Path) {
    let found = match request.method() {
        Method::Get | Method::Head => file_for(folder, request.url()),
        _ => None,
    };
    let result = match found.and_then(|path| std::fs::read(&path).ok().map(|bytes| (path, bytes))) {
        Some((path, bytes)) => {
            let mut response = Response::from_data(bytes);
            for (name, value) in headers(&path) {
                if let Ok(header) = Header::from_bytes(name, value) {
                    response.add_header(header);
                }
            }
            request.respond(response)
        }
        None => request.respond(Response::from_string("not found").with_status_code(404)),
    };
    if let Err(error) = result {
        eprintln!("the browser went away before the end: {error}");
    }
}

/// The file that answers a path: itself, or `index.html` where the path has no extension.
fn file_for(folder: &Path, url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
    let relative = Path::new(path);
    let inside = relative.components().all(|part| matches!(part, Component::Normal(_)));
    let file = folder.join(relative);
    if inside && !path.is_empty() && file.is_file() {
        return Some(file);
    }
    relative.extension().is_none().then(|| folder.join("index.html"))
}

fn headers(path: &Path) -> [(&'static str, &'static str); 4] {
    // The service worker keeps the files; the browser's own cache would only serve stale ones.
    [
        ("Content-Type", media_type(path)),
        ("Content-Security-Policy", POLICY),
        ("Cache-Control", "no-cache"),
        ("X-Content-Type-Options", "nosniff"),
    ]
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "sqlite" => "application/vnd.sqlite3",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_the_app_is_answered_with_its_page() {
        let folder = Path::new("/nowhere");
        assert_eq!(file_for(folder, "/itineraire/f3-28357?x=1"), Some(folder.join("index.html")));
        assert_eq!(file_for(folder, "/"), Some(folder.join("index.html")));
        assert_eq!(file_for(folder, "/missing.js"), None);
    }

    #[test]
    fn nothing_outside_the_folder_is_served() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        assert_eq!(file_for(&folder, "/../Cargo.toml"), None);
        assert!(file_for(&folder, "/main.rs").is_some());
    }
}
