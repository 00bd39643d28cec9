//! Connections to PostgreSQL, and what its errors mean.

use std::path::Path;
use std::pin::Pin;
use std::str::FromStr;
use std::time::Duration;

use deadpool_postgres::{
    Connect, Manager, ManagerConfig, Object, Pool, PoolError, RecyclingMethod, Runtime, Timeouts,
};
use tokio::task::{JoinHandle, JoinSet};
use tokio_postgres::config::{Host, SslMode, TargetSessionAttrs};
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Config, Error};

use super::tls::{self, Tls};
use crate::said::said;
use crate::store::StoreError;

/// Connections of one process.
const CONNECTIONS: usize = 16;
/// How long a request waits for a connection.
const PATIENCE: Duration = Duration::from_secs(5);
/// After so long without a word from the other machine a connection is broken: one whose power was cut says nothing.
const SILENCE: Duration = Duration::from_secs(10);
/// Of every session: no statement, no lock and no forgotten transaction holds others up, and a commit is answered when
/// it is on disk (and on the synchronous standbys, where there are any).
const SESSION: &str = "-c statement_timeout=10s -c lock_timeout=8s -c idle_in_transaction_session_timeout=15s \
     -c synchronous_commit=on -c default_transaction_isolation=read\\ committed";

/// The address cannot be read. What it is does not stand here, nor where it breaks off: it may hold a password.
#[derive(Debug, thiserror::Error)]
#[error(
    "the address is none that can be read: expected postgres://user:password@host/database?sslmode=require, or \
     host=… user=… password=… dbname=… sslmode=require; `sslmode` is disable, prefer or require, and `postgres-ca` \
     stands in the place of `sslrootcert`"
)]
struct BadAddress;

pub fn pool(url: &str, authority: Option<&Path>) -> Result<Pool, StoreError> {
    let config = Config::from_str(url).map_err(|_| StoreError::Failed(Box::new(BadAddress)))?;
    let (mode, tls) =
        tls::agreed(config.get_ssl_mode(), authority).map_err(|error| StoreError::Failed(Box::new(error)))?;
    let manager_config = ManagerConfig { recycling_method: RecyclingMethod::Fast };
    let hosts = Hosts { hosts: hosts(&config, mode), tls };
    let manager = Manager::from_connect(config, hosts, manager_config);
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
        other => StoreError::Away(tls::explained(said(&other))),
    })
}

/// The address, once for each host that it names.
fn hosts(config: &Config, mode: SslMode) -> Vec<Config> {
    let (names, addresses, ports) = (config.get_hosts(), config.get_hostaddrs(), config.get_ports());
    let alone = |at: usize| {
        let mut one = Config::new();
        one.ssl_mode(mode).ssl_negotiation(config.get_ssl_negotiation());
        match (names.get(at), addresses.get(at)) {
            (Some(Host::Tcp(name)), _) => drop(one.host(name)),
            // What does not leave the machine is not encrypted: PostgreSQL does not know how.
            #[cfg(unix)]
            (Some(Host::Unix(folder)), None) => drop(one.host_path(folder).ssl_mode(SslMode::Disable)),
            // As a certificate has it.
            (_, Some(address)) => drop(one.host(address.to_string())),
            (None, None) => {}
        }
        addresses.get(at).map(|address| one.hostaddr(*address));
        ports.get(at).or(ports.first()).map(|port| one.port(*port));
        config.get_user().map(|user| one.user(user));
        config.get_password().map(|password| one.password(password));
        config.get_dbname().map(|name| one.dbname(name));
        one.channel_binding(config.get_channel_binding());
        one.connect_timeout(PATIENCE).tcp_user_timeout(SILENCE);
        one.keepalives_idle(SILENCE / 2).keepalives_interval(SILENCE / 5).keepalives_retries(3);
        one.application_name("sente-server").options(SESSION);
        // After a failover that is another one than before.
        one.target_session_attrs(TargetSessionAttrs::ReadWrite);
        one
    };
    (0..names.len().max(addresses.len()).max(1)).map(alone).collect()
}

/// Asks all hosts at once and takes the first one that takes writes. One after the other would not do: a host whose power
/// was cut says neither yes nor no, and takes all the time that there is.
struct Hosts {
    hosts: Vec<Config>,
    tls: Tls,
}

/// What a [`Connect`] gives.
type Connected<'a> = Pin<Box<dyn Future<Output = Result<(Client, JoinHandle<()>), Error>> + Send + 'a>>;

impl Connect for Hosts {
    fn connect(&self, _: &Config) -> Connected<'_> {
        Box::pin(async {
            let mut asked = JoinSet::new();
            for host in self.hosts.clone() {
                let tls = self.tls.clone();
                asked.spawn(async move { host.connect(tls).await });
            }
            let mut refused = None;
            while let Some(answer) = asked.join_next().await {
                match answer {
                    Ok(Ok((client, connection))) => {
                        // How it ends is heard by whoever asks something of it.
                        let task = tokio::spawn(async { drop(connection.await) });
                        return Ok((client, task));
                    }
                    // A certificate that is refused stays so, and says more than a host that is away.
                    Ok(Err(error)) => refused = refused.filter(tls::is_refusal).or(Some(error)),
                    Err(broken) => tracing::error!(error = said(&broken), "a connection was not tried"),
                }
            }
            match refused {
                Some(error) => Err(error),
                // Waits as for a host that does not answer, which the pool gives up.
                None => std::future::pending().await,
            }
        })
    }
}

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
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
