//! What is built of the base data in `data/28`, again only when something there changed: the catalogue by `sente-data`, the
//! locator map by `sente-tiles`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Context, Result, bail};

use crate::files;
use crate::step::step;
use crate::tools::{self, cargo};

/// The locator map is part of every package.
const LARGEST_BASE_MAP: u64 = 6_000_000;

const AGAIN: &str = "see what it says above; `cargo xtask data` tries again";

/// Where the built catalogue lies (not in git).
pub fn catalogue() -> PathBuf {
    built().join("catalogue.sqlite")
}

/// Where the built locator map lies (not in git).
pub fn base_map() -> PathBuf {
    built().join("base.pmtiles")
}

fn built() -> PathBuf {
    tools::root().join("data/28/built")
}

/// Builds the catalogue and the locator map.
pub fn build() -> Result<()> {
    step("compile sente-data and sente-tiles", compile)?;
    step("build the catalogue", build_catalogue)?;
    step("build the locator map", build_base_map)
}

/// Builds the catalogue unless it is newer than its inputs and the program that builds it, then the same with the map.
pub fn ensure() -> Result<()> {
    step("compile sente-data and sente-tiles", compile)?;
    if newer(&catalogue(), newest_input()?.max(changed(&program())?)) {
        eprintln!("✓ catalogue: up to date");
    } else {
        step("build the catalogue", build_catalogue)?;
    }
    if newer(&base_map(), changed(&catalogue())?.max(changed(&tiles_program())?)) {
        eprintln!("✓ locator map: up to date");
        return Ok(());
    }
    step("build the locator map", build_base_map)
}

fn build_catalogue() -> Result<()> {
    tools::run(tools::command(&program().to_string_lossy()).arg("build"), AGAIN)
}

fn build_base_map() -> Result<()> {
    tools::run(&mut base_map_to(&base_map()), AGAIN)?;
    let bytes = std::fs::metadata(base_map())?.len();
    if bytes > LARGEST_BASE_MAP {
        bail!(
            "the locator map has {bytes} bytes; {LARGEST_BASE_MAP} are allowed: show less at the deepest zooms"
        );
    }
    Ok(())
}

/// The command that builds the locator map there.
pub fn base_map_to(out: &Path) -> Command {
    let mut command = tools::command(&tiles_program().to_string_lossy());
    let relief = tools::root().join("data/28/relief-30s.tif");
    command.arg("base").arg("--catalogue").arg(catalogue()).arg("--dem").arg(relief);
    command.args(["--source", "NOAA GLOBE 1.0"]).arg("--out").arg(out);
    command
}

fn compile() -> Result<()> {
    let mut command = cargo();
    command.args(["build", "--quiet", "--package", "pdipr-data", "--package", "tiles"]);
    tools::run(
        command.args(["--bin", "sente-data", "--bin", "sente-tiles"]),
        "mend what the compiler says above",
    )
}

/// The compiled command-line program of the catalogue.
pub fn program() -> PathBuf {
    compiled("sente-data")
}

/// The compiled command-line program of the maps.
pub fn tiles_program() -> PathBuf {
    compiled("sente-tiles")
}

pub fn compiled(name: &str) -> PathBuf {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| tools::root().join("target"), PathBuf::from);
    target.join("debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

fn newer(file: &Path, than: SystemTime) -> bool {
    changed(file).is_ok_and(|built| built > than)
}

fn changed(file: &Path) -> Result<SystemTime> {
    let metadata = std::fs::metadata(file).with_context(|| format!("no {}", file.display()))?;
    Ok(metadata.modified()?)
}

fn newest_input() -> Result<SystemTime> {
    let folder = tools::root().join("data/28");
    let mut newest = SystemTime::UNIX_EPOCH;
    for name in files::list(&folder)? {
        if !name.starts_with("built/") {
            newest = newest.max(changed(&folder.join(name))?);
        }
    }
    Ok(newest)
}
