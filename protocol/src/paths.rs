//! Every path and header, once. `{…}` is replaced by what the functions below put in its place.

use crate::{PhotoId, ThingId, ThingKind};

pub const ABOUT: &str = "/v1/about";
pub const OPERATIONS: &str = "/v1/operations";
pub const FEED: &str = "/v1/feed";
pub const MINE: &str = "/v1/mine";
pub const VISITS: &str = "/v1/visits";
pub const PHOTO: &str = "/v1/photos/{photo}";
pub const MODERATION_LOG: &str = "/v1/moderation";

pub const STAFF_SESSION: &str = "/v1/staff/session";
/// A browser goes there itself: it is led to the provider of OpenID Connect, and back to the second.
pub const STAFF_OPENID: &str = "/v1/staff/openid";
pub const STAFF_OPENID_BACK: &str = "/v1/staff/openid/back";
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
/// Carries the [`crate::sum`] of a request, and that of its answer.
pub const SUM: &str = "sente-sum";
/// Carries the token of [`crate::Session`] with every act of staff.
pub const CSRF: &str = "sente-csrf";

pub fn feed_after(seq: u64) -> String {
    format!("{FEED}?after={seq}")
}

pub fn photo(id: &PhotoId) -> String {
    format!("/v1/photos/{}", id.as_str())
}

/// A page of what staff sees; `waiting` leaves out what has been decided.
pub fn staff_queue(kind: ThingKind, waiting: bool, after: u64) -> String {
    let kind = match kind {
        ThingKind::Review => "review",
        ThingKind::Recommendation => "recommendation",
        ThingKind::Report => "report",
    };
    format!("{STAFF_QUEUE}?kind={kind}&waiting={waiting}&after={after}")
}

/// Acts of staff, newest first: those before an entry, or the last ones; of one thing, or of all.
pub fn staff_log_back(before: Option<u64>, thing: Option<ThingId>) -> String {
    let before = before.map(|seq| format!("&before={seq}")).unwrap_or_default();
    let thing = thing.map(|thing| format!("&thing={thing}")).unwrap_or_default();
    format!("{STAFF_LOG}?newest=true{before}{thing}")
}
