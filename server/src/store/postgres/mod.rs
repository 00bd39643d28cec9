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
mod writer;

use async_trait::async_trait;
use deadpool_postgres::{Object, Pool};
use jiff::Timestamp;
use protocol::{
    FeedPage, Filed, HalfYear, Indicators, LogEntry, Mine, Outcome, PhotoId, PublicLog, Queue, QueueEntry,
    ThingId,
};

use request::Request;
use writer::Writer;

use super::{
    Account, ActRefused, CommunityStore, Incoming, KeyHash, PhotoAccess, QueueFilter, Scope, StoreError,
};

#[derive(Debug)]
pub struct PostgresStore {
    pool: Pool,
    writer: Writer,
}

impl PostgresStore {
    /// Connects (`postgres://user:password@host/database`, or `host=/run/postgresql dbname=sente`), and makes or
    /// upgrades the tables.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let pool = connect::pool(url)?;
        migrate::migrate(&mut connect::get(&pool).await?).await?;
        Ok(PostgresStore { writer: Writer::start(pool.clone()), pool })
    }

    async fn reader(&self) -> Result<Object, StoreError> {
        connect::get(&self.pool).await
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

    fn is_writing(&self) -> bool {
        self.writer.is_running()
    }

    async fn mine(&self, owner: KeyHash) -> Result<Mine, StoreError> {
        public::mine(&self.reader().await?, owner).await
    }

    async fn erase(&self, owner: KeyHash, now: Timestamp) -> Result<Vec<PhotoId>, StoreError> {
        self.writer.write(Request::Erase { owner, now }).await?.photos()
    }

    async fn feed(&self, after: u64, limit: usize) -> Result<FeedPage, StoreError> {
        public::feed(&self.reader().await?, after, limit).await
    }

    async fn photo_awaited(&self, owner: KeyHash, photo: &PhotoId) -> Result<bool, StoreError> {
        public::photo_awaited(&self.reader().await?, owner, photo).await
    }

    async fn photo_arrived(&self, photo: &PhotoId) -> Result<(), StoreError> {
        self.writer.write(Request::PhotoArrived(photo.clone())).await?.done()
    }

    async fn photo_access(&self, photo: &PhotoId) -> Result<PhotoAccess, StoreError> {
        public::photo_access(&self.reader().await?, photo).await
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
        staff::queue(&self.reader().await?, filter).await
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
        staff::log(&self.reader().await?, after, limit).await
    }

    async fn latest_acts(
        &self,
        before: Option<u64>,
        of: Option<ThingId>,
        limit: usize,
    ) -> Result<Vec<LogEntry>, StoreError> {
        staff::latest_acts(&self.reader().await?, before, of, limit).await
    }

    async fn public_log(&self) -> Result<PublicLog, StoreError> {
        figures::public_log(&self.reader().await?).await
    }

    async fn indicators(&self) -> Result<Indicators, StoreError> {
        figures::indicators(&self.reader().await?).await
    }

    async fn account(&self, name: &str) -> Result<Option<Account>, StoreError> {
        staff::account(&self.reader().await?, name).await
    }

    async fn put_account(&self, account: &Account) -> Result<(), StoreError> {
        self.writer.write(Request::PutAccount(account.clone())).await?.done()
    }

    async fn save_session(&self, id: [u8; 32], content: &str, until: Timestamp) -> Result<(), StoreError> {
        self.writer.write(Request::SaveSession { id, content: content.to_owned(), until }).await?.done()
    }

    async fn session(&self, id: [u8; 32], now: Timestamp) -> Result<Option<String>, StoreError> {
        staff::session(&self.reader().await?, id, now).await
    }

    async fn drop_session(&self, id: [u8; 32]) -> Result<(), StoreError> {
        self.writer.write(Request::DropSession(id)).await?.done()
    }

    async fn purge(&self, now: Timestamp) -> Result<Vec<PhotoId>, StoreError> {
        self.writer.write(Request::Purge(now)).await?.photos()
    }

    async fn check(&self) -> Result<Vec<String>, StoreError> {
        check::check(&self.reader().await?).await
    }
}
