//! Our side of the race on one kind of store: reviews pushed by devices, one review alone, all of them published, a new
//! device that catches up, and reads under load.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use protocol::{Filed, Role, StaffAct, ThingKind, limits, paths};
use sente_server::auth::passwords;
use sente_server::store::{Account, CommunityStore, PostgresStore, QueueFilter, Scope, SqliteStore};
use serde_json::Value;
use tokio::task::JoinSet;

use crate::devices::{self, Device};
use crate::peer::Took;
use crate::program::{self, Program};
use crate::proxy::{Bytes, Proxy};
use crate::reads::{self, Read};
use crate::words::Chance;
use crate::{DEVICES, REVIEWS};

pub const PASSWORD: &str = "les sentiers de la Beauce";
/// As many as one device may begin on one day, and the engine sends at once.
const EACH: usize = limits::REVIEWS_A_DAY as usize;

/// Devices with one review.
const SINGLE: usize = 100;

pub struct Side {
    pub name: &'static str,
    /// Single reviews, each alone on a new connection.
    pub alone: Vec<Bytes>,
    pub push: Took,
    pub pull: Took,
    pub reads: Vec<Read>,
    /// What was pushed, as the peer is given it.
    pub documents: Vec<Value>,
}

pub async fn run(name: &'static str, folder: &Path, postgres: Option<&str>) -> Side {
    let data = folder.join(name);
    let catalogue = devices::catalogue();
    let chance = &mut Chance(28);

    let mut server = start(&data, postgres);
    let proxy = Proxy::before(&server.address().await).await;
    // They have been on the network before; then their hikers write.
    let devices = (0..DEVICES + SINGLE).map(|_| Device::new(&catalogue, &proxy.address, chance)).collect();
    let mut devices = devices::exchange_all(devices).await;
    let single = devices.split_off(DEVICES);
    for device in &mut devices {
        device.sent.clear();
        device.write(EACH, chance);
    }
    let from = start_of(&server, &proxy);
    let mut devices = devices::exchange_all(devices).await;
    let push = from.took(&server, &proxy);
    assert!(devices.iter_mut().all(Device::is_done));
    let documents: Vec<Value> =
        devices.iter().flat_map(|device| device.sent.iter().flat_map(documents)).collect();
    assert_eq!(documents.len(), REVIEWS);

    let mut alone = Vec::new();
    for mut device in single {
        device.write(1, chance);
        let before = proxy.bytes();
        device.exchange().await;
        alone.push(proxy.bytes().since(before));
    }
    let texts =
        documents.iter().map(|document| document["text"].as_str().unwrap_or_default().chars().count());
    println!("texts of {} characters on average", texts.sum::<usize>() / REVIEWS);
    server.stop().await;

    publish_all(&data, postgres).await;
    if let Ok(file) = std::fs::metadata(data.join("community.sqlite")) {
        println!("{name}: {} bytes a published review on disk", file.len() / (REVIEWS + SINGLE) as u64);
    }
    let mut server = start(&data, postgres);
    let address = server.address().await;
    // At its start a server tidies up once, and everything here was published a moment ago.
    tokio::time::sleep(Duration::from_secs(3)).await;
    let proxy = Proxy::before(&address).await;
    let mut newcomer = Device::new(&catalogue, &proxy.address, chance);
    let from = start_of(&server, &proxy);
    newcomer.exchange().await;
    let pull = from.took(&server, &proxy);
    let pages = newcomer.sent.iter().filter(|(path, _)| path.starts_with(paths::FEED)).count();
    assert_eq!(pages, (REVIEWS + SINGLE).div_ceil(limits::FEED_PAGE));

    println!("{name}: {push:.2?}\n{name}: {pull:.2?}");
    let reads = reads::run(name, folder, &address).await;
    server.stop().await;
    Side { name, alone, push, pull, reads, documents }
}

struct From {
    at: Instant,
    client: Duration,
    server: Duration,
    bytes: Bytes,
}

fn start_of(server: &Program, proxy: &Proxy) -> From {
    From { at: Instant::now(), client: program::cpu("self"), server: server.cpu(), bytes: proxy.bytes() }
}

impl From {
    fn took(&self, server: &Program, proxy: &Proxy) -> Took {
        Took {
            wall: self.at.elapsed(),
            client: program::cpu("self") - self.client,
            server: server.cpu() - self.server,
            bytes: proxy.bytes().since(self.bytes),
        }
    }
}

/// Without the limits of one address, because all devices are here.
fn start(data: &Path, postgres: Option<&str>) -> Program {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sente-server"));
    command.arg("serve").arg("--data").arg(data).args(["--listen", "127.0.0.1:0"]);
    command.args(["--rate-per-address", "0", "--rate-per-key", "0"]).env("RUST_LOG", "error");
    if let Some(url) = postgres {
        command.args(["--postgres", url]);
    }
    Program::start(command)
}

/// The operations of one request as documents of the peer, under the same identities.
fn documents((path, body): &(String, Vec<u8>)) -> Vec<Value> {
    assert_eq!(path, paths::OPERATIONS);
    let mut batch: Value = serde_json::from_slice(body).unwrap();
    let mut operations: Vec<Value> = serde_json::from_value(batch["operations"].take()).unwrap();
    for operation in &mut operations {
        let fields = operation.as_object_mut().unwrap();
        let id = fields.remove("id").unwrap();
        fields.insert("_id".to_owned(), id);
    }
    operations
}

/// Many at once and past the API, as no staff does: what is read afterwards is measured, not this.
async fn publish_all(data: &Path, postgres: Option<&str>) {
    let store: Arc<dyn CommunityStore> = match postgres {
        Some(url) => Arc::new(PostgresStore::open(url, None).await.unwrap()),
        None => Arc::new(SqliteStore::open(&data.join("community.sqlite")).unwrap()),
    };
    let staff = Account {
        name: "ana".into(),
        shown: "Agence".into(),
        password: Some(passwords::hash(PASSWORD).unwrap()),
        role: Role::Agence,
        communes: vec![],
    };
    store.put_account(&staff).await.unwrap();
    let kind = ThingKind::Review;
    let filter = QueueFilter { kind, waiting: true, scope: Scope::All, after: 0, limit: REVIEWS + SINGLE };
    let mut running = JoinSet::new();
    for entry in store.queue(&filter).await.unwrap().entries {
        if running.len() >= 200 {
            running.join_next().await.unwrap().unwrap();
        }
        let (store, staff) = (Arc::clone(&store), staff.clone());
        let filed = Filed { thing: entry.thing, seen: entry.last.id, act: StaffAct::Publish };
        let now = Timestamp::now();
        running.spawn(async move { store.act(&staff, &Scope::All, &filed, now).await.unwrap().unwrap() });
    }
    while let Some(done) = running.join_next().await {
        done.unwrap();
    }
    assert_eq!(store.check().await.unwrap(), Vec::<String>::new());
}
