//! Connections to PostgreSQL, and what its errors mean.

use std::str::FromStr;
use std::time::Duration;

use deadpool_postgres::{
    Manager, ManagerConfig, Object, Pool, PoolError, RecyclingMethod, Runtime, Timeouts,
};
use tokio_postgres::config::TargetSessionAttrs;
use tokio_postgres::error::SqlState;
use tokio_postgres::{Config, NoTls};

use crate::said::said;
use crate::store::StoreError;

/// Connections of one process.
const CONNECTIONS: usize = 16;
/// How long a request waits for a connection.
const PATIENCE: Duration = Duration::from_secs(5);
/// Of every session: no statement, no lock and no forgotten transaction holds others up, and a commit is answered when
/// it is on disk (and on the synchronous standbys, where there are any).
const SESSION: &str = "-c statement_timeout=10s -c lock_timeout=8s -c idle_in_transaction_session_timeout=15s \
     -c synchronous_commit=on -c default_transaction_isolation=read\\ committed";

pub fn pool(url: &str) -> Result<Pool, StoreError> {
    let mut config = Config::from_str(url).map_err(|error| StoreError::Failed(Box::new(error)))?;
    config.connect_timeout(PATIENCE).application_name("sente-server").options(SESSION);
    // Of several hosts the one that takes writes: after a failover, that is another one.
    config.target_session_attrs(TargetSessionAttrs::ReadWrite);
    let manager =
        Manager::from_config(config, NoTls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
    let timeouts = Timeouts { wait: Some(PATIENCE), create: Some(PATIENCE), recycle: Some(PATIENCE) };
    Pool::builder(manager)
        .max_size(CONNECTIONS)
        .timeouts(timeouts)
        .runtime(Runtime::Tokio1)
        .build()
        .map_err(|error| StoreError::Failed(Box::new(error)))
}

pub async fn get(pool: &Pool) -> Result<Object, StoreError> {
    pool.get().await.map_err(|error| match error {
        PoolError::Backend(error) if error.code() == Some(&SqlState::INVALID_CATALOG_NAME) => {
            StoreError::Failed(Box::new(error))
        }
        other => StoreError::Away(said(&other)),
    })
}

impl From<tokio_postgres::Error> for StoreError {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(code) = error.code() else {
            // Not said by the server: the connection is gone, or a value did not fit.
            return if error.is_closed() || error.to_string().contains("communicating") {
                StoreError::Away(said(&error))
            } else {
                StoreError::Failed(Box::new(error))
            };
        };
        // Connection, rollback for others' sake, resources, lock not available, operator intervention, read-only after
        // a failover.
        let passes = ["08", "40", "53", "55", "57", "25006"];
        match code.code() {
            "XX001" | "XX002" => StoreError::Damaged(said(&error)),
            code if passes.iter().any(|class| code.starts_with(class)) => StoreError::Away(said(&error)),
            _ => StoreError::Failed(Box::new(error)),
        }
    }
}
