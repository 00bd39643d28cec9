//! Where the catalogue and the hiker's own files lie.

use std::path::{Path, PathBuf};

use anyhow::Context;
use tauri::{AppHandle, Manager};

/// Another folder for the hiker's own files; tests set it.
pub const DATA_DIR: &str = "SENTE_DATA_DIR";
/// Another catalogue; tests and agencies set it.
const CATALOGUE: &str = "SENTE_CATALOGUE";
/// Files are saved here without a dialog; end-to-end tests set it.
const SAVE_DIR: &str = "SENTE_SAVE_DIR";
/// This file is opened without a dialog; end-to-end tests set it.
const OPEN_FILE: &str = "SENTE_OPEN_FILE";

const IN_PROJECT: &str = "data/28/built";
/// The file of the notebook.
pub const CARNET: &str = "carnet.sqlite";
/// What was fetched from the server; it can be fetched anew.
const NEWS: &str = "nouvelles.sqlite";
const FILE: &str = "catalogue.sqlite";
/// The locator map that comes with the app.
const BASE: &str = "base.pmtiles";

pub struct Paths {
    pub catalogue: PathBuf,
    pub data: PathBuf,
    /// Where the locator map came with the app.
    pub base: Option<PathBuf>,
}

impl Paths {
    pub fn find(app: &AppHandle) -> anyhow::Result<Paths> {
        let data = match std::env::var_os(DATA_DIR) {
            Some(folder) => PathBuf::from(folder),
            None => app.path().app_data_dir().context("this system names no folder for the app's data")?,
        };
        let catalogue = match std::env::var_os(CATALOGUE) {
            Some(file) => PathBuf::from(file),
            None => installed_or_built(app, FILE),
        };
        let base = Some(installed_or_built(app, BASE)).filter(|file| file.exists());
        Ok(Paths { catalogue, data, base })
    }

    pub fn carnet(&self) -> PathBuf {
        self.data.join(CARNET)
    }

    pub fn news(&self) -> PathBuf {
        self.data.join(NEWS)
    }

    /// The installed maps.
    pub fn packs(&self) -> PathBuf {
        self.data.join("packs")
    }
}

pub fn save_dir() -> Option<PathBuf> {
    std::env::var_os(SAVE_DIR).map(PathBuf::from)
}

pub fn open_file() -> Option<PathBuf> {
    std::env::var_os(OPEN_FILE).map(PathBuf::from)
}

/// The installed catalogue or map; while developing, the one that `cargo xtask data` has built in the project.
/// Where there is neither, the installed path: the error then names the place where it should be.
fn installed_or_built(app: &AppHandle, file: &str) -> PathBuf {
    let installed =
        app.path().resource_dir().map_or_else(|_| PathBuf::from(file), |folder| folder.join(file));
    if installed.exists() {
        return installed;
    }
    let starts = [std::env::current_exe().ok(), std::env::current_dir().ok()];
    starts.iter().flatten().find_map(|start| in_project(start, file)).unwrap_or(installed)
}

fn in_project(start: &Path, file: &str) -> Option<PathBuf> {
    start.ancestors().map(|folder| folder.join(IN_PROJECT).join(file)).find(|file| file.exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_in_the_target_folder_finds_the_catalogue_of_its_project() {
        let project = tempfile::tempdir().unwrap();
        let catalogue = project.path().join(IN_PROJECT).join(FILE);
        std::fs::create_dir_all(catalogue.parent().unwrap()).unwrap();
        std::fs::write(&catalogue, "").unwrap();
        assert_eq!(in_project(&project.path().join("target/debug/sente"), FILE), Some(catalogue));
    }
}
