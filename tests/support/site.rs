//! The static server of the browser version; it can be killed, and come back on the same address.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::programs::{Running, web, xtask};

pub struct Site {
    server: Option<Running>,
    port: u16,
    folder: PathBuf,
    /// The maps that it proposes.
    maps: Option<PathBuf>,
}

impl Site {
    pub fn start() -> Result<Site> {
        Site::of(web())
    }

    /// Of another laid-out folder.
    pub fn of(folder: PathBuf) -> Result<Site> {
        let mut site = Site { server: None, port: 0, folder, maps: None };
        site.serve()?;
        Ok(site)
    }

    /// From now on it proposes the maps of this folder, and gives them slowly.
    pub fn offer(&mut self, maps: &Path) -> Result<()> {
        self.maps = Some(maps.to_owned());
        self.kill();
        self.serve()
    }

    /// Starts it, on the port of before if there was one.
    pub fn serve(&mut self) -> Result<()> {
        let mut command = Command::new(xtask()?);
        command.arg("serve").arg("--dir").arg(&self.folder).args(["--port", &self.port.to_string()]);
        if let Some(maps) = &self.maps {
            command.arg("--packs").arg(maps).arg("--slow");
        }
        let server = Running::start(&mut command)?;
        let address = server.line(|line| line.strip_prefix("http://127.0.0.1:").map(str::to_owned))?;
        self.port = address.trim_end_matches('/').parse().context("the address ends in a port")?;
        self.server = Some(server);
        Ok(())
    }

    /// Kills it: from now on nobody answers.
    pub fn kill(&mut self) {
        self.server = None;
    }

    /// Without a slash at the end.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

/// The browser version once more, in a folder of its own under `folder`.
pub fn a_copy_of_the_pages(folder: &Path) -> Result<PathBuf> {
    let copy = folder.join("web");
    linked(&web(), &copy)?;
    Ok(copy)
}

/// The folder again, its files linked where that can be done.
fn linked(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let place = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            linked(&entry.path(), &place)?;
        } else if fs::hard_link(entry.path(), &place).is_err() {
            fs::copy(entry.path(), &place)?;
        }
    }
    Ok(())
}
