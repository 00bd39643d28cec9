//! A server for one test, and a client that speaks to it.

use std::path::Path;

use axum::Router;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use protocol::{CommuneCode, DeviceKey, Role, Session, SignIn, paths, sum};
use sente_server::auth::passwords;
use sente_server::config::Settings;
use sente_server::pages::files::Files;
use sente_server::site::Site;
use sente_server::state::{App, Shared};
use sente_server::store::Account;
use sente_server::{opening, serve};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tempfile::TempDir;
use tokio::net::TcpListener;

pub const PASSWORD: &str = "les sentiers de la Beauce";

pub struct Server {
    pub app: Shared,
    pub address: String,
    /// Goes with the server.
    _folder: TempDir,
    client: Client<HttpConnector, Full<Bytes>>,
}

pub fn settings(folder: &Path) -> Settings {
    Settings {
        data: folder.to_path_buf(),
        listen: ([127, 0, 0, 1], 0).into(),
        postgres: None,
        postgres_ca: None,
        pages: None,
        packs: None,
        metrics: None,
        behind_proxy: vec![],
        name: "Agence".into(),
        contact: "donnees@example.fr".into(),
        rate_per_address: 0.0,
        rate_per_key: 0.0,
        openid: None,
    }
}

impl Server {
    pub async fn start() -> Self {
        Self::start_with(|_| ()).await
    }

    pub async fn start_with(change: impl FnOnce(&mut Settings)) -> Self {
        Self::start_behind(|router| router, change).await
    }

    /// With something between it and whoever asks.
    pub async fn start_behind(
        around: impl FnOnce(Router) -> Router,
        change: impl FnOnce(&mut Settings),
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut settings = settings(folder.path());
        change(&mut settings);
        let store = opening::open(&settings).await.unwrap();
        let files = Files::of(&settings).unwrap();
        let listener = TcpListener::bind(settings.listen).await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let app = App::new(settings, store).unwrap();
        let site = Site::new(&app, files).behind(around);
        tokio::spawn(serve::serve(listener, site, std::future::pending()));
        let client = Client::builder(TokioExecutor::new()).build_http();
        Server { app, address, _folder: folder, client }
    }

    pub fn ask(&self, method: Method, path: &str) -> Ask<'_> {
        Ask { server: self, method, path: path.to_owned(), headers: HeaderMap::new(), body: Bytes::new() }
    }

    pub fn get(&self, path: &str) -> Ask<'_> {
        self.ask(Method::GET, path)
    }

    pub fn post(&self, path: &str) -> Ask<'_> {
        self.ask(Method::POST, path)
    }

    /// Adds a member of staff under the name of the role.
    pub async fn hire(&self, role: Role) {
        let name = format!("{role:?}").to_lowercase();
        let communes = if role == Role::Commune { vec![CommuneCode("28310".into())] } else { vec![] };
        let password = Some(passwords::hash(PASSWORD).unwrap());
        let account = Account { shown: name.clone(), name, password, role, communes };
        self.app.store.put_account(&account).await.unwrap();
    }

    /// Hires and signs in.
    pub async fn staff(&self, role: Role) -> Desk {
        self.hire(role).await;
        let reply = self.sign_in(&format!("{role:?}"), PASSWORD).await;
        assert_eq!(reply.status, StatusCode::OK);
        let cookie = reply.header("set-cookie").split(';').next().unwrap().to_owned();
        Desk { cookie, csrf: reply.json::<Session>().csrf }
    }

    pub async fn sign_in(&self, name: &str, password: &str) -> Reply {
        let sign_in = SignIn { name: name.to_owned(), password: password.to_owned() };
        self.post(paths::STAFF_SESSION).json(&sign_in).send().await
    }
}

/// A member of staff who is signed in.
#[derive(Clone)]
pub struct Desk {
    pub cookie: String,
    pub csrf: String,
}

pub struct Ask<'a> {
    server: &'a Server,
    method: Method,
    path: String,
    headers: HeaderMap,
    body: Bytes,
}

impl Ask<'_> {
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.append(name, value.parse().unwrap());
        self
    }

    pub fn key(self, key: &DeviceKey) -> Self {
        self.header(paths::KEY, key.as_str())
    }

    pub fn desk(self, desk: &Desk) -> Self {
        self.header("cookie", &desk.cookie).header(paths::CSRF, &desk.csrf)
    }

    pub fn json(self, body: &impl Serialize) -> Self {
        let body = serde_json::to_vec(body).unwrap();
        self.header("content-type", "application/json").body(body)
    }

    pub fn body(mut self, body: impl Into<Bytes>) -> Self {
        self.body = body.into();
        self
    }

    /// With its sum, as it is now.
    pub fn summed_up(self) -> Self {
        let value = |name: &str| self.headers.get(name)?.to_str().ok();
        let sum = sum::of_request(self.method.as_str(), &self.path, value, &self.body);
        self.header(paths::SUM, &sum)
    }

    /// As a device does: with a key goes a sum.
    pub async fn send(self) -> Reply {
        let due = self.headers.contains_key(paths::KEY) && !self.headers.contains_key(paths::SUM);
        if due { self.summed_up().send_bare().await } else { self.send_bare().await }
    }

    pub async fn send_bare(self) -> Reply {
        let uri = format!("http://{}{}", self.server.address, self.path);
        let mut request = Request::builder().method(self.method).uri(uri).body(Full::new(self.body)).unwrap();
        *request.headers_mut() = self.headers;
        let response = self.server.client.request(request).await.unwrap();
        let (head, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Reply { status: head.status, headers: head.headers, body }
    }
}

#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Reply {
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Panics where the answer is another.
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{self:?}");
        self
    }
}
