//! The exchange with the server: a thread asks the engine for the next request, sends it, hands in the answer, and sleeps
//! until the engine, the hiker or its own patience wakes it. What is exchanged is decided in the engine.

use std::io::{Read, Write};
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use jiff::Timestamp;
use protocol::paths;
use reqwest::Method;
use reqwest::blocking::{Client, ClientBuilder, Response};
use reqwest::header::{ACCEPT_ENCODING, CONTENT_ENCODING, HeaderMap, RETRY_AFTER};
use sente_core::sync::{HttpAnswer, HttpRequest};
use sente_core::{ApiError, Heard, Server, Unreachable};
use tauri::{AppHandle, Emitter};

use crate::host::Host;
use crate::staff::Staff;

/// The server unless the hiker has chosen another one; whoever builds the app sets it.
const BUILT_IN: Option<&str> = option_env!("SENTE_COMMUNITY_SERVER");
/// Another one at run time: for tests and for trying things out.
const AT_RUN_TIME: &str = "SENTE_COMMUNITY_SERVER";
/// Tells the screens that the exchange has brought something, or is over.
const EVENT: &str = "news";
/// A server that says nothing for so long is not there.
const PATIENCE: Duration = Duration::from_secs(30);
/// After a failure of our own: the disk is full, say.
const PAUSE: Duration = Duration::from_secs(60);
const LONGEST: Duration = Duration::from_secs(3_600);
/// No answer is larger, after it was unpacked.
pub const ANSWER_MAX: u64 = 16 * 1024 * 1024;
/// Smaller bodies only grow.
const COMPRESSED_FROM: usize = 300;

/// Wakes the thread of the exchange.
#[derive(Clone, Default)]
pub struct Bell(Arc<(Mutex<bool>, Condvar)>);

impl Bell {
    pub fn ring(&self) {
        let (rung, changed) = &*self.0;
        *rung.lock().unwrap_or_else(PoisonError::into_inner) = true;
        changed.notify_one();
    }

    fn wait(&self, longest: Duration) {
        let (rung, changed) = &*self.0;
        let guard = rung.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = changed.wait_timeout_while(guard, longest, |rung| !*rung);
        *waited.unwrap_or_else(PoisonError::into_inner).0 = false;
    }
}

/// Exchanges for as long as the app runs.
pub fn start(app: AppHandle, host: Host) {
    std::thread::spawn(move || {
        loop {
            let next = step(&host, || {
                if let Err(error) = app.emit(EVENT, ()) {
                    tracing::warn!(%error, "the screens could not be told of news");
                }
            });
            match next {
                Ok(Some(wait)) => host.bell().wait(wait.min(LONGEST)),
                Ok(None) => {}
                Err(error) => {
                    tracing::warn!(%error, "the exchange broke off");
                    host.bell().wait(PAUSE);
                }
            }
        }
    });
}

/// How the app asks servers, whatever for.
pub fn builder() -> ClientBuilder {
    // An error means that a provider is installed already, which is as good.
    rustls::crypto::ring::default_provider().install_default().ok();
    Client::builder()
        .user_agent(concat!("sente/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(PATIENCE)
        // Of each reading, not of a whole download.
        .timeout(PATIENCE)
}

/// Made with the first request: it has a thread of its own and reads the certificates of the system.
pub fn client() -> reqwest::Result<&'static Client> {
    static CLIENT: OnceLock<Client> = OnceLock::new();
    if let Some(client) = CLIENT.get() {
        return Ok(client);
    }
    // The key of the device and the session of staff go to the server that they are meant for, and to no other.
    let made = builder().redirect(reqwest::redirect::Policy::none()).build()?;
    Ok(CLIENT.get_or_init(|| made))
}

/// One request, or how long to wait for the next one.
fn step(host: &Host, tell: impl Fn()) -> Result<Option<Duration>, ApiError> {
    let now = Timestamp::now();
    let next = host.with_engine(|engine| {
        let address = address(engine.chosen_server()?);
        engine.set_server(address.clone().map_or(Server::None, Server::At))?;
        let request = engine.next_request(now)?;
        let wake = if request.is_none() { engine.wake_at(now)? } else { None };
        Ok::<_, ApiError>((address, request, wake))
    })??;
    match next {
        (Some(address), Some(request), _) => {
            let answer = send(&address, request);
            let heard = host.with_engine(|engine| engine.receive(answer, Timestamp::now()))??;
            if heard == Heard::News {
                tell();
            }
            Ok(None)
        }
        (_, _, Some(wake)) => {
            let wait = Duration::try_from(wake.duration_since(now)).unwrap_or_default();
            Ok(Some(wait.max(Duration::from_secs(1))))
        }
        _ => Ok(Some(LONGEST)),
    }
}

/// The chosen server, or that of this run, or that of the build; without a slash at the end.
pub fn address(chosen: Option<String>) -> Option<String> {
    let address = chosen.or_else(|| std::env::var(AT_RUN_TIME).ok()).or_else(|| BUILT_IN.map(str::to_owned));
    let address = address.map(|address| address.trim().trim_end_matches('/').to_owned());
    address.filter(|address| !address.is_empty())
}

fn send(address: &str, request: HttpRequest) -> Result<HttpAnswer, Unreachable> {
    let said = |error: &dyn std::fmt::Display| {
        tracing::debug!(%error, "the server cannot be reached");
        Unreachable
    };
    let method = Method::from_bytes(request.method.as_str().as_bytes()).map_err(|error| said(&error))?;
    let client = client().map_err(|error| {
        tracing::error!(%error, "nothing can be asked of any server");
        Unreachable
    })?;
    let mut asked = client.request(method, format!("{address}{}", request.path));
    for (name, value) in &request.headers {
        asked = asked.header(*name, value);
    }
    asked = asked.header(ACCEPT_ENCODING, "gzip");
    if request.path == paths::OPERATIONS && request.body.len() > COMPRESSED_FROM {
        asked =
            asked.header(CONTENT_ENCODING, "gzip").body(packed(&request.body).map_err(|error| said(&error))?);
    } else if !request.body.is_empty() {
        asked = asked.body(request.body);
    }
    let response = asked.send().map_err(|error| said(&error))?;
    answer(response).map_err(|error| said(&error))
}

fn packed(body: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(body)?;
    packed.finish()
}

fn answer(response: Response) -> std::io::Result<HttpAnswer> {
    let headers = response.headers();
    let status = response.status().as_u16();
    let upload_offset = number(headers, paths::UPLOAD_OFFSET);
    let retry_after =
        number(headers, RETRY_AFTER.as_str()).map(|seconds| seconds.min(u32::MAX.into()) as u32);
    let gzip = headers.get(CONTENT_ENCODING).is_some_and(|encoding| encoding == "gzip");
    let mut body = Vec::new();
    let whole = ANSWER_MAX + 1;
    if gzip {
        GzDecoder::new(response).take(whole).read_to_end(&mut body)?;
    } else {
        response.take(whole).read_to_end(&mut body)?;
    }
    if body.len() as u64 > ANSWER_MAX {
        return Err(std::io::Error::from(std::io::ErrorKind::FileTooLarge));
    }
    Ok(HttpAnswer { status, upload_offset, retry_after, body })
}

fn number(headers: &HeaderMap, name: &str) -> Option<u64> {
    headers.get(name)?.to_str().ok()?.parse().ok()
}

/// The bytes of a photo that everybody may see, or staff that is signed in; `None` where it cannot be had now.
pub fn fetched_photo(host: &Host, staff: &Staff, id: &protocol::PhotoId) -> Option<Vec<u8>> {
    let chosen = host.with_engine(|engine| engine.chosen_server()).ok()?.ok()?;
    let address = address(chosen)?;
    let request = sente_core::sync::HttpRequest {
        method: sente_core::sync::Method::Get,
        path: paths::photo(id),
        headers: staff.cookie(&address).into_iter().map(|cookie| ("cookie", cookie)).collect(),
        body: Vec::new(),
    };
    let answer = send(&address, request).ok()?;
    (answer.status == 200 && answer.body.starts_with(&[0xff, 0xd8])).then_some(answer.body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_hiker_chose_goes_before_what_was_built_in() {
        assert_eq!(address(Some(" https://sente.example/ ".into())), Some("https://sente.example".into()));
        assert_eq!(address(Some("/".into())), None);
    }

    /// Answers one request with these bytes; hands over what was asked: its head, and its body unpacked.
    fn server(answer: Vec<u8>) -> (String, std::sync::mpsc::Receiver<(String, String)>) {
        use std::io::{BufRead, BufReader};
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (told, heard) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let lines = reader.by_ref().lines().map(Result::unwrap).take_while(|line| !line.is_empty());
            let head = lines.collect::<Vec<_>>().join("\n").to_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap_or("0");
            let mut body = vec![0; length.parse().unwrap()];
            reader.read_exact(&mut body).unwrap();
            let mut text = String::new();
            GzDecoder::new(body.as_slice()).read_to_string(&mut text).unwrap();
            stream.write_all(&answer).unwrap();
            told.send((head, text)).unwrap();
        });
        (address, heard)
    }

    fn sent(address: &str) -> Result<HttpAnswer, Unreachable> {
        let request = HttpRequest {
            method: sente_core::sync::Method::Post,
            path: paths::OPERATIONS.to_owned(),
            headers: vec![(paths::KEY, "00ff".to_owned())],
            body: "operation ".repeat(100).into_bytes(),
        };
        send(address, request)
    }

    #[test]
    fn a_request_goes_compressed_with_its_key_and_its_answer_comes_back_unpacked() {
        let body = packed(&b"taken ".repeat(50)).unwrap();
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nUpload-Offset: 7\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        let (address, heard) = server([head.into_bytes(), body].concat());
        let answer = sent(&address).unwrap();
        assert_eq!((answer.status, answer.upload_offset), (200, Some(7)));
        assert_eq!(answer.body, b"taken ".repeat(50));
        let (head, text) = heard.recv().unwrap();
        assert!(head.starts_with("post /v1/operations ") && head.contains("sente-key: 00ff"), "{head}");
        assert_eq!(text, "operation ".repeat(100));
    }

    #[test]
    fn a_server_that_sends_elsewhere_is_not_followed_and_one_that_is_away_is_unreachable() {
        let moved = b"HTTP/1.1 307 Moved\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n";
        assert_eq!(sent(&server(moved.to_vec()).0).unwrap().status, 307);
        assert_eq!(sent("http://127.0.0.1:1"), Err(Unreachable));
    }

    #[test]
    fn a_bell_that_was_rung_before_does_not_let_wait() {
        let bell = Bell::default();
        bell.ring();
        let begun = std::time::Instant::now();
        bell.wait(Duration::from_secs(60));
        assert!(begun.elapsed() < Duration::from_secs(30));
    }
}
