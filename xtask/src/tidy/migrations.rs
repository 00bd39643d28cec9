//! A migration that has shipped never changes: its hash is kept in `xtask/migrations.lock`.

use std::collections::BTreeMap;

use anyhow::Result;

use super::Breach;
use crate::files;
use crate::tools::root;

const LOCK: &str = "xtask/migrations.lock";
const HEADER: &str =
    "# Hashes of the migrations. `cargo xtask bless` adds new ones; a line that is here never changes.\n";

pub fn check() -> Result<Vec<Breach>> {
    Ok(compare(&locked()?, &present()?))
}

/// Adds the hashes of new migrations to the lock; answers how many.
pub fn bless() -> Result<usize> {
    let mut locked = locked()?;
    let before = locked.len();
    for (path, hash) in present()? {
        locked.entry(path).or_insert(hash);
    }
    let lines: String = locked.iter().map(|(path, hash)| format!("{hash}  {path}\n")).collect();
    files::write(&root().join(LOCK), format!("{HEADER}{lines}").as_bytes())?;
    Ok(locked.len() - before)
}

fn compare(locked: &BTreeMap<String, String>, present: &BTreeMap<String, String>) -> Vec<Breach> {
    let mut found = Vec::new();
    for (path, hash) in present {
        match locked.get(path) {
            None => found.push(Breach {
                place: path.clone(),
                what: "a new migration".into(),
                repair: "cargo xtask bless, and commit xtask/migrations.lock",
            }),
            Some(locked) if locked != hash => found.push(Breach {
                place: path.clone(),
                what: "a shipped migration changed".into(),
                repair: "put it back and write a new one with the next number",
            }),
            Some(_) => {}
        }
    }
    for path in locked.keys().filter(|path| !present.contains_key(*path)) {
        found.push(Breach {
            place: path.clone(),
            what: "a shipped migration is gone".into(),
            repair: "put it back: old notebooks need it",
        });
    }
    found
}

fn locked() -> Result<BTreeMap<String, String>> {
    let text = std::fs::read_to_string(root().join(LOCK)).unwrap_or_default();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    Ok(lines
        .filter_map(|line| line.split_once("  "))
        .map(|(hash, path)| (path.into(), hash.into()))
        .collect())
}

fn present() -> Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    for folder in ["pdipr-data/src", "app/core/src", "tiles/src", "server/src"] {
        for name in files::list(&root().join(folder))? {
            if name.contains("migrations/") && name.ends_with(".sql") {
                let path = format!("{folder}/{name}");
                let hash = files::sha256(&files::read(&root().join(&path))?);
                found.insert(path, hash);
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hashes(entries: &[(&str, &str)]) -> BTreeMap<String, String> {
        entries.iter().map(|(path, hash)| ((*path).to_owned(), (*hash).to_owned())).collect()
    }

    #[test]
    fn a_changed_and_a_lost_migration_are_found() {
        let locked = hashes(&[("a.sql", "1"), ("b.sql", "2")]);
        let what: Vec<String> =
            compare(&locked, &hashes(&[("a.sql", "9")])).into_iter().map(|b| b.what).collect();
        assert_eq!(what, ["a shipped migration changed", "a shipped migration is gone"]);
        assert_eq!(compare(&locked, &locked), []);
    }
}
