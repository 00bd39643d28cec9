//! A route on its map as a file to keep, print or send: drawn here, on the maps that are installed.

// `tauri::command` itself writes such a `let` for each asynchronous command.
#![allow(clippy::let_underscore_must_use)]

use std::path::Path;

use pdipr_data::domain::RouteId;
use pdipr_data::store::CatalogueStore;
use tauri::{AppHandle, State};
use tiles::picture::{Look, Scene, Size, draw, png};

use crate::commands::chosen_path;
use crate::host::Host;
use crate::packs::Packs;

/// Twice the size that pages show of a shared link, so that it can be printed too.
const SIZE: (u16, u16) = (1_600, 1_200);

/// Draws the route and saves it where the hiker says, as PNG or, by the ending of the name, as SVG; answers with the place, or
/// with nothing where they change their mind. `details` stands below the name of the route.
#[tauri::command]
pub async fn save_picture(
    app: AppHandle,
    host: State<'_, Host>,
    packs: State<'_, Packs>,
    id: String,
    details: String,
    look: String,
) -> Result<Option<String>, String> {
    let (host, packs) = (host.inner().clone(), packs.inner().clone());
    let work = move || {
        let Some(path) = chosen_path(&app, &format!("{}.png", id.replace(['/', '\\'], "-")))? else {
            return Ok(None);
        };
        let look = look.parse().map_err(|error| format!("{error}"))?;
        let as_svg = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("svg"));
        let bytes = picture(host.catalogue(), &packs, RouteId(id), details, look, as_svg)
            .map_err(|error| format!("{error:#}"))?;
        std::fs::write(&path, bytes).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(Some(path.display().to_string()))
    };
    tauri::async_runtime::spawn_blocking(work).await.unwrap_or_else(|error| Err(error.to_string()))
}

fn picture(
    catalogue: &Path,
    packs: &Packs,
    id: RouteId,
    details: String,
    look: Look,
    as_svg: bool,
) -> anyhow::Result<Vec<u8>> {
    let sheet = CatalogueStore::open(catalogue)?.sheet(&id)?;
    let sheet = sheet.ok_or_else(|| anyhow::anyhow!("{id}"))?;
    let below = packs.below(sheet.card.bounds);
    let below: Vec<_> = below.iter().map(AsRef::as_ref).collect();
    let svg = draw(&below, &Scene::of_route(&sheet, details), Size::new(SIZE.0, SIZE.1)?, look)?;
    Ok(if as_svg { svg.into_bytes() } else { png(&svg)? })
}
