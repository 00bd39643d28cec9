//! Sessions of staff: a random identity in a cookie, its SHA-256 in the store. A session lives for twelve hours after its
//! last use, and ends at once when the account goes or its password changes.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use jiff::{SignedDuration, Timestamp};
use protocol::{Role, paths};

use super::cookie::{self, Cookie};
use crate::failure::Failure;
use crate::secret;
use crate::state::Shared;
use crate::store::{Account, KeptSession, Scope};

const LIFE: SignedDuration = SignedDuration::from_hours(12);
pub const COOKIE: Cookie =
    Cookie { name: "sente-staff", path: "/v1", same_site: "Strict", seconds: LIFE.as_secs() as u32 };
/// Not written again for each request: once in a while is enough.
const RENEW: SignedDuration = SignedDuration::from_hours(1);

/// A signed-in member of staff. As an extractor it refuses a request without a session, and every request that changes
/// something without the token of the session.
#[derive(Debug, Clone)]
pub struct Staff {
    pub account: Account,
    /// Secret; hashed in the store.
    id: [u8; 32],
}

impl Staff {
    /// The token that goes back with every act. It is derived, so that there is nothing more to keep.
    pub fn csrf(&self) -> String {
        secret::hex(&secret::sha256(&[b"csrf", &self.id]))
    }

    pub fn scope(&self) -> Scope {
        match self.account.role {
            Role::Commune => Scope::Communes(self.account.communes.clone()),
            Role::Agence | Role::Baliseur | Role::Lecteur => Scope::All,
        }
    }

    /// The value of the cookie.
    pub fn cookie(&self, app: &Shared) -> String {
        COOKIE.holding(&self.id, app.settings.is_over_tls())
    }
}

/// Opens a session for an account whose password was right, or for which the provider vouches.
pub async fn open(app: &Shared, account: Account, now: Timestamp) -> Result<Staff, Failure> {
    let id = secret::random().map_err(|error| Failure::internal("randomness", &error))?;
    let staff = Staff { account, id };
    save(app, &staff, now).await?;
    Ok(staff)
}

async fn save(app: &Shared, staff: &Staff, now: Timestamp) -> Result<(), Failure> {
    let until = now.saturating_add(LIFE).map_err(|error| Failure::internal("time", &error))?;
    let kept = KeptSession { name: staff.account.name.clone(), password: fingerprint(&staff.account), until };
    Ok(app.store.save_session(secret::sha256(&[&staff.id]), &kept).await?)
}

pub async fn close(app: &Shared, staff: &Staff) -> Result<(), Failure> {
    Ok(app.store.drop_session(secret::sha256(&[&staff.id])).await?)
}

/// Who is signed in, where somebody is.
pub async fn of(app: &Shared, headers: &HeaderMap) -> Result<Option<Staff>, Failure> {
    let Some(id) = cookie::read(headers, COOKIE.name) else { return Ok(None) };
    let now = Timestamp::now();
    let Some(kept) = app.store.session(secret::sha256(&[&id]), now).await? else { return Ok(None) };
    let Some(account) = app.store.account(&kept.name).await? else { return Ok(None) };
    if !secret::same(kept.password.as_bytes(), fingerprint(&account).as_bytes()) {
        return Ok(None);
    }
    let staff = Staff { account, id };
    if kept.until.duration_since(now) < LIFE - RENEW {
        save(app, &staff, now).await?;
    }
    Ok(Some(staff))
}

/// Changes with the password.
fn fingerprint(account: &Account) -> String {
    secret::hex(&secret::sha256(&[account.password.as_deref().unwrap_or_default().as_bytes()]))
}

impl FromRequestParts<Shared> for Staff {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Failure> {
        let staff = of(app, &parts.headers).await?.ok_or(Failure::UNAUTHORISED)?;
        if parts.method == Method::GET || parts.method == Method::HEAD {
            return Ok(staff);
        }
        let token = parts.headers.get(paths::CSRF).map(|token| token.as_bytes()).unwrap_or_default();
        if secret::same(token, staff.csrf().as_bytes()) { Ok(staff) } else { Err(Failure::FORBIDDEN) }
    }
}
