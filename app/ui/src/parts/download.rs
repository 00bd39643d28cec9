//! Gives a file to the hiker, or to another app, and says where it went.

use leptos::prelude::*;
use leptos::task::spawn_local;
use pdipr_data::io::ExportedFile;
use sente_core::picture::PictureOrder;

use super::{Icon, use_toast};
use crate::device::{
    self, CARNET, SaveRefused, Saved, ShareRefused, Shared, save_file, save_picture, save_raw_carnet,
};
use crate::packs::refused_text;
use crate::words::{Arg, say, t, tf};

/// Saves the file through the device; the outcome is told in a message.
pub fn download(file: ExportedFile) {
    spawn_local(async move { tell(save_file(&file).await, &file.file_name) });
}

/// Saves a picture of a route on its map.
pub fn download_picture(order: PictureOrder) {
    spawn_local(async move { tell(save_picture(&order).await, &order.file_name()) });
}

/// Hands it to another app.
pub fn send_picture(order: PictureOrder) {
    spawn_local(async move { tell_shared(device::send_picture(&order).await) });
}

/// What became of something that was to be shared.
pub fn tell_shared(outcome: Result<Shared, ShareRefused>) {
    let told = match outcome {
        Ok(Shared::Sent) | Err(ShareRefused::Cancelled) => return,
        Ok(Shared::Copied) => t("share-copied"),
        Err(ShareRefused::NoAddress) => t("share-no-address"),
        Err(ShareRefused::NotDrawn(refused)) => refused_text(&refused),
        Err(ShareRefused::Unavailable) => t("share-unavailable"),
    };
    use_toast().show(told, None);
}

fn tell(outcome: Result<Saved, SaveRefused>, name: &str) {
    let told = match outcome {
        Ok(Saved::At(path)) => tf("saved-at", &[("path", Arg::Text(&path))]),
        Ok(Saved::Download) => tf("saved-download", &[("file", Arg::Text(name))]),
        Err(SaveRefused::Cancelled) => t("save-cancelled"),
        Err(SaveRefused::NotDrawn(refused)) => refused_text(&refused),
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
