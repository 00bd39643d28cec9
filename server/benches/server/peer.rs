//! The peer of the exchange: PouchDB in memory replicating the same documents with express-pouchdb on leveldb, which does not
//! wait for the disk.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde::Deserialize;

use crate::DEVICES;
use crate::program::Program;
use crate::proxy::{Bytes, Proxy};

/// The sizes of a batch that are tried; the quicker one counts.
const BATCHES: [&str; 2] = ["100", "1000"];

/// What one direction took.
#[derive(Debug, Clone, Copy)]
pub struct Took {
    pub wall: Duration,
    pub client: Duration,
    pub server: Duration,
    pub bytes: Bytes,
}

#[derive(Debug, Clone, Copy)]
pub struct Peer {
    /// From as many devices as ours, as many at the same time.
    pub push: Took,
    /// All of it from one device, which suits it best.
    pub push_at_once: Took,
    pub pull: Took,
}

/// What the client says at its end; seconds.
#[derive(Deserialize)]
struct Said {
    written: usize,
    seconds: f64,
    cpu: f64,
}

/// `None` where its packages are not installed.
pub async fn run(folder: &Path, documents: &[serde_json::Value]) -> Option<Peer> {
    let code = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/pouchdb");
    if !code.join("node_modules").exists() {
        return None;
    }
    let list = folder.join("documents.json");
    std::fs::write(&list, serde_json::to_vec(documents).unwrap()).unwrap();
    let mut best: Option<Peer> = None;
    for batch in BATCHES {
        let data = folder.join(format!("pouchdb-{batch}"));
        let here = once(&Race { code: &code, list: &list, batch, documents: documents.len() }, &data).await;
        println!("PouchDB, {batch} in a batch: {here:.2?}");
        let quicker = |one: Took, other: Took| std::cmp::min_by_key(one, other, |took| took.wall);
        best = Some(best.map_or(here, |best| Peer {
            push: quicker(here.push, best.push),
            push_at_once: quicker(here.push_at_once, best.push_at_once),
            pull: quicker(here.pull, best.pull),
        }));
    }
    best
}

/// What all its clients are told.
struct Race<'a> {
    code: &'a Path,
    list: &'a Path,
    batch: &'static str,
    documents: usize,
}

async fn once(race: &Race<'_>, data: &Path) -> Peer {
    std::fs::create_dir(data).unwrap();
    let mut command = Command::new("node");
    command.arg(race.code.join("server.mjs")).arg(data).current_dir(data);
    let mut server = Program::start(command);
    let proxy = Proxy::before(&server.address().await).await;
    let push = race.replicate("push", DEVICES, "devices", &server, &proxy).await;
    let push_at_once = race.replicate("push", 1, "one", &server, &proxy).await;
    let pull = race.replicate("pull", 1, "one", &server, &proxy).await;
    server.stop().await;
    Peer { push, push_at_once, pull }
}

impl Race<'_> {
    async fn replicate(
        &self,
        way: &str,
        devices: usize,
        database: &str,
        server: &Program,
        proxy: &Proxy,
    ) -> Took {
        let mut command = Command::new("node");
        command.arg(self.code.join("client.mjs")).arg(way);
        command.arg(format!("http://{}/{database}", proxy.address));
        command.arg(self.batch).arg(devices.to_string()).arg(self.list);
        let mut client = Program::start(command);
        assert_eq!(client.line().await, "ready");
        let (cpu, bytes) = (server.cpu(), proxy.bytes());
        client.say("go\n").await;
        let said: Said = serde_json::from_str(&client.line().await).unwrap();
        assert_eq!(said.written, self.documents);
        Took {
            wall: Duration::from_secs_f64(said.seconds),
            client: Duration::from_secs_f64(said.cpu),
            server: server.cpu() - cpu,
            bytes: proxy.bytes().since(bytes),
        }
    }
}
