//! Devices of hikers: the app's real engine with its databases in memory, and what its hosts do around it: they send its
//! requests, compress what it sends, and hand in the answers.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::sync::Arc;

use bytes::Bytes;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use jiff::Timestamp;
use pdipr_data::store::CatalogueStore;
use protocol::paths;
use rusqlite::Connection;
use sente_core::calls::{OpenSync, WriteReview};
use sente_core::sync::{HttpAnswer, HttpRequest};
use sente_core::{Engine, Server};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::common::country;
use crate::words::{self, Chance};

/// Devices that exchange at the same time.
const AT_ONCE: usize = 48;
/// Routes of the small catalogue.
const ROUTES: usize = 40;
/// As the hosts of the app do.
const COMPRESSED_FROM: usize = 300;

/// The file of the small catalogue that all devices have.
pub fn catalogue() -> Vec<u8> {
    let routes: Vec<_> = (10..10 + ROUTES).map(|number| country::a_route(&format!("f{number}"))).collect();
    country::catalogue_bytes(routes)
}

pub struct Device {
    engine: Engine,
    address: String,
    /// The path and the body of every request, before compression.
    pub sent: Vec<(String, Vec<u8>)>,
}

impl Device {
    /// A device that has been on no network yet.
    pub fn new(catalogue: &[u8], address: &str, chance: &mut Chance) -> Device {
        let mut conn = Connection::open_in_memory().unwrap();
        conn.deserialize_read_exact("main", catalogue, catalogue.len(), true).unwrap();
        let store = CatalogueStore::from_connection(conn).unwrap();
        let (carnet, news) = (Connection::open_in_memory().unwrap(), Connection::open_in_memory().unwrap());
        let mut engine = Engine::new(store, carnet, news, chance.seed()).unwrap();
        engine.set_server(Server::At(address.to_owned())).unwrap();
        Device { engine, address: address.to_owned(), sent: Vec::new() }
    }

    /// Writes so many different reviews, without a network.
    pub fn write(&mut self, count: usize, chance: &mut Chance) {
        let name = words::name(chance);
        let mut things = BTreeSet::new();
        while things.len() < count {
            let route = format!("f{}", 10 + chance.below(ROUTES));
            let review = words::review(chance, &route, name);
            let call = WriteReview { thing: None, review };
            things.insert(country::ask_at(&mut self.engine, call, Timestamp::now()).unwrap().thing);
        }
    }

    /// Exchanges until there is nothing left to do, over a new connection.
    pub async fn exchange(&mut self) {
        let client = Client::builder(TokioExecutor::new()).build_http();
        while let Some(request) = self.engine.next_request(Timestamp::now()).unwrap() {
            let answer = send(&client, &self.address, &request).await;
            assert!((200..300).contains(&answer.status), "{} for {}", answer.status, request.path);
            self.sent.push((request.path, request.body));
            self.engine.receive(Ok(answer), Timestamp::now()).unwrap();
        }
    }

    /// Whether nothing of it waits.
    pub fn is_done(&mut self) -> bool {
        let state = country::ask_at(&mut self.engine, OpenSync {}, Timestamp::now()).unwrap();
        state.waiting == 0 && state.problem.is_none()
    }
}

/// All devices exchange, some at the same time.
pub async fn exchange_all(devices: Vec<Device>) -> Vec<Device> {
    let (turns, mut running) = (Arc::new(Semaphore::new(AT_ONCE)), JoinSet::new());
    for mut device in devices {
        let turn = turns.clone().acquire_owned().await.unwrap();
        running.spawn(async move {
            device.exchange().await;
            drop(turn);
            device
        });
    }
    running.join_all().await
}

/// With the headers that the window's own client sends.
async fn send(
    client: &Client<HttpConnector, Full<Bytes>>,
    address: &str,
    request: &HttpRequest,
) -> HttpAnswer {
    let mut asked = Request::builder()
        .method(request.method.as_str())
        .uri(format!("http://{address}{}", request.path))
        .header("user-agent", concat!("sente/", env!("CARGO_PKG_VERSION")))
        .header("accept", "*/*")
        .header("accept-encoding", "gzip");
    for (name, value) in &request.headers {
        asked = asked.header(*name, value);
    }
    let mut body = request.body.clone();
    if request.path == paths::OPERATIONS && body.len() > COMPRESSED_FROM {
        asked = asked.header("content-encoding", "gzip");
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        packed.write_all(&body).unwrap();
        body = packed.finish().unwrap();
    }
    let response = client.request(asked.body(Full::from(body)).unwrap()).await.unwrap();
    let (head, body) = response.into_parts();
    let sum = head.headers.get(paths::SUM).and_then(|sum| sum.to_str().ok()).map(str::to_owned);
    let packed = head.headers.get("content-encoding").is_some_and(|coding| coding == "gzip");
    let mut body = body.collect().await.unwrap().to_bytes().to_vec();
    if packed {
        let mut plain = Vec::new();
        GzDecoder::new(body.as_slice()).read_to_end(&mut plain).unwrap();
        body = plain;
    }
    HttpAnswer { status: head.status.as_u16(), sum, body, ..HttpAnswer::default() }
}

/// Sends JSON once.
pub async fn post(
    address: &str,
    path: &str,
    body: &serde_json::Value,
) -> hyper::Response<hyper::body::Incoming> {
    let client: Client<HttpConnector, Full<Bytes>> = Client::builder(TokioExecutor::new()).build_http();
    let asked = Request::post(format!("http://{address}{path}")).header("content-type", "application/json");
    client.request(asked.body(Full::from(body.to_string())).unwrap()).await.unwrap()
}
