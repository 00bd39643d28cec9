//! The map packs of the shell: which lie on the disk, one that is being installed, one that waits for the hiker's yes,
//! and their tiles for the map.

mod commands;
mod ground;
mod install;
mod plain;
mod refusal;
#[cfg(test)]
pub mod samples;
mod scheme;
mod search;
mod shelf;
mod update;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sente_core::packs::{PackRefused, PackState};
use tauri::{AppHandle, Emitter, Manager};
use tiles::read::{Mapped, Pack};

pub use commands::*;
pub use scheme::{SCHEME, serve};

use crate::paths::Paths;
use install::Job;
use search::Atlases;
use shelf::Shelf;

/// Another map lies on the disk, or one less.
const CHANGED: &str = "packs-changed";
/// How far the installation is; nothing when it is over.
const PROGRESS: &str = "packs-progress";
/// A file that the system has handed over waits for the hiker's yes.
const WAITING: &str = "packs-waiting";

#[derive(Clone)]
pub struct Packs(Arc<Inner>);

struct Inner {
    shelf: Shelf,
    atlases: Atlases,
    /// The file that the hiker has chosen: the page never names a path.
    chosen: Mutex<Option<PathBuf>>,
    /// The file that the system has handed over and that no screen has seen yet.
    waiting: Mutex<Option<PathBuf>>,
    job: Mutex<Option<Arc<Job>>>,
}

impl Packs {
    pub fn new(paths: &Paths) -> Packs {
        let shelf = Shelf::new(paths.packs(), paths.base.clone());
        shelf.mend();
        let (chosen, waiting, job) = (Mutex::default(), Mutex::default(), Mutex::default());
        Packs(Arc::new(Inner { shelf, atlases: Atlases::default(), chosen, waiting, job }))
    }

    fn state(&self) -> PackState {
        let (packs, broken) = self.0.shelf.all();
        let installing = locked(&self.0.job).as_ref().map(|job| job.progress());
        PackState { packs, broken, free: self.0.shelf.free(), installing }
    }

    /// Installs the chosen file under this name; `told` hears how far it is.
    fn install(&self, name: &str, told: &mut dyn FnMut(&Job)) -> Result<(), PackRefused> {
        let from = locked(&self.0.chosen).clone().ok_or(PackRefused::Gone)?;
        let job = Arc::new(Job::default());
        {
            let mut running = locked(&self.0.job);
            if running.is_some() {
                return Err(PackRefused::Busy);
            }
            *running = Some(Arc::clone(&job));
        }
        let shelf = &self.0.shelf;
        let installed = update::changes(&from).and_then(|changes| match changes {
            Some(changes) => update::apply(shelf, &changes, name, &job, told),
            None => install::install(shelf, &from, name, &job, told),
        });
        *locked(&self.0.job) = None;
        if installed.is_ok() {
            *locked(&self.0.chosen) = None;
        }
        installed
    }

    /// All maps that can be read, the one that came with the app first.
    pub fn all(&self) -> Vec<Arc<Pack<Mapped>>> {
        let shelf = &self.0.shelf;
        shelf.every_name().iter().filter_map(|name| shelf.pack(name).ok()).collect()
    }

    fn job(&self) -> Option<Arc<Job>> {
        locked(&self.0.job).clone()
    }
}

/// The system hands over a map: a double click, or a drop on the window. The screens ask the hiker.
pub fn wait_with(app: &AppHandle, path: PathBuf) {
    let Some(packs) = app.try_state::<Packs>() else { return };
    *locked(&packs.0.waiting) = Some(path);
    tell(app, WAITING, ());
}

fn tell(app: &AppHandle, event: &str, value: impl serde::Serialize + Clone) {
    if let Err(error) = app.emit(event, value) {
        tracing::warn!(%error, event, "the screens could not be told of the maps");
    }
}

/// Behind each of these locks lies one whole value: a thread that died with it has broken nothing.
fn locked<T>(behind: &Mutex<T>) -> MutexGuard<'_, T> {
    behind.lock().unwrap_or_else(PoisonError::into_inner)
}
