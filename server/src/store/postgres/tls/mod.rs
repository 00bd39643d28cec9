//! TLS to PostgreSQL, as `sslmode` in its address and the setting `postgres-ca` want it. What is required is verified, always;
//! what is only preferred keeps out who listens, and nobody else.

mod anybody;
mod stream;

use std::error::Error;
use std::io;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;

use rustls::crypto::ring;
use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{CertificateError, ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_postgres::config::SslMode;
use tokio_postgres::tls::{MakeTlsConnect, TlsConnect};
use tokio_rustls::TlsConnector;

use anybody::Anybody;
use stream::Encrypted;

/// Why the settings allow no TLS.
#[derive(Debug, thiserror::Error)]
pub enum BadTls {
    #[error(
        "`postgres-ca` verifies the TLS that `sslmode=disable` in `postgres` turns off: take one of them away"
    )]
    Contradiction,
    #[error("could not read the certificates in {file} (`postgres-ca`)")]
    Unreadable {
        file: String,
        #[source]
        source: pem::Error,
    },
    #[error(
        "{file} (`postgres-ca`) holds no certificate that can be trusted: expected a PEM file of an authority"
    )]
    Useless { file: String },
    #[error(
        "this system trusts no authority, and `sslmode=require` verifies: set `postgres-ca` to a PEM file of the \
         authority that signed the certificate of PostgreSQL"
    )]
    NoAuthority,
    #[error("TLS could not be set up")]
    Setup(#[from] rustls::Error),
}

/// Why one connection has no TLS.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    #[error("the host in `postgres` has no name that a certificate could have")]
    Name,
    #[error("{host} shows a certificate that is refused: {why}; {repair}")]
    Certificate { host: String, why: CertificateError, repair: String },
    #[error("{host} broke off")]
    Broken {
        host: String,
        #[source]
        source: io::Error,
    },
}

/// Whose word for a server is taken.
enum Trust {
    /// That of the authorities in this file (`postgres-ca`).
    File(PathBuf),
    /// That of those that the system trusts.
    System,
    /// The server's own.
    Anybody,
}

/// Encrypts connections; one for all of them.
#[derive(Clone)]
pub struct Tls {
    config: Arc<ClientConfig>,
    trust: Arc<Trust>,
}

/// Whether a connection was not made because TLS with the host was none to be trusted.
pub fn is_refusal(error: &tokio_postgres::Error) -> bool {
    error.source().is_some_and(|cause| cause.is::<Refused>())
}

/// With what to do where a server knows no TLS, which tokio-postgres does not say.
pub fn explained(said: String) -> String {
    match said.ends_with("server does not support TLS") {
        true => {
            said + ": turn it on there (`ssl = on`), or write sslmode=disable into `postgres` where nobody listens"
        }
        false => said,
    }
}

/// How connections are made: whether with TLS, and with which. Whoever names an authority wants every connection verified.
pub fn agreed(mode: SslMode, authority: Option<&Path>) -> Result<(SslMode, Tls), BadTls> {
    let (mode, trust) = match (mode, authority) {
        (SslMode::Disable, Some(_)) => return Err(BadTls::Contradiction),
        (_, Some(file)) => (SslMode::Require, Trust::File(file.to_owned())),
        (SslMode::Disable | SslMode::Prefer, None) => (mode, Trust::Anybody),
        (_, None) => (SslMode::Require, Trust::System),
    };
    Ok((mode, Tls { config: Arc::new(config(&trust)?), trust: Arc::new(trust) }))
}

fn config(trust: &Trust) -> Result<ClientConfig, BadTls> {
    let provider = Arc::new(ring::default_provider());
    let config =
        ClientConfig::builder_with_provider(provider.clone()).with_safe_default_protocol_versions()?;
    let config = match trust {
        Trust::File(file) => config.with_root_certificates(in_file(file)?),
        Trust::System => config.with_root_certificates(of_system()?),
        Trust::Anybody => config.dangerous().with_custom_certificate_verifier(Arc::new(Anybody(provider))),
    };
    let mut config = config.with_no_client_auth();
    // PostgreSQL wants it where the first byte is TLS (`sslnegotiation=direct`).
    config.alpn_protocols = vec![b"postgresql".to_vec()];
    Ok(config)
}

fn in_file(path: &Path) -> Result<RootCertStore, BadTls> {
    let file = path.display().to_string();
    let unreadable = |source| BadTls::Unreadable { file: file.clone(), source };
    let certificates = CertificateDer::pem_file_iter(path).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let mut roots = RootCertStore::empty();
    // Files of authorities hold some that are too old to be read.
    let (trusted, _) = roots.add_parsable_certificates(certificates.map_err(unreadable)?);
    if trusted == 0 { Err(BadTls::Useless { file }) } else { Ok(roots) }
}

fn of_system() -> Result<RootCertStore, BadTls> {
    let mut roots = RootCertStore::empty();
    let (trusted, _) = roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if trusted == 0 { Err(BadTls::NoAuthority) } else { Ok(roots) }
}

impl<S: AsyncRead + AsyncWrite + Unpin + Send + 'static> MakeTlsConnect<S> for Tls {
    type Stream = Encrypted<S>;
    type TlsConnect = Handshake;
    type Error = Refused;

    fn make_tls_connect(&mut self, host: &str) -> Result<Handshake, Refused> {
        Ok(Handshake { tls: self.clone(), host: host.to_owned() })
    }
}

/// TLS with one host, still to be begun: it is made for connections without TLS, too.
pub struct Handshake {
    tls: Tls,
    host: String,
}

impl<S: AsyncRead + AsyncWrite + Unpin + Send + 'static> TlsConnect<S> for Handshake {
    type Stream = Encrypted<S>;
    type Error = Refused;
    type Future = Pin<Box<dyn Future<Output = Result<Encrypted<S>, Refused>> + Send>>;

    fn connect(self, stream: S) -> Self::Future {
        Box::pin(async move {
            let Handshake { tls, host } = self;
            let name = ServerName::try_from(host.clone()).map_err(|_| Refused::Name)?;
            let encrypted = TlsConnector::from(tls.config).connect(name, stream).await;
            encrypted.map(Encrypted).map_err(|error| refusal(host, error, &tls.trust))
        })
    }
}

fn refusal(host: String, error: io::Error, trust: &Trust) -> Refused {
    match error.get_ref().and_then(|cause| cause.downcast_ref::<rustls::Error>()) {
        Some(rustls::Error::InvalidCertificate(why)) => {
            Refused::Certificate { host, repair: repair(why, trust), why: why.clone() }
        }
        _ => Refused::Broken { host, source: error },
    }
}

/// What to do about a certificate that is refused.
fn repair(why: &CertificateError, trust: &Trust) -> String {
    match (why, trust) {
        (CertificateError::UnknownIssuer | CertificateError::BadSignature, Trust::File(file)) => {
            format!("{} (`postgres-ca`) has to hold the authority that signed it", file.display())
        }
        (CertificateError::UnknownIssuer, _) => {
            "set `postgres-ca` to a PEM file of the authority that signed it".into()
        }
        (CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. }, _) => {
            "write a host of the certificate into `postgres`".into()
        }
        (why, _) if why.to_string().contains("CaUsedAsEndEntity") => {
            "it is that of an authority (CA:TRUE), with which one for the server has to be signed".into()
        }
        _ => "PostgreSQL needs another one (`ssl_cert_file`)".into(),
    }
}
