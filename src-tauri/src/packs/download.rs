//! Fetches a listed file, piece by piece and to be gone on with after a pause, a cut or a new start of the app: a map into a
//! file of its own, changes behind the map that they are for, where they stay. What came counts only with the SHA-256
//! that was listed.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::time::Duration;

use reqwest::StatusCode;
use sente_core::packs::listing::{Fingerprint, Listed};
use sente_core::packs::{PackRefused, is_name};
use sha2::{Digest, Sha256};

use super::install::{self, Job};
use super::server::{Failure, Server};
use super::shelf::Shelf;
use super::{refusal, update};

const PIECE: usize = 256 << 10;
/// So often in a row, without a byte in between, a connection may break.
const TRIES: u32 = 4;
const FIRST_WAIT: Duration = Duration::from_millis(100);

/// Where the bytes of a file come: at the end of this one, from `start` on.
#[derive(Debug)]
pub struct Growing {
    pub path: PathBuf,
    pub start: u64,
}

impl Growing {
    fn open(&self) -> std::io::Result<File> {
        // What comes behind a map comes to nothing where the map is gone.
        let create = self.start == 0;
        OpenOptions::new().read(true).write(true).create(create).truncate(false).open(&self.path)
    }

    /// So many bytes are here already.
    pub fn here(&self) -> u64 {
        std::fs::metadata(&self.path).map_or(0, |file| file.len().saturating_sub(self.start))
    }

    /// SHA-256 of what is here.
    fn sha256(&self) -> std::io::Result<Fingerprint> {
        let mut file = self.open()?;
        file.seek(SeekFrom::Start(self.start))?;
        let (mut digest, mut piece) = (Sha256::new(), vec![0; PIECE]);
        loop {
            match file.read(&mut piece)? {
                0 => return Ok(Fingerprint::of(digest.finalize().into())),
                length => digest.update(&piece[..length]),
            }
        }
    }
}

/// Fetches a map and takes it in under this name, or changes and applies them to the installed map of this name. `told`
/// hears of every piece.
pub fn fetch(
    shelf: &Shelf,
    server: &Server,
    listed: Listed,
    name: &str,
    job: &Job,
    told: &mut dyn FnMut(&Job),
) -> Result<(), PackRefused> {
    let disk = |error: std::io::Error| refusal::of_disk(&error, listed.bytes(), shelf.free());
    let growing = match listed {
        Listed::Pack(pack) if is_name(name) && !shelf.has(name) => {
            shelf.download(&pack.sha256).map_err(disk)?
        }
        Listed::Pack(_) => {
            return Err(PackRefused::failed(format!("{name:?} cannot be the name of another map")));
        }
        Listed::Changes(changes) => shelf.behind(name, changes)?,
    };
    // What is here of it stays: another day there may be room.
    shelf.room_for(listed.needs(growing.here()))?;
    let fetched = whole(shelf, server, listed, &growing, job, told);
    if let Err(refused) = &fetched {
        // Only what can be gone on with is kept.
        if !matches!(refused, PackRefused::Offline { .. } | PackRefused::WrongAnswer { .. }) {
            shelf.drop_begun(listed, name);
        }
        return fetched;
    }
    match listed {
        Listed::Pack(pack) => {
            install::check(&growing.path).inspect_err(|_| shelf.drop_begun(listed, name))?;
            shelf.take_in(&growing.path, name).map_err(disk)?;
            shelf.remember(name, &pack.sha256);
            Ok(())
        }
        Listed::Changes(changes) => {
            let updated = update::apply_behind(shelf, name, growing.start);
            shelf.drop_begun(listed, name);
            // The note of a map that was updated just before a crash names the older one: then it comes whole.
            if updated == Err(PackRefused::NoSuchMap) {
                shelf.forget_fingerprint(name);
            }
            updated?;
            shelf.remember(name, &changes.to);
            Ok(())
        }
    }
}

/// Comes back when all bytes are here, and are the ones that were listed.
fn whole(
    shelf: &Shelf,
    server: &Server,
    listed: Listed,
    growing: &Growing,
    job: &Job,
    told: &mut dyn FnMut(&Job),
) -> Result<(), PackRefused> {
    job.total.store(listed.bytes(), Ordering::Relaxed);
    let mut broken = 0;
    loop {
        let before = growing.here();
        job.done.store(before, Ordering::Relaxed);
        told(job);
        job.may_go_on()?;
        if before >= listed.bytes() {
            break;
        }
        match rest(shelf, server, listed, growing, job, told) {
            Ok(()) => broken = 0,
            Err(Failure::Final(refused)) => return Err(refused),
            Err(Failure::Broken(detail)) => {
                broken = if growing.here() > before { 1 } else { broken + 1 };
                if broken >= TRIES {
                    return Err(PackRefused::Offline { detail });
                }
                std::thread::sleep(FIRST_WAIT * (1 << broken));
            }
        }
    }
    let found = growing.sha256().map_err(|error| refusal::of_disk(&error, 0, None))?;
    if growing.here() == listed.bytes() && found == *listed.sha256() {
        Ok(())
    } else {
        Err(PackRefused::OtherContent)
    }
}

/// Asks for what is not here yet, until it has come or the hiker pauses.
fn rest(
    shelf: &Shelf,
    server: &Server,
    listed: Listed,
    growing: &Growing,
    job: &Job,
    told: &mut dyn FnMut(&Job),
) -> Result<(), Failure> {
    let disk = |error: std::io::Error| {
        Failure::Final(match error.kind() {
            ErrorKind::NotFound => PackRefused::Gone,
            _ => refusal::of_disk(&error, listed.bytes().saturating_sub(growing.here()), shelf.free()),
        })
    };
    let here = growing.here();
    let mut answer = server.ask(listed.file(), here)?;
    let begin = if answer.status() == StatusCode::PARTIAL_CONTENT { here } else { 0 };
    // A page that a hotel puts in between has another length: then nothing of what is here is given up.
    if answer.content_length() != Some(listed.bytes() - begin) {
        let detail = format!("{}: it is said to have another length", listed.file());
        return Err(Failure::Final(PackRefused::WrongAnswer { detail }));
    }
    let mut file = growing.open().map_err(disk)?;
    file.set_len(growing.start + begin).map_err(disk)?;
    file.seek(SeekFrom::End(0)).map_err(disk)?;
    let (mut done, mut piece) = (begin, vec![0; PIECE]);
    while done < listed.bytes() {
        let wanted = piece.len().min(usize::try_from(listed.bytes() - done).unwrap_or(usize::MAX));
        let length = answer.read(&mut piece[..wanted]);
        let length = length.map_err(|error| Failure::Broken(sente_core::with_causes(&error)))?;
        if length == 0 {
            return Err(Failure::Broken("the connection ended too early".to_owned()));
        }
        file.write_all(&piece[..length]).map_err(disk)?;
        done += length as u64;
        job.done.store(done, Ordering::Relaxed);
        told(job);
        // A server would not wait for long: it is asked anew afterwards.
        if job.is_held() {
            return Ok(());
        }
    }
    file.sync_all().map_err(disk)
}

#[cfg(test)]
mod tests;
