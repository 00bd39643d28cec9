//! Reads this crate's own files for the tests that check them: keys of texts, icons, colours.

use std::path::{Path, PathBuf};

/// Every Rust file of the crate, with its text.
pub fn rust_files() -> Vec<(String, String)> {
    files_below(&root().join("src"), "rs")
}

/// Every word catalogue of one language (`fr`, `en`).
pub fn catalogues(language: &str) -> Vec<(String, String)> {
    files_below(&root().join("src/locales").join(language), "ftl")
}

/// A file of `static/`.
pub fn static_file(path: &str) -> String {
    std::fs::read_to_string(root().join("static").join(path)).unwrap()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files_below(folder: &Path, extension: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_below(&path, extension));
        } else if path.extension().is_some_and(|own| own == extension) {
            found.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
        }
    }
    found.sort();
    found
}
