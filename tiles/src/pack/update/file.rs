//! Updating a pack on a disk: its journal lies beside it as `.NAME.undo` while it is needed.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::store::OnDisk;
use super::{Recovery, UpdateError, Updated, recover, update, update_behind};
use crate::read::Source;

#[derive(Debug, thiserror::Error)]
pub enum UpdateFileError {
    #[error(transparent)]
    Update(#[from] UpdateError),
    #[error("could not open {path} for writing")]
    Open {
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    #[error("{path} is being updated already")]
    Busy { path: PathBuf },
}

/// Applies a file of changes to the pack at this path. What an update that was interrupted left is undone first.
pub fn update_file(
    path: &Path,
    delta: &impl Source,
    going: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Updated, UpdateFileError> {
    with_journal(path, |pack, kept| update(pack, kept, delta, going))
}

/// Applies the changes that lie in the pack's own file behind it, from `length` on.
pub fn update_file_behind(path: &Path, length: u64) -> Result<Updated, UpdateFileError> {
    with_journal(path, |pack, kept| update_behind(pack, kept, length))
}

fn with_journal(
    path: &Path,
    update: impl FnOnce(&mut OnDisk, &mut OnDisk) -> Result<Updated, UpdateError>,
) -> Result<Updated, UpdateFileError> {
    let mut pack = open(path, false)?;
    let beside = journal(path);
    let mut kept = locked(open_file(&beside, true)?, path)?;
    // The name of the journal must be safe before the pack is touched; only Unix can say so.
    #[cfg(unix)]
    sync_folder(&beside)?;
    let updated = update(&mut pack, &mut kept);
    // Empty: nothing is left to be undone. Else the next one that opens the pack needs it.
    if kept.is_empty() {
        std::fs::remove_file(&beside).map_err(|source| UpdateFileError::Open { path: beside, source })?;
    }
    Ok(updated?)
}

/// Undoes what an interrupted update left: to be called before a pack is opened.
pub fn recover_file(path: &Path) -> Result<Recovery, UpdateFileError> {
    let beside = journal(path);
    if !beside.exists() {
        return Ok(Recovery::Nothing);
    }
    let mut kept = locked(open_file(&beside, false)?, path)?;
    let found = recover(&mut open(path, false)?, &mut kept).map_err(UpdateError::from)?;
    std::fs::remove_file(&beside).map_err(|source| UpdateFileError::Open { path: beside, source })?;
    Ok(found)
}

/// Where the journal of a pack lies.
pub fn journal(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.undo"))
}

fn open(path: &Path, create: bool) -> Result<OnDisk, UpdateFileError> {
    OnDisk::new(open_file(path, create)?)
        .map_err(|source| UpdateFileError::Open { path: path.to_owned(), source })
}

fn open_file(path: &Path, create: bool) -> Result<File, UpdateFileError> {
    let opened = OpenOptions::new().read(true).write(true).create(create).truncate(false).open(path);
    opened.map_err(|source| UpdateFileError::Open { path: path.to_owned(), source })
}

/// Whoever updates holds the journal.
fn locked(file: File, pack: &Path) -> Result<OnDisk, UpdateFileError> {
    file.try_lock().map_err(|_| UpdateFileError::Busy { path: pack.to_owned() })?;
    OnDisk::new(file).map_err(|source| UpdateFileError::Open { path: pack.to_owned(), source })
}

#[cfg(unix)]
fn sync_folder(file: &Path) -> Result<(), UpdateFileError> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let synced = File::open(folder).and_then(|folder| folder.sync_all());
    synced.map_err(|source| UpdateFileError::Open { path: folder.to_owned(), source })
}
