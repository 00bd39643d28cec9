//! Gives a file to the hiker and says where it went.

use leptos::task::spawn_local;
use pdipr_data::io::ExportedFile;

use super::use_toast;
use crate::device::{SaveRefused, Saved, save_file};
use crate::words::{Arg, t, tf};

/// Saves the file through the device; the outcome is told in a message.
pub fn download(file: ExportedFile) {
    spawn_local(async move {
        let told = match save_file(&file).await {
            Ok(Saved::At(path)) => tf("saved-at", &[("path", Arg::Text(&path))]),
            Ok(Saved::Download) => tf("saved-download", &[("file", Arg::Text(&file.file_name))]),
            Err(SaveRefused::Cancelled) => t("save-cancelled"),
            Err(SaveRefused::Failed { reason }) => tf("save-failed", &[("reason", Arg::Text(&reason))]),
        };
        use_toast().show(told, None);
    });
}
