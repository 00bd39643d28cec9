//! Answers with an entity tag: what the client has already is not sent again.

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;

use crate::secret;

/// How long others may keep an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caching {
    /// Five minutes, anywhere.
    Minutes,
    /// To be asked for each time, with the tag.
    Ask,
    /// For ever: the name changes with the content.
    Forever,
    /// Nowhere.
    Nowhere,
}

impl Caching {
    pub fn value(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Caching::Minutes => "public, max-age=300",
            Caching::Ask => "no-cache",
            Caching::Forever => "public, max-age=31536000, immutable",
            Caching::Nowhere => "no-store",
        })
    }
}

/// A weak tag: the same content, whatever its compression.
pub fn tag(body: &[u8]) -> String {
    format!("W/\"{}\"", fingerprint(body))
}

/// What no other content has.
pub fn fingerprint(body: &[u8]) -> String {
    secret::hex(&secret::sha256(&[body])[..16])
}

/// Whether the client has it already.
pub fn known(headers: &HeaderMap, tag: &str) -> bool {
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let lines = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|line| line.to_str().ok());
    let mut tags = lines.flat_map(|line| line.split(',')).map(bare);
    tags.any(|one| one == "*" || one == bare(tag))
}

/// Whether the client can read this coding (`gzip`).
pub fn accepts(asked: &HeaderMap, coding: &str) -> bool {
    let accepted =
        asked.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accepted.split(',').any(|word| {
        let mut parts = word.split(';').map(str::trim);
        parts.next() == Some(coding) && parts.all(|part| part.replace(' ', "") != "q=0")
    })
}

/// The body, or 304 where the client has it.
pub fn text(kind: &'static str, body: Bytes, tag: &str, caching: Caching, asked: &HeaderMap) -> Response {
    let known = known(asked, tag);
    let mut response = Response::new(if known { Body::empty() } else { Body::from(body) });
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, caching.value());
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_known_in_a_list_weak_or_not() {
        let mut headers = HeaderMap::new();
        headers.insert(header::IF_NONE_MATCH, "\"a\", W/\"b\"".parse().unwrap());
        assert!(known(&headers, "W/\"a\"") && known(&headers, "\"b\""));
        assert!(!known(&headers, "\"c\""));
    }

    #[test]
    fn a_coding_is_accepted_by_its_name_unless_it_weighs_nothing() {
        let said = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, text.parse().unwrap());
            accepts(&headers, "gzip")
        };
        assert!(said("gzip") && said("br, gzip;q=0.5") && said(" gzip , br"));
        assert!(!said("br") && !said("gzip; q=0") && !said("x-gzip") && !accepts(&HeaderMap::new(), "gzip"));
    }
}
