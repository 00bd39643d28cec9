//! Files of the built pages: list, hash, copy only what changed, remove what is no longer wanted.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// What a folder is to hold: path inside it (with `/`) to content.
pub type Wanted = BTreeMap<String, Content>;

/// Where the bytes of a wanted file come from.
#[derive(Debug, Clone)]
pub enum Content {
    File(PathBuf),
    Bytes(Vec<u8>),
}

impl Content {
    pub fn read(&self) -> Result<Vec<u8>> {
        match self {
            Content::File(path) => read(path),
            Content::Bytes(bytes) => Ok(bytes.clone()),
        }
    }
}

pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("could not read {}", path.display()))
}

pub fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("could not read {}", path.display()))
}

/// Writes a file and the folders above it.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("could not make {}", folder.display()))?;
    }
    fs::write(path, bytes).with_context(|| format!("could not write {}", path.display()))
}

/// Removes a folder with all that is in it, where it is there.
pub fn remove_folder(path: &Path) -> Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("could not remove {}", path.display()))
        }
        _ => Ok(()),
    }
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Every file under a folder, as paths inside it with `/`, sorted; nothing where the folder is absent.
pub fn list(folder: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(current) = waiting.pop() {
        if !current.is_dir() {
            continue;
        }
        let entries =
            fs::read_dir(&current).with_context(|| format!("could not list {}", current.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let inside = path.strip_prefix(folder).context("a listed file lies in its folder")?;
                found.push(inside.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Makes the folder hold exactly what is wanted; answers how many files were written or removed.
pub fn mirror(wanted: &Wanted, folder: &Path) -> Result<usize> {
    let mut changes = 0;
    for (name, content) in wanted {
        let target = folder.join(name);
        let bytes = content.read()?;
        if fs::read(&target).is_ok_and(|there| there == bytes) {
            continue;
        }
        write(&target, &bytes)?;
        changes += 1;
    }
    for name in list(folder)? {
        if !wanted.contains_key(&name) {
            fs::remove_file(folder.join(&name)).with_context(|| format!("could not remove {name}"))?;
            changes += 1;
        }
    }
    Ok(changes)
}

/// A word that changes when the file does, without reading it.
pub fn stamp(path: &Path) -> Result<String> {
    let meta = fs::metadata(path).with_context(|| format!("could not read {}", path.display()))?;
    let age = meta.modified()?.duration_since(std::time::UNIX_EPOCH).context("file from before 1970")?;
    Ok(format!("{}-{}", meta.len(), age.as_nanos()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mirror_holds_what_is_wanted_and_nothing_else() {
        let folder = std::env::temp_dir().join(format!("sente-mirror-{}", std::process::id()));
        write(&folder.join("old/file.txt"), b"old").unwrap();
        let wanted = Wanted::from([("new/file.txt".to_owned(), Content::Bytes(b"new".to_vec()))]);
        assert_eq!(mirror(&wanted, &folder).unwrap(), 2);
        assert_eq!(mirror(&wanted, &folder).unwrap(), 0);
        assert_eq!(list(&folder).unwrap(), ["new/file.txt"]);
        fs::remove_dir_all(folder).unwrap();
    }
}
