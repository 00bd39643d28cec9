//! Every path and header, once. `{…}` is replaced by what the functions below put in its place.

use crate::PhotoId;

pub const ABOUT: &str = "/v1/about";
pub const OPERATIONS: &str = "/v1/operations";
pub const FEED: &str = "/v1/feed";
pub const MINE: &str = "/v1/mine";
pub const VISITS: &str = "/v1/visits";
pub const PHOTO: &str = "/v1/photos/{photo}";
pub const MODERATION_LOG: &str = "/v1/moderation";

pub const STAFF_SESSION: &str = "/v1/staff/session";
pub const STAFF_QUEUE: &str = "/v1/staff/queue";
pub const STAFF_ACTS: &str = "/v1/staff/acts";
pub const STAFF_LOG: &str = "/v1/staff/log";
pub const STAFF_INDICATORS: &str = "/v1/staff/indicators";
pub const STAFF_INDICATORS_CSV: &str = "/v1/staff/indicators.csv";

/// Carries the [`crate::DeviceKey`].
pub const KEY: &str = "sente-key";
/// How much of a photo the server has, in bytes (as in the IETF draft on resumable uploads).
pub const UPLOAD_OFFSET: &str = "upload-offset";
/// The length of the whole photo, in bytes.
pub const UPLOAD_LENGTH: &str = "upload-length";
/// Carries the token of [`crate::Session`] with every act of staff.
pub const CSRF: &str = "sente-csrf";

pub fn feed_after(seq: u64) -> String {
    format!("{FEED}?after={seq}")
}

pub fn photo(id: &PhotoId) -> String {
    format!("/v1/photos/{}", id.as_str())
}
