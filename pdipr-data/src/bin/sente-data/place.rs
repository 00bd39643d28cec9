//! Where the project's data lies: looked for upward from the current folder, so that the commands work anywhere in it.

use std::path::{Path, PathBuf};

/// The folder of the territory's base data.
const BASE_DATA: &str = "data/28";

/// A path inside the project; outside of it, the path as it stands, so that the error names it.
pub fn in_project(relative: &str) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    let root = here.ancestors().find(|folder| folder.join(BASE_DATA).join("codes.toml").is_file());
    root.map_or_else(|| PathBuf::from(relative), |root| root.join(relative))
}

pub fn base_data() -> PathBuf {
    in_project(BASE_DATA)
}

/// Where `build` writes the catalogue and every other command reads it.
pub fn catalogue(given: Option<PathBuf>) -> PathBuf {
    given.unwrap_or_else(|| in_project("data/28/built/catalogue.sqlite"))
}

/// A file that was asked for and cannot be had.
#[derive(Debug, thiserror::Error)]
#[error("could not read {path}")]
pub struct Unreadable {
    pub path: String,
    #[source]
    pub source: std::io::Error,
}

pub fn read(path: &Path) -> Result<Vec<u8>, Unreadable> {
    std::fs::read(path).map_err(|source| Unreadable { path: path.display().to_string(), source })
}
