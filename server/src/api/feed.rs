//! What everybody may read, in pages that caches may keep for five minutes: no longer, because what is erased must go
//! from there, too. Pages that were just asked for are kept ready as text, plain and compressed.

use std::collections::HashMap;
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use flate2::Compression;
use flate2::write::GzEncoder;
use protocol::{FeedPage, Problem, limits, paths, sum};
use serde::Deserialize;

use super::extract::Asked;
use super::gate::BodySum;
use crate::answer::{self, Caching};
use crate::failure::Failure;
use crate::kept::{Changes, Stamp};
use crate::state::Shared;

/// Bytes of pages that are kept: a thousand phones that were last here at different times.
const KEPT: usize = 32 * 1024 * 1024;

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct After {
    /// Changes after this one; 0 from the beginning.
    #[serde(default)]
    after: u64,
}

/// Of gzip: most of the gain for half of the time, while a phone waits for it.
const LEVEL: u32 = 4;
/// Pages that are made at the same time.
const STRIPES: usize = 16;

#[derive(Debug, Clone)]
struct Page {
    body: Bytes,
    gzip: Bytes,
    tag: Arc<str>,
    sum: BodySum,
    stamp: Stamp,
    caching: Caching,
    /// What is asked for after it by a reader that has begun at the beginning.
    next: Option<u64>,
}

impl Page {
    fn bytes(&self) -> usize {
        self.body.len() + self.gzip.len() + size_of::<Page>()
    }
}

#[derive(Debug, Default)]
struct Kept {
    pages: HashMap<u64, Page>,
    bytes: usize,
}

/// Pages as text.
#[derive(Debug, Default)]
pub struct FeedCache {
    kept: Mutex<Kept>,
    changes: Changes,
    /// Whoever asks for a page that is being made waits for it rather than makes it a second time.
    making: [tokio::sync::Mutex<()>; STRIPES],
}

impl FeedCache {
    /// Something has changed.
    pub fn forget(&self) {
        self.changes.count();
    }

    async fn turn(&self, after: u64) -> tokio::sync::MutexGuard<'_, ()> {
        self.making[after as usize % STRIPES].lock().await
    }

    fn get(&self, after: u64) -> Option<Page> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let page = kept.pages.get(&after)?;
        self.changes.is_fresh(page.stamp).then(|| page.clone())
    }

    fn keep(&self, after: u64, page: Page) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.bytes + page.bytes() > KEPT {
            *kept = Kept::default();
        }
        kept.bytes += page.bytes();
        if let Some(before) = kept.pages.insert(after, page) {
            kept.bytes -= before.bytes();
        }
    }
}

/// Published changes, oldest first. Each thing stands once, at its last change.
#[utoipa::path(get, path = paths::FEED, tag = "hikers", operation_id = "read_feed", params(After),
    responses((status = 200, body = FeedPage), (status = 304), (status = "default", body = Problem)))]
pub async fn page(
    State(app): State<Shared>,
    Asked(After { after }): Asked<After>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let page = ready(&app, after, after == 0).await?;
    make_ahead(&app, &page);
    let packed = answer::accepts(&headers, "gzip") && page.gzip.len() < page.body.len();
    let body = if packed { page.gzip } else { page.body };
    let mut response = answer::text("application/json", body, &page.tag, page.caching, &headers);
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if packed {
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    response.extensions_mut().insert(page.sum);
    Ok(response)
}

/// A page that is kept, or one made now. `from_start`: for a reader that has begun at the beginning.
async fn ready(app: &Shared, after: u64, from_start: bool) -> Result<Page, Failure> {
    if let Some(page) = app.feed.get(after) {
        return Ok(page);
    }
    let _turn = app.feed.turn(after).await;
    match app.feed.get(after) {
        Some(page) => Ok(page),
        None => make(app, after, from_start).await,
    }
}

/// Whoever begins at the beginning reads on to the end: while a device takes in one page, the next one is made.
fn make_ahead(app: &Shared, page: &Page) {
    let Some(next) = page.next.filter(|next| app.feed.get(*next).is_none()) else { return };
    let app = Shared::clone(app);
    tokio::spawn(async move {
        if let Err(failure) = ready(&app, next, true).await {
            tracing::debug!(?failure, "a page of the feed was not made ahead");
        }
    });
}

async fn make(app: &Shared, after: u64, from_start: bool) -> Result<Page, Failure> {
    let stamp = app.feed.changes.stamp();
    let page = app.store.feed(after, limits::FEED_PAGE).await?;
    // True now, and perhaps not when the next one asks.
    let caching = if page.next < after { Caching::Nowhere } else { Caching::Minutes };
    let next = (from_start && page.more).then_some(page.next);
    let body = serde_json::to_vec(&page).map_err(|error| Failure::internal("feed", &error))?;
    let gzip = gzip(&body).map_err(|error| Failure::internal("feed", &error))?.into();
    let (tag, sum) = (answer::tag(&body).into(), BodySum(sum::of_body(&body)));
    let page = Page { tag, sum, body: body.into(), gzip, stamp, caching, next };
    if caching == Caching::Minutes {
        app.feed.keep(after, page.clone());
    }
    Ok(page)
}

fn gzip(body: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(LEVEL));
    encoder.write_all(body)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a_page(bytes: usize) -> Page {
        let body = Bytes::from(vec![b' '; bytes]);
        let sum = BodySum(sum::of_body(&body));
        let (tag, stamp) = ("".into(), Changes::default().stamp());
        Page { gzip: Bytes::new(), body, sum, tag, stamp, caching: Caching::Minutes, next: None }
    }

    #[test]
    fn the_memory_of_pages_is_bounded_and_a_page_made_anew_counts_once() {
        let cache = FeedCache::default();
        for _ in 0..3 {
            cache.keep(0, a_page(KEPT / 2));
        }
        assert!(cache.get(0).is_some() && cache.kept.lock().unwrap().bytes <= KEPT);
        for after in 1..9 {
            cache.keep(after, a_page(KEPT / 3));
            assert!(cache.kept.lock().unwrap().bytes <= KEPT);
        }
        assert!(cache.get(8).is_some());
        cache.forget();
        assert!(cache.get(8).is_none());
    }
}
