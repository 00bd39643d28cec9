//! Writing for others: a review, a recommendation, a report. One form for the new and for the changed; a draft is kept with
//! each key, and what is saved is visible at once with how far it is.

mod begin;
mod drafts;
mod fields;
mod form;
mod frame;
mod legal;
mod photos;
mod recommendation;
mod report;
mod review;
mod saved;
mod stars;
mod writing;
mod wrong;

pub use recommendation::RecommendationScreen;
pub use report::ReportScreen;
pub use review::ReviewScreen;
