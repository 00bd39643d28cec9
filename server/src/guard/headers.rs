//! The headers that every answer carries: nothing is loaded from elsewhere, framed, guessed or told to others.

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
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
const PERMISSIONS: &str =
    "camera=(self), geolocation=(self), screen-wake-lock=(self), microphone=(), payment=(), usb=()";

pub async fn add(State(app): State<Shared>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let pack = path.starts_with(pages::PACKS);
    let data = pack || path.starts_with("/v1/");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut set = |name: &'static str, value: &'static str| {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    };
    set("content-security-policy", if data { DATA_POLICY } else { PAGE_POLICY });
    set("x-content-type-options", "nosniff");
    set("referrer-policy", "no-referrer");
    set("permissions-policy", PERMISSIONS);
    set("cross-origin-opener-policy", "same-origin");
    set("cross-origin-resource-policy", "same-origin");
    if !app.settings.behind_proxy.is_empty() {
        set("strict-transport-security", "max-age=63072000");
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        let caching = if pack { Caching::Minutes } else { Caching::Nowhere };
        headers.insert(header::CACHE_CONTROL, caching.value());
    }
    response
}
