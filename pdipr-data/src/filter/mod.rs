//! Finding routes: criteria, counts, relaxations, ranking. Pure; the store feeds it, the engine asks it.

mod closed;
mod columns;
mod criteria;
mod facets;
mod facts;
#[cfg(test)]
mod fixtures;
mod meaning;
mod presets;
#[cfg(test)]
mod properties;
mod rank;
mod relax;
mod result;
mod select;
pub mod text;
mod why;

pub use columns::{Columns, HISTOGRAM_BARS, STATION_STEPS};
pub use criteria::{
    ASCENT_BANDS, Band, Criterion, DURATION_BANDS, LENGTH_BANDS, Near, Range, RouteFilter, RouteQuery, Sort,
};
pub use facets::facets;
pub use facts::RouteFacts;
pub use meaning::distance_to_doors;
pub use presets::{PRESETS, Preset};
pub use rank::{ORDERED_MAX, order};
pub use relax::{NEAR_STEPS, relaxations};
pub use result::{
    Count, Facets, Found, OpenOn, Page, Relaxation, SearchResult, Suggestion, SuggestionTarget, Unavailable,
    UnavailableReason, Why,
};
pub use select::{BoxPlan, Selection, box_plan, select};
pub use why::{Shown, why};
