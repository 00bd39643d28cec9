//! The map packs of the shell: which lie on the disk, one that is being installed, one that waits for the hiker's yes,
//! and their tiles for the map.

mod commands;
mod download;
mod ground;
mod install;
mod notes;
mod plain;
mod refusal;
#[cfg(test)]
pub mod samples;
mod scheme;
mod search;
#[cfg(test)]
mod served;
mod server;
mod shelf;
mod update;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sente_core::packs::listing::{Listing, Offered};
use sente_core::packs::{PackRefused, PackState};
use tauri::{AppHandle, Emitter, Manager};
use tiles::read::{Mapped, Pack};

pub use commands::*;
pub use scheme::{SCHEME, serve};

use crate::paths::Paths;
use install::Job;
use search::Atlases;
use server::Server;
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
    /// What the server has proposed last.
    offered: Mutex<Option<Arc<(Server, Listing)>>>,
}

impl Packs {
    pub fn new(paths: &Paths) -> Packs {
        let shelf = Shelf::new(paths.packs(), paths.base.clone());
        shelf.mend();
        let (chosen, waiting, job) = (Mutex::default(), Mutex::default(), Mutex::default());
        let (atlases, offered) = (Atlases::default(), Mutex::default());
        Packs(Arc::new(Inner { shelf, atlases, chosen, waiting, job, offered }))
    }

    fn state(&self) -> PackState {
        let (packs, broken) = self.0.shelf.all();
        let installing = locked(&self.0.job).as_ref().map(|job| job.progress());
        let server = server::BUILT_IN.map(str::to_owned);
        PackState { packs, broken, free: self.0.shelf.free(), installing, server }
    }

    /// Installs the chosen file under this name; `told` hears how far it is.
    fn install(&self, name: &str, told: &mut dyn FnMut(&Job)) -> Result<(), PackRefused> {
        let from = locked(&self.0.chosen).clone().ok_or(PackRefused::Gone)?;
        let shelf = &self.0.shelf;
        self.alone(|job| match update::changes(&from)? {
            Some(changes) => update::apply(shelf, &changes, name, job, told),
            None => install::install(shelf, &from, name, job, told),
        })?;
        *locked(&self.0.chosen) = None;
        Ok(())
    }

    /// Asks the server what it proposes.
    fn offered(&self, address: Option<&str>) -> Result<Offered, PackRefused> {
        let server = Server::chosen(address)?;
        let listing = server.listing()?;
        // What is just coming is not looked at, and not taken for something that nobody wants any more.
        let begun = if self.job().is_none() { self.0.shelf.begun(&listing) } else { Vec::new() };
        let offered = Offered { listing: listing.clone(), begun };
        *locked(&self.0.offered) = Some(Arc::new((server, listing)));
        Ok(offered)
    }

    /// Fetches a file that was listed: a map, to be called `name`, or changes of the map `name`.
    fn fetch(&self, file: &str, name: &str, told: &mut dyn FnMut(&Job)) -> Result<(), PackRefused> {
        let offered = locked(&self.0.offered).clone().ok_or(PackRefused::Gone)?;
        let (server, listing) = &*offered;
        let listed = listing.find(file).ok_or(PackRefused::Gone)?;
        self.alone(|job| download::fetch(&self.0.shelf, server, listed, name, job, told))
    }

    /// One map comes at a time.
    fn alone(&self, work: impl FnOnce(&Job) -> Result<(), PackRefused>) -> Result<(), PackRefused> {
        let job = Arc::new(Job::default());
        {
            let mut running = locked(&self.0.job);
            if running.is_some() {
                return Err(PackRefused::Busy);
            }
            *running = Some(Arc::clone(&job));
        }
        let done = work(&job);
        *locked(&self.0.job) = None;
        done
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
