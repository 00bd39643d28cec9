//! Connections: taken up to a limit, each with a time for its headers, and brought to their end when the server stops.

use std::future::Future;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

use crate::guard::address::Peer;
use crate::site::Site;

/// Open connections; more wait in the queue of the system.
const CONNECTIONS: usize = 2_048;
/// How long a client may take to send its headers, and may leave a connection unused.
const HEADERS: Duration = Duration::from_secs(20);
/// How long requests have to come to their end when the server stops.
const GRACE: Duration = Duration::from_secs(10);

/// Serves until `stop` comes, then lets what was begun come to its end.
pub async fn serve(listener: TcpListener, site: Site, stop: impl Future<Output = ()>) -> io::Result<()> {
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let mut stop = std::pin::pin!(stop);
    loop {
        let next = async {
            let place = places.clone().acquire_owned().await.map_err(io::Error::other)?;
            let (stream, peer) = accept(&listener).await;
            Ok::<_, io::Error>((place, stream, peer))
        };
        let (place, stream, peer) = tokio::select! {
            () = &mut stop => break,
            next = next => next?,
        };
        let site = site.clone();
        let service = service_fn(move |request| site.clone().answer(peer, request));
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEADERS)
            .max_buf_size(64 * 1024)
            .serve_connection(TokioIo::new(stream), service);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // A client that goes away in the middle is its own affair.
            if let Err(error) = connection.await {
                tracing::debug!(error = error.to_string(), "a connection broke");
            }
            drop(place);
        });
    }
    drop(listener);
    if tokio::time::timeout(GRACE, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not come to their end in time");
    }
    Ok(())
}

/// The next connection. Where the system has none left to give, waits a moment rather than fails.
async fn accept(listener: &TcpListener) -> (TcpStream, Peer) {
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                if let Err(error) = stream.set_nodelay(true) {
                    tracing::debug!(error = error.to_string(), "a connection keeps its delay");
                }
                return (stream, Peer(peer.ip()));
            }
            Err(error) => {
                tracing::warn!(error = error.to_string(), "a connection could not be taken");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
}
