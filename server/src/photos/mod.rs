//! Photos as files: pieces come in one after the other, the whole is checked against its hash, painted anew and kept
//! under its identity. What is kept holds pixels and nothing else. Several servers may share the folder: what one does with
//! a photo the others see whole or not at all.

mod recode;

pub use recode::{NotAPhoto, paint_anew};

use std::io::{self, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use protocol::{PhotoId, limits};
use tokio::fs::{self, File, OpenOptions};
use tokio::io::{AsyncSeekExt, AsyncWriteExt};
use tokio::sync::{Mutex, MutexGuard, Semaphore};
use tokio::task::spawn_blocking;

use crate::secret;
use crate::store::{CommunityStore, KeyHash, PhotoAccess, StoreError};

/// Photos painted anew at the same time: each may take 100 MB for a moment.
const PAINTED_AT_ONCE: usize = 1;
/// Photos with locks of their own.
const LOCKS: usize = 64;
/// An upload that has not gone on for so long is given up.
const PATIENCE: Duration = Duration::from_secs(7 * 24 * 3_600);
/// A file is younger than this while its request may still be under way.
const SETTLED: Duration = Duration::from_secs(3_600);

/// Why a piece was not taken.
#[derive(Debug, thiserror::Error)]
pub enum NotTaken {
    #[error("the server has {0} bytes of this photo")]
    Offset(u64),
    #[error("the photo is longer than was said, or than a photo may be")]
    TooLarge,
    #[error("the bytes are no photo, or not those that were announced")]
    BadPhoto,
    #[error("the photo could not be kept")]
    Disk(#[from] io::Error),
}

/// Why files were not removed.
#[derive(Debug, thiserror::Error)]
pub enum Sweep {
    #[error("the folder of the photos could not be read")]
    Disk(#[from] io::Error),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// How far an upload is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// So many bytes are here.
    Part(u64),
    /// The photo is on disk, painted anew.
    Whole,
}

pub struct Photos {
    folder: PathBuf,
    locks: Vec<Mutex<()>>,
    painters: Semaphore,
}

/// The files of one photo, held by nobody else, in no server on this folder, until this is dropped.
pub struct Alone<'a> {
    photos: &'a Photos,
    photo: &'a PhotoId,
    _here: MutexGuard<'a, ()>,
    _everywhere: std::fs::File,
}

impl Photos {
    pub fn open(folder: &Path) -> io::Result<Self> {
        std::fs::create_dir_all(folder.join("partial"))?;
        std::fs::create_dir_all(folder.join("locks"))?;
        // Where files cannot be locked it is better said now.
        lock(&folder.join("locks").join("start"))?;
        Ok(Photos {
            folder: folder.to_path_buf(),
            locks: (0..LOCKS).map(|_| Mutex::default()).collect(),
            painters: Semaphore::new(PAINTED_AT_ONCE),
        })
    }

    /// Waits until nobody else has to do with the photo; others seldom share its lock.
    pub async fn alone<'a>(&'a self, photo: &'a PhotoId) -> io::Result<Alone<'a>> {
        let (shelf, _) = photo.as_str().split_at(2);
        let number = usize::from_str_radix(shelf, 16).map_err(io::Error::other)? % LOCKS;
        let here = self.locks[number].lock().await;
        let file = self.folder.join("locks").join(format!("{number:02}"));
        let everywhere = spawn_blocking(move || lock(&file)).await.map_err(io::Error::other)??;
        Ok(Alone { photos: self, photo, _here: here, _everywhere: everywhere })
    }

    /// The painted photo, where it is here.
    pub async fn read(&self, photo: &PhotoId) -> io::Result<Option<Vec<u8>>> {
        absent_is_none(fs::read(self.whole(photo)).await)
    }

    /// Bytes of an upload that are here.
    pub async fn received(&self, owner: KeyHash, photo: &PhotoId) -> io::Result<u64> {
        Ok(absent_is_none(fs::metadata(self.partial(owner, photo)).await)?.map_or(0, |file| file.len()))
    }

    /// Removes photos that nothing refers to, not even by now: one of them may have come again meanwhile.
    pub async fn forget(&self, photos: &[PhotoId], store: &dyn CommunityStore) -> Result<(), Sweep> {
        for photo in photos {
            let file = self.whole(photo);
            if fs::try_exists(&file).await? {
                let _alone = self.alone(photo).await?;
                if store.photo_access(photo).await? == PhotoAccess::Nobody {
                    remove(&file).await?;
                }
            }
        }
        Ok(())
    }

    /// Photos on disk that nothing refers to: what a crash between the store and the disk has left behind, and what was
    /// withdrawn.
    pub async fn orphans(&self, store: &dyn CommunityStore, now: SystemTime) -> Result<Vec<PhotoId>, Sweep> {
        let mut orphans = Vec::new();
        let mut shelves = fs::read_dir(&self.folder).await?;
        while let Some(shelf) = shelves.next_entry().await? {
            if shelf.file_name().len() != 2 {
                continue;
            }
            let mut files = fs::read_dir(shelf.path()).await?;
            while let Some(file) = files.next_entry().await? {
                let name = file.file_name();
                let photo = name.to_str().and_then(|name| name.strip_suffix(".jpg")?.parse::<PhotoId>().ok());
                let changed = absent_is_none(file.metadata().await)?.and_then(|file| file.modified().ok());
                let settled =
                    changed.and_then(|at| now.duration_since(at).ok()).is_some_and(|age| age > SETTLED);
                if let Some(photo) = photo.filter(|_| settled)
                    && store.photo_access(&photo).await? == PhotoAccess::Nobody
                {
                    orphans.push(photo);
                }
            }
        }
        Ok(orphans)
    }

    /// Removes all unfinished uploads of a device.
    pub async fn forget_uploads(&self, owner: KeyHash) -> io::Result<()> {
        let prefix = device(owner);
        self.clear_uploads(|name, _| name.starts_with(&prefix)).await
    }

    /// Removes uploads that have not gone on for a week.
    pub async fn give_up(&self, now: SystemTime) -> io::Result<()> {
        let old = |changed: SystemTime| now.duration_since(changed).is_ok_and(|age| age > PATIENCE);
        self.clear_uploads(|_, changed| old(changed)).await
    }

    async fn clear_uploads(&self, wanted: impl Fn(&str, SystemTime) -> bool) -> io::Result<()> {
        let mut entries = fs::read_dir(self.folder.join("partial")).await?;
        while let Some(entry) = entries.next_entry().await? {
            let changed = absent_is_none(entry.metadata().await)?.and_then(|file| file.modified().ok());
            let name = entry.file_name();
            if changed.is_some_and(|changed| wanted(&name.to_string_lossy(), changed)) {
                remove(&entry.path()).await?;
            }
        }
        Ok(())
    }

    fn whole(&self, photo: &PhotoId) -> PathBuf {
        let (shelf, _) = photo.as_str().split_at(2);
        self.folder.join(shelf).join(format!("{}.jpg", photo.as_str()))
    }

    /// Of the owner: what another device sends under the same identity cannot spoil it.
    fn partial(&self, owner: KeyHash, photo: &PhotoId) -> PathBuf {
        self.folder.join("partial").join(format!("{}-{}", device(owner), photo.as_str()))
    }
}

impl Alone<'_> {
    pub fn photo(&self) -> &PhotoId {
        self.photo
    }

    /// What has come of it from this device, where it is not whole.
    pub async fn remove_upload(&self, owner: KeyHash) -> io::Result<()> {
        remove(&self.photos.partial(owner, self.photo)).await
    }

    pub async fn remove_whole(&self) -> io::Result<()> {
        remove(&self.photos.whole(self.photo)).await
    }

    /// Adds a piece at its offset. The last one completes the photo, which is then on disk.
    pub async fn add(
        &self,
        owner: KeyHash,
        offset: u64,
        length: u64,
        piece: &[u8],
    ) -> Result<Progress, NotTaken> {
        let end = offset.checked_add(piece.len() as u64).ok_or(NotTaken::TooLarge)?;
        if length == 0 || length > limits::PHOTO_BYTES || end > length {
            return Err(NotTaken::TooLarge);
        }
        let here = self.photos.received(owner, self.photo).await?;
        if here != offset {
            return Err(NotTaken::Offset(here));
        }
        let path = self.photos.partial(owner, self.photo);
        let mut file = OpenOptions::new().create(true).truncate(false).write(true).open(&path).await?;
        file.seek(SeekFrom::Start(offset)).await?;
        file.write_all(piece).await?;
        file.sync_data().await?;
        if end < length {
            return Ok(Progress::Part(end));
        }
        let whole = self.complete(&path).await;
        // Right or wrong, these bytes are of no use any more.
        remove(&path).await?;
        whole.map(|()| Progress::Whole)
    }

    async fn complete(&self, partial: &Path) -> Result<(), NotTaken> {
        // Its device may have been erased this moment.
        let bytes = absent_is_none(fs::read(partial).await)?.ok_or(NotTaken::Offset(0))?;
        let Ok(_turn) = self.photos.painters.acquire().await else { return Err(NotTaken::BadPhoto) };
        let announced = self.photo.as_str().to_owned();
        let painted = spawn_blocking(move || {
            let right = secret::hex(&secret::sha256(&[&bytes])) == announced;
            if right { paint_anew(&bytes).ok() } else { None }
        });
        let painted = painted.await.map_err(io::Error::other)?.ok_or(NotTaken::BadPhoto)?;
        // What a crash leaves of it goes as the upload does.
        let beside = partial.with_extension("new");
        Ok(write_durably(&self.photos.whole(self.photo), &beside, &painted).await?)
    }
}

/// Waits for a lock that all servers on the folder respect; it is held until the file is closed.
fn lock(path: &Path) -> io::Result<std::fs::File> {
    // To be written: a lock on NFS wants that.
    let file = std::fs::OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
    file.lock()?;
    Ok(file)
}

/// Enough of the hash to tell devices apart in names of files.
fn device(owner: KeyHash) -> String {
    secret::hex(&owner.0[..16])
}

/// Elsewhere first, synced, then moved to its place in one step, and the folder synced: it is there whole, or not at all.
async fn write_durably(path: &Path, beside: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().ok_or_else(|| io::Error::other("a file has a folder"))?;
    fs::create_dir_all(folder).await?;
    let mut file = File::create(beside).await?;
    file.write_all(bytes).await?;
    file.sync_all().await?;
    fs::rename(beside, path).await?;
    File::open(folder).await?.sync_all().await?;
    // The shelf itself may be new.
    match folder.parent() {
        Some(above) => File::open(above).await?.sync_all().await,
        None => Ok(()),
    }
}

async fn remove(path: &Path) -> io::Result<()> {
    absent_is_none(fs::remove_file(path).await).map(|_| ())
}

fn absent_is_none<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWNER: KeyHash = KeyHash([7; 32]);

    fn photos() -> (tempfile::TempDir, Photos) {
        let folder = tempfile::tempdir().unwrap();
        let photos = Photos::open(&folder.path().join("photos")).unwrap();
        (folder, photos)
    }

    async fn add(
        photos: &Photos,
        id: &PhotoId,
        offset: u64,
        length: u64,
        piece: &[u8],
    ) -> Result<Progress, NotTaken> {
        photos.alone(id).await.unwrap().add(OWNER, offset, length, piece).await
    }

    fn a_photo() -> (PhotoId, Vec<u8>) {
        let bytes = recode::samples::jpeg(40, 30);
        (PhotoId::from_bytes(&secret::sha256(&[&bytes])), bytes)
    }

    #[tokio::test]
    async fn a_photo_comes_in_pieces_and_goes_on_where_it_stopped() {
        let (_folder, photos) = photos();
        let (id, bytes) = a_photo();
        let (first, second) = bytes.split_at(100);
        let length = bytes.len() as u64;
        assert_eq!(add(&photos, &id, 0, length, first).await.unwrap(), Progress::Part(100));
        assert!(matches!(add(&photos, &id, 0, length, first).await, Err(NotTaken::Offset(100))));
        assert_eq!(photos.received(OWNER, &id).await.unwrap(), 100);
        assert_eq!(add(&photos, &id, 100, length, second).await.unwrap(), Progress::Whole);
        assert!(photos.read(&id).await.unwrap().is_some());
        assert_eq!(photos.received(OWNER, &id).await.unwrap(), 0);
    }

    #[tokio::test]
    async fn bytes_that_were_not_announced_are_refused_and_forgotten() {
        let (_folder, photos) = photos();
        let (_, bytes) = a_photo();
        let other = PhotoId::from_bytes(&[9; 32]);
        let taken = add(&photos, &other, 0, bytes.len() as u64, &bytes).await;
        assert!(matches!(taken, Err(NotTaken::BadPhoto)));
        assert_eq!(photos.received(OWNER, &other).await.unwrap(), 0);
        assert!(photos.read(&other).await.unwrap().is_none());
    }

    #[tokio::test]
    async fn more_than_was_announced_or_allowed_is_refused() {
        let (_folder, photos) = photos();
        let (id, _) = a_photo();
        for (offset, length) in [(0, 3), (u64::MAX, 10), (0, limits::PHOTO_BYTES + 1), (0, 0)] {
            let taken = add(&photos, &id, offset, length, &[0; 4]).await;
            assert!(matches!(taken, Err(NotTaken::TooLarge)), "{offset} {length}");
        }
    }

    #[tokio::test]
    async fn uploads_of_a_device_are_forgotten_with_it_and_old_ones_after_a_week() {
        let (_folder, photos) = photos();
        let (id, bytes) = a_photo();
        let other = KeyHash([8; 32]);
        for owner in [OWNER, other] {
            let alone = photos.alone(&id).await.unwrap();
            alone.add(owner, 0, bytes.len() as u64, &bytes[..10]).await.unwrap();
        }
        photos.forget_uploads(OWNER).await.unwrap();
        assert_eq!(photos.received(OWNER, &id).await.unwrap(), 0);
        assert_eq!(photos.received(other, &id).await.unwrap(), 10);
        photos.give_up(SystemTime::now() + PATIENCE + Duration::from_secs(60)).await.unwrap();
        assert_eq!(photos.received(other, &id).await.unwrap(), 0);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn two_servers_on_one_folder_take_the_pieces_of_one_upload_and_spoil_none() {
        let (folder, one) = photos();
        let other = Photos::open(&folder.path().join("photos")).unwrap();
        let (id, bytes) = a_photo();
        let (first, second) = bytes.split_at(100);
        let length = bytes.len() as u64;
        let painted = paint_anew(&bytes).unwrap();
        for _ in 0..20 {
            let whole = async |photos: &Photos| {
                let begun = add(photos, &id, 0, length, first).await;
                assert!(matches!(begun, Ok(Progress::Part(100)) | Err(NotTaken::Offset(_))), "{begun:?}");
                let ended = add(photos, &id, 100, length, second).await;
                assert!(matches!(ended, Ok(Progress::Whole) | Err(NotTaken::Offset(0 | 100))), "{ended:?}");
                ended.is_ok()
            };
            let (here, there) = tokio::join!(whole(&one), whole(&other));
            assert!(here || there);
            assert_eq!(one.read(&id).await.unwrap().as_ref(), Some(&painted));
        }
    }
}
