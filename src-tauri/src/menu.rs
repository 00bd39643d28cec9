//! The menu of the desktop window: a file to open, full screen, the way out.

use tauri::menu::{Menu, MenuBuilder, MenuEvent, MenuItem, SubmenuBuilder};
use tauri::{AppHandle, Manager, Wry};
use tauri_plugin_dialog::DialogExt;

use crate::opened;
use crate::words::word;

const OPEN: &str = "open-gpx";
const QUIT: &str = "quit";
const FULL_SCREEN: &str = "full-screen";

pub fn build(app: &AppHandle) -> tauri::Result<Menu<Wry>> {
    let item = |id, key, keys| MenuItem::with_id(app, id, word(key), true, Some(keys));
    let file = SubmenuBuilder::new(app, word("shell-file"))
        .item(&item(OPEN, "shell-open-gpx", "CmdOrCtrl+O")?)
        .separator()
        .item(&item(QUIT, "shell-quit", "CmdOrCtrl+Q")?)
        .build()?;
    let view = SubmenuBuilder::new(app, word("shell-view"))
        .item(&item(FULL_SCREEN, "shell-full-screen", "F11")?)
        .build()?;
    let menu = MenuBuilder::new(app).item(&file);
    // On Linux these entries would do nothing; the page has the keys, and its own menu under the right button.
    #[cfg(not(target_os = "linux"))]
    let menu = menu.item(&edit(app)?);
    menu.item(&view).build()
}

#[cfg(not(target_os = "linux"))]
fn edit(app: &AppHandle) -> tauri::Result<tauri::menu::Submenu<Wry>> {
    use tauri::menu::PredefinedMenuItem;

    SubmenuBuilder::new(app, word("shell-edit"))
        .item(&PredefinedMenuItem::undo(app, Some(&word("shell-undo")))?)
        .item(&PredefinedMenuItem::redo(app, Some(&word("shell-redo")))?)
        .separator()
        .item(&PredefinedMenuItem::cut(app, Some(&word("shell-cut")))?)
        .item(&PredefinedMenuItem::copy(app, Some(&word("shell-copy")))?)
        .item(&PredefinedMenuItem::paste(app, Some(&word("shell-paste")))?)
        .item(&PredefinedMenuItem::select_all(app, Some(&word("shell-select-all")))?)
        .build()
}

/// The same menu in the language that is spoken now.
pub fn renew(app: &AppHandle) -> tauri::Result<()> {
    app.set_menu(build(app)?)?;
    Ok(())
}

pub fn chosen(app: &AppHandle, event: MenuEvent) {
    match event.id().as_ref() {
        OPEN => ask_for_file(app.clone()),
        QUIT => app.exit(0),
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
    let dialog = app.dialog().file().set_title(word("shell-open-title"));
    let dialog = dialog.add_filter(word("shell-gpx-files"), &["gpx", "GPX"]);
    dialog.pick_file(move |chosen| {
        if let Some(path) = chosen.and_then(|file| file.into_path().ok()) {
            opened::open(&app, path);
        }
    });
}
