//! Cookies that hold 256 random bits.

use axum::http::{HeaderMap, header};

use crate::secret;

/// One of ours, and where it is sent.
pub struct Cookie {
    pub name: &'static str,
    pub path: &'static str,
    /// `Strict`, or `Lax` where another site leads the browser here.
    pub same_site: &'static str,
    pub seconds: u32,
}

impl Cookie {
    /// Of a header `Set-Cookie`.
    pub fn holding(&self, secret: &[u8; 32], over_tls: bool) -> String {
        self.written(&secret::hex(secret), self.seconds, over_tls)
    }

    /// Ends the one before.
    pub fn none(&self, over_tls: bool) -> String {
        self.written("", 0, over_tls)
    }

    fn written(&self, value: &str, seconds: u32, over_tls: bool) -> String {
        let Cookie { name, path, same_site, .. } = self;
        let secure = if over_tls { "; Secure" } else { "" };
        format!("{name}={value}; Path={path}; Max-Age={seconds}; HttpOnly; SameSite={same_site}{secure}")
    }
}

/// What the cookie of this name holds, where it was sent and can be one of ours.
pub fn read(headers: &HeaderMap, name: &str) -> Option<[u8; 32]> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let value = pairs.find(|(one, _)| *one == name)?.1;
    secret::from_hex(value)
}
