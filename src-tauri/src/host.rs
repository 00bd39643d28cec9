//! Keeps the engine: opens it when it is first needed, and answers in its place where it cannot be opened.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use pdipr_data::store::CatalogueStore;
use rusqlite::{Connection, MAIN_DB, OpenFlags};
use sente_core::{ApiError, Engine, calls};

use crate::exchange::Bell;
use crate::paths::Paths;

#[derive(Clone)]
pub struct Host(Arc<Inner>);

struct Inner {
    /// Rung when a call has left something to exchange with the server.
    bell: Bell,
    paths: Paths,
    /// Empty until it could be opened; each call tries again, so that what was mended works at once.
    engine: Mutex<Option<Engine>>,
}

impl Host {
    pub fn new(paths: Paths) -> Self {
        Host(Arc::new(Inner { bell: Bell::default(), paths, engine: Mutex::new(None) }))
    }

    /// Opens the engine on a thread of its own; a call that comes earlier waits for it.
    pub fn warm_up(&self) {
        let host = self.clone();
        std::thread::spawn(move || {
            if let Err(error) = host.with_engine(|_| ()) {
                tracing::error!(%error, "the engine could not be opened");
            }
        });
    }

    /// Blocks for as long as the engine works: call it off the main thread.
    pub fn answer(&self, request: &str) -> String {
        let now = Timestamp::now();
        match self.with_engine(|engine| (engine.answer(request, now), engine.stirred())) {
            Ok((answer, stirred)) => {
                if stirred {
                    self.0.bell.ring();
                }
                answer
            }
            Err(error) => calls::to_json::<()>(Err(error)),
        }
    }

    pub fn bell(&self) -> &Bell {
        &self.0.bell
    }

    /// Copies the file of the notebook, whatever version has written it; what a crash left in its log is in the copy.
    pub fn copy_carnet(&self, to: &Path) -> Result<(), String> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let copied = Connection::open_with_flags(self.0.paths.carnet(), flags)
            .and_then(|carnet| carnet.backup(MAIN_DB, to, None));
        copied.map_err(|error| format!("{}: {error}", to.display()))
    }

    pub fn with_engine<T>(&self, ask: impl FnOnce(&mut Engine) -> T) -> Result<T, ApiError> {
        // A call that panicked has rolled back its transaction: the engine behind the lock is sound.
        let mut slot = self.0.engine.lock().unwrap_or_else(PoisonError::into_inner);
        let engine = match &mut *slot {
            Some(engine) => engine,
            empty => empty.insert(open(&self.0.paths)?),
        };
        Ok(ask(engine))
    }
}

fn open(paths: &Paths) -> Result<Engine, ApiError> {
    let catalogue = open_catalogue(&paths.catalogue)?;
    let storage = |error: &dyn std::fmt::Display| ApiError::Storage {
        reason: format!("{}: {error}", paths.data.display()),
    };
    std::fs::create_dir_all(&paths.data).map_err(|error| storage(&error))?;
    let carnet = Connection::open(paths.carnet()).map_err(|error| storage(&error))?;
    let news = Connection::open(paths.news()).map_err(|error| storage(&error))?;
    let mut seed = [0; 32];
    getrandom::fill(&mut seed)
        .map_err(|error| ApiError::Unavailable { reason: format!("no randomness: {error}") })?;
    Engine::new(catalogue, carnet, news, seed)
}

fn open_catalogue(path: &Path) -> Result<CatalogueStore, ApiError> {
    let failed = |error: &dyn std::fmt::Display| ApiError::NoCatalogue {
        reason: format!("{}: {error}", path.display()),
    };
    if !path.exists() {
        return Err(failed(&"no such file"));
    }
    CatalogueStore::open(path).map_err(|error| failed(&sente_core::with_causes(&error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host(catalogue: &Path, data: &Path) -> Host {
        Host::new(Paths { catalogue: catalogue.to_owned(), data: data.to_owned(), base: None })
    }

    #[test]
    fn a_missing_catalogue_is_said_with_its_place_and_nothing_is_written() {
        let dir = tempfile::tempdir().unwrap();
        let data = dir.path().join("data");
        let answer = host(&dir.path().join("none.sqlite"), &data).answer(r#"{"call":"OpenHome","args":{}}"#);
        assert!(answer.contains("no-catalogue") && answer.contains("none.sqlite"), "{answer}");
        assert!(!data.exists());
    }

    #[test]
    fn a_notebook_of_a_newer_version_is_copied_as_it_is() {
        let dir = tempfile::tempdir().unwrap();
        let newer = Connection::open(dir.path().join("carnet.sqlite")).unwrap();
        newer
            .execute_batch("PRAGMA user_version = 99; CREATE TABLE mark (x); INSERT INTO mark VALUES (7);")
            .unwrap();
        let copy = dir.path().join("copy.sqlite");
        host(&dir.path().join("none.sqlite"), dir.path()).copy_carnet(&copy).unwrap();
        let copy = Connection::open(copy).unwrap();
        let version: u32 = copy.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        let mark: u32 = copy.query_row("SELECT x FROM mark", [], |row| row.get(0)).unwrap();
        assert_eq!((version, mark), (99, 7));
    }

    #[test]
    fn a_broken_catalogue_is_an_answer_not_a_crash() {
        let dir = tempfile::tempdir().unwrap();
        let broken = dir.path().join("catalogue.sqlite");
        std::fs::write(&broken, "this is no database at all, only some text").unwrap();
        let answer = host(&broken, dir.path()).answer(r#"{"call":"OpenHome","args":{}}"#);
        assert!(answer.contains("no-catalogue") && answer.contains("catalogue of routes"), "{answer}");
    }
}
