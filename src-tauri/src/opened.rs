//! Files that the system hands to the app (a double click on a `.gpx` or a map, a drop on the window): a walk is read,
//! kept for the screens, announced; a map waits for the hiker's yes.

#[cfg(desktop)]
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use pdipr_data::words::Arg;
use serde::Serialize;
use tauri::{AppHandle, Emitter, Manager};
use tauri_plugin_dialog::{DialogExt, MessageDialogKind};

use crate::packs;
use crate::words::word_with;

/// Larger files are no walks; the reader has its own limits inside this one.
const BYTES_MAX: u64 = 64 * 1024 * 1024;
/// Tells the screens that a file waits for them.
const EVENT: &str = "open-file";

#[derive(Debug, Clone, Serialize)]
pub struct OpenedFile {
    pub name: String,
    pub text: String,
}

/// The file that no screen has seen yet: the window may open later than the file.
#[derive(Default)]
pub struct Opened(Mutex<Option<OpenedFile>>);

impl Opened {
    pub fn take(&self) -> Option<OpenedFile> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn put(&self, file: OpenedFile) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(file);
    }
}

/// Opens the first file that we know among the arguments of the command line.
#[cfg(desktop)]
pub fn open_arguments(app: &AppHandle, arguments: impl Iterator<Item = OsString>, folder: &Path) {
    if let Some(path) = first_known(arguments, folder) {
        open(app, path);
    }
}

#[cfg(any(target_os = "macos", target_os = "ios", target_os = "android"))]
pub fn open_urls(app: &AppHandle, urls: &[tauri::Url]) {
    if let Some(path) = urls.iter().find_map(|url| url.to_file_path().ok()) {
        open(app, path);
    }
}

/// Reads the file on a thread of its own, so that a slow disk does not hold the window.
pub fn open(app: &AppHandle, path: PathBuf) {
    if has_ending(&path, "pmtiles") {
        return packs::wait_with(app, path);
    }
    let app = app.clone();
    std::thread::spawn(move || {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match read(&path) {
            Ok(bytes) => {
                hand_over(&app, OpenedFile { name, text: String::from_utf8_lossy(&bytes).into_owned() });
            }
            Err(error) => {
                tracing::warn!(path = %path.display(), %error, "a file could not be opened");
                let reason = error.to_string();
                let text = word_with("shell-file-unreadable", &[("reason", Arg::Text(&reason))]);
                show(&app, &name, text);
            }
        }
    });
}

fn show(app: &AppHandle, title: &str, text: String) {
    let dialog = app.dialog().message(text).title(title).kind(MessageDialogKind::Warning);
    #[cfg(desktop)]
    let dialog = match app.get_webview_window("main") {
        Some(window) => dialog.parent(&window),
        None => dialog,
    };
    dialog.show(|_closed| {});
}

fn hand_over(app: &AppHandle, file: OpenedFile) {
    let Some(opened) = app.try_state::<Opened>() else { return };
    opened.put(file);
    if let Err(error) = app.emit(EVENT, ()) {
        tracing::warn!(%error, "the screens could not be told of an opened file");
    }
}

fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    if std::fs::metadata(path)?.len() > BYTES_MAX {
        return Err(std::io::Error::from(std::io::ErrorKind::FileTooLarge));
    }
    std::fs::read(path)
}

#[cfg(desktop)]
fn first_known(arguments: impl Iterator<Item = OsString>, folder: &Path) -> Option<PathBuf> {
    let known = |path: &PathBuf| ["gpx", "pmtiles"].iter().any(|ending| has_ending(path, ending));
    arguments.map(|argument| folder.join(argument)).find(known)
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relative_argument_is_looked_for_in_the_folder_of_the_caller() {
        let arguments = ["--flag", "notes.txt", "Trace.GPX"].map(OsString::from);
        assert_eq!(
            first_known(arguments.into_iter(), Path::new("/home/anne")),
            Some(PathBuf::from("/home/anne/Trace.GPX"))
        );
    }

    #[test]
    fn a_file_is_handed_out_once() {
        let opened = Opened::default();
        opened.put(OpenedFile { name: "a.gpx".into(), text: String::new() });
        assert!(opened.take().is_some());
        assert!(opened.take().is_none());
    }
}
