//! The task that writes: what waits is carried out in one transaction and answered after the commit. A lock of the
//! database gives the writers of several servers their turns.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use deadpool_postgres::{Object, Pool};
use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant, sleep, timeout};

use super::connect;
use super::load::rows;
use super::request::{Reply, Request, carry_out};
use crate::store::StoreError;

/// Requests that may wait; more are sent away at once.
const QUEUE: usize = 1_024;
/// Requests of one transaction.
const GROUP: usize = 512;
/// How often a group is tried while the database is away, and how long it waits in between.
const TRIES: u32 = 5;
const PAUSE: Duration = Duration::from_millis(200);
/// How long a group may take once it has a connection. The database has limits of its own, but none for a commit that waits
/// for a synchronous standby, nor for a machine that has stopped.
const LONGEST: Duration = Duration::from_secs(10);
/// The advisory lock that a writer holds until its commit: numbers are given and seen in one order.
pub const TURNS: i64 = 0x536e_436d;

struct Job {
    request: Request,
    reply: oneshot::Sender<Result<Reply, StoreError>>,
}

#[derive(Debug)]
pub struct Writer {
    queue: mpsc::Sender<Job>,
    /// Nothing could be written the last time.
    away: Arc<AtomicBool>,
}

/// Why a group was not carried out.
struct Failure {
    error: StoreError,
    /// Whether it may have been carried out nevertheless: the connection broke during the commit.
    unknown: bool,
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Failure { error, unknown: false }
    }
}

impl From<tokio_postgres::Error> for Failure {
    fn from(error: tokio_postgres::Error) -> Self {
        StoreError::from(error).into()
    }
}

impl Writer {
    /// Runs until it is dropped and nothing waits any more.
    pub fn start(pool: Pool) -> Self {
        let (queue, jobs) = mpsc::channel(QUEUE);
        let away = Arc::new(AtomicBool::new(false));
        tokio::spawn(run(pool, jobs, away.clone()));
        Writer { queue, away }
    }

    /// Returns once the request is on disk. `Away` where too much waits already, or the database does not come back; at
    /// once while it is known to be away: requests that wait would take the places of those that only read.
    pub async fn write(&self, request: Request) -> Result<Reply, StoreError> {
        if self.away.load(Ordering::SeqCst) {
            return Err(away());
        }
        let (reply, answer) = oneshot::channel();
        let sent = self.queue.try_send(Job { request, reply });
        sent.map_err(|_| StoreError::Away("too many requests wait".into()))?;
        answer.await.map_err(|_| StoreError::Away("the writer has stopped".into()))?
    }
}

fn away() -> StoreError {
    StoreError::Away("the database is away".into())
}

async fn run(pool: Pool, mut jobs: mpsc::Receiver<Job>, away: Arc<AtomicBool>) {
    let mut waiting = Vec::with_capacity(GROUP);
    while jobs.recv_many(&mut waiting, GROUP).await > 0 {
        let (group, replies): (Vec<Request>, Vec<_>) =
            waiting.drain(..).map(|job| (job.request, job.reply)).unzip();
        let results = write_group(&pool, &group).await;
        let gone = results.iter().any(|result| matches!(result, Err(StoreError::Away(_))));
        away.store(gone, Ordering::SeqCst);
        for (reply, result) in replies.into_iter().zip(results) {
            // Whoever asked may have gone.
            drop(reply.send(result));
        }
        if gone {
            until_back(&pool, &mut jobs).await;
            away.store(false, Ordering::SeqCst);
        }
    }
}

/// Tries by itself until something can be written again. Whoever waits already is told so.
async fn until_back(pool: &Pool, jobs: &mut mpsc::Receiver<Job>) {
    while !jobs.is_closed() {
        while let Ok(job) = jobs.try_recv() {
            drop(job.reply.send(Err(away())));
        }
        match attempt(pool, &[Request::Nothing]).await {
            Err(Failure { error: StoreError::Away(_), .. }) => sleep(PAUSE).await,
            // What does not pass is said to whoever asks.
            _ => return,
        }
    }
}

/// An answer for each request. Where the group cannot be carried out for a reason that does not pass, each request is
/// tried by itself, so that one takes no other along.
async fn write_group(pool: &Pool, group: &[Request]) -> Vec<Result<Reply, StoreError>> {
    match persist(pool, group).await {
        Ok(replies) => replies.into_iter().map(Ok).collect(),
        Err(StoreError::Away(why)) => group.iter().map(|_| Err(StoreError::Away(why.clone()))).collect(),
        Err(error) if group.len() == 1 => vec![Err(error)],
        Err(_) => {
            let mut replies = Vec::with_capacity(group.len());
            for request in group {
                let one = persist(pool, std::slice::from_ref(request)).await;
                replies.push(one.map(|mut replies| replies.pop().unwrap_or(Reply::Done)));
            }
            replies
        }
    }
}

/// Tries until the database answers, or long enough. What takes operations or erases may be tried again even after a
/// commit whose end is unknown: it is carried out once. An act of staff may not.
async fn persist(pool: &Pool, group: &[Request]) -> Result<Vec<Reply>, StoreError> {
    let repeatable = !group.iter().any(|request| matches!(request, Request::Act { .. }));
    let (mut tries, end) = (1, Instant::now() + LONGEST);
    loop {
        match attempt(pool, group).await {
            Ok(replies) => return Ok(replies),
            Err(Failure { error: StoreError::Away(_), unknown })
                if tries < TRIES && Instant::now() < end && (repeatable || !unknown) =>
            {
                sleep(PAUSE * tries).await;
                tries += 1;
            }
            Err(failure) => return Err(failure.error),
        }
    }
}

async fn attempt(pool: &Pool, group: &[Request]) -> Result<Vec<Reply>, Failure> {
    let mut client = connect::get(pool).await?;
    let result = timeout(LONGEST, in_transaction(&mut client, group)).await.unwrap_or_else(|_| {
        Err(Failure { error: StoreError::Away("the database does not answer".into()), unknown: true })
    });
    if result.is_err() {
        // After a failover it may lead to a machine that only reads, or that has stopped, and so may all the others: one that
        // comes to again must not be read from as if it were still the right one.
        drop(Object::take(client));
        pool.retain(|_, _| false);
    }
    result
}

async fn in_transaction(client: &mut Object, group: &[Request]) -> Result<Vec<Reply>, Failure> {
    // The message makes every commit wait for the disk and the standbys, also where nothing is changed: what was found to be
    // done already may have been done by a commit whose own waiting was broken off, and is not to be acknowledged before
    // it is safe.
    const TURN: &str = "SELECT pg_advisory_xact_lock($1), pg_logical_emit_message(TRUE, 'sente', '')";
    let transaction = client.transaction().await?;
    rows(&transaction, TURN, &[&TURNS]).await?;
    let replies = carry_out(&transaction, group).await?;
    transaction.commit().await.map_err(|error| Failure { error: error.into(), unknown: true })?;
    Ok(replies)
}
