//! How much of anything: the same numbers stop a hiker while typing and a hostile client at the door.

/// Longest text of a review or a report, in characters.
pub const TEXT: usize = 1_000;
/// Longest sentence of a recommendation, in characters.
pub const SENTENCE: usize = 200;
/// Longest pseudonym, in characters.
pub const PSEUDONYM: usize = 40;
/// Longest public answer of the agency, in characters.
pub const ANSWER: usize = 1_000;
/// Longest free reason of a refusal, in characters.
pub const REASON: usize = 500;
/// Longest identity that another part of the house gives (route, segment), in bytes.
pub const NAME: usize = 80;
/// Photos of one review or report.
pub const PHOTOS: usize = 5;
/// Longer side of a photo, in pixels.
pub const PHOTO_SIDE: u32 = 2_048;
/// Bytes of one photo.
pub const PHOTO_BYTES: u64 = 4 * 1024 * 1024;
/// Bytes of one piece of a photo, as the client sends them.
pub const PHOTO_PIECE: u64 = 256 * 1024;
/// Operations of one batch.
pub const BATCH: usize = 100;
/// Bytes of one request body other than a photo, after decompression.
pub const BODY: usize = 512 * 1024;
/// Changes of one page of the feed.
pub const FEED_PAGE: usize = 500;
/// Entries of one page of a staff list.
pub const QUEUE_PAGE: usize = 50;
/// Days after which a tick of conditions is no longer shown.
pub const CONDITION_DAYS: u32 = 30;
/// Farthest along a route that a report can lie, in metres.
pub const METRES: u32 = 2_000_000;
/// Reviews that one device may begin on one day (UTC).
pub const REVIEWS_A_DAY: u32 = 20;
/// Reports that one device may begin on one day.
pub const REPORTS_A_DAY: u32 = 40;
/// Operations of one device on one day; to withdraw is always possible.
pub const OPERATIONS_A_DAY: u32 = 100;
