//! A small static server on 127.0.0.1 for the browser version: right media types, the same content security policy as the
//! window, and `index.html` for the paths that only the app knows. It answers, it never asks: no proxy, no log of visitors.

use std::io::{BufRead, BufReader, ErrorKind, Read, Seek, SeekFrom, Write};
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
const SLOW_PIECE: u64 = 20_000;
const SLOW_WAIT: Duration = Duration::from_millis(100);

#[derive(clap::Args)]
pub struct Args {
    /// 0 takes a free one.
    #[arg(long, default_value_t = 8028)]
    pub port: u16,
    /// The folder to serve.
    #[arg(long)]
    pub dir: Option<PathBuf>,
    /// A folder of `sente-tiles publish`, served as `/packs/`: the maps that the app proposes.
    #[arg(long)]
    pub packs: Option<PathBuf>,
    /// Gives these maps as a bad network does, 200 kB a second: to try pause, cut and resume.
    #[arg(long, requires = "packs")]
    pub slow: bool,
}

/// What is served.
#[derive(Debug, Clone)]
struct Folders {
    app: PathBuf,
    packs: Option<PathBuf>,
    slow: bool,
}

pub fn run(args: &Args) -> Result<()> {
    let app = args.dir.clone().unwrap_or_else(web::browser_folder);
    serve_all(Folders { app, packs: args.packs.clone(), slow: args.slow }, args.port)
}

/// Serves the app alone.
pub fn serve(folder: &Path, port: u16) -> Result<()> {
    serve_all(Folders { app: folder.to_owned(), packs: None, slow: false }, port)
}

/// Serves until it is stopped; the first line on stdout is the address.
fn serve_all(folders: Folders, port: u16) -> Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", port))
        .with_context(|| format!("port {port} cannot be used; choose another: --port N"))?;
    println!("http://{}/", listener.local_addr()?);
    std::io::stdout().flush()?;
    // A thread for each connection, one request each: a browser opens several at once, and none waits for another.
    for stream in listener.incoming() {
        let folders = folders.clone();
        std::thread::spawn(move || {
            if let Err(error) = stream.and_then(|stream| answer(stream, &folders)) {
                eprintln!("the browser went away before the end: {error}");
            }
        });
    }
    Ok(())
}

fn answer(mut stream: TcpStream, folders: &Folders) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let head = match head(&mut stream) {
        // A browser opens connections in advance and may leave them unused.
        Err(error) if [ErrorKind::WouldBlock, ErrorKind::TimedOut].contains(&error.kind()) => return Ok(()),
        head => head?,
    };
    let mut words = head.first.split_ascii_whitespace();
    let (Some(method), Some(url)) = (words.next(), words.next()) else {
        return Ok(());
    };
    let found = ["GET", "HEAD"].contains(&method).then(|| file_for(folders, url)).flatten();
    let slow = folders.slow && url.ends_with(".pmtiles") && url.starts_with("/packs/");
    let (status, kind, mut body) = match found.and_then(|path| open(&path, head.from)) {
        Some(found) => found,
        None => ("404 Not Found".to_owned(), "text/plain; charset=utf-8", Body::of(b"not found")),
    };
    // The service worker keeps the files; the browser's own cache would only serve stale ones.
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nContent-Security-Policy: {POLICY}\r\n\
         Accept-Ranges: bytes\r\nCache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        body.length
    )?;
    if method == "GET" && slow {
        trickle(&mut body.bytes, &mut stream)?;
    } else if method == "GET" {
        std::io::copy(&mut body.bytes, &mut stream)?;
    }
    stream.flush()
}

fn trickle(bytes: &mut dyn Read, stream: &mut TcpStream) -> std::io::Result<()> {
    while std::io::copy(&mut bytes.take(SLOW_PIECE), stream)? > 0 {
        stream.flush()?;
        std::thread::sleep(SLOW_WAIT);
    }
    Ok(())
}

/// What of a request says anything that we need.
struct Head {
    first: String,
    /// The first byte that is wanted, where not the whole file is.
    from: Option<u64>,
}

fn head(stream: &mut TcpStream) -> std::io::Result<Head> {
    let mut reader = BufReader::new(stream.take(HEAD_MAX));
    let mut head = Head { first: String::new(), from: None };
    reader.read_line(&mut head.first)?;
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        head.from = head.from.or_else(|| first_byte(line.trim_end()));
        line.clear();
    }
    Ok(head)
}

/// `Range: bytes=1234-`; other forms are answered with the whole file, as the standard allows.
fn first_byte(line: &str) -> Option<u64> {
    let (name, value) = line.split_once(':')?;
    let range = value.trim().strip_prefix("bytes=")?.strip_suffix('-')?;
    name.eq_ignore_ascii_case("range").then(|| range.parse().ok()).flatten()
}

struct Body {
    bytes: Box<dyn Read>,
    length: u64,
}

impl Body {
    fn of(text: &'static [u8]) -> Body {
        Body { bytes: Box::new(text), length: text.len() as u64 }
    }
}

/// Status, media type and bytes of a file, from this byte on.
fn open(path: &Path, from: Option<u64>) -> Option<(String, &'static str, Body)> {
    let mut file = std::fs::File::open(path).ok()?;
    let size = file.metadata().ok()?.len();
    let kind = media_type(path);
    let Some(from) = from else {
        return Some(("200 OK".to_owned(), kind, Body { bytes: Box::new(file), length: size }));
    };
    if from >= size {
        let status = format!("416 Range Not Satisfiable\r\nContent-Range: bytes */{size}");
        return Some((status, kind, Body::of(b"")));
    }
    file.seek(SeekFrom::Start(from)).ok()?;
    let status = format!("206 Partial Content\r\nContent-Range: bytes {from}-{}/{size}", size - 1);
    Some((status, kind, Body { bytes: Box::new(file), length: size - from }))
}

/// The file that answers a path: itself, or `index.html` where the path has no extension.
fn file_for(folders: &Folders, url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
    let maps = path.strip_prefix("packs/").zip(folders.packs.as_ref());
    let (path, folder) = maps.unwrap_or((path, &folders.app));
    let relative = Path::new(path);
    let inside = relative.components().all(|part| matches!(part, Component::Normal(_)));
    let file = folder.join(relative);
    if inside && !path.is_empty() && file.is_file() {
        return Some(file);
    }
    relative.extension().is_none().then(|| folders.app.join("index.html"))
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

    fn folders(app: &Path) -> Folders {
        Folders {
            app: app.to_owned(),
            packs: Some(Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()),
            slow: false,
        }
    }

    #[test]
    fn a_path_of_the_app_is_answered_with_its_page() {
        let folder = Path::new("/nowhere");
        let folders = folders(folder);
        assert_eq!(file_for(&folders, "/itineraire/f3-28357?x=1"), Some(folder.join("index.html")));
        assert_eq!(file_for(&folders, "/"), Some(folder.join("index.html")));
        assert_eq!(file_for(&folders, "/missing.js"), None);
    }

    #[test]
    fn nothing_outside_the_folders_is_served() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let folders = folders(&folder);
        assert_eq!(file_for(&folders, "/../Cargo.toml"), None);
        assert_eq!(file_for(&folders, "/packs/../src/main.rs"), None);
        assert!(file_for(&folders, "/main.rs").is_some());
        assert!(file_for(&folders, "/packs/Cargo.toml").is_some());
    }

    #[test]
    fn the_rest_of_a_file_is_served_from_the_byte_that_is_asked_for() {
        assert_eq!(first_byte("Range: bytes=12-"), Some(12));
        assert_eq!(first_byte("range: bytes=12-20"), None);
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let whole = std::fs::read(&path).unwrap();
        let (status, _, mut body) = open(&path, Some(3)).unwrap();
        let mut rest = Vec::new();
        body.bytes.read_to_end(&mut rest).unwrap();
        assert!(status.starts_with("206 Partial Content"));
        assert_eq!((rest.as_slice(), body.length), (&whole[3..], whole.len() as u64 - 3));
        assert!(open(&path, Some(whole.len() as u64)).unwrap().0.starts_with("416"));
    }
}
