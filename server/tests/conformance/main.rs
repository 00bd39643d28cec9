//! What any community store must do: every sentence is a claim, and is tried on each store. On SQLite each claim is a
//! test of its own; PostgreSQL is started once for all of them.
// A helper that fails is a failed test.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../support/mod.rs"]
mod support;

use std::future::Future;
use std::pin::Pin;

use support::World;

/// A claim by its name.
type Claim = (&'static str, fn(World) -> Pin<Box<dyn Future<Output = ()> + Send>>);

/// Makes a test on SQLite of each claim, and a list that another store goes through.
macro_rules! claims {
    ($($name:ident),* $(,)?) => {
        pub const CLAIMS: &[crate::Claim] = &[$((stringify!($name), |world| Box::pin($name(world)))),*];

        mod sqlite {
            $(
                #[tokio::test]
                async fn $name() {
                    let dir = tempfile::tempdir().unwrap();
                    super::$name(crate::sqlite::world(dir.path())).await;
                }
            )*
        }
    };
}

mod erasure;
mod figures;
mod moderation;
mod photos;
mod postgres;
mod posts;
mod reports;
mod sqlite;
mod tls;
mod upgrade;
mod voices;
