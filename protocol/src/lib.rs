//! What client and server say to each other: every body, path, header, limit and error code, once. Pure: no I/O, no
//! clock. Unknown fields are ignored on both sides, so that an older app and a newer server understand each other.

mod about;
mod check;
mod feed;
mod ids;
pub mod limits;
mod mine;
mod moderation;
mod operation;
pub mod paths;
mod problem;
mod report;
mod review;
mod rights;
mod staff;
pub mod sum;
mod visit;
mod when;

pub use about::{About, Capability};
pub use feed::{
    Change, FeedMark, FeedPage, PublicAnswer, PublicRecommendation, PublicReport, PublicReview, What,
};
pub use ids::{BadId, CommuneCode, DeviceKey, OperationId, PhotoId, RouteRef, SegmentRef, ThingId};
pub use mine::{Mine, OwnThing, ThingKind, ThingState};
pub use moderation::{
    Act as StaffAct, Decision, Filed, LogEntry, MergeInto, PublicLog, Queue, QueueEntry, Reason, ReasonCount,
    Refusal,
};
pub use operation::{Act, Batch, Operation, Outcome, Outcomes, Refused, Withdrawn};
pub use problem::{Problem, ProblemCode};
pub use report::{Category, Magnitude, Place, Report, ReportStatus};
pub use review::{Audience, Condition, Criteria, Pseudonym, Recommendation, Review, Stars};
pub use rights::{Deed, may};
pub use staff::{Indicators, Role, Session, SignIn, Tally};
pub use visit::{Satisfaction, Visit};
pub use when::{HalfYear, Month, NotAMonth};
