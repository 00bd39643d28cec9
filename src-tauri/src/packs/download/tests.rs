//! Maps come from a real server on this machine, which cuts, stumbles and sends what it should not.

use std::path::Path;

use sente_core::packs::PackState;
use sente_core::packs::listing::{Listing, Way};
use tempfile::TempDir;
use tiles::pack::delta::diff;
use tiles::pack::publish::publish;
use tiles::read::{HEAD, Pack};

use super::*;
use crate::packs::install::Wish;
use crate::packs::samples::{a_map_with_water, a_shelf, files};
use crate::packs::served::{Served, Trick};

/// More bytes than any disk has.
const TOO_MANY: u64 = 1 << 60;

struct Maps {
    home: TempDir,
    shelf: Shelf,
    served: Served,
    server: Server,
}

impl Maps {
    /// A server that proposes a map whose spring has this name, with the changes that lead to it from the others.
    fn with(spring: &str, older: &[&str]) -> Maps {
        let (home, shelf) = a_shelf();
        let out = home.path().join("served");
        let now = moved(home.path(), spring);
        let changes: Vec<PathBuf> = older.iter().map(|name| changes(home.path(), name, &now)).collect();
        publish(&out, &[now], &changes).unwrap();
        let served = Served::folder(&out);
        let server = Server::chosen(Some(&served.address)).unwrap();
        Maps { home, shelf, served, server }
    }

    fn listing(&self) -> Listing {
        self.server.listing().unwrap()
    }

    fn state(&self) -> PackState {
        PackState { packs: self.shelf.all().0, ..PackState::default() }
    }

    /// Fetches the one thing that is proposed.
    fn fetch(&self, job: &Job, told: &mut dyn FnMut(&Job)) -> Result<(), PackRefused> {
        let listing = self.listing();
        let proposal = listing.proposals(&self.state(), &self.shelf.begun(&listing)).remove(0);
        let name = match &proposal.way {
            Way::New => "centre",
            Way::Whole { .. } => "centre-2",
            Way::Changes { installed, .. } => installed,
        };
        let listed = listing.find(proposal.wanted().file()).unwrap();
        fetch(&self.shelf, &self.server, listed, name, job, told)
    }

    fn has_all(&self) -> bool {
        self.listing().proposals(&self.state(), &[]).is_empty()
    }
}

/// A map in a file of its own.
fn moved(home: &Path, spring: &str) -> PathBuf {
    let path = home.join(format!("{spring}.pmtiles"));
    std::fs::rename(a_map_with_water(home, spring), &path).unwrap();
    path
}

fn changes(home: &Path, older: &str, now: &Path) -> PathBuf {
    let (old, new) = (std::fs::read(moved(home, older)).unwrap(), std::fs::read(now).unwrap());
    let out = home.join(format!("{older}.pmdelta"));
    let (old, new) = (Pack::open(old).unwrap(), Pack::open(new).unwrap());
    let mut bytes = Vec::new();
    diff(&old, &new).unwrap().write(&mut bytes).unwrap();
    std::fs::write(&out, bytes).unwrap();
    out
}

fn quiet() -> (Job, impl FnMut(&Job)) {
    (Job::default(), |_: &Job| ())
}

/// Cancels once something is there.
fn cancelling(job: &Job) {
    if job.progress().done > 0 {
        job.wish(Wish::Cancel);
    }
}

fn spring(shelf: &Shelf, name: &str) -> bool {
    let pack = shelf.pack("centre").unwrap();
    let run = pack.tiles().next().unwrap().unwrap();
    let tile = tiles::gzip::gunzip(&pack.stored(&run.entry).unwrap(), 1 << 20).unwrap();
    tile.windows(name.len()).any(|part| part == name.as_bytes())
}

#[test]
fn a_map_is_fetched_checked_and_known_to_be_the_listed_one() {
    let maps = Maps::with("Source", &[]);
    let (job, mut told) = quiet();
    maps.fetch(&job, &mut told).unwrap();
    assert_eq!(files(&maps.shelf), ["centre.pmtiles", "centre.sha256"]);
    assert!(spring(&maps.shelf, "Source") && maps.has_all());
    assert_eq!(job.progress().done, job.progress().total);
}

#[test]
fn after_a_cut_only_the_rest_is_asked_for() {
    let maps = Maps::with("Source", &[]);
    maps.served.play(&[Trick::Cut(9_000), Trick::Cut(7_000)]);
    let (job, mut told) = quiet();
    maps.fetch(&job, &mut told).unwrap();
    assert_eq!(maps.served.asked(), [0, 9_000, 16_000]);
    assert!(maps.has_all());
}

#[test]
fn what_was_fetched_before_the_network_went_is_gone_on_with_another_day() {
    let maps = Maps::with("Source", &[]);
    maps.served.play(&[Trick::Cut(9_000), Trick::Cut(0), Trick::Cut(0), Trick::Cut(0)]);
    let (job, mut told) = quiet();
    assert!(matches!(maps.fetch(&job, &mut told), Err(PackRefused::Offline { .. })));
    assert_eq!(maps.shelf.begun(&maps.listing())[0].bytes, 9_000);
    maps.served.asked();
    maps.shelf.mend();
    maps.fetch(&Job::default(), &mut told).unwrap();
    assert_eq!(maps.served.asked(), [9_000]);
    assert!(maps.has_all());
}

#[test]
fn a_server_that_knows_no_parts_sends_the_whole_again() {
    let maps = Maps::with("Source", &[]);
    maps.served.play(&[Trick::Cut(9_000), Trick::NoRange]);
    let (job, mut told) = quiet();
    maps.fetch(&job, &mut told).unwrap();
    assert!(maps.has_all());
}

#[test]
fn other_bytes_than_were_listed_are_not_kept() {
    let maps = Maps::with("Source", &[]);
    maps.served.play(&[Trick::Other]);
    let (job, mut told) = quiet();
    assert_eq!(maps.fetch(&job, &mut told), Err(PackRefused::OtherContent));
    assert!(files(&maps.shelf).is_empty());
}

#[test]
fn a_page_in_between_or_a_missing_file_is_told_and_what_is_here_stays() {
    let maps = Maps::with("Source", &[]);
    maps.served.play(&[Trick::Cut(9_000), Trick::Page, Trick::Missing]);
    for _ in 0..2 {
        let (job, mut told) = quiet();
        assert!(matches!(maps.fetch(&job, &mut told), Err(PackRefused::WrongAnswer { .. })));
        assert_eq!(maps.shelf.begun(&maps.listing())[0].bytes, 9_000);
    }
}

#[test]
fn a_paused_download_asks_anew_and_a_cancelled_one_leaves_nothing() {
    let maps = Maps::with("Source", &[]);
    // So there is something left to ask for.
    maps.served.play(&[Trick::Cut(9_000)]);
    let (pausing, paused) = std::sync::mpsc::channel();
    let (job, fetching) = (&Job::default(), &maps);
    std::thread::scope(|threads| {
        let running = threads.spawn(move || {
            let mut pausing = Some(pausing);
            fetching.fetch(job, &mut |job: &Job| {
                if let Some(pausing) = pausing.take_if(|_| job.progress().done > 0) {
                    job.wish(Wish::Pause);
                    pausing.send(()).unwrap();
                }
            })
        });
        paused.recv().unwrap();
        assert!(job.progress().paused);
        job.wish(Wish::GoOn);
        running.join().unwrap().unwrap();
    });
    let asked = maps.served.asked();
    assert!(asked.len() == 2 && asked[0] == 0 && asked[1] > 0, "{asked:?}");
    assert!(maps.has_all());
    maps.shelf.delete("centre").unwrap();
    assert_eq!(maps.fetch(&Job::default(), &mut cancelling), Err(PackRefused::Cancelled));
    assert!(files(&maps.shelf).is_empty());
}

#[test]
fn changes_come_behind_their_map_and_are_applied_where_they_lie() {
    let maps = Maps::with("Fontaine", &["Source"]);
    let old = maps.home.path().join("Source.pmtiles");
    install::install(&maps.shelf, &old, "centre", &Job::default(), &mut |_| ()).unwrap();
    assert!(spring(&maps.shelf, "Source"));
    let length = maps.shelf.length("centre");

    maps.served.play(&[Trick::Cut(100), Trick::Cut(0), Trick::Cut(0), Trick::Cut(0)]);
    let (job, mut told) = quiet();
    assert!(matches!(maps.fetch(&job, &mut told), Err(PackRefused::Offline { .. })));
    maps.shelf.mend();
    assert_eq!(maps.shelf.begun(&maps.listing())[0].bytes, 100);
    assert_eq!(maps.shelf.length("centre"), length);
    assert!(spring(&maps.shelf, "Source"), "meanwhile the map is the old one");

    maps.served.asked();
    maps.fetch(&Job::default(), &mut told).unwrap();
    assert_eq!(maps.served.asked(), [100]);
    assert!(spring(&maps.shelf, "Fontaine") && maps.has_all());
    assert_eq!(files(&maps.shelf), ["centre.pmtiles", "centre.sha256"]);
    let listed = maps.listing().changes[0].bytes;
    let grown = maps.shelf.length("centre") - length;
    assert!(grown < listed + HEAD, "{grown} for changes of {listed}");
    maps.shelf.delete("centre").unwrap();
    assert!(files(&maps.shelf).is_empty());
}

#[test]
fn changes_that_are_cancelled_or_spoilt_leave_the_map_as_it_was() {
    for spoilt in [true, false] {
        let maps = Maps::with("Fontaine", &["Source"]);
        let old = maps.home.path().join("Source.pmtiles");
        install::install(&maps.shelf, &old, "centre", &Job::default(), &mut |_| ()).unwrap();
        let (job, mut told) = quiet();
        let refused = if spoilt {
            maps.served.play(&[Trick::Other]);
            maps.fetch(&job, &mut told)
        } else {
            maps.fetch(&job, &mut cancelling)
        };
        let wanted = if spoilt { PackRefused::OtherContent } else { PackRefused::Cancelled };
        assert_eq!(refused, Err(wanted));
        let now = std::fs::read(maps.shelf.path("centre")).unwrap();
        assert!(now == std::fs::read(&old).unwrap());
        assert_eq!(files(&maps.shelf), ["centre.pmtiles", "centre.sha256"]);
    }
}

#[test]
fn a_map_that_is_deleted_while_its_changes_come_stays_gone() {
    let maps = Maps::with("Fontaine", &["Source"]);
    let old = maps.home.path().join("Source.pmtiles");
    install::install(&maps.shelf, &old, "centre", &Job::default(), &mut |_| ()).unwrap();
    let mut deleted = false;
    let refused = maps.fetch(&Job::default(), &mut |job: &Job| {
        if !deleted && job.progress().done > 0 {
            maps.shelf.delete("centre").unwrap();
            deleted = true;
        }
    });
    assert_eq!(refused, Err(PackRefused::Gone));
    assert!(files(&maps.shelf).is_empty());
}

#[test]
fn a_download_for_which_there_is_no_more_room_stays_as_far_as_it_is() {
    let maps = Maps::with("Source", &[]);
    maps.served.play(&[Trick::Cut(9_000), Trick::Cut(0), Trick::Cut(0), Trick::Cut(0)]);
    let (job, mut told) = quiet();
    assert!(matches!(maps.fetch(&job, &mut told), Err(PackRefused::Offline { .. })));
    let mut listing = maps.listing();
    listing.packs[0].bytes = TOO_MANY;
    let listed = Listed::Pack(&listing.packs[0]);
    let refused = fetch(&maps.shelf, &maps.server, listed, "centre", &job, &mut told).unwrap_err();
    let wanted = TOO_MANY - 9_000;
    assert!(matches!(refused, PackRefused::NoRoom { needed, .. } if needed == wanted), "{refused:?}");
    assert_eq!(maps.shelf.begun(&maps.listing())[0].bytes, 9_000);
}

#[test]
fn changes_for_which_there_is_no_room_are_not_begun() {
    let maps = Maps::with("Fontaine", &["Source"]);
    let old = maps.home.path().join("Source.pmtiles");
    install::install(&maps.shelf, &old, "centre", &Job::default(), &mut |_| ()).unwrap();
    let mut listing = maps.listing();
    listing.changes[0].bytes = TOO_MANY;
    let listed = Listed::Changes(&listing.changes[0]);
    let (job, mut told) = quiet();
    let refused = fetch(&maps.shelf, &maps.server, listed, "centre", &job, &mut told).unwrap_err();
    assert!(matches!(refused, PackRefused::NoRoom { .. }), "{refused:?}");
    assert_eq!(files(&maps.shelf), ["centre.pmtiles", "centre.sha256"]);
}

#[test]
fn a_map_that_is_noted_as_an_older_one_is_found_out() {
    let maps = Maps::with("Fontaine", &["Source"]);
    let new = maps.home.path().join("Fontaine.pmtiles");
    install::install(&maps.shelf, &new, "centre", &Job::default(), &mut |_| ()).unwrap();
    maps.shelf.remember("centre", &maps.listing().changes[0].from);
    let (job, mut told) = quiet();
    assert_eq!(maps.fetch(&job, &mut told), Err(PackRefused::NoSuchMap));
    assert_eq!(files(&maps.shelf), ["centre.pmtiles"]);
    assert!(spring(&maps.shelf, "Fontaine") && maps.has_all());
}

#[test]
fn what_is_not_listed_any_more_goes() {
    let maps = Maps::with("Source", &[]);
    let growing = maps.shelf.download(&Fingerprint::of([7; 32])).unwrap();
    std::fs::write(&growing.path, "half a map").unwrap();
    assert_eq!(maps.shelf.begun(&maps.listing()), []);
    assert!(files(&maps.shelf).is_empty());
}
