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

const IN_PROJECT: &str = "data/28/built/catalogue.sqlite";
/// The file of the notebook.
pub const CARNET: &str = "carnet.sqlite";
const FILE: &str = "catalogue.sqlite";

pub struct Paths {
    pub catalogue: PathBuf,
    pub data: PathBuf,
}

impl Paths {
    pub fn find(app: &AppHandle) -> anyhow::Result<Paths> {
        let data = match std::env::var_os(DATA_DIR) {
            Some(folder) => PathBuf::from(folder),
            None => app.path().app_data_dir().context("this system names no folder for the app's data")?,
        };
        let catalogue = match std::env::var_os(CATALOGUE) {
            Some(file) => PathBuf::from(file),
            None => installed_or_built(app),
        };
        Ok(Paths { catalogue, data })
    }

    pub fn carnet(&self) -> PathBuf {
        self.data.join(CARNET)
    }
}

pub fn save_dir() -> Option<PathBuf> {
    std::env::var_os(SAVE_DIR).map(PathBuf::from)
}

/// The installed catalogue; while developing, the one that `cargo xtask data` has built in the project.
/// Where there is neither, the installed path: the error then names the place where it should be.
fn installed_or_built(app: &AppHandle) -> PathBuf {
    let installed =
        app.path().resource_dir().map_or_else(|_| PathBuf::from(FILE), |folder| folder.join(FILE));
    if installed.exists() {
        return installed;
    }
    let starts = [std::env::current_exe().ok(), std::env::current_dir().ok()];
    starts.iter().flatten().find_map(|start| in_project(start)).unwrap_or(installed)
}

fn in_project(start: &Path) -> Option<PathBuf> {
    start.ancestors().map(|folder| folder.join(IN_PROJECT)).find(|file| file.exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_in_the_target_folder_finds_the_catalogue_of_its_project() {
        let project = tempfile::tempdir().unwrap();
        let catalogue = project.path().join(IN_PROJECT);
        std::fs::create_dir_all(catalogue.parent().unwrap()).unwrap();
        std::fs::write(&catalogue, "").unwrap();
        assert_eq!(in_project(&project.path().join("target/debug/sente")), Some(catalogue));
    }
}
