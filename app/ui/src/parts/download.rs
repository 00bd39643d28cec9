//! Gives a file to the hiker and says where it went.

use leptos::prelude::*;
use leptos::task::spawn_local;
use pdipr_data::io::ExportedFile;

use super::{Icon, use_toast};
use crate::device::{CARNET, SaveRefused, Saved, save_file, save_picture, save_raw_carnet};
use crate::preferences::shown_look;
use crate::words::{Arg, say, t, tf};

/// Saves the file through the device; the outcome is told in a message.
pub fn download(file: ExportedFile) {
    spawn_local(async move { tell(save_file(&file).await, &file.file_name) });
}

/// Saves a picture of the route on its map.
pub fn download_picture(id: String, details: String) {
    let look = shown_look().as_str();
    spawn_local(async move { tell(save_picture(&id, &details, look).await, &id) });
}

fn tell(outcome: Result<Saved, SaveRefused>, name: &str) {
    let told = match outcome {
        Ok(Saved::At(path)) => tf("saved-at", &[("path", Arg::Text(&path))]),
        Ok(Saved::Download) => tf("saved-download", &[("file", Arg::Text(name))]),
        Err(SaveRefused::Cancelled) => t("save-cancelled"),
        Err(SaveRefused::Failed { reason }) => tf("save-failed", &[("reason", Arg::Text(&reason))]),
    };
    use_toast().show(told, None);
}

/// Beside the news that a newer version has written the notebook: takes it out as it is.
#[component]
pub fn RescueCarnet() -> impl IntoView {
    let save = move |_| spawn_local(async { tell(save_raw_carnet().await, CARNET) });
    view! {
        <p>{say("carnet-rescue-text")}</p>
        <button type="button" class="button" data-test="rescue-carnet" on:click=save>
            <Icon name="download" />
            {say("carnet-rescue")}
        </button>
    }
}
