//! The one thread that writes. What waits is carried out in one transaction, each request in a savepoint of its own,
//! and answered only after the commit is on disk: many requests share one flush, and one that fails takes none along.

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rusqlite::{Connection, Savepoint, TransactionBehavior};
use tokio::sync::oneshot;

use crate::said::said;
use crate::store::StoreError;

/// Requests that may wait; more are sent away at once.
const QUEUE: usize = 1_024;

/// Requests of one transaction.
const GROUP: usize = 512;

/// What was withdrawn or written anew stays so long in the journal, at most, where no reader is in the way: to empty it
/// costs some milliseconds, which not every withdrawal should.
const SOON: Duration = Duration::from_secs(5);

/// Whether what a request takes away may stay in the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Traces {
    /// It takes nothing away.
    Stay,
    /// For [`SOON`].
    Soon,
    /// It is gone when the request is answered.
    Go,
}

/// Answers a request, once it is known whether the transaction is on disk.
type Tell = Box<dyn FnOnce(Result<(), StoreError>) + Send>;

struct Done {
    /// Whether its changes are to be kept.
    keep: bool,
    tell: Tell,
}

struct Job {
    traces: Traces,
    work: Box<dyn FnOnce(&Savepoint) -> Done + Send>,
}

#[derive(Debug)]
pub struct Writer {
    queue: Option<SyncSender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub fn start(conn: Connection) -> Result<Self, StoreError> {
        let (queue, jobs) = sync_channel(QUEUE);
        let thread = std::thread::Builder::new()
            .name("community-writer".into())
            .spawn(move || run(conn, &jobs))
            .map_err(|error| StoreError::Failed(Box::new(error)))?;
        Ok(Writer { queue: Some(queue), thread: Some(thread) })
    }

    /// Returns once the work is on disk. `Away` where too much waits already.
    pub async fn write<T: Send + 'static>(
        &self,
        traces: Traces,
        work: impl FnOnce(&Savepoint) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (reply, answer) = oneshot::channel();
        let work = Box::new(move |savepoint: &Savepoint| {
            let result = work(savepoint);
            let keep = result.is_ok();
            let tell: Tell = Box::new(move |committed| {
                // Whoever asked may have gone.
                drop(reply.send(result.and_then(|value| committed.map(|()| value))));
            });
            Done { keep, tell }
        });
        self.send(Job { traces, work })?;
        answer.await.map_err(|_| stopped())?
    }

    fn send(&self, job: Job) -> Result<(), StoreError> {
        let queue = self.queue.as_ref().ok_or_else(stopped)?;
        queue.try_send(job).map_err(|error| match error {
            TrySendError::Full(_) => StoreError::Away("too many requests wait".into()),
            TrySendError::Disconnected(_) => stopped(),
        })
    }
}

impl Drop for Writer {
    /// What waits is still carried out, and the file is closed afterwards.
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take() {
            // A writer that panicked has answered nobody; there is nothing more to do.
            drop(thread.join());
        }
    }
}

fn stopped() -> StoreError {
    StoreError::Away("the writer has stopped".into())
}

fn run(mut conn: Connection, jobs: &Receiver<Job>) {
    let mut scrub: Option<Instant> = None;
    while let Some(next) = next(jobs, scrub) {
        let Some(first) = next else {
            scrub = emptied(&conn);
            continue;
        };
        let group: Vec<Job> = std::iter::once(first).chain(jobs.try_iter().take(GROUP - 1)).collect();
        let due = group.iter().filter_map(|job| match job.traces {
            Traces::Stay => None,
            Traces::Soon => Some(Instant::now() + SOON),
            Traces::Go => Some(Instant::now()),
        });
        scrub = due.chain(scrub).min();
        let mut tells = Vec::with_capacity(group.len());
        let failed = carry_out(&mut conn, group, &mut tells).err().map(|error| said(&error));
        if scrub.is_some_and(|due| due <= Instant::now()) && failed.is_none() {
            scrub = emptied(&conn);
        }
        for tell in tells {
            tell(failed.clone().map_or(Ok(()), |why| Err(StoreError::Away(why))));
        }
    }
}

/// The next request; nothing of it where the journal is to be emptied first; `None` when nobody can ask any more.
fn next(jobs: &Receiver<Job>, scrub: Option<Instant>) -> Option<Option<Job>> {
    let Some(due) = scrub else { return jobs.recv().ok().map(Some) };
    match jobs.recv_timeout(due.saturating_duration_since(Instant::now())) {
        Ok(job) => Some(Some(job)),
        Err(RecvTimeoutError::Timeout) => Some(None),
        Err(RecvTimeoutError::Disconnected) => None,
    }
}

/// When to try again, where a reader was in the way.
fn emptied(conn: &Connection) -> Option<Instant> {
    let empty = empty_journal(conn).unwrap_or(false);
    (!empty).then(|| Instant::now() + SOON)
}

/// One transaction. Whoever's work is not reached is answered by its channel being closed.
fn carry_out(conn: &mut Connection, group: Vec<Job>, tells: &mut Vec<Tell>) -> Result<(), StoreError> {
    let mut transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for job in group {
        let savepoint = transaction.savepoint()?;
        let done = (job.work)(&savepoint);
        tells.push(done.tell);
        if done.keep {
            savepoint.commit()?;
        } else {
            drop(savepoint);
        }
        // A full or failing disk takes the whole transaction back by itself.
        if transaction.is_autocommit() {
            return Err(StoreError::Away("the disk is full or fails".into()));
        }
    }
    Ok(transaction.commit()?)
}

/// Copies the journal into the database and empties it; `false` where a reader still needs it.
fn empty_journal(conn: &Connection) -> rusqlite::Result<bool> {
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0)).map(|busy| busy == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_writer_that_panicked_is_known_to_be_gone() {
        let writer = Writer::start(Connection::open_in_memory().unwrap()).unwrap();
        writer.write(Traces::Stay, |_| Ok(())).await.unwrap();
        let broken = writer.write::<()>(Traces::Stay, |_| panic!("a mistake of ours")).await;
        assert!(matches!(broken, Err(StoreError::Away(_))));
        // Also while the thread still unwinds.
        assert!(matches!(writer.write(Traces::Stay, |_| Ok(())).await, Err(StoreError::Away(_))));
    }
}
