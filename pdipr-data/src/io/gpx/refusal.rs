//! Why a file cannot be read as GPX at all.

use super::limits;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotGpx {
    #[error("the file is empty")]
    Empty,
    #[error("the file is not XML with a <gpx> element")]
    NoRoot,
    #[error("the file is no GPX but <{0}>")]
    OtherRoot(String),
    #[error("the file declares entities, which GPX never needs")]
    Entities,
    #[error("the file is larger than {} MiB", limits::FILE_BYTES >> 20)]
    FileTooLarge,
    #[error("the content of the file would take more than {} MiB of memory", limits::MODEL_BYTES >> 20)]
    ModelTooLarge,
    #[error("line {line}: one element is longer than {} MiB", limits::ELEMENT_BYTES >> 20)]
    ElementTooLong { line: u64 },
    #[error("line {line}: an element has more than {} attributes", limits::ATTRIBUTES)]
    TooManyAttributes { line: u64 },
    #[error("line {line}: more than {} elements inside each other", limits::DEPTH)]
    TooDeep { line: u64 },
    #[error("line {line}: more than {} tracks, segments and routes", limits::LINES)]
    TooManyLines { line: u64 },
    #[error("the file could not be read: {0}")]
    Unreadable(String),
}

impl NotGpx {
    /// The key of the sentence in the word catalogues is `gpx-refused-` and this.
    pub const fn code(&self) -> &'static str {
        match self {
            NotGpx::Empty => "empty",
            NotGpx::NoRoot => "no-root",
            NotGpx::OtherRoot(_) => "other-root",
            NotGpx::Entities => "entities",
            NotGpx::FileTooLarge => "file-too-large",
            NotGpx::ModelTooLarge => "model-too-large",
            NotGpx::ElementTooLong { .. } => "element-too-long",
            NotGpx::TooManyAttributes { .. } => "too-many-attributes",
            NotGpx::TooDeep { .. } => "too-deep",
            NotGpx::TooManyLines { .. } => "too-many-lines",
            NotGpx::Unreadable(_) => "unreadable",
        }
    }

    /// The arguments of that sentence.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        let line = |line: &u64, limit: usize| vec![("line", line.to_string()), ("limit", limit.to_string())];
        match self {
            NotGpx::Empty | NotGpx::NoRoot | NotGpx::Entities => Vec::new(),
            NotGpx::OtherRoot(name) => vec![("name", name.clone())],
            NotGpx::Unreadable(reason) => vec![("reason", reason.clone())],
            NotGpx::FileTooLarge => vec![("limit", (limits::FILE_BYTES >> 20).to_string())],
            NotGpx::ModelTooLarge => vec![("limit", (limits::MODEL_BYTES >> 20).to_string())],
            NotGpx::ElementTooLong { line: at } => line(at, limits::ELEMENT_BYTES >> 20),
            NotGpx::TooManyAttributes { line: at } => line(at, limits::ATTRIBUTES),
            NotGpx::TooDeep { line: at } => line(at, limits::DEPTH),
            NotGpx::TooManyLines { line: at } => line(at, limits::LINES),
        }
    }
}
