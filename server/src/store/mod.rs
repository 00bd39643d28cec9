//! The community store: what hikers have sent and what became of it. One trait, two implementers: SQLite for one
//! machine, PostgreSQL for several; one conformance suite runs over both. The only SQL of the crate stands below here.

mod community;
mod delays;
mod desk;
mod postgres;
mod rules;
mod sqlite;

pub use community::{
    Account, ActRefused, CommunityStore, Incoming, KeptSession, KeyHash, PhotoAccess, QueueFilter, Scope,
    StoreError,
};
pub use postgres::PostgresStore;
pub use sqlite::SqliteStore;
