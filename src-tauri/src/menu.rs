//! The menu of the desktop window: a file to open, the clipboard, full screen, the way out.

use tauri::menu::{Menu, MenuBuilder, MenuEvent, MenuItem, PredefinedMenuItem, SubmenuBuilder};
use tauri::{AppHandle, Manager, Wry};
use tauri_plugin_dialog::DialogExt;

use crate::opened;
use crate::words::words;

const OPEN: &str = "open-gpx";
const FULL_SCREEN: &str = "full-screen";

pub fn build(app: &AppHandle) -> tauri::Result<Menu<Wry>> {
    let words = words();
    let open = MenuItem::with_id(app, OPEN, words.open_gpx, true, Some("CmdOrCtrl+O"))?;
    let full_screen = MenuItem::with_id(app, FULL_SCREEN, words.full_screen, true, Some("F11"))?;
    let file = SubmenuBuilder::new(app, words.file)
        .item(&open)
        .separator()
        .item(&PredefinedMenuItem::quit(app, Some(words.quit))?)
        .build()?;
    let edit = SubmenuBuilder::new(app, words.edit)
        .item(&PredefinedMenuItem::undo(app, Some(words.undo))?)
        .item(&PredefinedMenuItem::redo(app, Some(words.redo))?)
        .separator()
        .item(&PredefinedMenuItem::cut(app, Some(words.cut))?)
        .item(&PredefinedMenuItem::copy(app, Some(words.copy))?)
        .item(&PredefinedMenuItem::paste(app, Some(words.paste))?)
        .item(&PredefinedMenuItem::select_all(app, Some(words.select_all))?)
        .build()?;
    let view = SubmenuBuilder::new(app, words.view).item(&full_screen).build()?;
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
    let dialog = app.dialog().file().add_filter(words().gpx_files, &["gpx"]);
    dialog.pick_file(move |chosen| {
        if let Some(path) = chosen.and_then(|file| file.into_path().ok()) {
            opened::open(&app, path);
        }
    });
}
