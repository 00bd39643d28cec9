//! Cookies that hold 256 random bits.

use axum::http::{HeaderMap, header};

use crate::secret;

/// What the cookie of this name holds, where it was sent and can be one of ours.
pub fn read(headers: &HeaderMap, name: &str) -> Option<[u8; 32]> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let value = pairs.find(|(one, _)| *one == name)?.1;
    secret::from_hex(value)
}
