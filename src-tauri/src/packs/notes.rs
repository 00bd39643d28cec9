//! What lies beside the maps: `NAME.sha256` says which published file a map is, `SHA256.download` is a map that is being
//! fetched, and `NAME.behind` says that changes are being fetched to the end of a map.

use std::fs::File;
use std::io::Read;
use std::path::PathBuf;

use sente_core::packs::PackRefused;
use sente_core::packs::listing::{Begun, Fingerprint, Listed, ListedChanges, Listing};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tiles::read::HEAD;

use super::download::Growing;
use super::refusal;
use super::shelf::{Shelf, remove};

const FINGERPRINT: &str = "sha256";
const DOWNLOAD: &str = "download";
const BEHIND: &str = "behind";

/// Changes that are coming to the end of a map.
#[derive(Debug, Serialize, Deserialize)]
struct Behind {
    /// Of the map alone.
    length: u64,
    /// Which changes.
    changes: Fingerprint,
    /// Of the head of the map: another one means that the changes were applied before this note could go.
    head: Fingerprint,
}

impl Shelf {
    /// Notes which published file the map of this name is. Without the note it is only proposed whole once more.
    pub fn remember(&self, name: &str, sha256: &Fingerprint) {
        if let Err(error) = std::fs::write(self.beside(name, FINGERPRINT), sha256.as_str()) {
            tracing::warn!(%error, name, "it is not noted which map this is");
        }
    }

    pub fn fingerprint(&self, name: &str) -> Option<Fingerprint> {
        let text = std::fs::read_to_string(self.beside(name, FINGERPRINT)).ok()?;
        Fingerprint::try_from(text).ok()
    }

    /// The note names another map than the one that is there.
    pub fn forget_fingerprint(&self, name: &str) {
        remove(&self.beside(name, FINGERPRINT));
    }

    /// Where a map of this SHA-256 is fetched to.
    pub fn download(&self, sha256: &Fingerprint) -> std::io::Result<Growing> {
        std::fs::create_dir_all(self.folder())?;
        Ok(Growing { path: self.beside(sha256.as_str(), DOWNLOAD), start: 0 })
    }

    /// Where changes of this map are fetched to: to its end. Others that were begun go. Those without room are not noted.
    pub fn behind(&self, name: &str, changes: &ListedChanges) -> Result<Growing, PackRefused> {
        let path = self.changeable(name)?;
        if self.note(name).is_none_or(|note| note.changes != changes.sha256) {
            self.drop_behind(name);
            self.room_for(Listed::Changes(changes).needs(0))?;
            let failed = |error: std::io::Error| match error.kind() {
                std::io::ErrorKind::NotFound => PackRefused::Gone,
                _ => refusal::of_disk(&error, 0, self.free()),
            };
            let (length, head) = measured(&path).map_err(failed)?;
            let note = Behind { length, changes: changes.sha256.clone(), head };
            let text = serde_json::to_vec(&note).map_err(PackRefused::failed)?;
            std::fs::write(self.beside(name, BEHIND), text).map_err(failed)?;
        }
        let start = self.length(name);
        Ok(Growing { path, start })
    }

    /// How long a map is without changes that may be on their way.
    pub fn length(&self, name: &str) -> u64 {
        let whole = || std::fs::metadata(self.path(name)).map_or(0, |file| file.len());
        self.note(name).map_or_else(whole, |note| note.length)
    }

    /// Changes that are not all here, or not wanted any more, go; the map is as it was.
    pub fn drop_behind(&self, name: &str) {
        if let Some(note) = self.note(name) {
            let cut = std::fs::OpenOptions::new().write(true).open(self.path(name));
            if let Err(error) = cut.and_then(|file| file.set_len(note.length)) {
                tracing::warn!(%error, name, "changes that are not needed stay");
                return;
            }
            self.forget(name);
        }
        remove(&self.beside(name, BEHIND));
    }

    /// What was fetched of this file goes.
    pub fn drop_begun(&self, listed: Listed, name: &str) {
        match listed {
            Listed::Pack(pack) => remove(&self.beside(pack.sha256.as_str(), DOWNLOAD)),
            Listed::Changes(_) => self.drop_behind(name),
        }
    }

    /// What was begun and can go on. What is not listed any more is removed.
    pub fn begun(&self, listing: &Listing) -> Vec<Begun> {
        let mut begun = Vec::new();
        for path in self.with_ending(DOWNLOAD) {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let listed = listing.packs.iter().find(|pack| pack.sha256.as_str() == stem);
            match (listed, std::fs::metadata(&path)) {
                (Some(pack), Ok(file)) => {
                    begun.push(Begun { sha256: pack.sha256.clone(), bytes: file.len() });
                }
                _ => remove(&path),
            }
        }
        for name in self.names() {
            let Some(note) = self.note(&name) else { continue };
            if listing.changes.iter().any(|changes| changes.sha256 == note.changes) {
                let whole = std::fs::metadata(self.path(&name)).map_or(0, |file| file.len());
                begun.push(Begun { sha256: note.changes, bytes: whole.saturating_sub(note.length) });
            } else {
                self.drop_behind(&name);
            }
        }
        begun
    }

    /// The notes of a map go with it.
    pub fn remove_notes(&self, name: &str) {
        self.forget_fingerprint(name);
        remove(&self.beside(name, BEHIND));
    }

    fn note(&self, name: &str) -> Option<Behind> {
        let text = std::fs::read_to_string(self.beside(name, BEHIND)).ok()?;
        let note: Behind = serde_json::from_str(&text).ok()?;
        let file = File::open(self.path(name)).ok()?;
        let longer = file.metadata().is_ok_and(|file| file.len() >= note.length);
        let head = head(file, note.length).ok()?;
        (longer && head == note.head).then_some(note)
    }

    fn beside(&self, name: &str, ending: &str) -> PathBuf {
        self.folder().join(name).with_extension(ending)
    }
}

fn measured(path: &std::path::Path) -> std::io::Result<(u64, Fingerprint)> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    Ok((length, head(file, length)?))
}

fn head(file: File, length: u64) -> std::io::Result<Fingerprint> {
    let mut bytes = Vec::new();
    file.take(HEAD.min(length)).read_to_end(&mut bytes)?;
    Ok(Fingerprint::of(Sha256::digest(&bytes).into()))
}
