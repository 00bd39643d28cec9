//! Changes of an installed map, from a file that `sente-tiles diff` has written: matched by the hash that it names, and
//! applied in the place of the map. Whatever stops it leaves the map as it was.

use std::path::Path;
use std::sync::atomic::Ordering;

use sente_core::packs::listing::Fingerprint;
use sente_core::packs::{PackInfo, PackRefused};
use tiles::pack::delta::{DeltaError, Head};
use tiles::pack::update::file::{UpdateFileError, update_file, update_file_behind};
use tiles::pack::update::{UpdateError, fits};
use tiles::read::{HEAD, Part, Source};

use super::install::Job;
use super::plain::Plain;
use super::refusal;
use super::shelf::Shelf;

/// The file as changes of a map; nothing where it is something else.
pub fn changes(path: &Path) -> Result<Option<Plain>, PackRefused> {
    let file = Plain::open(path).map_err(|error| refusal::of_source(&error))?;
    match Head::read(&file) {
        Ok(_) => Ok(Some(file)),
        Err(DeltaError::NotADelta) => Ok(None),
        Err(error) => Err(of_delta(&error)),
    }
}

/// The installed map that these changes are for, and how many bytes they add.
pub fn look(shelf: &Shelf, changes: &Plain) -> Result<(PackInfo, u64), PackRefused> {
    for name in shelf.names() {
        // A map that cannot be read is not the one.
        let Ok(pack) = shelf.pack(&name) else { continue };
        let bytes = Part::of(pack.source(), 0, shelf.length(&name));
        if fits(&bytes, changes).map_err(|error| of_update(&error))? {
            return Ok((shelf.info(&pack, &name)?, changes.len() + HEAD));
        }
    }
    Err(PackRefused::NoSuchMap)
}

/// `told` hears of every piece.
pub fn apply(
    shelf: &Shelf,
    changes: &Plain,
    name: &str,
    job: &Job,
    told: &mut dyn FnMut(&Job),
) -> Result<(), PackRefused> {
    let (path, needed) = (shelf.changeable(name)?, changes.len() + HEAD);
    let leads_to = Head::read(changes).map_err(|error| of_delta(&error))?.new.sha256;
    // Others may have been on their way from a server.
    shelf.drop_behind(name);
    shelf.room_for(needed)?;
    job.total.store(changes.len(), Ordering::Relaxed);
    told(job);
    let mut going = |done: u64, total: u64| {
        job.done.store(done, Ordering::Relaxed);
        job.total.store(total, Ordering::Relaxed);
        told(job);
        job.may_go_on().is_ok()
    };
    let updated = update_file(&path, changes, &mut going);
    shelf.forget(name);
    updated.map_err(|error| of_file(&error, needed, shelf))?;
    shelf.remember(name, &Fingerprint::of(leads_to));
    Ok(())
}

/// Applies the changes that lie behind the map of this name, from `length` on.
pub fn apply_behind(shelf: &Shelf, name: &str, length: u64) -> Result<(), PackRefused> {
    let updated = update_file_behind(&shelf.changeable(name)?, length);
    shelf.forget(name);
    updated.map(|_| ()).map_err(|error| of_file(&error, HEAD, shelf))
}

fn of_file(error: &UpdateFileError, needed: u64, shelf: &Shelf) -> PackRefused {
    match error {
        UpdateFileError::Update(error) => of_update(error),
        UpdateFileError::Open { source, .. } => refusal::of_disk(source, needed, shelf.free()),
        UpdateFileError::Busy { .. } => PackRefused::Busy,
    }
}

fn of_update(error: &UpdateError) -> PackRefused {
    match error {
        UpdateError::Delta(error) => of_delta(error),
        UpdateError::Stopped => PackRefused::Cancelled,
        UpdateError::Pack(error) => refusal::of_pack(error),
        UpdateError::Source(_) | UpdateError::NoRoom => PackRefused::failed(sente_core::with_causes(error)),
    }
}

fn of_delta(error: &DeltaError) -> PackRefused {
    match error {
        DeltaError::OtherPack => PackRefused::NoSuchMap,
        other => PackRefused::Damaged { detail: sente_core::with_causes(other) },
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use tiles::pack::delta::diff;
    use tiles::read::Pack;

    use super::super::install::{Wish, install};
    use super::super::samples::{a_map_with_water, a_shelf, files};
    use super::*;

    /// A shelf with a map, and changes that name its spring anew.
    fn a_map_and_its_changes() -> (tempfile::TempDir, Shelf, PathBuf) {
        let (home, shelf) = a_shelf();
        let old = a_map_with_water(home.path(), "Source");
        install(&shelf, &old, "centre", &Job::default(), &mut |_| ()).unwrap();
        let before = Pack::open(std::fs::read(&old).unwrap()).unwrap();
        let after = Pack::open(std::fs::read(a_map_with_water(home.path(), "Fontaine")).unwrap()).unwrap();
        let out = home.path().join("centre.pmdelta");
        let mut bytes = Vec::new();
        diff(&before, &after).unwrap().write(&mut bytes).unwrap();
        std::fs::write(&out, bytes).unwrap();
        (home, shelf, out)
    }

    fn stored(shelf: &Shelf) -> Vec<u8> {
        let pack = shelf.pack("centre").unwrap();
        let run = pack.tiles().next().unwrap().unwrap();
        tiles::gzip::gunzip(&pack.stored(&run.entry).unwrap(), 1 << 20).unwrap()
    }

    fn has(tile: &[u8], name: &str) -> bool {
        tile.windows(name.len()).any(|part| part == name.as_bytes())
    }

    #[test]
    fn changes_are_matched_to_their_map_and_applied_in_its_place() {
        let (_home, shelf, path) = a_map_and_its_changes();
        assert!(has(&stored(&shelf), "Source"));
        let file = changes(&path).unwrap().unwrap();
        let (pack, bytes) = look(&shelf, &file).unwrap();
        assert_eq!(pack.file, "centre");
        assert!(bytes > HEAD && bytes < HEAD + 2_000, "{bytes}");
        let mut told = 0;
        apply(&shelf, &file, "centre", &Job::default(), &mut |_| told += 1).unwrap();
        assert!(told > 1 && has(&stored(&shelf), "Fontaine"));
        assert_eq!(files(&shelf), ["centre.pmtiles", "centre.sha256"]);
        assert_eq!(
            look(&shelf, &file).map(|_| ()),
            Err(PackRefused::NoSuchMap),
            "a second time they fit no more"
        );
    }

    #[test]
    fn cancelled_or_without_their_map_changes_do_nothing() {
        let (_home, shelf, path) = a_map_and_its_changes();
        let file = changes(&path).unwrap().unwrap();
        let refused = apply(&shelf, &file, "centre", &Job::default(), &mut |job| job.wish(Wish::Cancel));
        assert_eq!(refused, Err(PackRefused::Cancelled));
        assert!(has(&stored(&shelf), "Source"));
        assert_eq!(files(&shelf), ["centre.pmtiles", "centre.sha256"]);
        shelf.delete("centre").unwrap();
        assert_eq!(look(&shelf, &file).map(|_| ()), Err(PackRefused::NoSuchMap));
    }

    #[test]
    fn a_map_is_no_file_of_changes_and_one_that_is_cut_off_is_damaged() {
        let (home, _shelf, path) = a_map_and_its_changes();
        assert!(changes(&home.path().join("Centre.pmtiles")).unwrap().is_none());
        let whole = std::fs::read(&path).unwrap();
        std::fs::write(&path, &whole[..whole.len() - 3]).unwrap();
        assert!(matches!(changes(&path), Err(PackRefused::Damaged { .. })));
    }
}
