//! What binds a sign-in to the browser that began it: one secret in a cookie that lives for ten minutes. The state, the
//! nonce and the verifier (PKCE) are derived from it, so that the server keeps nothing meanwhile and another one that shares
//! the store can finish. That it serves once is the provider's affair: it takes each code once.

use axum::http::HeaderMap;
use openidconnect::{CsrfToken, Nonce, PkceCodeVerifier};
use protocol::paths;

use crate::auth::cookie::{self, Cookie};
use crate::secret;

/// Sent when the provider leads the browser back, which is another site's doing: hence not `Strict`.
pub const COOKIE: Cookie =
    Cookie { name: "sente-openid", path: paths::STAFF_OPENID, same_site: "Lax", seconds: 600 };

pub struct Binding([u8; 32]);

impl Binding {
    pub fn new() -> Result<Self, getrandom::Error> {
        Ok(Binding(secret::random()?))
    }

    /// That of the browser that asks.
    pub fn of(headers: &HeaderMap) -> Option<Self> {
        cookie::read(headers, COOKIE.name).map(Binding)
    }

    /// Comes back with the browser.
    pub fn state(&self) -> CsrfToken {
        CsrfToken::new(self.derived("state"))
    }

    pub fn is_state(&self, given: &str) -> bool {
        secret::same(given.as_bytes(), self.derived("state").as_bytes())
    }

    /// Comes back in the ID token.
    pub fn nonce(&self) -> Nonce {
        Nonce::new(self.derived("nonce"))
    }

    /// Shown to the provider with the code, which has its hash already.
    pub fn verifier(&self) -> PkceCodeVerifier {
        PkceCodeVerifier::new(self.derived("verifier"))
    }

    /// The value of the cookie.
    pub fn cookie(&self, over_tls: bool) -> String {
        COOKIE.holding(&self.0, over_tls)
    }

    fn derived(&self, what: &str) -> String {
        secret::hex(&secret::sha256(&[what.as_bytes(), &self.0]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_brings_back_what_it_was_given() {
        let binding = Binding::new().unwrap();
        let sent = binding.cookie(true);
        assert!(sent.ends_with("; HttpOnly; SameSite=Lax; Secure"), "{sent}");
        let mut headers = HeaderMap::new();
        headers.insert("cookie", sent.split(';').next().unwrap().parse().unwrap());
        let back = Binding::of(&headers).unwrap();
        assert!(back.is_state(binding.state().secret()));
        assert!(!back.is_state(binding.nonce().secret()) && !back.is_state(""));
    }

    #[test]
    fn state_nonce_and_verifier_are_three_that_do_not_show_the_secret() {
        let binding = Binding([7; 32]);
        let (state, nonce, verifier) = (binding.state(), binding.nonce(), binding.verifier());
        let mut all = vec![state.secret(), nonce.secret(), verifier.secret()];
        let cookie = secret::hex(&binding.0);
        all.push(&cookie);
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 4);
    }
}
