//! npm packages, exactly as the lock file says; installed once a lock file.

use std::path::Path;

use anyhow::Result;

use crate::files;
use crate::step::{Outcome, quiet_step};
use crate::tools::{self, command};

/// Installs the packages of `folder`'s lock file unless they are there already.
pub fn install(folder: &Path) -> Result<()> {
    let stamp = folder.join("node_modules/.sente-stamp");
    let lock = files::sha256(&files::read(&folder.join("package-lock.json"))?);
    let inside = folder.strip_prefix(tools::root()).unwrap_or(folder);
    let name = match inside.as_os_str().is_empty() {
        true => "npm packages".to_owned(),
        false => format!("npm packages of {}", inside.display()),
    };
    quiet_step(&name, || {
        if files::read_text(&stamp).is_ok_and(|there| there == lock) {
            return Ok(Outcome::UpToDate);
        }
        let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
        tools::run(
            command(npm).args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(folder),
            "install Node.js 20 or newer with npm (Debian: apt install npm), check the network, then run it again",
        )?;
        files::write(&stamp, lock.as_bytes())?;
        Ok(Outcome::Done)
    })?;
    Ok(())
}
