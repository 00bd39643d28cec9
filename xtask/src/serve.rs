//! A small static server on 127.0.0.1 for the browser version: right media types, the same content security policy as the
//! window, and `index.html` for the paths that only the app knows. It answers, it never asks: no proxy, no log of visitors.

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};

use crate::web;

/// `'wasm-unsafe-eval'` lets wasm run; without it the page stays blank and says nothing.
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data: blob:; worker-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'self'; \
     frame-ancestors 'none'; form-action 'self'";
/// Longest request line with its headers.
const HEAD_MAX: u64 = 64 * 1024;

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
    let listener = TcpListener::bind(("127.0.0.1", port))
        .with_context(|| format!("port {port} cannot be used; choose another: --port N"))?;
    println!("http://{}/", listener.local_addr()?);
    std::io::stdout().flush()?;
    // A thread for each connection, one request each: a browser opens several at once, and none waits for another.
    for stream in listener.incoming() {
        let folder = folder.to_path_buf();
        std::thread::spawn(move || {
            if let Err(error) = stream.and_then(|stream| answer(stream, &folder)) {
                eprintln!("the browser went away before the end: {error}");
            }
        });
    }
    Ok(())
}

fn answer(mut stream: TcpStream, folder: &Path) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let head = match head(&mut stream) {
        // A browser opens connections in advance and may leave them unused.
        Err(error) if [ErrorKind::WouldBlock, ErrorKind::TimedOut].contains(&error.kind()) => return Ok(()),
        head => head?,
    };
    let mut words = head.split_ascii_whitespace();
    let (Some(method), Some(url)) = (words.next(), words.next()) else {
        return Ok(());
    };
    let found = ["GET", "HEAD"].contains(&method).then(|| file_for(folder, url)).flatten();
    let (status, kind, body) =
        match found.and_then(|path| Some((media_type(&path), std::fs::read(&path).ok()?))) {
            Some((kind, body)) => ("200 OK", kind, body),
            None => ("404 Not Found", "text/plain; charset=utf-8", b"not found".to_vec()),
        };
    // The service worker keeps the files; the browser's own cache would only serve stale ones.
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nContent-Security-Policy: {POLICY}\r\n\
         Cache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    if method == "GET" {
        stream.write_all(&body)?;
    }
    stream.flush()
}

/// The first line of the request; its headers are read to their end, and say nothing that we need.
fn head(stream: &mut TcpStream) -> std::io::Result<String> {
    let mut reader = BufReader::new(stream.take(HEAD_MAX));
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        line.clear();
    }
    Ok(first)
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
        "pmtiles" => "application/vnd.pmtiles",
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
