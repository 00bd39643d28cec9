//! `cargo xtask run`: from a fresh clone to the open app.

use std::env;

use anyhow::Result;

use crate::step::step;
use crate::tools::{self, cargo};
use crate::web::{self, Build};
use crate::{data, serve, server, setup};

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
    /// With the small server, its data in target/server and accounts of staff to try out.
    #[arg(long)]
    with_server: bool,
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
    match (window, args.with_server) {
        (true, false) => open_window(args.release, None),
        (true, true) => {
            let server = server::start(args.port)?;
            open_window(args.release, Some(&server.address))
        }
        (false, false) => serve_browser_version(args),
        (false, true) => {
            let server = server::start(args.port)?;
            eprintln!("▸ open this address in a browser on this machine (Ctrl-C stops): {}", server.address);
            server.wait()
        }
    }
}

pub fn has_display() -> bool {
    !cfg!(target_os = "linux")
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// `server` is the address of the small server, where one runs.
fn open_window(release: bool, server: Option<&str>) -> Result<()> {
    step("compile the window (minutes the first time)", || shell(&["build", "--quiet"], release, server))?;
    eprintln!("▸ the app is open; close its window to come back");
    shell(&["run", "--quiet"], release, server)
}

/// Cargo on the shell, with the pages embedded.
fn shell(verb: &[&str], release: bool, server: Option<&str>) -> Result<()> {
    let mut command = cargo();
    command.args(verb).args(["--package", "sente-shell", "--bin", "sente", "--features", "custom-protocol"]);
    if release {
        command.arg("--release");
    }
    if let Some(address) = server {
        // Not `SENTE_SERVER`: this server has no map packs.
        command.env("SENTE_COMMUNITY_SERVER", address.trim_end_matches('/'));
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
