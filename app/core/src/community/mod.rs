//! What hikers tell each other and the agency, as the screens see it: what one has written and how far it is, what
//! others say of a route, how the exchange with the server stands. Pure; the words of the wire come from `protocol`.

mod exchange;
mod maybe_moment;
mod posts;
mod reviews;

pub use exchange::{NotAsked, Operator, SatisfactionQuestion, SyncProblem, SyncState};
pub use posts::{Content, Post, PostState, PostsPage};
pub use reviews::{
    AudienceCount, ConditionSeen, CriteriaMeans, KnownReport, Mean, REVIEWS_AT_ONCE, ReviewSort,
    ReviewSummary, ReviewsPage, ShownReview, SnappedPlace,
};
