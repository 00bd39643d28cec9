//! Asks the provider: never for longer nor for more than a provider has to say, a few at a time, and follows it nowhere.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use reqwest::redirect::Policy;
use tokio::sync::Semaphore;

const CONNECT: Duration = Duration::from_secs(3);
/// For a whole answer.
const PATIENCE: Duration = Duration::from_secs(8);
const LONGEST: usize = 256 * 1024;
/// Asked at the same time: a provider that hangs holds up few requests of this server.
const AT_ONCE: usize = 8;

#[derive(Debug)]
pub struct Fetch {
    client: reqwest::Client,
    places: Semaphore,
}

#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    #[error("no answer")]
    Unanswered(#[source] reqwest::Error),
    #[error("an answer of more than {LONGEST} bytes")]
    TooLarge,
    #[error("{AT_ONCE} questions wait for an answer already")]
    TooMany,
}

/// Addresses are said elsewhere, if at all.
impl From<reqwest::Error> for FetchError {
    fn from(error: reqwest::Error) -> Self {
        FetchError::Unanswered(error.without_url())
    }
}

impl Fetch {
    /// `Tls::Required` refuses what a provider names that others could read along.
    pub fn new(tls: Tls) -> reqwest::Result<Self> {
        // An error means that a provider of cryptography is installed already, which is as good.
        rustls::crypto::ring::default_provider().install_default().ok();
        let client = reqwest::Client::builder()
            .user_agent(concat!("sente-server/", env!("CARGO_PKG_VERSION")))
            .https_only(tls == Tls::Required)
            .redirect(Policy::none())
            .connect_timeout(CONNECT)
            .timeout(PATIENCE)
            // Asked rarely: at the other end it would be closed by the next time.
            .pool_max_idle_per_host(0)
            .build()?;
        Ok(Fetch { client, places: Semaphore::new(AT_ONCE) })
    }

    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, FetchError> {
        let _place = self.places.try_acquire().map_err(|_| FetchError::TooMany)?;
        let mut answer = self.client.execute(request.try_into()?).await?;
        let mut body = Vec::new();
        while let Some(piece) = answer.chunk().await? {
            if body.len() + piece.len() > LONGEST {
                return Err(FetchError::TooLarge);
            }
            body.extend_from_slice(&piece);
        }
        let mut whole = HttpResponse::new(body);
        *whole.status_mut() = answer.status();
        *whole.headers_mut() = std::mem::take(answer.headers_mut());
        Ok(whole)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tls {
    Required,
    /// The provider is on this machine.
    Optional,
}

impl<'c> AsyncHttpClient<'c> for Fetch {
    type Error = FetchError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, FetchError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};
    use std::net::TcpListener;

    /// What comes of a provider that answers like this.
    async fn fetched(answer: &'static [u8]) -> Result<HttpResponse, FetchError> {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            assert!(stream.read(&mut [0; 4_096]).unwrap() > 0);
            // The other end may have hung up already.
            drop(stream.write_all(answer));
        });
        let mut request = HttpRequest::default();
        *request.uri_mut() = address.parse().unwrap();
        Fetch::new(Tls::Optional).unwrap().send(request).await
    }

    #[tokio::test]
    async fn an_answer_without_an_end_is_given_up() {
        const HEAD: &[u8] = b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n";
        let endless: Vec<u8> = HEAD.iter().copied().chain(std::iter::repeat_n(b'x', 2 * LONGEST)).collect();
        assert!(matches!(fetched(endless.leak()).await, Err(FetchError::TooLarge)));
    }

    #[tokio::test]
    async fn the_provider_leads_this_server_nowhere_else() {
        let answer =
            fetched(b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n");
        assert_eq!(answer.await.unwrap().status(), 302);
    }

    #[tokio::test]
    async fn what_others_could_read_along_is_not_asked_where_tls_is_required() {
        let mut request = HttpRequest::default();
        *request.uri_mut() = "http://127.0.0.1:1/".parse().unwrap();
        let refused = Fetch::new(Tls::Required).unwrap().send(request).await.unwrap_err();
        let FetchError::Unanswered(error) = refused else { panic!("{refused}") };
        assert!(error.is_builder(), "{error:?}");
    }
}
