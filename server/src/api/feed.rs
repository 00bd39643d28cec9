//! What everybody may read, in pages that caches may keep for five minutes: no longer, because what is erased must go
//! from there, too. Pages that were just asked for are kept ready as text.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use protocol::{FeedPage, Problem, limits, paths, sum};
use serde::Deserialize;

use super::extract::Asked;
use super::gate::BodySum;
use crate::answer::{self, Caching};
use crate::failure::Failure;
use crate::state::Shared;

/// Another process on the same database is heard of after this time at the latest.
const FRESH: Duration = Duration::from_secs(2);
const KEPT: usize = 64;

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct After {
    /// Changes after this one; 0 from the beginning.
    #[serde(default)]
    after: u64,
}

#[derive(Debug, Clone)]
struct Page {
    body: Bytes,
    tag: Arc<str>,
    sum: BodySum,
    generation: u64,
    made: Instant,
}

/// Pages as text.
#[derive(Debug, Default)]
pub struct FeedCache {
    pages: Mutex<HashMap<u64, Page>>,
    generation: AtomicU64,
}

impl FeedCache {
    /// Something has changed.
    pub fn forget(&self) {
        self.generation.fetch_add(1, Ordering::SeqCst);
    }

    fn generation(&self) -> u64 {
        self.generation.load(Ordering::SeqCst)
    }

    fn get(&self, after: u64) -> Option<Page> {
        let pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        let page = pages.get(&after)?;
        let fresh = page.generation == self.generation() && page.made.elapsed() < FRESH;
        fresh.then(|| page.clone())
    }

    fn keep(&self, after: u64, page: Page) {
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        if pages.len() >= KEPT {
            pages.clear();
        }
        pages.insert(after, page);
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
    let page = match app.feed.get(after) {
        Some(page) => page,
        None => {
            // Read before the store is asked: a change meanwhile makes the page old at once.
            let generation = app.feed.generation();
            let made = Instant::now();
            let page = app.store.feed(after, limits::FEED_PAGE).await?;
            let body = serde_json::to_vec(&page).map_err(|error| Failure::internal("feed", &error))?;
            let (tag, sum) = (answer::tag(&body).into(), BodySum(sum::of_body(&body)));
            let page = Page { tag, sum, body: body.into(), generation, made };
            app.feed.keep(after, page.clone());
            page
        }
    };
    let mut response = answer::text("application/json", page.body, &page.tag, Caching::Minutes, &headers);
    response.extensions_mut().insert(page.sum);
    Ok(response)
}
