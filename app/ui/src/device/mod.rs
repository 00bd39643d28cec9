//! What the device can do outside the engine: save a file, share, tell the position. Each act answers a value or a
//! typed refusal, never a made-up default.

mod day;
mod drafts;
mod dropped;
mod files;
pub mod keeping;
mod opened;
pub mod packs;
mod photos;
mod picture;
mod position;
mod share;
pub mod surroundings;

pub use day::{follow_the_days, this_day};
pub use drafts::{draft, forget_draft, forget_drafts, keep_draft};
pub use dropped::on_dropped;
pub use files::{CARNET, SaveRefused, Saved, read_text, save_file, save_raw_carnet};
pub(crate) use opened::listen_to_shell;
pub use opened::{on_opened_file, opened_file};
pub use photos::{ShownPhoto, redraw};
pub use picture::{save_picture, send_picture, sends_pictures, show_picture};
pub use position::{Fix, Heading, PositionRefused, Watch, position, watch_position};
pub use share::{ShareRefused, Shared, public_link, share};

use leptos::task::spawn_local;

use crate::backend::{invoke_shell, is_shell};

/// Opens a web page outside the app, because the hiker asked for it.
pub async fn open_link(url: &str) -> Result<(), String> {
    if is_shell() {
        return match invoke_shell("open_link", &[("url", url.into())]).await {
            Ok(_) => Ok(()),
            Err(error) => Err(format!("{error:?}")),
        };
    }
    let window = web_sys::window().ok_or("no window")?;
    match window.open_with_url_and_target_and_features(url, "_blank", "noopener,noreferrer") {
        Ok(_) => Ok(()),
        Err(error) => Err(format!("{error:?}")),
    }
}

/// The menu of the desktop window speaks the language of the screens.
pub fn speak(language: &'static str) {
    if !is_shell() {
        return;
    }
    spawn_local(async move {
        if let Err(error) = invoke_shell("speak", &[("language", language.into())]).await {
            leptos::logging::warn!("the menu keeps its language: {error:?}");
        }
    });
}

/// Opens the print dialogue of the page.
pub fn print_page() {
    if let Some(window) = web_sys::window()
        && let Err(error) = window.print()
    {
        leptos::logging::error!("printing failed: {error:?}");
    }
}
