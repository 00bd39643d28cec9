//! Somebody at a browser who signs in at the provider: follows where it is led, keeps cookies, fills in forms.

use std::collections::BTreeMap;

use axum::http::{HeaderMap, Method, Request, StatusCode};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use openidconnect::url::{Position, Url, form_urlencoded};
use protocol::paths;

use crate::provider::PUBLIC;

pub struct Browser {
    client: Client<HttpConnector, Full<Bytes>>,
    /// Where the server really is.
    server: String,
    /// By site, name and path.
    pub cookies: BTreeMap<(String, String, String), String>,
}

/// What one request was answered with.
#[derive(Debug)]
pub struct Page {
    address: Url,
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Page {
    /// Where it leads.
    pub fn leads_to(&self) -> Url {
        assert!(self.status.is_redirection(), "{self:?}");
        self.address.join(self.headers["location"].to_str().unwrap()).unwrap()
    }

    pub fn cookie(&self, name: &str) -> Option<&str> {
        let mut all = self.headers.get_all("set-cookie").iter().map(|line| line.to_str().unwrap());
        all.find(|line| line.starts_with(&format!("{name}=")))
    }

    fn prompt(&self) -> &str {
        let after = self.text.split("name=\"prompt\" value=\"").nth(1);
        after.unwrap_or_else(|| panic!("no form: {self:?}")).split('"').next().unwrap()
    }
}

impl Browser {
    pub fn new(server: &str) -> Self {
        let client = Client::builder(TokioExecutor::new()).build_http();
        Browser { client, server: server.to_owned(), cookies: BTreeMap::new() }
    }

    /// The whole way; what the server answers in the end.
    pub async fn sign_in(&mut self, who: &str) -> Page {
        let back = self.come_back(who).await;
        self.open(back).await
    }

    /// The way as far as to where the provider leads back.
    pub async fn come_back(&mut self, who: &str) -> Url {
        let begun = self.begin().await;
        self.prove(begun.leads_to(), who).await
    }

    pub async fn begin(&mut self) -> Page {
        self.open(format!("{PUBLIC}{}", paths::STAFF_OPENID).parse().unwrap()).await
    }

    /// Says at the provider who one is, and that the server may know; where it leads then.
    pub async fn prove(&mut self, mut address: Url, who: &str) -> Url {
        for _ in 0..12 {
            let mut page = self.open(address).await;
            if page.status == StatusCode::OK {
                let form = match page.prompt() {
                    "login" => format!("prompt=login&login={who}&password=x"),
                    other => format!("prompt={other}"),
                };
                let address = page.address.clone();
                page = self.ask(Method::POST, address, form).await;
            }
            address = page.leads_to();
            if address.as_str().starts_with(PUBLIC) {
                return address;
            }
        }
        panic!("led about without an end");
    }

    /// One request; a redirection is not followed.
    pub async fn open(&mut self, address: Url) -> Page {
        self.ask(Method::GET, address, String::new()).await
    }

    async fn ask(&mut self, method: Method, address: Url, form: String) -> Page {
        let site = address[..Position::BeforePath].to_owned();
        let real = match site == PUBLIC {
            true => format!("http://{}{}", self.server, &address[Position::BeforePath..]),
            false => address.to_string(),
        };
        let sent =
            self.cookies.iter().filter(|((of, _, path), _)| *of == site && is_under(address.path(), path));
        let sent: Vec<String> = sent.map(|((_, name, _), value)| format!("{name}={value}")).collect();
        let request = Request::builder()
            .method(method)
            .uri(real)
            .header("cookie", sent.join("; "))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Full::new(Bytes::from(form)))
            .unwrap();
        let (head, body) = self.client.request(request).await.unwrap().into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        for line in head.headers.get_all("set-cookie") {
            self.keep(&site, line.to_str().unwrap());
        }
        let text = String::from_utf8(body.to_vec()).unwrap();
        Page { address, status: head.status, headers: head.headers, text }
    }

    fn keep(&mut self, site: &str, line: &str) {
        let mut parts = line.split(';').map(str::trim);
        let (name, value) = parts.next().unwrap().split_once('=').unwrap();
        let path =
            parts.find_map(|part| part.to_lowercase().strip_prefix("path=").map(|_| part[5..].to_owned()));
        let key = (site.to_owned(), name.to_owned(), path.unwrap_or_else(|| "/".into()));
        match value {
            "" => self.cookies.remove(&key),
            value => self.cookies.insert(key, value.to_owned()),
        };
    }
}

fn is_under(asked: &str, path: &str) -> bool {
    let rest = asked.strip_prefix(path.trim_end_matches('/'));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The address with another value of a parameter.
pub fn with(address: &Url, name: &str, value: &str) -> Url {
    let mut changed = address.clone();
    let others = address.query_pairs().filter(|(other, _)| other != name);
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(others).append_pair(name, value);
    changed.set_query(Some(&query.finish()));
    changed
}

/// The value of a parameter.
pub fn parameter(address: &Url, name: &str) -> String {
    let found = address.query_pairs().find(|(one, _)| one == name);
    found.unwrap_or_else(|| panic!("no {name} in {address}")).1.into_owned()
}
