//! The community store in one SQLite file: one thread writes and gathers what waits into one transaction, several
//! connections read beside it.

mod check;
mod figures;
mod load;
mod migrate;
mod public;
mod readers;
mod save;
mod staff;
mod writer;

use std::path::Path;

use async_trait::async_trait;
use jiff::Timestamp;
use protocol::{
    FeedPage, Filed, HalfYear, Indicators, LogEntry, Mine, Outcome, PhotoId, PublicLog, Queue, QueueEntry,
    ThingId,
};
use rusqlite::{Connection, ErrorCode};

use readers::Readers;
use writer::{Traces, Writer};

use super::{
    Account, ActRefused, CommunityStore, Incoming, KeptSession, KeyHash, PhotoAccess, QueueFilter, Scope,
    StoreError,
};

#[derive(Debug)]
pub struct SqliteStore {
    writer: Writer,
    /// None in memory: then the writer's connection is the only one.
    readers: Option<Readers>,
}

impl SqliteStore {
    /// Opens the file, makes it where there is none, upgrades an older one. It is flushed and closed when the store is
    /// dropped.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let writer = Writer::start(migrate::open(Connection::open(path)?)?)?;
        Ok(SqliteStore { writer, readers: Some(Readers::new(path)) })
    }

    /// A store that is gone when it is dropped.
    pub fn in_memory() -> Result<Self, StoreError> {
        let writer = Writer::start(migrate::open(Connection::open_in_memory()?)?)?;
        Ok(SqliteStore { writer, readers: None })
    }

    async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        match &self.readers {
            Some(readers) => readers.read(work).await,
            None => self.writer.write(Traces::Stay, |savepoint| work(savepoint)).await,
        }
    }
}

#[async_trait]
impl CommunityStore for SqliteStore {
    async fn take(
        &self,
        owner: KeyHash,
        operations: Vec<Incoming>,
        now: Timestamp,
    ) -> Result<Vec<Outcome>, StoreError> {
        // What names an earlier thing withdraws it or writes it anew.
        let named = |incoming: &Incoming| incoming.operation.as_ref().is_ok_and(|one| one.thing.is_some());
        let traces = if operations.iter().any(named) { Traces::Soon } else { Traces::Stay };
        self.writer
            .write(traces, move |savepoint| {
                let mut desk = load::desk(savepoint)?;
                desk.expect_take(owner, &operations, now);
                load::fill(savepoint, &mut desk)?;
                let outcomes = desk.take(owner, operations, now);
                save::save(savepoint, &desk.changes(), now)?;
                Ok(outcomes)
            })
            .await
    }

    async fn can_write(&self) -> Result<(), StoreError> {
        self.writer.write(Traces::Stay, |_| Ok(())).await
    }

    async fn mine(&self, owner: KeyHash) -> Result<Mine, StoreError> {
        self.read(move |conn| public::mine(conn, owner)).await
    }

    async fn is_erased(&self, owner: KeyHash) -> Result<bool, StoreError> {
        self.read(move |conn| load::is_erased(conn, owner)).await
    }

    async fn erase(&self, owner: KeyHash, now: Timestamp) -> Result<Vec<PhotoId>, StoreError> {
        self.writer
            .write(Traces::Go, move |savepoint| {
                let mut desk = load::desk(savepoint)?;
                desk.expect_erase(owner);
                load::fill(savepoint, &mut desk)?;
                desk.erase(owner);
                save::save(savepoint, &desk.changes(), now)?;
                public::unused_photos(savepoint)
            })
            .await
    }

    async fn feed(&self, after: u64, limit: usize) -> Result<FeedPage, StoreError> {
        self.read(move |conn| public::feed(conn, after, limit)).await
    }

    async fn photo_awaited(&self, owner: KeyHash, photo: &PhotoId) -> Result<bool, StoreError> {
        let photo = photo.clone();
        self.read(move |conn| public::photo_awaited(conn, owner, &photo)).await
    }

    async fn photo_arrived(&self, photo: &PhotoId) -> Result<(), StoreError> {
        let photo = photo.clone();
        self.writer.write(Traces::Stay, move |savepoint| public::photo_arrived(savepoint, &photo)).await
    }

    async fn photo_access(&self, photo: &PhotoId) -> Result<PhotoAccess, StoreError> {
        let photo = photo.clone();
        self.read(move |conn| public::photo_access(conn, &photo)).await
    }

    async fn visit(
        &self,
        token: [u8; 32],
        first: bool,
        half_year: HalfYear,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.writer
            .write(Traces::Stay, move |savepoint| figures::visit(savepoint, token, first, half_year, now))
            .await
    }

    async fn queue(&self, filter: &QueueFilter) -> Result<Queue, StoreError> {
        let filter = filter.clone();
        self.read(move |conn| staff::queue(conn, &filter)).await
    }

    async fn act(
        &self,
        staff: &Account,
        scope: &Scope,
        filed: &Filed,
        now: Timestamp,
    ) -> Result<Result<QueueEntry, ActRefused>, StoreError> {
        let (staff, scope, filed) = (staff.clone(), scope.clone(), filed.clone());
        self.writer
            .write(Traces::Stay, move |savepoint| {
                let mut desk = load::desk(savepoint)?;
                desk.expect_act(&filed);
                load::fill(savepoint, &mut desk)?;
                let decided = desk.act(&staff, &scope, &filed, now);
                save::save(savepoint, &desk.changes(), now)?;
                Ok(decided)
            })
            .await
    }

    async fn log(&self, after: u64, limit: usize) -> Result<Vec<LogEntry>, StoreError> {
        self.read(move |conn| staff::log(conn, after, limit)).await
    }

    async fn latest_acts(
        &self,
        before: Option<u64>,
        of: Option<ThingId>,
        limit: usize,
    ) -> Result<Vec<LogEntry>, StoreError> {
        self.read(move |conn| staff::latest_acts(conn, before, of, limit)).await
    }

    async fn public_log(&self) -> Result<PublicLog, StoreError> {
        self.read(figures::public_log).await
    }

    async fn indicators(&self) -> Result<Indicators, StoreError> {
        self.read(figures::indicators).await
    }

    async fn account(&self, name: &str) -> Result<Option<Account>, StoreError> {
        let name = name.to_owned();
        self.read(move |conn| staff::account(conn, &name)).await
    }

    async fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        self.read(staff::accounts).await
    }

    async fn put_account(&self, account: &Account) -> Result<(), StoreError> {
        let account = account.clone();
        self.writer.write(Traces::Stay, move |savepoint| staff::put_account(savepoint, &account)).await
    }

    async fn remove_account(&self, name: &str) -> Result<(), StoreError> {
        let name = name.to_owned();
        self.writer.write(Traces::Stay, move |savepoint| staff::remove_account(savepoint, &name)).await
    }

    async fn save_session(&self, id: [u8; 32], session: &KeptSession) -> Result<(), StoreError> {
        let session = session.clone();
        self.writer.write(Traces::Stay, move |savepoint| staff::save_session(savepoint, id, &session)).await
    }

    async fn session(&self, id: [u8; 32], now: Timestamp) -> Result<Option<KeptSession>, StoreError> {
        self.read(move |conn| staff::session(conn, id, now)).await
    }

    async fn drop_session(&self, id: [u8; 32]) -> Result<(), StoreError> {
        self.writer.write(Traces::Stay, move |savepoint| staff::drop_session(savepoint, id)).await
    }

    async fn purge(&self, now: Timestamp) -> Result<Vec<PhotoId>, StoreError> {
        self.writer.write(Traces::Go, move |savepoint| public::purge(savepoint, now)).await
    }

    async fn check(&self) -> Result<Vec<String>, StoreError> {
        self.read(check::check).await
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::DiskFull) => {
                StoreError::Away(error.to_string())
            }
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                StoreError::Damaged(error.to_string())
            }
            _ => StoreError::Failed(Box::new(error)),
        }
    }
}
