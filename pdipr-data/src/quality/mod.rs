//! What the data says about itself once read: rules over segments and routes, each a pure function to findings.

mod catalogue;
mod codes;
mod routes;
mod segments;

pub use catalogue::{SeverityCount, summary, worst};
pub use codes::CODES;
pub use routes::about_route;
pub use segments::about_segments;
