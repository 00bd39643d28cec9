//! What all requests share.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use protocol::{DeviceKey, ProblemCode, PublicLog, paths};
use tokio::sync::Semaphore;

use crate::api::feed::FeedCache;
use crate::auth::openid::OpenId;
use crate::auth::passwords::{BadPassword, Passwords};
use crate::auth::slowdown::SlowDown;
use crate::config::Settings;
use crate::failure::Failure;
use crate::guard::rate::Rate;
use crate::guard::together::Together;
use crate::kept::Kept;
use crate::metrics::Metrics;
use crate::photos::Photos;
use crate::store::{CommunityStore, KeyHash};

/// Requests to the API that are worked on at the same time; more are told to come again.
const AT_ONCE: usize = 64;
/// Bodies that are in memory at the same time, each of at most half a megabyte.
const BODIES: usize = 256;
/// Open requests of one address; a tourist office has many phones behind one.
const OF_ONE_ADDRESS: u32 = 48;

pub struct App {
    pub settings: Settings,
    pub store: Arc<dyn CommunityStore>,
    pub photos: Photos,
    pub passwords: Passwords,
    pub slow_down: SlowDown,
    pub openid: Option<OpenId>,
    pub addresses: Rate<std::net::IpAddr>,
    keys: Rate<[u8; 32]>,
    pub together: Together,
    pub bodies: Semaphore,
    pub turns: Semaphore,
    pub feed: FeedCache,
    pub public_log: Kept<PublicLog>,
    pub metrics: Metrics,
}

pub type Shared = Arc<App>;

/// Why the server cannot start.
#[derive(Debug, thiserror::Error)]
pub enum CannotStart {
    #[error("the folder of the photos cannot be used")]
    Photos(#[source] std::io::Error),
    #[error("the provider of OpenID Connect cannot be asked (`oidc-issuer`)")]
    OpenId(#[source] reqwest::Error),
    #[error(transparent)]
    Passwords(#[from] BadPassword),
}

impl App {
    pub fn new(settings: Settings, store: Arc<dyn CommunityStore>) -> Result<Shared, CannotStart> {
        let photos = Photos::open(&settings.data.join("photos")).map_err(CannotStart::Photos)?;
        let unlimited = settings.rate_per_address <= 0.0;
        let openid = settings.openid.clone().map(OpenId::new).transpose().map_err(CannotStart::OpenId)?;
        Ok(Arc::new(App {
            addresses: Rate::new(settings.rate_per_address),
            keys: Rate::new(settings.rate_per_key),
            settings,
            store,
            photos,
            passwords: Passwords::new()?,
            slow_down: SlowDown::default(),
            openid,
            together: Together::new(if unlimited { u32::MAX } else { OF_ONE_ADDRESS }),
            bodies: Semaphore::new(BODIES),
            turns: Semaphore::new(AT_ONCE),
            feed: FeedCache::default(),
            public_log: Kept::default(),
            metrics: Metrics::default(),
        }))
    }
}

/// The device that asks, by the hash of its key. As an extractor it refuses a request without a key or a sum (the gate has
/// compared that), and one of a device that asks too often.
#[derive(Debug, Clone, Copy)]
pub struct Owner(pub KeyHash);

/// The device that asks, where it says so.
pub fn owner(headers: &axum::http::HeaderMap) -> Option<KeyHash> {
    let key: DeviceKey = headers.get(paths::KEY)?.to_str().ok()?.parse().ok()?;
    Some(KeyHash::of(&key))
}

impl FromRequestParts<Shared> for Owner {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Failure> {
        let owner = owner(&parts.headers).ok_or(Failure::UNAUTHORISED)?;
        if !parts.headers.contains_key(paths::SUM) {
            return Err(Failure::of(ProblemCode::Damaged));
        }
        app.keys.take(owner.0, Instant::now()).map_err(Failure::too_many)?;
        Ok(Owner(owner))
    }
}
