//! What the screens may ask about the map packs.

// `tauri::command` itself writes such a `let` for each asynchronous command.
#![allow(clippy::let_underscore_must_use)]

use std::path::PathBuf;
use std::time::{Duration, Instant};

use pdipr_data::domain::Position;
use sente_core::atlas::{MapPlace, Wanted};
use sente_core::packs::listing::Offered;
use sente_core::packs::{PackOffer, PackRefused, PackState};
use sente_core::relief::{Along, Ground};
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt;

use super::install::{self, Job, Wish};
use super::{CHANGED, PROGRESS, Packs, ground, locked, tell, update};
use crate::{paths, words};

/// The screens are told no more often.
const BETWEEN_NEWS: Duration = Duration::from_millis(80);

#[tauri::command]
pub async fn packs_state(packs: State<'_, Packs>) -> Result<PackState, PackRefused> {
    let packs = packs.inner().clone();
    off_thread(move || Ok(packs.state())).await
}

/// Has the hiker choose a file, and says what it is; nothing where they change their mind.
#[tauri::command]
pub async fn packs_offer(app: AppHandle, packs: State<'_, Packs>) -> Result<Option<PackOffer>, PackRefused> {
    let packs = packs.inner().clone();
    off_thread(move || chosen_path(&app)?.map(|path| packs.offer(path)).transpose()).await
}

/// What the system has handed over and no screen has seen yet.
#[tauri::command]
pub async fn packs_waiting(packs: State<'_, Packs>) -> Result<Option<PackOffer>, PackRefused> {
    let packs = packs.inner().clone();
    let waiting = locked(&packs.0.waiting).take();
    off_thread(move || waiting.map(|path| packs.offer(path)).transpose()).await
}

#[tauri::command]
pub async fn packs_install(app: AppHandle, packs: State<'_, Packs>, name: String) -> Result<(), PackRefused> {
    let packs = packs.inner().clone();
    off_thread(move || coming(&app, |told| packs.install(&name, told))).await
}

/// Asks the server of this address, or of this build, which maps it proposes.
#[tauri::command]
pub async fn packs_offered(packs: State<'_, Packs>, server: Option<String>) -> Result<Offered, PackRefused> {
    let packs = packs.inner().clone();
    off_thread(move || packs.offered(server.as_deref())).await
}

/// Fetches a file that the server has listed.
#[tauri::command]
pub async fn packs_fetch(
    app: AppHandle,
    packs: State<'_, Packs>,
    file: String,
    name: String,
) -> Result<(), PackRefused> {
    let packs = packs.inner().clone();
    off_thread(move || coming(&app, |told| packs.fetch(&file, &name, told))).await
}

/// A map comes: the screens hear how far it is, and when it is there.
fn coming(
    app: &AppHandle,
    work: impl FnOnce(&mut dyn FnMut(&Job)) -> Result<(), PackRefused>,
) -> Result<(), PackRefused> {
    let mut last = None::<Instant>;
    let mut told = |job: &Job| {
        if last.is_none_or(|last| last.elapsed() > BETWEEN_NEWS) {
            last = Some(Instant::now());
            tell(app, PROGRESS, Some(job.progress()));
        }
    };
    let done = work(&mut told);
    tell(app, PROGRESS, None::<()>);
    // Also what was broken off takes room, or has freed some.
    tell(app, CHANGED, ());
    done
}

#[tauri::command]
pub async fn packs_pause(app: AppHandle, packs: State<'_, Packs>, paused: bool) -> Result<(), PackRefused> {
    if let Some(job) = packs.job() {
        job.wish(if paused { Wish::Pause } else { Wish::GoOn });
        tell(&app, PROGRESS, Some(job.progress()));
    }
    Ok(())
}

#[tauri::command]
pub async fn packs_cancel(packs: State<'_, Packs>) -> Result<(), PackRefused> {
    if let Some(job) = packs.job() {
        job.wish(Wish::Cancel);
    }
    Ok(())
}

#[tauri::command]
pub async fn packs_delete(app: AppHandle, packs: State<'_, Packs>, file: String) -> Result<(), PackRefused> {
    let packs = packs.inner().clone();
    off_thread(move || {
        packs.0.shelf.delete(&file)?;
        tell(&app, CHANGED, ());
        Ok(())
    })
    .await
}

/// Places of the detailed maps.
#[tauri::command]
pub async fn packs_search(packs: State<'_, Packs>, wanted: Wanted) -> Result<Vec<MapPlace>, PackRefused> {
    let packs = packs.inner().clone();
    off_thread(move || Ok(packs.0.atlases.find(&packs.0.shelf, &wanted))).await
}

/// The elevation of a place.
#[tauri::command]
pub async fn packs_elevation(packs: State<'_, Packs>, lon: f64, lat: f64) -> Result<Ground, PackRefused> {
    let packs = packs.inner().clone();
    let at = Position::new(lon, lat).map_err(PackRefused::failed)?;
    off_thread(move || ground::elevation(&packs.0.shelf, at)).await
}

/// The elevations along a line.
#[tauri::command]
pub async fn packs_profile(packs: State<'_, Packs>, line: Vec<Position>) -> Result<Along, PackRefused> {
    let packs = packs.inner().clone();
    off_thread(move || ground::profile(&packs.0.shelf, &line)).await
}

impl Packs {
    fn offer(&self, path: PathBuf) -> Result<PackOffer, PackRefused> {
        let (pack, updates) = match update::changes(&path)? {
            Some(changes) => {
                update::look(&self.0.shelf, &changes).map(|(pack, bytes)| (pack, Some(bytes)))?
            }
            None => (install::look(&path)?, None),
        };
        *locked(&self.0.chosen) = Some(path);
        Ok(PackOffer { pack, free: self.0.shelf.free(), replaces: None, updates })
    }
}

fn chosen_path(app: &AppHandle) -> Result<Option<PathBuf>, PackRefused> {
    if let Some(path) = paths::open_file() {
        return Ok(Some(path));
    }
    let dialog = app.dialog().file().set_title(words::word("shell-pack-title"));
    let dialog = dialog.add_filter(words::word("shell-pack-files"), &["pmtiles", "pmdelta"]);
    #[cfg(desktop)]
    let dialog = match tauri::Manager::get_webview_window(app, "main") {
        Some(window) => dialog.set_parent(&window),
        None => dialog,
    };
    let Some(chosen) = dialog.blocking_pick_file() else { return Ok(None) };
    chosen.into_path().map(Some).map_err(PackRefused::failed)
}

/// The disk may be slow, and a dialogue waits for a person.
pub async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, PackRefused> + Send + 'static,
) -> Result<T, PackRefused> {
    tauri::async_runtime::spawn_blocking(work).await.unwrap_or_else(|error| Err(PackRefused::failed(error)))
}
