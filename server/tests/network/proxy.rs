//! A proxy between clients and the server: each connection gets the fault that its seed says, until it is healed. It can
//! keep every byte of both ways.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio::sync::watch;

use crate::common::chance::Chance;
use crate::fault::{Fault, Way};

/// Bytes of one connection: what the client has sent, and what it got.
#[derive(Debug, Clone, Default)]

pub struct Taped {
    pub up: Vec<u8>,
    pub down: Vec<u8>,
}

pub struct Proxy {
    /// With `http://`.
    pub address: String,
    healed: watch::Sender<bool>,
    tapes: Arc<Mutex<Vec<Arc<Mutex<Taped>>>>>,
    /// Connections by the kind of their fault.
    pub met: Arc<Mutex<Vec<Fault>>>,
    _runtime: Runtime,
}

impl Proxy {
    /// In front of the server at this address; without chance it does nothing wrong.
    pub fn start(server: &str, mut chance: Option<Chance>) -> Proxy {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (healed, heals) = watch::channel(false);
        let (tapes, met) = (Arc::<Mutex<Vec<_>>>::default(), Arc::<Mutex<Vec<_>>>::default());
        let (server, kept, seen) = (server.to_owned(), tapes.clone(), met.clone());
        runtime.spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let fault = match &mut chance {
                    Some(chance) if !*heals.borrow() => Fault::by(chance),
                    _ => Fault::None,
                };
                let tape = Arc::<Mutex<Taped>>::default();
                kept.lock().unwrap().push(tape.clone());
                seen.lock().unwrap().push(fault);
                let (server, mut heals) = (server.clone(), heals.clone());
                tokio::spawn(async move {
                    let sick = !*heals.borrow();
                    tokio::select! {
                        () = connect(client, &server, fault, &tape) => {}
                        // What was made in the bad network ends with it.
                        _ = heals.wait_for(|healed| *healed && sick) => {}
                    }
                });
            }
        });
        Proxy { address, healed, tapes, met, _runtime: runtime }
    }

    /// From now on nothing goes wrong any more.
    pub fn heal(&self) {
        self.healed.send(true).unwrap();
    }

    /// All connections so far.
    pub fn tapes(&self) -> Vec<Taped> {
        self.tapes.lock().unwrap().iter().map(|tape| tape.lock().unwrap().clone()).collect()
    }
}

async fn connect(client: TcpStream, server: &str, fault: Fault, tape: &Mutex<Taped>) {
    match fault {
        Fault::Refused => return reset(&client),
        // Held until the network heals, or the client gives up.
        Fault::HalfOpen => return std::future::pending().await,
        _ => {}
    }
    let Ok(upstream) = TcpStream::connect(server).await else { return };
    client.set_nodelay(true).ok();
    upstream.set_nodelay(true).ok();
    let ((from_client, to_client), (from_server, to_server)) = (client.into_split(), upstream.into_split());
    let up = pump(from_client, to_server, Way::Up, fault, tape);
    let down = pump(from_server, to_client, Way::Down, fault, tape);
    // Whichever ends first ends both: nobody half-closes connections in HTTP.
    tokio::select! { () = up => {}, () = down => {} }
}

/// Passes bytes on until one side ends, or the fault ends it.
async fn pump(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, way: Way, fault: Fault, tape: &Mutex<Taped>) {
    let (mut buffer, mut passed) = (vec![0; 16 * 1024], 0);
    loop {
        let Ok(read) = from.read(&mut buffer).await else { return };
        if read == 0 {
            return;
        }
        let bytes = &mut buffer[..read];
        {
            let mut tape = tape.lock().unwrap();
            if way == Way::Up { &mut tape.up } else { &mut tape.down }.extend_from_slice(bytes);
        }
        let until = |at: usize| at.saturating_sub(passed).min(read);
        let ended = match fault {
            Fault::Cut(on, at) if on == way && passed + read > at => {
                to.write_all(&bytes[..until(at)]).await.ok();
                return;
            }
            Fault::Reset(on, at) if on == way && passed + read > at => {
                to.write_all(&bytes[..until(at)]).await.ok();
                reset(to.as_ref());
                return reset(from.as_ref());
            }
            Fault::Stall(on, at) if on == way && passed + read > at => {
                to.write_all(&bytes[..until(at)]).await.ok();
                return std::future::pending().await;
            }
            Fault::Drip(on) if on == way => drip(&mut to, bytes).await,
            Fault::Corrupt(on, at, count) if on == way => {
                let hit = until(at)..until(at + count);
                // Not a byte of them stays what it was.
                bytes[hit]
                    .iter_mut()
                    .enumerate()
                    .for_each(|(n, byte)| *byte ^= 1 + ((at + 7 * n) % 255) as u8);
                to.write_all(bytes).await
            }
            Fault::Twice if way == Way::Up && passed == 0 => {
                let twice = [&*bytes, &*bytes].concat();
                to.write_all(&twice).await
            }
            _ => to.write_all(bytes).await,
        };
        if ended.is_err() {
            return;
        }
        passed += read;
    }
}

async fn drip(to: &mut OwnedWriteHalf, bytes: &[u8]) -> std::io::Result<()> {
    for few in bytes.chunks(64) {
        to.write_all(few).await?;
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    Ok(())
}

/// With no time to linger, to close is to reset.
fn reset(stream: &TcpStream) {
    stream.set_zero_linger().ok();
}
