//! The catalogue: built by `sente-data` from what lies in `data/28`, again only when something there changed.

use std::path::PathBuf;
use std::time::SystemTime;

use anyhow::{Context, Result};

use crate::files;
use crate::step::step;
use crate::tools::{self, cargo};

/// Where the built catalogue lies (not in git).
pub fn catalogue() -> PathBuf {
    tools::root().join("data/28/built/catalogue.sqlite")
}

/// Builds the catalogue.
pub fn build() -> Result<()> {
    step("compile sente-data", compile)?;
    step("build the catalogue", || {
        let mut command = tools::command(&program().to_string_lossy());
        tools::run(command.arg("build"), "see what it says above; `cargo xtask data` tries again")
    })
}

/// Builds the catalogue unless it is newer than its inputs and the program that builds it.
pub fn ensure() -> Result<()> {
    step("compile sente-data", compile)?;
    if up_to_date()? {
        eprintln!("✓ catalogue: up to date");
        return Ok(());
    }
    step("build the catalogue", || {
        let mut command = tools::command(&program().to_string_lossy());
        tools::run(command.arg("build"), "see what it says above; `cargo xtask data` tries again")
    })
}

fn compile() -> Result<()> {
    tools::run(
        cargo().args(["build", "--quiet", "--package", "pdipr-data", "--bin", "sente-data"]),
        "mend what the compiler says above",
    )
}

/// The compiled command-line program.
pub fn program() -> PathBuf {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| tools::root().join("target"), PathBuf::from);
    target.join("debug").join(if cfg!(windows) { "sente-data.exe" } else { "sente-data" })
}

fn up_to_date() -> Result<bool> {
    let Ok(built) = std::fs::metadata(catalogue()) else { return Ok(false) };
    Ok(built.modified()? > newest_input()?)
}

fn newest_input() -> Result<SystemTime> {
    let folder = tools::root().join("data/28");
    let mut newest = std::fs::metadata(program()).context("sente-data is compiled")?.modified()?;
    for name in files::list(&folder)? {
        if !name.starts_with("built/") {
            newest = newest.max(std::fs::metadata(folder.join(name))?.modified()?);
        }
    }
    Ok(newest)
}
