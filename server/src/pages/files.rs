//! The browser version of the app: a folder of some megabytes, read into memory at the start and served from there, whole
//! or in ranges, compressed beforehand (`base.css.br` beside `base.css`, as a release has it) or once at the start. A newer
//! version is served after a restart.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;
use std::sync::OnceLock;

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::answer::{self, Caching};
use crate::config::Settings;
use crate::guard::headers;

/// Most bytes of the folder: it holds an app, not map packs.
const MOST: u64 = 256 * 1024 * 1024;
/// Shorter ones are sent as they are.
const WORTH_COMPRESSING: usize = 1_024;

/// Why a folder cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum BadFolder {
    #[error("could not read {path}")]
    Unreadable {
        path: String,
        #[source]
        source: io::Error,
    },
    #[error("{path} holds more than {} MB; map packs belong into the folder of --packs", MOST / 1_000_000)]
    TooLarge { path: String },
    #[error("{path} has no index.html")]
    NoPage { path: String },
}

/// How a file is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Plain,
    Brotli,
    Gzip,
}

impl Form {
    const ALL: [Form; 3] = [Form::Plain, Form::Brotli, Form::Gzip];

    fn coding(self) -> Option<&'static str> {
        match self {
            Form::Plain => None,
            Form::Brotli => Some("br"),
            Form::Gzip => Some("gzip"),
        }
    }
}

/// One form of a file, with all headers of its answer: most answers are a copy of this.
#[derive(Debug)]
struct Sent {
    bytes: Bytes,
    headers: HeaderMap,
}

#[derive(Debug)]
struct File {
    plain: Sent,
    brotli: Option<Sent>,
    /// Made in the background where it did not lie beside the file.
    gzip: OnceLock<Sent>,
    /// The headers that all forms share.
    shared: HeaderMap,
    /// One for each of [`Form::ALL`], so that nobody puts parts of two forms together.
    tags: [String; 3],
}

/// All files by their path (`/css/base.css`).
#[derive(Debug)]
pub struct Files(HashMap<String, File>);

impl Files {
    /// Those of `pages`, where the settings name a folder, with the headers of a page.
    pub fn of(settings: &Settings) -> Result<Option<Self>, BadFolder> {
        let headers = headers::of_page(settings.is_over_tls());
        settings.pages.as_deref().map(|folder| Files::load(folder, &headers)).transpose()
    }

    /// `headers` go with every file.
    fn load(folder: &Path, headers: &HeaderMap) -> Result<Self, BadFolder> {
        let mut found = HashMap::new();
        let mut left = MOST;
        gather(folder, "", &mut found, &mut left)?;
        let mut compressed: HashMap<String, Bytes> = HashMap::new();
        let beforehand = |name: &String| [".br", ".gz"].iter().any(|end| name.ends_with(end));
        for name in found.keys().filter(|name| beforehand(name)).cloned().collect::<Vec<_>>() {
            compressed.extend(found.remove(&name).map(|bytes| (name, bytes)));
        }
        let file = |(name, plain): (String, Bytes)| {
            let [brotli, gzip] = [".br", ".gz"].map(|end| compressed.get(&format!("{name}{end}")).cloned());
            let file = File::new(&name, headers, plain, brotli, gzip);
            (name, file)
        };
        let files: HashMap<String, File> = found.into_iter().map(file).collect();
        if !files.contains_key("/index.html") {
            return Err(BadFolder::NoPage { path: folder.display().to_string() });
        }
        Ok(Files(files))
    }

    /// Compresses what is worth it and did not lie there compressed. It takes a second or more, and files can be served
    /// meanwhile.
    pub fn compress(&self) {
        for file in self.0.values().filter(|file| file.gzip.get().is_none()) {
            if let Some(bytes) = gzip(file) {
                file.gzip.get_or_init(|| Sent::new(&file.shared, &file.tags, Form::Gzip, bytes));
            }
        }
    }

    /// The file of exactly this path; `None` where there is none, or it is not read.
    pub fn named(&self, method: &Method, path: &str, asked: &HeaderMap) -> Option<Response<Bytes>> {
        let reads = method == Method::GET || method == Method::HEAD;
        self.0.get(path).filter(|_| reads).map(|file| file.answer(asked))
    }

    /// For what has no other answer: a path without an ending is one of the app's own, and its page answers.
    pub fn otherwise(&self, method: &Method, path: &str, asked: &HeaderMap) -> Response<Bytes> {
        if method != Method::GET && method != Method::HEAD {
            return bare(StatusCode::METHOD_NOT_ALLOWED);
        }
        let last = path.rsplit('/').next().unwrap_or_default();
        let page = if last.contains('.') { None } else { self.named(method, "/index.html", asked) };
        page.unwrap_or_else(|| bare(StatusCode::NOT_FOUND))
    }
}

impl File {
    fn new(
        name: &str,
        headers: &HeaderMap,
        plain: Bytes,
        brotli: Option<Bytes>,
        gzip: Option<Bytes>,
    ) -> Self {
        let mut shared = headers.clone();
        shared.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind(name)));
        shared.insert(header::CACHE_CONTROL, caching(name).value());
        shared.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
        shared.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        let tags = tags(&plain);
        let sent = |form, bytes| Sent::new(&shared, &tags, form, bytes);
        let plain = sent(Form::Plain, plain);
        let brotli = brotli.map(|bytes| sent(Form::Brotli, bytes));
        let gzip = gzip.map_or_else(OnceLock::new, |bytes| sent(Form::Gzip, bytes).into());
        File { plain, brotli, gzip, shared, tags }
    }

    fn answer(&self, asked: &HeaderMap) -> Response<Bytes> {
        if let Some(tag) = self.tags.iter().find(|tag| answer::known(asked, tag)) {
            return self.other(StatusCode::NOT_MODIFIED, header_of(header::ETAG, tag), Bytes::new());
        }
        match self.range(asked) {
            None => self.best(asked).answer(),
            Some(Ok(range)) => self.part(range),
            Some(Err(Outside)) => {
                let all = format!("bytes */{}", self.plain.bytes.len());
                self.other(
                    StatusCode::RANGE_NOT_SATISFIABLE,
                    header_of(header::CONTENT_RANGE, &all),
                    Bytes::new(),
                )
            }
        }
    }

    /// A range is asked for with the tag of what one has. Parts are cut of the plain form alone: of anything else, and of
    /// something newer, all is sent.
    fn range(&self, asked: &HeaderMap) -> Option<Result<Range<usize>, Outside>> {
        let range = asked.get(header::RANGE)?.to_str().ok()?;
        let plain = self.tag(Form::Plain);
        let current = asked.get(header::IF_RANGE).is_none_or(|tag| tag.as_bytes() == plain.as_bytes());
        if current { parse_range(range, self.plain.bytes.len()) } else { None }
    }

    fn part(&self, range: Range<usize>) -> Response<Bytes> {
        let shown = format!("bytes {}-{}/{}", range.start, range.end - 1, self.plain.bytes.len());
        let tag = header_of(header::ETAG, self.tag(Form::Plain));
        let headers = tag.into_iter().chain(header_of(header::CONTENT_RANGE, &shown));
        self.other(StatusCode::PARTIAL_CONTENT, headers, self.plain.bytes.slice(range))
    }

    fn other(
        &self,
        status: StatusCode,
        headers: impl IntoIterator<Item = (HeaderName, HeaderValue)>,
        body: Bytes,
    ) -> Response<Bytes> {
        let mut response = Response::new(body);
        *response.status_mut() = status;
        *response.headers_mut() = self.shared.clone();
        response.headers_mut().extend(headers);
        response
    }

    /// The shortest form that the client can read.
    fn best(&self, asked: &HeaderMap) -> &Sent {
        match (&self.brotli, self.gzip.get()) {
            (Some(sent), _) if answer::accepts(asked, "br") => sent,
            (_, Some(sent)) if answer::accepts(asked, "gzip") => sent,
            _ => &self.plain,
        }
    }

    fn tag(&self, form: Form) -> &str {
        &self.tags[form as usize]
    }
}

impl Sent {
    fn new(shared: &HeaderMap, tags: &[String; 3], form: Form, bytes: Bytes) -> Self {
        let mut headers = shared.clone();
        headers.extend(header_of(header::ETAG, &tags[form as usize]));
        if let Some(coding) = form.coding() {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
        }
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len() as u64));
        Sent { bytes, headers }
    }

    fn answer(&self) -> Response<Bytes> {
        let mut response = Response::new(self.bytes.clone());
        *response.headers_mut() = self.headers.clone();
        response
    }
}

/// The range lies behind the end.
struct Outside;

/// One range in bytes; `None` where there is none that we know, which means all of it.
fn parse_range(text: &str, length: usize) -> Option<Result<Range<usize>, Outside>> {
    let (from, to) = text.strip_prefix("bytes=")?.split_once('-')?;
    let number = |text: &str| text.trim().parse::<usize>().ok();
    let range = match (from.trim().is_empty(), to.trim().is_empty()) {
        (false, true) => number(from)?..length,
        (false, false) => number(from)?..number(to)?.saturating_add(1).min(length),
        (true, false) => length.saturating_sub(number(to)?)..length,
        (true, true) => return None,
    };
    Some(if range.start < range.end { Ok(range) } else { Err(Outside) })
}

fn header_of(name: HeaderName, value: &str) -> Option<(HeaderName, HeaderValue)> {
    Some((name, HeaderValue::from_str(value).ok()?))
}

fn bare(status: StatusCode) -> Response<Bytes> {
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = status;
    response
}

fn gather(
    folder: &Path,
    prefix: &str,
    found: &mut HashMap<String, Bytes>,
    left: &mut u64,
) -> Result<(), BadFolder> {
    let unreadable = |path: &Path| {
        let path = path.display().to_string();
        move |source| BadFolder::Unreadable { path, source }
    };
    for entry in fs::read_dir(folder).map_err(unreadable(folder))? {
        let entry = entry.map_err(unreadable(folder))?;
        let path = entry.path();
        let name = format!("{prefix}/{}", entry.file_name().to_string_lossy());
        let about = fs::metadata(&path).map_err(unreadable(&path))?;
        if about.is_dir() {
            gather(&path, &name, found, left)?;
            continue;
        }
        *left = left
            .checked_sub(about.len())
            .ok_or_else(|| BadFolder::TooLarge { path: folder.display().to_string() })?;
        let bytes = fs::read(&path).map_err(unreadable(&path))?;
        found.insert(name, bytes.into());
    }
    Ok(())
}

fn gzip(file: &File) -> Option<Bytes> {
    let text = ["text/", "application/json", "application/manifest", "application/wasm", "image/svg"];
    let kind = file.shared.get(header::CONTENT_TYPE)?.as_bytes();
    let plain = &file.plain.bytes;
    if plain.len() < WORTH_COMPRESSING || !text.iter().any(|begin| kind.starts_with(begin.as_bytes())) {
        return None;
    }
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(plain).ok()?;
    Some(encoder.finish().ok()?.into())
}

/// A file whose name has the hash of its content never changes.
fn caching(name: &str) -> Caching {
    let parts = name.rsplit('/').next().unwrap_or_default().split(['.', '-', '_']);
    let hash = |part: &str| part.len() >= 16 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    if parts.into_iter().any(hash) { Caching::Forever } else { Caching::Ask }
}

fn tags(plain: &[u8]) -> [String; 3] {
    let fingerprint = answer::fingerprint(plain);
    Form::ALL.map(|form| match form.coding() {
        None => format!("\"{fingerprint}\""),
        Some(coding) => format!("\"{fingerprint}-{coding}\""),
    })
}

fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" => "image/jpeg",
        "woff2" => "font/woff2",
        "pmtiles" => "application/vnd.pmtiles",
        "sqlite" => "application/vnd.sqlite3",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a_folder() -> (tempfile::TempDir, Files) {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("css")).unwrap();
        fs::write(folder.path().join("index.html"), "<!doctype html>").unwrap();
        fs::write(folder.path().join("css/base.css"), "a{}".repeat(1_000)).unwrap();
        fs::write(folder.path().join("css/base.css.br"), "short").unwrap();
        fs::write(folder.path().join("map-0123456789abcdef.js"), "0123456789").unwrap();
        let files = Files::load(folder.path(), &HeaderMap::new()).unwrap();
        files.compress();
        (folder, files)
    }

    fn ask(path: &str, headers: &[(&'static str, &str)]) -> Response<Bytes> {
        let headers = headers.iter().map(|(name, value)| ((*name).parse().unwrap(), value.parse().unwrap()));
        let (asked, files) = (headers.collect(), a_folder().1);
        let named = files.named(&Method::GET, path, &asked);
        named.unwrap_or_else(|| files.otherwise(&Method::GET, path, &asked))
    }

    fn header<'a>(response: &'a Response<Bytes>, name: &str) -> &'a str {
        response.headers().get(name).map_or("", |value| value.to_str().unwrap())
    }

    #[test]
    fn a_path_of_the_app_is_answered_with_its_page_and_a_missing_file_is_missing() {
        assert_eq!(header(&ask("/itineraire/f3-28357", &[]), "content-type"), "text/html; charset=utf-8");
        assert_eq!(ask("/missing.js", &[]).status(), StatusCode::NOT_FOUND);
        assert_eq!(ask("/css/base.css.br", &[]).status(), StatusCode::NOT_FOUND);
        assert_eq!(ask("/../Cargo.toml", &[]).status(), StatusCode::NOT_FOUND);
    }

    #[test]
    fn the_shortest_form_that_the_client_reads_is_sent() {
        let coding = |accept| {
            header(&ask("/css/base.css", &[("accept-encoding", accept)]), "content-encoding").to_owned()
        };
        assert_eq!(coding("gzip, br"), "br");
        assert_eq!(coding("gzip, br;q=0"), "gzip");
        assert_eq!(coding("identity"), "");
    }

    #[test]
    fn a_part_is_sent_where_a_part_is_asked_for() {
        let part = |range| {
            let response = ask("/map-0123456789abcdef.js", &[("range", range)]);
            (response.status().as_u16(), header(&response, "content-range").to_owned())
        };
        assert_eq!(part("bytes=2-4"), (206, "bytes 2-4/10".into()));
        assert_eq!(part("bytes=7-"), (206, "bytes 7-9/10".into()));
        assert_eq!(part("bytes=-3"), (206, "bytes 7-9/10".into()));
        assert_eq!(part("bytes=10-"), (416, "bytes */10".into()));
        assert_eq!(part("bytes=4-2"), (416, "bytes */10".into()));
        assert_eq!(part("lines=1-2"), (200, String::new()));
    }

    #[test]
    fn a_part_goes_on_only_where_the_plain_file_was_begun() {
        let resumed = |begun: &str| {
            let first = ask("/css/base.css", &[("accept-encoding", begun)]);
            let tag = header(&first, "etag").to_owned();
            let headers = [("range", "bytes=2-4"), ("if-range", &*tag), ("accept-encoding", begun)];
            let then = ask("/css/base.css", &headers);
            (
                then.status().as_u16(),
                header(&then, "content-encoding").to_owned(),
                header(&then, "etag") == tag,
            )
        };
        assert_eq!(resumed("identity"), (206, String::new(), true));
        assert_eq!(resumed("br"), (200, "br".into(), true));
        assert_eq!(resumed("gzip"), (200, "gzip".into(), true));
    }

    #[test]
    fn what_the_client_has_is_not_sent_again_and_hashed_names_are_kept_for_ever() {
        let first = ask("/map-0123456789abcdef.js", &[]);
        assert!(header(&first, "cache-control").contains("immutable"));
        let again = ask("/map-0123456789abcdef.js", &[("if-none-match", header(&first, "etag"))]);
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(header(&ask("/css/base.css", &[]), "cache-control"), "no-cache");
    }
}
