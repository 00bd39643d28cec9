//! The community store in PostgreSQL, for several servers at once. Writes of one process are gathered as in the SQLite
//! store; those of several processes take turns, so that no reader of the feed ever passes over a number.

mod check;
mod connect;
mod figures;
mod load;
mod migrate;
mod public;
mod request;
mod save;
mod staff;
mod tls;
mod writer;

use std::path::Path;
use std::time::Duration;

use async_trait::async_trait;
use deadpool_postgres::{Object, Pool};
use jiff::Timestamp;
use protocol::{
    FeedPage, Filed, HalfYear, Indicators, LogEntry, Mine, Outcome, PhotoId, PublicLog, Queue, QueueEntry,
    ThingId,
};
use tokio::time::timeout;

use request::Request;
use writer::Writer;

use super::{
    Account, ActRefused, CommunityStore, Incoming, KeptSession, KeyHash, PhotoAccess, QueueFilter, Scope,
    StoreError,
};

/// How long a reading may take; the database gives up a statement after the same time, where it is there to do so.
const LONGEST: Duration = Duration::from_secs(10);

#[derive(Debug)]
pub struct PostgresStore {
    pool: Pool,
    writer: Writer,
}

impl PostgresStore {
    /// Connects (`postgres://user:password@host/database`, or `host=/run/postgresql dbname=sente`), and makes or
    /// upgrades the tables. With the file of an authority every server has to show a certificate that is signed by it.
    pub async fn open(url: &str, authority: Option<&Path>) -> Result<Self, StoreError> {
        let pool = connect::pool(url, authority)?;
        migrate::migrate(&mut connect::get(&pool).await?).await?;
        Ok(PostgresStore { writer: Writer::start(pool.clone()), pool })
    }

    /// Reads something, in bounded time. A connection on which that failed is not used again: it may lead to a machine that
    /// has stopped.
    async fn read<T>(
        &self,
        reading: impl AsyncFnOnce(&Object) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let client = connect::get(&self.pool).await?;
        let read = timeout(LONGEST, reading(&client)).await.unwrap_or_else(|_| {
            // Nor do the others that wait to be used lead anywhere else.
            self.pool.retain(|_, _| false);
            Err(StoreError::Away("the database does not answer".into()))
        });
        if read.is_err() {
            drop(Object::take(client));
        }
        read
    }
}

#[async_trait]
impl CommunityStore for PostgresStore {
    async fn take(
        &self,
        owner: KeyHash,
        operations: Vec<Incoming>,
        now: Timestamp,
    ) -> Result<Vec<Outcome>, StoreError> {
        self.writer.write(Request::Take { owner, operations, now }).await?.outcomes()
    }

    async fn can_write(&self) -> Result<(), StoreError> {
        self.writer.write(Request::Nothing).await?.done()
    }

    async fn mine(&self, owner: KeyHash) -> Result<Mine, StoreError> {
        self.read(async |client| public::mine(client, owner).await).await
    }

    async fn is_erased(&self, owner: KeyHash) -> Result<bool, StoreError> {
        self.read(async |client| Ok(!load::erased(client, &[owner]).await?.is_empty())).await
    }

    async fn erase(&self, owner: KeyHash, now: Timestamp) -> Result<Vec<PhotoId>, StoreError> {
        self.writer.write(Request::Erase { owner, now }).await?.photos()
    }

    async fn feed(&self, after: u64, limit: usize) -> Result<FeedPage, StoreError> {
        self.read(async |client| public::feed(client, after, limit).await).await
    }

    async fn photo_awaited(&self, owner: KeyHash, photo: &PhotoId) -> Result<bool, StoreError> {
        self.read(async |client| public::photo_awaited(client, owner, photo).await).await
    }

    async fn photo_arrived(&self, photo: &PhotoId) -> Result<(), StoreError> {
        self.writer.write(Request::PhotoArrived(photo.clone())).await?.done()
    }

    async fn photo_access(&self, photo: &PhotoId) -> Result<PhotoAccess, StoreError> {
        self.read(async |client| public::photo_access(client, photo).await).await
    }

    async fn visit(
        &self,
        token: [u8; 32],
        first: bool,
        half_year: HalfYear,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.writer.write(Request::Visit { token, first, half_year, now }).await?.done()
    }

    async fn queue(&self, filter: &QueueFilter) -> Result<Queue, StoreError> {
        self.read(async |client| staff::queue(client, filter).await).await
    }

    async fn act(
        &self,
        staff: &Account,
        scope: &Scope,
        filed: &Filed,
        now: Timestamp,
    ) -> Result<Result<QueueEntry, ActRefused>, StoreError> {
        let (staff, scope, filed) = (staff.clone(), scope.clone(), filed.clone());
        self.writer.write(Request::Act { staff, scope, filed, now }).await?.acted()
    }

    async fn log(&self, after: u64, limit: usize) -> Result<Vec<LogEntry>, StoreError> {
        self.read(async |client| staff::log(client, after, limit).await).await
    }

    async fn latest_acts(
        &self,
        before: Option<u64>,
        of: Option<ThingId>,
        limit: usize,
    ) -> Result<Vec<LogEntry>, StoreError> {
        self.read(async |client| staff::latest_acts(client, before, of, limit).await).await
    }

    async fn public_log(&self) -> Result<PublicLog, StoreError> {
        self.read(async |client| figures::public_log(client).await).await
    }

    async fn indicators(&self) -> Result<Indicators, StoreError> {
        self.read(async |client| figures::indicators(client).await).await
    }

    async fn account(&self, name: &str) -> Result<Option<Account>, StoreError> {
        self.read(async |client| staff::account(client, name).await).await
    }

    async fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        self.read(async |client| staff::accounts(client).await).await
    }

    async fn put_account(&self, account: &Account) -> Result<(), StoreError> {
        self.writer.write(Request::PutAccount(account.clone())).await?.done()
    }

    async fn remove_account(&self, name: &str) -> Result<(), StoreError> {
        self.writer.write(Request::RemoveAccount(name.to_owned())).await?.done()
    }

    async fn save_session(&self, id: [u8; 32], session: &KeptSession) -> Result<(), StoreError> {
        self.writer.write(Request::SaveSession(id, session.clone())).await?.done()
    }

    async fn session(&self, id: [u8; 32], now: Timestamp) -> Result<Option<KeptSession>, StoreError> {
        self.read(async |client| staff::session(client, id, now).await).await
    }

    async fn drop_session(&self, id: [u8; 32]) -> Result<(), StoreError> {
        self.writer.write(Request::DropSession(id)).await?.done()
    }

    async fn purge(&self, now: Timestamp) -> Result<Vec<PhotoId>, StoreError> {
        self.writer.write(Request::Purge(now)).await?.photos()
    }

    async fn check(&self) -> Result<Vec<String>, StoreError> {
        // As long as it takes.
        check::check(&connect::get(&self.pool).await?).await
    }
}
