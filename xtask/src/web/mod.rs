//! The web pages: compiles the wasm crates, binds them to JavaScript and lays out `target/web` (browser) and
//! `target/web-shell` (the same for the desktop window, without service worker, worker and data).

use std::path::PathBuf;

use anyhow::Result;

use crate::step::{quiet_step, step};
use crate::{npm, setup, tools};

mod brotli;
mod budget;
mod compile;
mod icons;
mod layout;
mod precache;
mod sheet;
mod split;

#[derive(clap::Args, Clone, Copy)]
pub struct Args {
    /// Small wasm as it ships (minutes) instead of quick wasm for development.
    #[arg(long)]
    pub release: bool,
}

/// How the wasm is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Build {
    Quick,
    Release,
}

impl From<Args> for Build {
    fn from(args: Args) -> Build {
        if args.release { Build::Release } else { Build::Quick }
    }
}

pub fn run(args: &Args) -> Result<()> {
    setup::for_web()?;
    crate::data::ensure()?;
    build((*args).into())?;
    println!("{}\n{}", browser_folder().display(), shell_folder().display());
    Ok(())
}

/// Where the browser version is laid out.
pub fn browser_folder() -> PathBuf {
    tools::root().join("target/web")
}

/// Where the pages of the desktop window are laid out.
pub fn shell_folder() -> PathBuf {
    tools::root().join("target/web-shell")
}

/// Compiles, binds and lays out; needs the set-up and the catalogue.
pub fn build(build: Build) -> Result<()> {
    npm::install(&tools::root())?;
    let ui = bound("sente-ui", build)?;
    let worker = bound("sente-worker", build)?;
    let packs = bound("sente-packs", build)?;
    quiet_step("lay out the pages", || layout::lay_out(&ui, &[&worker, &packs], build))?;
    Ok(())
}

/// Compiles all wasm as it ships and holds it to its budgets.
pub fn weigh() -> Result<()> {
    bound("sente-ui", Build::Release)?;
    bound("sente-worker", Build::Release)?;
    bound("sente-packs", Build::Release)?;
    Ok(())
}

/// What ships is weighed.
fn bound(package: &'static str, build: Build) -> Result<compile::Bound> {
    let bound = compile::bound(package, build)?;
    if build == Build::Release {
        step(&format!("weigh {package}"), || budget::hold(package, &bound.folder))?;
    }
    Ok(bound)
}
