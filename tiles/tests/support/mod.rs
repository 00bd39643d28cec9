//! The extracts that lie beside the project; tests say so in one line where they are absent.

use std::path::PathBuf;

/// In `SENTE_SHARED`, else in `../shared` beside the project.
pub fn extract(name: &str) -> Option<PathBuf> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let root = std::env::var_os("SENTE_SHARED").map_or(beside, PathBuf::from);
    let path = root.join("data/osm").join(name);
    if !path.exists() {
        eprintln!("skipped: no {} (set SENTE_SHARED)", path.display());
        return None;
    }
    Some(path)
}
