//! Lays out the finished folders from the compiled wasm, our static files, npm's files, the catalogue and the locator map.

use std::path::Path;

use anyhow::{Result, bail};
use serde_json::json;

use super::compile::Bound;
use super::{Build, brotli, browser_folder, icons, precache, sheet, shell_folder};
use crate::files::{self, Content, Wanted};
use crate::step::Outcome;
use crate::{data, tools};

const FONTS: &str = "node_modules/@fontsource-variable/atkinson-hyperlegible-next/files";
const MAPLIBRE: &str = "node_modules/maplibre-gl/dist";
const MAPLIBRE_FILES: &[&str] =
    &["maplibre-gl.mjs", "maplibre-gl-shared.mjs", "maplibre-gl-worker.mjs", "maplibre-gl.css"];
/// What only the browser version needs.
const BROWSER_ONLY: &[&str] = &[
    "sw.js",
    "js/worker-host.js",
    "js/exchange.js",
    "js/packs-host.js",
    "js/packs-shelf.js",
    "js/packs-fetch.js",
];

pub fn lay_out(ui: &Bound, workers: &[&Bound], build: Build) -> Result<Outcome> {
    let mut browser = common(ui)?;
    let mut shell = browser.clone();
    shell.retain(|name, _| !BROWSER_ONLY.contains(&name.as_str()));

    for worker in workers {
        take(&mut browser, &worker.folder, "")?;
    }
    catalogue(&mut browser)?;
    maps(&mut browser);
    precache::stamp(&mut browser)?;
    if build == Build::Release {
        brotli::put_beside(&mut browser)?;
    }

    let changed_shell = files::mirror(&shell, &shell_folder())?;
    if changed_shell > 0 {
        embed_again()?;
    }
    let changed = changed_shell + files::mirror(&browser, &browser_folder())?;
    Ok(if changed == 0 { Outcome::UpToDate } else { Outcome::Done })
}

/// What both versions have.
fn common(ui: &Bound) -> Result<Wanted> {
    let mut wanted = Wanted::new();
    let static_folder = tools::root().join("app/ui/static");
    take(&mut wanted, &static_folder, "")?;
    if !wanted.contains_key("index.html") {
        bail!("app/ui/static/index.html is missing: the screens have no page to stand on");
    }
    sheet::join(&mut wanted)?;
    icons::gather(&mut wanted)?;
    take(&mut wanted, &ui.folder, "")?;
    take(&mut wanted, &tools::root().join(FONTS), "fonts/")?;
    for name in MAPLIBRE_FILES {
        wanted.insert(format!("vendor/{name}"), Content::File(tools::root().join(MAPLIBRE).join(name)));
    }
    Ok(wanted)
}

fn take(wanted: &mut Wanted, folder: &Path, prefix: &str) -> Result<()> {
    for name in files::list(folder)? {
        if !name.starts_with('.') {
            wanted.insert(format!("{prefix}{name}"), Content::File(folder.join(&name)));
        }
    }
    Ok(())
}

/// The catalogue and a note of its hash, by which the worker checks what it fetched.
fn catalogue(wanted: &mut Wanted) -> Result<()> {
    let bytes = files::read(&data::catalogue())?;
    let note = json!({ "sha256": files::sha256(&bytes), "bytes": bytes.len() });
    wanted.insert("data/catalogue.json".into(), Content::Bytes(note.to_string().into_bytes()));
    wanted.insert("data/catalogue.sqlite".into(), Content::Bytes(bytes));
    Ok(())
}

/// The map that comes with the app, and the list of such maps for the worker that reads them.
fn maps(wanted: &mut Wanted) {
    wanted.insert("data/packs.json".into(), Content::Bytes(json!(["base"]).to_string().into_bytes()));
    wanted.insert("data/base.pmtiles".into(), Content::File(data::base_map()));
}

/// The shell embeds the pages when it is compiled; its build script has to notice that they changed.
fn embed_again() -> Result<()> {
    let script = tools::root().join("src-tauri/build.rs");
    if script.is_file() {
        let file = std::fs::OpenOptions::new().append(true).open(script)?;
        file.set_modified(std::time::SystemTime::now())?;
    }
    Ok(())
}
