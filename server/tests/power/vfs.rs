//! A layer under SQLite that lets everything through to the real files and writes down, in its order, what a disk gets to
//! see: each write, cut, removal and flush. It is the default of the process, so the stores run as they are shipped.
//! Shared memory (`-shm`) is not written down: it is no part of what survives, and whatever is left of it must not matter.
//!
//! The shape of a layer is SQLite's own (<https://www.sqlite.org/vfs.html>, "VFS shims").
#![allow(unsafe_code)]

use std::ffi::{CStr, c_char, c_int, c_void};
use std::path::Path;
use std::sync::atomic::{AtomicPtr, Ordering};
use std::sync::{Mutex, Once};

use rusqlite::ffi::{self, sqlite3_file, sqlite3_int64, sqlite3_vfs};

/// What happened to a file, by its name in the watched folder.
#[derive(Debug, Clone)]
pub enum Event {
    Opened(String),
    Wrote {
        file: String,
        offset: u64,
        bytes: Vec<u8>,
    },
    Cut {
        file: String,
        length: u64,
    },
    /// The file is on disk, as it is now.
    Flushed(String),
    Removed(String),
    /// So are the names in the folder.
    FolderFlushed,
    /// The test has begun its step of this number, or has been told that it is done.
    Begun(usize),
    Done(usize),
}

/// Events by the folder they belong to.
static LOG: Mutex<Vec<(String, Vec<Event>)>> = Mutex::new(Vec::new());
static REAL: AtomicPtr<sqlite3_vfs> = AtomicPtr::new(std::ptr::null_mut());

/// From now on everything under this folder is written down.
pub fn watch(folder: &Path) {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(install);
    LOG.lock().unwrap().push((folder.to_str().unwrap().to_owned(), Vec::new()));
}

/// What the test itself has to say.
pub fn note(folder: &Path, event: Event) {
    record(folder.join("note").to_str().unwrap(), |_| event);
}

/// What was written down; nothing more is.
pub fn finish(folder: &Path) -> Vec<Event> {
    let mut log = LOG.lock().unwrap();
    let at = log.iter().position(|(watched, _)| Path::new(watched) == folder).unwrap();
    log.swap_remove(at).1
}

fn record(path: &str, event: impl FnOnce(String) -> Event) {
    let mut log = LOG.lock().unwrap();
    for (folder, events) in log.iter_mut() {
        if let Some(file) = path.strip_prefix(folder.as_str()).and_then(|rest| rest.strip_prefix('/')) {
            events.push(event(file.to_owned()));
            return;
        }
    }
}

/// An open file: SQLite's part first, ours behind it, the real one behind both, in memory that SQLite gives.
#[repr(C)]
struct File {
    base: sqlite3_file,
    /// From a box; null for a file without a name, which nobody finds again.
    path: *mut String,
    /// The next flush brings the names of the folder along: SQLite does so for a new journal (`UNIXFILE_DIRSYNC`).
    with_folder: bool,
}

static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    // Of the second version: without memory maps, through which writes would pass unseen.
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

fn install() {
    // SAFETY: the first call initialises SQLite and answers with its default, which lives as long as the process. The copy
    // is leaked, so it does too; the functions that are not replaced use only its `pAppData` and `mxPathname`.
    unsafe {
        let real = ffi::sqlite3_vfs_find(std::ptr::null());
        REAL.store(real, Ordering::Release);
        let layer = sqlite3_vfs {
            szOsFile: (*real).szOsFile + size_of::<File>() as c_int,
            pNext: std::ptr::null_mut(),
            zName: c"written-down".as_ptr(),
            xOpen: Some(open),
            xDelete: Some(delete),
            ..*real
        };
        assert_eq!(ffi::sqlite3_vfs_register(Box::leak(Box::new(layer)), 1), ffi::SQLITE_OK);
    }
}

/// The real file behind ours.
///
/// # Safety
/// `file` is one that [`open`] was given: SQLite has made room for both.
unsafe fn real(file: *mut sqlite3_file) -> *mut sqlite3_file {
    // SAFETY: `szOsFile` is the sum of both sizes, and the size of `File` a multiple of the alignment of a pointer.
    unsafe { file.cast::<u8>().add(size_of::<File>()).cast() }
}

unsafe extern "C" fn open(
    _: *mut sqlite3_vfs,
    name: *const c_char,
    file: *mut sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    let vfs = REAL.load(Ordering::Acquire);
    let ours = file.cast::<File>();
    // SAFETY: the arguments are SQLite's own, passed on; `file` has room for both, and is filled only here.
    unsafe {
        let code = (*vfs).xOpen.unwrap()(vfs, name, real(file), flags, out);
        (*ours).base.pMethods = if code == ffi::SQLITE_OK { &METHODS } else { std::ptr::null() };
        if code != ffi::SQLITE_OK {
            return code;
        }
        let path = (!name.is_null()).then(|| CStr::from_ptr(name).to_str().unwrap().to_owned());
        if let Some(path) = &path {
            record(path, Event::Opened);
        }
        let journal = flags & (ffi::SQLITE_OPEN_MAIN_JOURNAL | ffi::SQLITE_OPEN_WAL) != 0;
        (*ours).with_folder = journal && flags & ffi::SQLITE_OPEN_CREATE != 0;
        (*ours).path = path.map_or(std::ptr::null_mut(), |path| Box::into_raw(Box::new(path)));
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn delete(_: *mut sqlite3_vfs, name: *const c_char, with_folder: c_int) -> c_int {
    let vfs = REAL.load(Ordering::Acquire);
    // SAFETY: the arguments are SQLite's own, passed on; a name to remove is never null.
    let (code, path) =
        unsafe { ((*vfs).xDelete.unwrap()(vfs, name, with_folder), CStr::from_ptr(name).to_str().unwrap()) };
    if code == ffi::SQLITE_OK {
        record(path, Event::Removed);
        if with_folder != 0 {
            record(path, |_| Event::FolderFlushed);
        }
    }
    code
}

/// Writes down what was done, where it was and the file has a name.
///
/// # Safety
/// As for [`real`].
unsafe fn done(file: *mut sqlite3_file, code: c_int, event: impl FnOnce(String) -> Event) -> c_int {
    // SAFETY: the path is null or from a box that lives until the file is closed.
    if let Some(path) = unsafe { (*file.cast::<File>()).path.as_ref() }
        && code == ffi::SQLITE_OK
    {
        record(path, event);
    }
    code
}

/// Calls a method of the real file.
macro_rules! pass_on {
    ($file:ident.$method:ident($($argument:expr),*)) => {{
        // SAFETY: SQLite calls a method only on a file that was opened, with arguments that the real one takes as well.
        unsafe {
            let real = real($file);
            (*(*real).pMethods).$method.unwrap()(real, $($argument),*)
        }
    }};
}

/// Methods of which nothing is written down.
macro_rules! passed_on {
    ($($name:ident = $method:ident($($argument:ident: $kind:ty),*) $(-> $answer:ty)?;)*) => {$(
        unsafe extern "C" fn $name(file: *mut sqlite3_file, $($argument: $kind),*) $(-> $answer)? {
            pass_on!(file.$method($($argument),*))
        }
    )*};
}

passed_on! {
    read = xRead(bytes: *mut c_void, count: c_int, offset: sqlite3_int64) -> c_int;
    file_size = xFileSize(size: *mut sqlite3_int64) -> c_int;
    lock = xLock(level: c_int) -> c_int;
    unlock = xUnlock(level: c_int) -> c_int;
    check_reserved_lock = xCheckReservedLock(out: *mut c_int) -> c_int;
    file_control = xFileControl(what: c_int, argument: *mut c_void) -> c_int;
    sector_size = xSectorSize() -> c_int;
    device_characteristics = xDeviceCharacteristics() -> c_int;
    shm_map = xShmMap(page: c_int, size: c_int, extend: c_int, out: *mut *mut c_void) -> c_int;
    shm_lock = xShmLock(offset: c_int, count: c_int, flags: c_int) -> c_int;
    shm_barrier = xShmBarrier();
    shm_unmap = xShmUnmap(delete: c_int) -> c_int;
}

unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    let code = pass_on!(file.xClose());
    // SAFETY: the path is null or from a box that nobody else has; a file is closed once.
    unsafe {
        let ours = file.cast::<File>();
        if !(*ours).path.is_null() {
            drop(Box::from_raw(std::mem::replace(&mut (*ours).path, std::ptr::null_mut())));
        }
    }
    code
}

unsafe extern "C" fn write(
    file: *mut sqlite3_file,
    bytes: *const c_void,
    count: c_int,
    offset: sqlite3_int64,
) -> c_int {
    let code = pass_on!(file.xWrite(bytes, count, offset));
    // SAFETY: SQLite gives as many bytes as it says.
    let written = unsafe { std::slice::from_raw_parts(bytes.cast::<u8>(), count as usize) };
    let event = |file| Event::Wrote { file, offset: offset as u64, bytes: written.to_vec() };
    // SAFETY: the file is open.
    unsafe { done(file, code, event) }
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, length: sqlite3_int64) -> c_int {
    let code = pass_on!(file.xTruncate(length));
    // SAFETY: the file is open.
    unsafe { done(file, code, |file| Event::Cut { file, length: length as u64 }) }
}

unsafe extern "C" fn sync(file: *mut sqlite3_file, flags: c_int) -> c_int {
    let code = pass_on!(file.xSync(flags));
    // SAFETY: the file is open, and used by one thread at a time.
    unsafe {
        if std::mem::take(&mut (*file.cast::<File>()).with_folder) {
            done(file, code, |_| Event::FolderFlushed);
        }
        done(file, code, Event::Flushed)
    }
}
