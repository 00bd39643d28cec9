//! What the screens may ask of the shell: everything that the app does goes through `call` to the engine, the rest reaches
//! out of it. A refusal is a reason as text.

// `tauri::command` itself writes such a `let` for each asynchronous command.
#![allow(clippy::let_underscore_must_use)]

use std::path::{Path, PathBuf};

use pdipr_data::words::Arg;
use sente_core::{ApiError, calls};
use tauri::ipc::{InvokeBody, Request, Response};
use tauri::{AppHandle, Manager, State};
use tauri_plugin_dialog::DialogExt;
use tauri_plugin_opener::OpenerExt;

use crate::host::Host;
use crate::opened::{Opened, OpenedFile};
use crate::staff::Staff;
use crate::{exchange, paths, words};

/// Links lead to pages, to the post, to the telephone, and to the navigation app (*Y aller*).
const SCHEMES: &[&str] = &["https://", "http://", "mailto:", "tel:", "sms:", "geo:"];

/// Answers a call, off the main thread.
#[tauri::command]
pub async fn call(host: State<'_, Host>, request: String) -> Result<String, ApiError> {
    let host = host.inner().clone();
    let answer = tauri::async_runtime::spawn_blocking(move || host.answer(&request)).await;
    Ok(answer.unwrap_or_else(|error| {
        tracing::error!(%error, "a call broke off");
        calls::to_json::<()>(Err(ApiError::Unavailable { reason: error.to_string() }))
    }))
}

/// Keeps a JPEG, which is the whole message; answers as `call` does, with the name of the photo.
#[tauri::command]
pub async fn add_photo(host: State<'_, Host>, request: Request<'_>) -> Result<String, ApiError> {
    let InvokeBody::Raw(jpeg) = request.body() else {
        return Err(ApiError::BadRequest { reason: "a photo is sent as bytes".to_owned() });
    };
    let (host, jpeg) = (host.inner().clone(), jpeg.clone());
    let work = move || host.with_engine(|engine| engine.add_photo(&jpeg, jiff::Timestamp::now()));
    let added = tauri::async_runtime::spawn_blocking(work).await;
    let unavailable = |error: &dyn std::fmt::Display| ApiError::Unavailable { reason: error.to_string() };
    Ok(calls::to_json(added.unwrap_or_else(|error| Err(unavailable(&error))).and_then(|added| added)))
}

/// The bytes of a photo: one's own from this device, another's from the server; none where neither has it now.
#[tauri::command]
pub async fn photo(host: State<'_, Host>, staff: State<'_, Staff>, id: String) -> Result<Response, ApiError> {
    let (host, staff) = (host.inner().clone(), staff.inner().clone());
    let id = id.parse().map_err(|_| ApiError::not_found("photo", &id))?;
    let work = move || match host.with_engine(|engine| engine.photo(&id)) {
        Ok(Ok(Some(own))) => Some(own),
        _ => exchange::fetched_photo(&host, &staff, &id),
    };
    let bytes = tauri::async_runtime::spawn_blocking(work).await.unwrap_or_default();
    Ok(Response::new(bytes.unwrap_or_default()))
}

/// Saves a file where the hiker says; answers with the place, or with nothing where they change their mind.
#[tauri::command]
pub async fn save_file(app: AppHandle, name: String, text: String) -> Result<Option<String>, String> {
    let work = move || {
        let name = plain_name(&name);
        let Some(path) = chosen_path(&app, &name)? else { return Ok(None) };
        write(&path, &text)?;
        Ok(Some(path.display().to_string()))
    };
    tauri::async_runtime::spawn_blocking(work).await.unwrap_or_else(|error| Err(error.to_string()))
}

/// Saves the file of the notebook as it is, where a newer version has written it and this one cannot open it.
#[tauri::command]
pub async fn save_carnet(app: AppHandle, host: State<'_, Host>) -> Result<Option<String>, String> {
    let host = host.inner().clone();
    let work = move || {
        let Some(path) = chosen_path(&app, paths::CARNET)? else { return Ok(None) };
        host.copy_carnet(&path)?;
        Ok(Some(path.display().to_string()))
    };
    tauri::async_runtime::spawn_blocking(work).await.unwrap_or_else(|error| Err(error.to_string()))
}

/// Opens a link with the program that the system has for it.
#[tauri::command]
pub async fn open_link(app: AppHandle, url: String) -> Result<(), String> {
    if !may_open(&url) {
        return Err(format!("{url} leads out of what the app may open"));
    }
    app.opener().open_url(url, None::<&str>).map_err(|error| error.to_string())
}

/// The file with which the app was opened and that no screen has seen yet.
#[tauri::command]
pub async fn opened_file(opened: State<'_, Opened>) -> Result<Option<OpenedFile>, String> {
    Ok(opened.take())
}

/// The language of the screens is that of the menu and of the shell's messages as well.
#[tauri::command]
pub async fn speak(app: AppHandle, language: String) -> Result<(), String> {
    if !words::speak(&language) {
        return Ok(());
    }
    #[cfg(desktop)]
    {
        let renewed = app.clone();
        let renew = move || {
            if let Err(error) = crate::menu::renew(&renewed) {
                tracing::warn!(%error, "the menu could not change its language");
            }
        };
        app.run_on_main_thread(renew).map_err(|error| error.to_string())?;
    }
    Ok(())
}

pub(crate) fn chosen_path(app: &AppHandle, name: &str) -> Result<Option<PathBuf>, String> {
    if let Some(folder) = paths::save_dir() {
        return Ok(Some(folder.join(name)));
    }
    let mut dialog = app.dialog().file().set_title(words::word("shell-save-title")).set_file_name(name);
    if let Some(folder) = usual_folder(app) {
        dialog = dialog.set_directory(folder);
    }
    if let Some(ending) = ending(Path::new(name)) {
        let kind = ending.to_uppercase();
        dialog =
            dialog.add_filter(words::word_with("shell-files-of", &[("kind", Arg::Text(&kind))]), &[ending]);
    }
    #[cfg(desktop)]
    if let Some(window) = app.get_webview_window("main") {
        dialog = dialog.set_parent(&window);
    }
    let Some(chosen) = dialog.blocking_save_file() else { return Ok(None) };
    let path = chosen.into_path().map_err(|error| error.to_string())?;
    Ok(Some(with_ending(path, name)))
}

/// Where people look for what they have saved.
fn usual_folder(app: &AppHandle) -> Option<PathBuf> {
    let folders = app.path();
    let named = [folders.download_dir(), folders.document_dir(), folders.home_dir()];
    named.into_iter().flatten().find(|folder| folder.is_dir())
}

fn ending(path: &Path) -> Option<&str> {
    path.extension()?.to_str()
}

/// A name typed without its ending gets it, so that other programs know the file; but a file that is there already is
/// never written over unasked.
fn with_ending(chosen: PathBuf, proposed: &str) -> PathBuf {
    let Some(ending) = ending(Path::new(proposed)) else { return chosen };
    if chosen.extension().is_some() {
        return chosen;
    }
    let ended = chosen.with_extension(ending);
    if ended.exists() { chosen } else { ended }
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

/// The name alone: no folder can be smuggled in.
pub(crate) fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|letter| !letter.is_control()).collect();
    if clean.trim_matches(['.', ' ']).is_empty() { "sente".to_owned() } else { clean }
}

fn may_open(url: &str) -> bool {
    SCHEMES.iter().any(|scheme| url.len() > scheme.len() && url.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_never_leads_out_of_the_chosen_folder() {
        assert_eq!(plain_name("../../etc/f3.gpx"), "f3.gpx");
        assert_eq!(plain_name("C:\\Windows\\f3.gpx"), "f3.gpx");
        assert_eq!(plain_name(".."), "sente");
    }

    #[test]
    fn a_name_typed_without_its_ending_gets_it_but_never_that_of_another_file() {
        let folder = tempfile::tempdir().unwrap();
        let typed = |name: &str| with_ending(folder.path().join(name), "f3.gpx");
        assert_eq!(typed("dimanche"), folder.path().join("dimanche.gpx"));
        assert_eq!(typed("dimanche.xml"), folder.path().join("dimanche.xml"));
        std::fs::write(folder.path().join("dimanche.gpx"), "").unwrap();
        assert_eq!(typed("dimanche"), folder.path().join("dimanche"));
    }

    #[test]
    fn a_link_to_a_file_or_a_script_is_refused() {
        assert!(may_open("https://www.eureetloir.fr"));
        assert!(may_open("geo:48.44685,1.48735"));
        for bad in ["file:///etc/passwd", "javascript:alert(1)", "smb://x/y", "https://"] {
            assert!(!may_open(bad), "{bad}");
        }
    }
}
