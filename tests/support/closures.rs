//! A catalogue with closures for the stories, made by `sente-data` from the register as an agency makes it; and how the app
//! comes to it: the window by its path, the browser from a site that has it.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::App;
use crate::programs::{root, run};
use crate::site::a_copy_of_the_pages;

const HEADINGS: &str = "Identifiant tronçon;De (m);À (m);Du;Au;Motif;Motif (anglais);Source";

/// A catalogue in its folder, and what its build says of it.
pub struct Closed {
    pub file: PathBuf,
    note: Value,
}

/// Builds the real register with these rows of closures, told on this day (`2026-12-03`).
pub fn a_catalogue_with_closures(folder: &Path, told_on: &str, rows: &str) -> Result<Closed> {
    let (closures, file) = (folder.join("fermetures.csv"), folder.join("ferme.sqlite"));
    fs::write(&closures, format!("# État du {told_on}\n{HEADINGS}\n{rows}"))?;
    let base = root().join("data/28");
    let mut args: Vec<&OsStr> = vec!["build".as_ref(), "--json".as_ref()];
    args.extend([OsStr::new("--base-data"), base.as_ref()]);
    args.extend([OsStr::new("--closures"), closures.as_ref()]);
    args.extend([OsStr::new("--out"), file.as_ref()]);
    let summary: Value = serde_json::from_str(&run("sente-data", &args)?)?;
    let note = json!({ "sha256": summary["sha256"], "bytes": summary["bytes"] });
    Ok(Closed { file, note })
}

/// A day on the calendar of the pages, as a table of closures has it.
pub async fn day(app: &App, from_today: i32) -> Result<String> {
    const DAY: &str = "const day = new Date(); day.setDate(day.getDate() + arguments[0]);
        const two = (number) => String(number).padStart(2, '0');
        return [day.getFullYear(), two(day.getMonth() + 1), two(day.getDate())].join('-')";
    let day = app.js(DAY, vec![from_today.into()]).await?;
    Ok(day.as_str().unwrap_or_default().to_owned())
}

impl Closed {
    /// A copy of the browser version with this catalogue in it.
    pub fn site(&self, folder: &Path) -> Result<PathBuf> {
        let copy = a_copy_of_the_pages(folder)?;
        for (name, bytes) in [
            ("catalogue.sqlite", fs::read(&self.file)?),
            ("catalogue.json", self.note.to_string().into_bytes()),
        ] {
            let place = copy.join("data").join(name);
            // A link to the file of the original goes; the original stays.
            fs::remove_file(&place).with_context(|| format!("no {}", place.display()))?;
            fs::write(&place, bytes)?;
        }
        Ok(copy)
    }
}
