//! The real window: a virtual screen, WebKit's driver, and our program started by it.

use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use fantoccini::Client;
use serde_json::json;

use crate::driver::connect;
use crate::programs::{Running, free_port, ours, root};
use crate::wait::until;

/// Where the window's dialogue of files always finds one.
pub const CHOSEN: &str = "chosen.pmtiles";

/// Beside the data: the catalogue of the window.
pub const CATALOGUE: &str = "catalogue.sqlite";

pub struct Window {
    _screen: Running,
    display: u32,
    /// The window inherits its environment.
    _driver: Running,
    port: u16,
    data: PathBuf,
    saved: PathBuf,
}

impl Window {
    /// `data` holds what the app keeps, `saved` what the person saves; the same `data` is the same person.
    pub fn start(data: &Path, saved: &Path) -> Result<Window> {
        let mut xvfb = Command::new("Xvfb");
        xvfb.args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"]);
        let screen = Running::start(&mut xvfb)?;
        let display: u32 = screen.line(|line| line.trim().parse().ok())?;
        // A link, so that a story can bring another one.
        let catalogue = data.with_file_name(CATALOGUE);
        symlink(root().join("data/28/built/catalogue.sqlite"), &catalogue)?;
        let (driver, port) = drive(display, data, saved, None)?;
        let (data, saved) = (data.to_owned(), saved.to_owned());
        Ok(Window { _screen: screen, display, _driver: driver, port, data, saved })
    }

    /// From the next session on the window exchanges with this server; the present one has to be closed.
    pub fn join(&mut self, community: &str) -> Result<()> {
        (self._driver, self.port) = drive(self.display, &self.data, &self.saved, Some(community))?;
        Ok(())
    }

    /// Opens the window, with these files as arguments, as a double click on one does.
    pub async fn session(&self, files: &[&Path]) -> Result<Client> {
        let program = ours("sente")?;
        let capabilities = json!({ "webkitgtk:browserOptions": { "binary": program, "args": files } });
        // The driver says nothing when it is ready to listen.
        until("the driver of the window", async || {
            let port = self.port;
            Ok(std::net::TcpStream::connect(("127.0.0.1", port)).ok())
        })
        .await?;
        connect(self.port, capabilities).await.context("the window did not open")
    }
}

/// WebKit's driver on a port of its own; whatever it starts has this environment.
fn drive(display: u32, data: &Path, saved: &Path, community: Option<&str>) -> Result<(Running, u16)> {
    let port = free_port()?;
    let mut driver = Command::new("WebKitWebDriver");
    driver
        .arg(format!("--port={port}"))
        .env("DISPLAY", format!(":{display}"))
        .env("GDK_BACKEND", "x11")
        .env("TAURI_WEBVIEW_AUTOMATION", "true")
        .env("LANG", "fr_FR.UTF-8")
        .env("LANGUAGE", "fr")
        .env("SENTE_DATA_DIR", data)
        // So that no story finds what the pages of another one have kept in WebKit: drafts, say.
        .env("XDG_DATA_HOME", data.join("webkit"))
        .env("SENTE_SAVE_DIR", saved)
        .env("SENTE_OPEN_FILE", saved.join(CHOSEN))
        .env("SENTE_CATALOGUE", data.with_file_name(CATALOGUE))
        .envs(community.map(|address| ("SENTE_COMMUNITY_SERVER", address)));
    Ok((Running::start(&mut driver)?, port))
}
