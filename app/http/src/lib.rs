//! Sends over real sockets what the engine wants to exchange with the server, and reads what comes back, in bounded time and
//! memory. What is exchanged is decided in the engine; browsers send with their own `fetch`.

use std::io::{ErrorKind, Read, Write};
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use protocol::paths;
use reqwest::Method;
use reqwest::blocking::{Client, ClientBuilder, Response};
use reqwest::header::{ACCEPT_ENCODING, CONTENT_ENCODING, HeaderMap, RETRY_AFTER};
use sente_core::Unreachable;
use sente_core::sync::{HttpAnswer, HttpRequest};

/// No answer is larger, after it was unpacked.
pub const ANSWER_MAX: u64 = 16 * 1024 * 1024;
/// Smaller bodies only grow.
const COMPRESSED_FROM: usize = 300;
/// The server closes a connection that was not used for twenty seconds: one that is older is not tried any more.
const IDLE: Duration = Duration::from_secs(15);

/// How long to wait for a server.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For a connection, for the head of an answer, and for each piece of its body.
    pub silence: Duration,
    /// For a whole answer from its head on: one that drips would otherwise never end.
    pub answer: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Patience { silence: Duration::from_secs(30), answer: Duration::from_secs(60) }
    }
}

/// How the app asks servers, whatever for.
pub fn builder(patience: Patience) -> ClientBuilder {
    // An error means that a provider is installed already, which is as good.
    rustls::crypto::ring::default_provider().install_default().ok();
    Client::builder()
        .user_agent(concat!("sente/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(patience.silence)
        // Of each reading, not of a whole download.
        .timeout(patience.silence)
        .pool_idle_timeout(IDLE)
}

/// Brings requests to a server. It has a thread of its own and reads the certificates of the system.
#[derive(Debug)]
pub struct Courier {
    client: Client,
    patience: Patience,
}

impl Courier {
    pub fn new(patience: Patience) -> reqwest::Result<Courier> {
        // The key of the device and the session of staff go to the server that they are meant for, and to no other.
        let client = builder(patience).redirect(reqwest::redirect::Policy::none()).build()?;
        Ok(Courier { client, patience })
    }

    /// For what is asked beside the exchange.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// One request to the server at this address (without a slash at its end). What cannot be read whole has not come.
    pub fn send(&self, address: &str, request: HttpRequest) -> Result<HttpAnswer, Unreachable> {
        self.exchange(address, request).map_err(|error| {
            tracing::debug!(%error, "the server cannot be reached");
            Unreachable
        })
    }

    fn exchange(&self, address: &str, request: HttpRequest) -> std::io::Result<HttpAnswer> {
        let method = Method::from_bytes(request.method.as_str().as_bytes()).map_err(std::io::Error::other)?;
        let mut asked = self.client.request(method, format!("{address}{}", request.path));
        for (name, value) in &request.headers {
            asked = asked.header(*name, value);
        }
        asked = asked.header(ACCEPT_ENCODING, "gzip");
        if request.path == paths::OPERATIONS && request.body.len() > COMPRESSED_FROM {
            asked = asked.header(CONTENT_ENCODING, "gzip").body(packed(&request.body)?);
        } else if !request.body.is_empty() {
            asked = asked.body(request.body);
        }
        self.answer(asked.send().map_err(std::io::Error::other)?)
    }

    fn answer(&self, response: Response) -> std::io::Result<HttpAnswer> {
        let headers = response.headers();
        let status = response.status().as_u16();
        let upload_offset = number(headers, paths::UPLOAD_OFFSET);
        let retry_after =
            number(headers, RETRY_AFTER.as_str()).map(|seconds| seconds.min(u32::MAX.into()) as u32);
        let sum = headers.get(paths::SUM).and_then(|sum| sum.to_str().ok()).map(str::to_owned);
        let gzip = headers.get(CONTENT_ENCODING).is_some_and(|encoding| encoding == "gzip");
        let in_time = InTime { inner: response, until: Instant::now() + self.patience.answer };
        let mut body = Vec::new();
        let whole = ANSWER_MAX + 1;
        if gzip {
            GzDecoder::new(in_time).take(whole).read_to_end(&mut body)?;
        } else {
            in_time.take(whole).read_to_end(&mut body)?;
        }
        if body.len() as u64 > ANSWER_MAX {
            return Err(ErrorKind::FileTooLarge.into());
        }
        Ok(HttpAnswer { status, upload_offset, retry_after, sum, body })
    }
}

/// Reads until its time is over, however little comes at once.
struct InTime<R> {
    inner: R,
    until: Instant,
}

impl<R: Read> Read for InTime<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if Instant::now() > self.until {
            return Err(ErrorKind::TimedOut.into());
        }
        self.inner.read(buffer)
    }
}

fn packed(body: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(body)?;
    packed.finish()
}

fn number(headers: &HeaderMap, name: &str) -> Option<u64> {
    headers.get(name)?.to_str().ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufRead, BufReader};

    /// Answers one request as it is told to; hands over what was asked: its head, and its body unpacked.
    fn server(
        answer: impl FnOnce(&mut std::net::TcpStream) + Send + 'static,
    ) -> (String, std::sync::mpsc::Receiver<(String, String)>) {
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
            told.send((head, text)).unwrap();
            answer(&mut stream);
        });
        (address, heard)
    }

    fn saying(answer: Vec<u8>) -> impl FnOnce(&mut std::net::TcpStream) + Send + 'static {
        move |stream| stream.write_all(&answer).unwrap()
    }

    fn sent_with(patience: Patience, address: &str) -> Result<HttpAnswer, Unreachable> {
        let request = HttpRequest {
            method: sente_core::sync::Method::Post,
            path: paths::OPERATIONS.to_owned(),
            headers: vec![(paths::KEY, "00ff".to_owned())],
            body: "operation ".repeat(100).into_bytes(),
        };
        Courier::new(patience).unwrap().send(address, request)
    }

    fn sent(address: &str) -> Result<HttpAnswer, Unreachable> {
        sent_with(Patience::default(), address)
    }

    #[test]
    fn a_request_goes_compressed_with_its_key_and_its_answer_comes_back_unpacked() {
        let body = packed(&b"taken ".repeat(50)).unwrap();
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nUpload-Offset: 7\r\nSente-Sum: ab\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        let (address, heard) = server(saying([head.into_bytes(), body].concat()));
        let answer = sent(&address).unwrap();
        assert_eq!((answer.status, answer.upload_offset, answer.sum.as_deref()), (200, Some(7), Some("ab")));
        assert_eq!(answer.body, b"taken ".repeat(50));
        let (head, text) = heard.recv().unwrap();
        assert!(head.starts_with("post /v1/operations ") && head.contains("sente-key: 00ff"), "{head}");
        assert_eq!(text, "operation ".repeat(100));
    }

    #[test]
    fn a_server_that_sends_elsewhere_is_not_followed_and_one_that_is_away_is_unreachable() {
        let moved = b"HTTP/1.1 307 Moved\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n";
        assert_eq!(sent(&server(saying(moved.to_vec())).0).unwrap().status, 307);
        assert_eq!(sent("http://127.0.0.1:1"), Err(Unreachable));
    }

    #[test]
    fn an_answer_that_drips_without_end_is_given_up() {
        let (address, _heard) = server(|stream| {
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n").unwrap();
            while stream.write_all(b"x").is_ok() {
                std::thread::sleep(Duration::from_millis(5));
            }
        });
        let patience = Patience { answer: Duration::from_millis(100), ..Patience::default() };
        assert_eq!(sent_with(patience, &address), Err(Unreachable));
    }

    #[test]
    fn a_server_that_takes_everything_and_says_nothing_is_given_up() {
        let (address, _heard) = server(|stream| {
            stream.read_to_end(&mut Vec::new()).ok();
        });
        let patience = Patience { silence: Duration::from_millis(200), ..Patience::default() };
        assert_eq!(sent_with(patience, &address), Err(Unreachable));
    }
}
