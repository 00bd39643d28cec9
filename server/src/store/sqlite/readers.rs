//! Connections that only read, each used by one request at a time, on threads that may block.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, OpenFlags};
use tokio::sync::Semaphore;

use super::migrate;
use crate::store::StoreError;

/// Requests that read at the same time.
const READERS: usize = 8;

#[derive(Debug)]
pub struct Readers {
    path: PathBuf,
    idle: Arc<Mutex<Vec<Connection>>>,
    turns: Arc<Semaphore>,
}

impl Readers {
    pub fn new(path: &Path) -> Self {
        Readers { path: path.to_owned(), idle: Arc::default(), turns: Arc::new(Semaphore::new(READERS)) }
    }

    /// Reads one state of the database, whatever is written meanwhile.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let turn = Arc::clone(&self.turns).acquire_owned().await;
        let turn = turn.map_err(|_| StoreError::Away("the store is closed".into()))?;
        let (idle, path) = (Arc::clone(&self.idle), self.path.clone());
        let reading = tokio::task::spawn_blocking(move || {
            let waiting = idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let conn = waiting.map_or_else(|| open(&path), Ok)?;
            let transaction = conn.unchecked_transaction()?;
            let result = work(&transaction);
            transaction.finish()?;
            // A connection whose work has panicked does not come back here.
            idle.lock().unwrap_or_else(PoisonError::into_inner).push(conn);
            drop(turn);
            result
        });
        reading.await.map_err(|error| StoreError::Failed(Box::new(error)))?
    }
}

fn open(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    migrate::configure_reader(&conn)?;
    Ok(conn)
}
