//! Finding routes: criteria, counts, relaxations, ranking. Pure; the store feeds it, the engine asks it.

mod criteria;
mod facts;
mod presets;
mod result;
pub mod text;

pub use criteria::{
    ASCENT_BANDS, Band, Criterion, DURATION_BANDS, LENGTH_BANDS, Near, Range, RouteFilter, RouteQuery, Sort,
};
pub use facts::RouteFacts;
pub use presets::{PRESETS, Preset};
pub use result::{
    Count, Facets, Found, Page, Relaxation, SearchResult, Suggestion, SuggestionTarget, Unavailable,
    UnavailableReason, Why,
};
