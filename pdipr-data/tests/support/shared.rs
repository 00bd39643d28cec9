//! The test files that lie beside the project; tests say so in one line where they are absent.

use std::path::PathBuf;

/// `SENTE_SHARED`, else `../shared` beside the project.
fn folder() -> PathBuf {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    std::env::var_os("SENTE_SHARED").map_or(beside, PathBuf::from)
}

/// Every GPX file of the test suites, by name, sorted; empty where the folder is absent.
pub fn gpx_files() -> Vec<(String, Vec<u8>)> {
    let root = folder().join("data/gpx");
    let mut files = Vec::new();
    for suite in std::fs::read_dir(&root).into_iter().flatten().flatten() {
        for entry in std::fs::read_dir(suite.path()).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.extension().is_some_and(|extension| extension == "gpx") {
                let name = path.strip_prefix(&root).expect("it was found there").display().to_string();
                files.push((name, std::fs::read(&path).expect("a listed file is readable")));
            }
        }
    }
    files.sort();
    if files.is_empty() {
        eprintln!("skipped: no GPX files in {} (set SENTE_SHARED)", root.display());
    }
    files
}
