//! `cargo xtask run`: from a fresh clone to the open app.

use std::env;

use anyhow::Result;

use crate::step::step;
use crate::tools::{self, cargo};
use crate::web::{self, Build};
use crate::{data, serve, setup};

#[derive(clap::Args)]
pub struct Args {
    /// The browser version, served on localhost, even where there is a display.
    #[arg(long)]
    web: bool,
    /// Port of the browser version; 0 takes a free one.
    #[arg(long, default_value_t = 8028)]
    port: u16,
    /// Small, fast builds as they ship (takes minutes).
    #[arg(long)]
    release: bool,
}

pub fn run(args: &Args) -> Result<()> {
    let window = !args.web && has_display();
    if window {
        setup::for_window()?
    } else {
        setup::for_web()?
    }
    data::ensure()?;
    web::build(if args.release { Build::Release } else { Build::Quick })?;
    if window { open_window(args.release) } else { serve_browser_version(args) }
}

pub fn has_display() -> bool {
    !cfg!(target_os = "linux")
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()))
}

fn open_window(release: bool) -> Result<()> {
    step("compile the window (minutes the first time)", || shell(&["build", "--quiet"], release))?;
    eprintln!("▸ the app is open; close its window to come back");
    shell(&["run", "--quiet"], release)
}

/// Cargo on the shell, with the pages embedded.
fn shell(verb: &[&str], release: bool) -> Result<()> {
    let mut command = cargo();
    command.args(verb).args(["--package", "sente-shell", "--bin", "sente", "--features", "custom-protocol"]);
    if release {
        command.arg("--release");
    }
    tools::run(
        &mut command,
        "see what it says above; `cargo xtask run --web` opens the browser version instead",
    )
}

fn serve_browser_version(args: &Args) -> Result<()> {
    if !args.web {
        eprintln!("▸ no display here, so the browser version is served");
    }
    eprintln!("▸ open this address in a browser on this machine (Ctrl-C stops):");
    serve::serve(&web::browser_folder(), args.port)
}
