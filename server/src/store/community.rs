//! What any community store can do. Every method that changes something returns only when the change is on disk.

use std::fmt;

use async_trait::async_trait;
use jiff::Timestamp;
use protocol::{
    CommuneCode, DeviceKey, FeedPage, Filed, HalfYear, Indicators, LogEntry, Mine, Operation, OperationId,
    Outcome, PhotoId, PublicLog, Queue, QueueEntry, Refused, Role, ThingId, ThingKind,
};

use crate::secret;

/// SHA-256 of a [`DeviceKey`]: all that the server keeps of a device.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeyHash(pub [u8; 32]);

impl fmt::Debug for KeyHash {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("KeyHash(…)")
    }
}

/// One operation as it came in.
#[derive(Debug, Clone, PartialEq)]
pub struct Incoming {
    /// `None` where not even that could be read; then nothing is kept of it.
    pub id: Option<OperationId>,
    /// SHA-256 of its bytes: the same identity with other bytes is a conflict.
    pub digest: [u8; 32],
    /// Read and checked, or why not.
    pub operation: Result<Operation, Refused>,
}

/// Who may see a photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhotoAccess {
    /// Nothing that exists refers to it.
    Nobody,
    /// No thing with it is published: the owners of these and staff. Two hikers may have the same photo.
    Owners(Vec<KeyHash>),
    Everybody,
}

/// What a staff member sees: everything, or its communes only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    All,
    Communes(Vec<CommuneCode>),
}

/// Which things a staff list holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueFilter {
    pub kind: ThingKind,
    /// Only what waits for a decision (reports: what is neither solved, rejected nor merged).
    pub waiting: bool,
    pub scope: Scope,
    /// Entries that arrived after this one.
    pub after: u64,
    pub limit: usize,
}

/// A member of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Lower case; unique.
    pub name: String,
    /// As shown under public answers.
    pub shown: String,
    /// In the PHC format of argon2id; `None` where only OpenID Connect signs in.
    pub password: Option<String>,
    pub role: Role,
    pub communes: Vec<CommuneCode>,
}

/// What is kept of a session of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptSession {
    /// Of the account.
    pub name: String,
    /// Fingerprint of the password that the account had then.
    pub password: String,
    pub until: Timestamp,
}

/// Why an act of staff was not carried out; nothing has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ActRefused {
    #[error("there is no such thing in reach")]
    NotFound,
    #[error("the thing was changed since it was read")]
    Changed,
    #[error("the act does not fit the thing, or its delay is over")]
    NotNow,
}

/// The store could not answer.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Worth another try: the database is away, or too many wait for it.
    #[error("the store is busy or away: {0}")]
    Away(String),
    #[error("the store was written by a newer version (schema {found}, this one knows {known})")]
    Newer { found: u32, known: u32 },
    #[error("the store is damaged: {0}")]
    Damaged(String),
    #[error("the store failed")]
    Failed(#[source] Box<dyn std::error::Error + Send + Sync>),
}

#[async_trait]
pub trait CommunityStore: Send + Sync {
    /// Whether something can be written by this process now.
    async fn can_write(&self) -> Result<(), StoreError>;

    /// Carries out operations in their order, each at most once for ever, and gives an outcome for each. What was
    /// carried out or refused before gives the same outcome again, except what could not be read (a newer version may
    /// read it) and [`Refused::DailyLimit`] (there is a next day): nothing of these is kept.
    async fn take(
        &self,
        owner: KeyHash,
        operations: Vec<Incoming>,
        now: Timestamp,
    ) -> Result<Vec<Outcome>, StoreError>;

    /// What the device has sent and how far it is.
    async fn mine(&self, owner: KeyHash) -> Result<Mine, StoreError>;

    /// Whether everything of the device was erased. Nothing is taken from it any more: each operation is
    /// [`Refused::Gone`], unless it was decided on before.
    async fn is_erased(&self, owner: KeyHash) -> Result<bool, StoreError>;

    /// Erases everything of the device, and remembers that under a hash of its hash; answers with the photos whose files
    /// may go (as [`CommunityStore::purge`] does). Tombstones keep no content; an operation that comes once more is
    /// answered as before.
    async fn erase(&self, owner: KeyHash, now: Timestamp) -> Result<Vec<PhotoId>, StoreError>;

    /// Published changes after `after`, oldest first, at most `limit`. Where none was ever as late as `after`, `next` is the
    /// last one that there is: the store was put back to an earlier day, and whoever asks must begin anew. So must whoever
    /// has kept another mark for `after`: the number was given again since.
    async fn feed(&self, after: u64, limit: usize) -> Result<FeedPage, StoreError>;

    /// Is the photo referred to by a thing of the device, and not here yet?
    async fn photo_awaited(&self, owner: KeyHash, photo: &PhotoId) -> Result<bool, StoreError>;

    /// The photo's file is complete.
    async fn photo_arrived(&self, photo: &PhotoId) -> Result<(), StoreError>;

    async fn photo_access(&self, photo: &PhotoId) -> Result<PhotoAccess, StoreError>;

    /// Counts a visit once; `token` is the SHA-256 of the token.
    async fn visit(
        &self,
        token: [u8; 32],
        first: bool,
        half_year: HalfYear,
        now: Timestamp,
    ) -> Result<(), StoreError>;

    /// Things for staff, in the order of their arrival.
    async fn queue(&self, filter: &QueueFilter) -> Result<Queue, StoreError>;

    /// Carries out an act of staff and writes it into the log, in one transaction.
    async fn act(
        &self,
        staff: &Account,
        scope: &Scope,
        filed: &Filed,
        now: Timestamp,
    ) -> Result<Result<QueueEntry, ActRefused>, StoreError>;

    /// The log of acts after `after`, oldest first.
    async fn log(&self, after: u64, limit: usize) -> Result<Vec<LogEntry>, StoreError>;

    /// The same, newest first: what comes before an entry, or the end of the log; of one thing, or of all.
    async fn latest_acts(
        &self,
        before: Option<u64>,
        of: Option<ThingId>,
        limit: usize,
    ) -> Result<Vec<LogEntry>, StoreError>;

    /// Of reviews and recommendations; what was withdrawn counts as received only.
    async fn public_log(&self) -> Result<PublicLog, StoreError>;

    async fn indicators(&self) -> Result<Indicators, StoreError>;

    async fn account(&self, name: &str) -> Result<Option<Account>, StoreError>;

    /// All of them, by name.
    async fn accounts(&self) -> Result<Vec<Account>, StoreError>;

    /// Adds an account or replaces the one of that name.
    async fn put_account(&self, account: &Account) -> Result<(), StoreError>;

    /// Its sessions end with it; what it did stays in the log, under its name.
    async fn remove_account(&self, name: &str) -> Result<(), StoreError>;

    /// Under a hashed identity; nothing where the account has gone meanwhile.
    async fn save_session(&self, id: [u8; 32], session: &KeptSession) -> Result<(), StoreError>;

    async fn session(&self, id: [u8; 32], now: Timestamp) -> Result<Option<KeptSession>, StoreError>;

    async fn drop_session(&self, id: [u8; 32]) -> Result<(), StoreError>;

    /// Forgets what its delay is over for: tokens of visits, sessions, outcomes of operations and erasures older than two
    /// years.
    /// Answers with the photos whose files may go; each is named for a week, so that a crash leaves none behind.
    async fn purge(&self, now: Timestamp) -> Result<Vec<PhotoId>, StoreError>;

    /// Looks for damage: the database's own check, the chain of the log, figures that do not add up. Empty is sound.
    async fn check(&self) -> Result<Vec<String>, StoreError>;
}

impl KeyHash {
    /// Hashes a key; the key itself goes no further.
    pub fn of(key: &DeviceKey) -> Self {
        KeyHash(secret::sha256(&[key.as_str().as_bytes()]))
    }

    /// All that stays of it after an erasure: enough to know it again where it comes late, and no way back to it.
    pub fn after_erasure(self) -> [u8; 32] {
        secret::sha256(&[b"erased", &self.0])
    }
}
