//! The menu of the desktop window: a file to open, the clipboard, full screen, the way out.

use tauri::menu::{Menu, MenuBuilder, MenuEvent, MenuItem, PredefinedMenuItem, SubmenuBuilder};
use tauri::{AppHandle, Manager, Wry};
use tauri_plugin_dialog::DialogExt;

use crate::opened;
use crate::words::word;

const OPEN: &str = "open-gpx";
const FULL_SCREEN: &str = "full-screen";

pub fn build(app: &AppHandle) -> tauri::Result<Menu<Wry>> {
    let open = MenuItem::with_id(app, OPEN, word("shell-open-gpx"), true, Some("CmdOrCtrl+O"))?;
    let full_screen = MenuItem::with_id(app, FULL_SCREEN, word("shell-full-screen"), true, Some("F11"))?;
    let file = SubmenuBuilder::new(app, word("shell-file"))
        .item(&open)
        .separator()
        .item(&PredefinedMenuItem::quit(app, Some(&word("shell-quit")))?)
        .build()?;
    let edit = SubmenuBuilder::new(app, word("shell-edit"))
        .item(&PredefinedMenuItem::undo(app, Some(&word("shell-undo")))?)
        .item(&PredefinedMenuItem::redo(app, Some(&word("shell-redo")))?)
        .separator()
        .item(&PredefinedMenuItem::cut(app, Some(&word("shell-cut")))?)
        .item(&PredefinedMenuItem::copy(app, Some(&word("shell-copy")))?)
        .item(&PredefinedMenuItem::paste(app, Some(&word("shell-paste")))?)
        .item(&PredefinedMenuItem::select_all(app, Some(&word("shell-select-all")))?)
        .build()?;
    let view = SubmenuBuilder::new(app, word("shell-view")).item(&full_screen).build()?;
    MenuBuilder::new(app).items(&[&file, &edit, &view]).build()
}

pub fn chosen(app: &AppHandle, event: MenuEvent) {
    match event.id().as_ref() {
        OPEN => ask_for_file(app.clone()),
        FULL_SCREEN => {
            let Some(window) = app.get_webview_window("main") else { return };
            let turned = window.is_fullscreen().and_then(|on| window.set_fullscreen(!on));
            if let Err(error) = turned {
                tracing::warn!(%error, "full screen could not be turned");
            }
        }
        _ => {}
    }
}

fn ask_for_file(app: AppHandle) {
    let dialog = app.dialog().file().add_filter(word("shell-gpx-files"), &["gpx"]);
    dialog.pick_file(move |chosen| {
        if let Some(path) = chosen.and_then(|file| file.into_path().ok()) {
            opened::open(&app, path);
        }
    });
}
