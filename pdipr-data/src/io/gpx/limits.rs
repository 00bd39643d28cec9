//! How much a file may ask of us. A file beyond a limit is refused with the limit's name; `docs/gpx.md` states them.

/// Bytes that `read`, which keeps everything in memory, accepts. Streaming has no such limit.
pub const FILE_BYTES: usize = 64 << 20;
/// Memory that the values made by `read` may take, by estimate: tiny elements must not grow into a large model.
pub const MODEL_BYTES: usize = 256 << 20;
/// Bytes between two points: one point, or the metadata, or one description, with all its extensions.
pub const ELEMENT_BYTES: usize = 2 << 20;
/// Attributes of one element.
pub const ATTRIBUTES: usize = 256;
/// Elements inside each other.
pub const DEPTH: usize = 64;
/// Tracks, segments and routes together.
pub const LINES: usize = 100_000;
