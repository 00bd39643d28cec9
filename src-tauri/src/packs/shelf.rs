//! The folder of the installed maps, and the one that came with the app. `NAME.pmtiles` is a map; `NAME.part` is one that
//! is being installed, or was when the power went.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use sente_core::packs::{BUNDLED, BrokenPack, PackInfo, PackKind, PackRefused, is_name};
use tiles::pack::update::Recovery;
use tiles::pack::update::file::recover_file;
use tiles::read::{About, Kind, Mapped, Pack};

use super::{locked, refusal};

const ENDING: &str = "pmtiles";
const UNFINISHED: &str = "part";

pub type Open = Arc<Pack<Mapped>>;

pub struct Shelf {
    folder: PathBuf,
    /// Read only: a resource of the app.
    bundled: Option<PathBuf>,
    open: Mutex<BTreeMap<String, Open>>,
}

impl Shelf {
    pub fn new(folder: PathBuf, bundled: Option<PathBuf>) -> Shelf {
        Shelf { folder, bundled, open: Mutex::default() }
    }

    /// All maps, and the files that are none.
    pub fn all(&self) -> (Vec<PackInfo>, Vec<BrokenPack>) {
        let (mut packs, mut broken) = (Vec::new(), Vec::new());
        for file in self.every_name() {
            match self.pack(&file).and_then(|pack| self.info(&pack, &file)) {
                Ok(info) => packs.push(info),
                Err(refused) => {
                    let bytes = std::fs::metadata(self.path(&file)).map_or(0, |meta| meta.len());
                    broken.push(BrokenPack { file, bytes, detail: detail(refused) });
                }
            }
        }
        (packs, broken)
    }

    /// What a map of this name is.
    pub fn info(&self, pack: &Pack<Mapped>, file: &str) -> Result<PackInfo, PackRefused> {
        let about = pack.about().map_err(|error| refusal::of_unfit(&error))?;
        let (sha256, bytes) = (self.fingerprint(file), self.length(file));
        Ok(PackInfo { sha256, bytes, ..info(about, file.to_owned()) })
    }

    /// The open map of this name.
    pub fn pack(&self, file: &str) -> Result<Open, PackRefused> {
        if !is_name(file) {
            return Err(PackRefused::Gone);
        }
        if let Some(open) = locked(&self.open).get(file) {
            return Ok(Arc::clone(open));
        }
        let path = self.path(file);
        if !path.is_file() {
            return Err(PackRefused::Gone);
        }
        let pack = Arc::new(open(&path)?);
        locked(&self.open).insert(file.to_owned(), Arc::clone(&pack));
        Ok(pack)
    }

    pub fn delete(&self, file: &str) -> Result<(), PackRefused> {
        if !is_name(file) || self.is_bundled(file) {
            return Err(PackRefused::Gone);
        }
        // Some systems do not remove a file that is open.
        locked(&self.open).remove(file);
        std::fs::remove_file(self.path(file)).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => PackRefused::Gone,
            _ => refusal::of_disk(&error, 0, None),
        })?;
        self.remove_notes(file);
        Ok(())
    }

    /// Bytes that can still be written; nothing where the system does not say.
    pub fn free(&self) -> Option<u64> {
        // Before the first map there is no folder; what lies above it is on the same disk.
        let there = self.folder.ancestors().find(|folder| folder.is_dir())?;
        fs4::available_space(there).ok()
    }

    /// Refuses what does not fit, as far as the system says.
    pub fn room_for(&self, needed: u64) -> Result<(), PackRefused> {
        let free = self.free();
        if free.is_some_and(|free| free < needed) {
            Err(PackRefused::NoRoom { needed, free })
        } else {
            Ok(())
        }
    }

    /// Where a map is written until it is whole; makes the folder.
    pub fn unfinished(&self, file: &str) -> std::io::Result<PathBuf> {
        std::fs::create_dir_all(&self.folder)?;
        Ok(self.folder.join(file).with_extension(UNFINISHED))
    }

    /// What is whole becomes a map, in one step.
    pub fn take_in(&self, unfinished: &Path, file: &str) -> std::io::Result<()> {
        std::fs::rename(unfinished, self.path(file))?;
        // Only with its folder on the disk is the new name there after a power cut; Windows has no such call.
        #[cfg(unix)]
        std::fs::File::open(&self.folder)?.sync_all()?;
        Ok(())
    }

    pub fn has(&self, file: &str) -> bool {
        self.is_bundled(file) || self.path(file).exists()
    }

    /// The place of an installed map that may be changed: not of the one that came with the app.
    pub fn changeable(&self, file: &str) -> Result<PathBuf, PackRefused> {
        if is_name(file) && !self.is_bundled(file) { Ok(self.path(file)) } else { Err(PackRefused::Gone) }
    }

    /// The map was changed in its place: who asks next opens it anew.
    pub fn forget(&self, file: &str) {
        locked(&self.open).remove(file);
    }

    /// Half a map of a former start is of no use; an update that it began is undone.
    pub fn mend(&self) {
        self.with_ending(UNFINISHED).iter().for_each(|path| remove(path));
        for name in self.names() {
            match recover_file(&self.path(&name)) {
                Ok(Recovery::Nothing) => {}
                Ok(found) => tracing::info!(?found, name, "an update of a map had been interrupted"),
                Err(error) => {
                    tracing::warn!(%error, name, "an interrupted update of a map could not be undone")
                }
            }
        }
    }

    fn is_bundled(&self, file: &str) -> bool {
        file == BUNDLED && self.bundled.is_some()
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn path(&self, file: &str) -> PathBuf {
        match &self.bundled {
            Some(bundled) if file == BUNDLED => bundled.clone(),
            _ => self.folder.join(file).with_extension(ENDING),
        }
    }

    /// The names of all maps, the one that came with the app first.
    pub fn every_name(&self) -> Vec<String> {
        let bundled = self.bundled.as_ref().map(|_| BUNDLED.to_owned());
        bundled.into_iter().chain(self.names()).collect()
    }

    /// The names of the installed maps.
    pub fn names(&self) -> Vec<String> {
        let stem = |path: PathBuf| Some(path.file_stem()?.to_str()?.to_owned());
        let mut names: Vec<String> = self.with_ending(ENDING).into_iter().filter_map(stem).collect();
        names.retain(|name| is_name(name) && !self.is_bundled(name));
        names.sort();
        names
    }

    pub(super) fn with_ending(&self, ending: &str) -> Vec<PathBuf> {
        let Ok(entries) = std::fs::read_dir(&self.folder) else { return Vec::new() };
        let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
        paths.filter(|path| path.extension().is_some_and(|own| own == ending)).collect()
    }
}

/// Opens a map of our own, which nobody changes while it is open.
pub fn open(path: &Path) -> Result<Pack<Mapped>, PackRefused> {
    let mapped = Mapped::open(path).map_err(|error| PackRefused::failed(sente_core::with_causes(&error)))?;
    Pack::open(mapped).map_err(|error| refusal::of_pack(&error))
}

/// Removes a file that may be gone already; one that stays does no harm.
pub fn remove(path: &Path) {
    if let Err(error) = std::fs::remove_file(path)
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!(%error, path = %path.display(), "a file that is not needed stays");
    }
}

pub fn info(about: About, file: String) -> PackInfo {
    let tiles::tile::Bounds { west, south, east, north } = about.bounds;
    let kind = match about.kind {
        Kind::Base => PackKind::Base,
        Kind::Detail => PackKind::Detail,
        Kind::Relief => PackKind::Relief,
    };
    PackInfo {
        bundled: file == BUNDLED,
        file,
        title: about.title,
        kind,
        bytes: about.bytes,
        bounds: pdipr_data::domain::Bounds { west, south, east, north },
        zooms: about.zooms,
        made: about.made,
        attribution: about.attribution,
        version: about.version,
        sha256: None,
    }
}

fn detail(refused: PackRefused) -> String {
    match refused {
        PackRefused::NotAPack { detail }
        | PackRefused::Damaged { detail }
        | PackRefused::ReadOnly { detail }
        | PackRefused::Failed { detail } => detail,
        _ => String::new(),
    }
}
