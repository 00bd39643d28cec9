//! A proxy that counts the bytes that pass, heads and bodies, each way; without those of TCP, IP and TLS.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

#[derive(Debug, Default)]
pub struct Counts {
    up: AtomicU64,
    down: AtomicU64,
}

/// Bytes to the server and back.
#[derive(Debug, Clone, Copy, Default)]
pub struct Bytes {
    pub up: u64,
    pub down: u64,
}

impl Bytes {
    pub fn both(self) -> u64 {
        self.up + self.down
    }

    pub fn since(self, before: Bytes) -> Bytes {
        Bytes { up: self.up - before.up, down: self.down - before.down }
    }
}

pub struct Proxy {
    pub address: String,
    counts: Arc<Counts>,
}

impl Proxy {
    /// Passes on to `server` (`127.0.0.1:8028`) for as long as the program runs.
    pub async fn before(server: &str) -> Proxy {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let counts = Arc::new(Counts::default());
        let (server, shared) = (server.to_owned(), counts.clone());
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let (server, counts) = (server.clone(), shared.clone());
                tokio::spawn(async move {
                    let Ok(upstream) = TcpStream::connect(&server).await else { return };
                    for stream in [&client, &upstream] {
                        stream.set_nodelay(true).unwrap();
                    }
                    let (from_client, to_client) = client.into_split();
                    let (from_server, to_server) = upstream.into_split();
                    tokio::join!(
                        pass(from_client, to_server, &counts.up),
                        pass(from_server, to_client, &counts.down)
                    );
                });
            }
        });
        Proxy { address, counts }
    }

    pub fn bytes(&self) -> Bytes {
        let read = |count: &AtomicU64| count.load(Ordering::SeqCst);
        Bytes { up: read(&self.counts.up), down: read(&self.counts.down) }
    }
}

/// Until either end closes.
async fn pass(mut from: impl AsyncRead + Unpin, mut to: impl AsyncWrite + Unpin, count: &AtomicU64) {
    let mut buffer = vec![0; 16 * 1024];
    while let Ok(read @ 1..) = from.read(&mut buffer).await {
        count.fetch_add(read as u64, Ordering::SeqCst);
        if to.write_all(&buffer[..read]).await.is_err() {
            return;
        }
    }
    to.shutdown().await.ok();
}
