//! The headers that answers carry: nothing is loaded from elsewhere, framed, guessed or told to others. Each answer has
//! those that mean something for it, because a phone in a valley pays for every byte.

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::Response;

use crate::answer::Caching;
use crate::pages;
use crate::state::Shared;

/// For pages; `'wasm-unsafe-eval'` lets wasm run. As in the app's `index.html`, without the window's own protocols, and
/// in no frame.
pub const PAGE_POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data: blob:; worker-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'self'; \
     frame-ancestors 'none'; form-action 'self'";
/// For everything else: it is no page.
const DATA_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";
/// Where a hiker is, is asked by the page itself; the camera reads the code of a key.
pub const PERMISSIONS: &str =
    "camera=(self), geolocation=(self), screen-wake-lock=(self), microphone=(), payment=(), usb=()";

const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// Headers that are added here at most: room is made for them once.
const MOST: usize = 8;

/// For what `path` answers to `method`.
#[derive(Debug, Clone, Copy)]
struct Kind {
    pack: bool,
    data: bool,
    /// A browser shows and embeds what it has asked for with GET; what it sends as JSON it only hands to the page that did.
    shown: bool,
}

impl Kind {
    const PAGE: Kind = Kind { pack: false, data: false, shown: true };

    fn of(method: &Method, path: &str) -> Self {
        let pack = path.starts_with(pages::PACKS);
        let data = pack || path.starts_with("/v1/");
        Kind { pack, data, shown: !data || method == Method::GET || method == Method::HEAD }
    }

    fn put(self, headers: &mut HeaderMap, over_tls: bool) {
        headers.reserve(MOST);
        let mut set = |name: HeaderName, value: &'static str| {
            headers.insert(name, HeaderValue::from_static(value));
        };
        set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
        if self.shown {
            set(header::CONTENT_SECURITY_POLICY, if self.data { DATA_POLICY } else { PAGE_POLICY });
            set(RESOURCE_POLICY, "same-origin");
        }
        if !self.data {
            set(header::REFERRER_POLICY, "no-referrer");
            set(PERMISSIONS_POLICY, PERMISSIONS);
            set(OPENER_POLICY, "same-origin");
        }
        if over_tls {
            set(header::STRICT_TRANSPORT_SECURITY, "max-age=63072000");
        }
    }
}

/// What a page and all that belongs to it carry.
pub fn of_page(over_tls: bool) -> HeaderMap {
    let mut headers = HeaderMap::new();
    Kind::PAGE.put(&mut headers, over_tls);
    headers
}

pub async fn add(State(app): State<Shared>, request: Request, next: Next) -> Response {
    let kind = Kind::of(request.method(), request.uri().path());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    kind.put(headers, app.settings.is_over_tls());
    if !kind.shown {
        // No cache keeps the answer to what was sent, unless it is told to.
        headers.remove(header::VARY);
    } else if !headers.contains_key(header::CACHE_CONTROL) {
        let caching = if kind.pack { Caching::Minutes } else { Caching::Nowhere };
        headers.insert(header::CACHE_CONTROL, caching.value());
    }
    response
}
