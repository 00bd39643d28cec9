//! What is written, as values: a request whose connection breaks is carried out again on another one.

use deadpool_postgres::Transaction;
use jiff::Timestamp;
use protocol::{Filed, HalfYear, Outcome, PhotoId, QueueEntry};

use super::{figures, load, public, save, staff};
use crate::store::{Account, ActRefused, Incoming, KeptSession, KeyHash, Scope, StoreError};

/// `Nothing` shows that something could be written.
#[derive(Debug, Clone)]
pub enum Request {
    Take { owner: KeyHash, operations: Vec<Incoming>, now: Timestamp },
    Erase { owner: KeyHash, now: Timestamp },
    Act { staff: Account, scope: Scope, filed: Filed, now: Timestamp },
    Purge(Timestamp),
    PhotoArrived(PhotoId),
    Visit { token: [u8; 32], first: bool, half_year: HalfYear, now: Timestamp },
    PutAccount(Account),
    RemoveAccount(String),
    SaveSession([u8; 32], KeptSession),
    DropSession([u8; 32]),
    Nothing,
}

#[derive(Debug)]
pub enum Reply {
    Outcomes(Vec<Outcome>),
    Photos(Vec<PhotoId>),
    Acted(Box<Result<QueueEntry, ActRefused>>),
    Done,
}

/// Carries out a group in its order. Neighbours that take operations share one desk, and so their round trips.
pub async fn carry_out(transaction: &Transaction<'_>, group: &[Request]) -> Result<Vec<Reply>, StoreError> {
    let mut replies = Vec::with_capacity(group.len());
    let same =
        |one: &Request, other: &Request| matches!((one, other), (Request::Take { .. }, Request::Take { .. }));
    for run in group.chunk_by(same) {
        match run {
            [Request::Take { .. }, ..] => replies.extend(take(transaction, run).await?),
            others => {
                for request in others {
                    replies.push(one(transaction, request).await?);
                }
            }
        }
    }
    Ok(replies)
}

async fn take(transaction: &Transaction<'_>, run: &[Request]) -> Result<Vec<Reply>, StoreError> {
    let mut desk = load::desk(transaction).await?;
    let mut latest = Timestamp::MIN;
    for request in run {
        if let Request::Take { owner, operations, now } = request {
            desk.expect_take(*owner, operations, *now);
            latest = latest.max(*now);
        }
    }
    load::fill(transaction, &mut desk).await?;
    let mut replies = Vec::with_capacity(run.len());
    for request in run {
        if let Request::Take { owner, operations, now } = request {
            replies.push(Reply::Outcomes(desk.take(*owner, operations.clone(), *now)));
        }
    }
    save::save(transaction, &desk.changes(), latest).await?;
    Ok(replies)
}

async fn one(transaction: &Transaction<'_>, request: &Request) -> Result<Reply, StoreError> {
    match request {
        Request::Take { .. } => {
            let mut replies = take(transaction, std::slice::from_ref(request)).await?;
            Ok(replies.pop().unwrap_or(Reply::Done))
        }
        Request::Erase { owner, now } => {
            let mut desk = load::desk(transaction).await?;
            desk.expect_erase(*owner);
            load::fill(transaction, &mut desk).await?;
            desk.erase(*owner);
            save::save(transaction, &desk.changes(), *now).await?;
            Ok(Reply::Photos(public::unused_photos(transaction).await?))
        }
        Request::Act { staff, scope, filed, now } => {
            let mut desk = load::desk(transaction).await?;
            desk.expect_act(filed);
            load::fill(transaction, &mut desk).await?;
            let decided = desk.act(staff, scope, filed, *now);
            save::save(transaction, &desk.changes(), *now).await?;
            Ok(Reply::Acted(Box::new(decided)))
        }
        Request::Purge(now) => Ok(Reply::Photos(public::purge(transaction, *now).await?)),
        Request::PhotoArrived(photo) => public::photo_arrived(transaction, photo).await,
        Request::Visit { token, first, half_year, now } => {
            figures::visit(transaction, token, *first, *half_year, *now).await
        }
        Request::PutAccount(account) => staff::put_account(transaction, account).await,
        Request::RemoveAccount(name) => staff::remove_account(transaction, name).await,
        Request::SaveSession(id, session) => staff::save_session(transaction, id, session).await,
        Request::DropSession(id) => staff::drop_session(transaction, id).await,
        Request::Nothing => Ok(Reply::Done),
    }
}

impl Reply {
    pub fn outcomes(self) -> Result<Vec<Outcome>, StoreError> {
        match self {
            Reply::Outcomes(outcomes) => Ok(outcomes),
            other => Err(other.unfit()),
        }
    }

    pub fn photos(self) -> Result<Vec<PhotoId>, StoreError> {
        match self {
            Reply::Photos(photos) => Ok(photos),
            other => Err(other.unfit()),
        }
    }

    pub fn acted(self) -> Result<Result<QueueEntry, ActRefused>, StoreError> {
        match self {
            Reply::Acted(acted) => Ok(*acted),
            other => Err(other.unfit()),
        }
    }

    pub fn done(self) -> Result<(), StoreError> {
        match self {
            Reply::Done => Ok(()),
            other => Err(other.unfit()),
        }
    }

    fn unfit(&self) -> StoreError {
        StoreError::Failed(format!("a request was answered by another kind of reply: {self:?}").into())
    }
}
