//! Takes a map into the app: copied beside the others, read back and checked, and only then given its name. Whatever stops
//! it leaves nothing behind.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};

use sente_core::packs::listing::Fingerprint;
use sente_core::packs::{InstallProgress, PackInfo, PackRefused, is_name};
use sha2::{Digest, Sha256};
use tiles::read::Pack;

use super::plain::Plain;
use super::shelf::{self, Shelf};
use super::{locked, refusal};

const PIECE: usize = 1 << 20;

/// An installation that can be paused and cancelled from another thread.
#[derive(Default)]
pub struct Job {
    pub(super) done: AtomicU64,
    pub(super) total: AtomicU64,
    wish: Mutex<Wish>,
    changed: Condvar,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Wish {
    #[default]
    GoOn,
    Pause,
    Cancel,
}

impl Job {
    pub fn progress(&self) -> InstallProgress {
        InstallProgress {
            done: self.done.load(Ordering::Relaxed),
            total: self.total.load(Ordering::Relaxed),
            paused: *locked(&self.wish) == Wish::Pause,
        }
    }

    /// Who has cancelled cannot think better of it.
    pub fn wish(&self, wish: Wish) {
        let mut present = locked(&self.wish);
        if *present != Wish::Cancel {
            *present = wish;
        }
        self.changed.notify_all();
    }

    /// Paused or cancelled.
    pub(super) fn is_held(&self) -> bool {
        *locked(&self.wish) != Wish::GoOn
    }

    /// Waits while it is paused.
    pub(super) fn may_go_on(&self) -> Result<(), PackRefused> {
        let paused = |wish: &mut Wish| *wish == Wish::Pause;
        let wish =
            self.changed.wait_while(locked(&self.wish), paused).unwrap_or_else(PoisonError::into_inner);
        if *wish == Wish::Cancel { Err(PackRefused::Cancelled) } else { Ok(()) }
    }
}

/// What the hiker's file is; reads its header and what it says of itself.
pub fn look(path: &Path) -> Result<PackInfo, PackRefused> {
    let source = Plain::open(path).map_err(|error| refusal::of_source(&error))?;
    let pack = Pack::open(source).map_err(|error| refusal::of_pack(&error))?;
    let about = pack.about().map_err(|error| refusal::of_unfit(&error))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(shelf::info(about, name))
}

/// `told` hears of every piece.
pub fn install(
    shelf: &Shelf,
    from: &Path,
    name: &str,
    job: &Job,
    told: &mut dyn FnMut(&Job),
) -> Result<(), PackRefused> {
    if !is_name(name) || shelf.has(name) {
        return Err(PackRefused::failed(format!("{name:?} cannot be the name of another map")));
    }
    let mut source = File::open(from).map_err(|error| refusal::of_source(&error))?;
    let needed = source.metadata().map_err(|error| refusal::of_source(&error))?.len();
    job.total.store(needed, Ordering::Relaxed);
    told(job);
    shelf.room_for(needed)?;
    let refused = |error: std::io::Error| refusal::of_disk(&error, needed, shelf.free());
    let unfinished = Unfinished(shelf.unfinished(name).map_err(refused)?);
    let mut copy = File::create(&unfinished.0).map_err(refused)?;
    let (mut piece, mut digest) = (vec![0; PIECE], Sha256::new());
    loop {
        job.may_go_on()?;
        let length = source.read(&mut piece).map_err(|error| refusal::of_source(&error))?;
        if length == 0 {
            break;
        }
        copy.write_all(&piece[..length]).map_err(refused)?;
        digest.update(&piece[..length]);
        job.done.fetch_add(length as u64, Ordering::Relaxed);
        told(job);
    }
    copy.sync_all().map_err(refused)?;
    drop(copy);
    check(&unfinished.0)?;
    job.may_go_on()?;
    shelf.take_in(&unfinished.0, name).map_err(refused)?;
    shelf.remember(name, &Fingerprint::of(digest.finalize().into()));
    Ok(())
}

/// What counts is what the disk gives back.
pub(super) fn check(path: &Path) -> Result<(), PackRefused> {
    let pack = shelf::open(path)?;
    pack.about().map_err(|error| refusal::of_unfit(&error))?;
    pack.is_whole().map_err(|error| refusal::of_pack(&error))
}

/// Removes its file unless that has got its name.
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        shelf::remove(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{a_pack, a_shelf, files};
    use super::*;

    #[test]
    fn a_whole_map_is_taken_in_and_given_back() {
        let (home, shelf) = a_shelf();
        let from = a_pack(home.path(), "Centre");
        let look = look(&from).unwrap();
        assert_eq!((look.title.as_str(), look.file.as_str()), ("Centre", "Centre.pmtiles"));
        let mut told = Vec::new();
        let mut tell = |job: &Job| told.push(job.progress().done);
        install(&shelf, &from, "centre", &Job::default(), &mut tell).unwrap();
        assert_eq!(told.last(), Some(&look.bytes));
        let (packs, broken) = shelf.all();
        assert_eq!((packs.len(), broken.len(), packs[0].file.as_str()), (1, 0, "centre"));
        shelf.delete("centre").unwrap();
        assert!(files(&shelf).is_empty());
        assert_eq!(shelf.delete("centre"), Err(PackRefused::Gone));
    }

    #[test]
    fn what_is_no_map_or_is_cut_off_leaves_nothing() {
        let (home, shelf) = a_shelf();
        let from = a_pack(home.path(), "Centre");
        let whole = std::fs::read(&from).unwrap();
        let photo = home.path().join("photo.pmtiles");
        for (bytes, not_a_pack) in
            [(&b"\xff\xd8\xff\xe0 a photo"[..], true), (&whole[..whole.len() - 9], false)]
        {
            std::fs::write(&photo, bytes).unwrap();
            for refused in [
                look(&photo).unwrap_err(),
                install(&shelf, &photo, "photo", &Job::default(), &mut |_| ()).unwrap_err(),
            ] {
                assert_eq!(matches!(refused, PackRefused::NotAPack { .. }), not_a_pack, "{refused:?}");
                assert_eq!(matches!(refused, PackRefused::Damaged { .. }), !not_a_pack, "{refused:?}");
            }
        }
        assert!(files(&shelf).is_empty());
    }

    #[test]
    fn a_cancelled_installation_leaves_nothing_and_a_paused_one_goes_on() {
        let (home, shelf) = a_shelf();
        let from = a_pack(home.path(), "Centre");
        let job = Job::default();
        let refused = install(&shelf, &from, "centre", &job, &mut |job| job.wish(Wish::Cancel));
        assert_eq!(refused, Err(PackRefused::Cancelled));
        assert!(files(&shelf).is_empty());

        let job = Job::default();
        job.wish(Wish::Pause);
        std::thread::scope(|threads| {
            let running = threads.spawn(|| install(&shelf, &from, "centre", &job, &mut |_| ()));
            assert!(job.progress().paused);
            job.wish(Wish::GoOn);
            running.join().unwrap().unwrap();
        });
        assert_eq!(files(&shelf), ["centre.pmtiles", "centre.sha256"]);
    }

    #[test]
    fn a_name_that_leads_out_of_the_folder_or_is_taken_is_refused() {
        let (home, shelf) = a_shelf();
        let from = a_pack(home.path(), "Centre");
        let put = |name: &str| install(&shelf, &from, name, &Job::default(), &mut |_| ());
        put("centre").unwrap();
        for name in ["../centre", "centre", ""] {
            assert!(matches!(put(name), Err(PackRefused::Failed { .. })), "{name}");
        }
        put("another").unwrap();
        std::fs::remove_file(&from).unwrap();
        assert_eq!(put("other"), Err(PackRefused::Gone));
    }
}
