//! schemathesis, which asks the server for whatever its description allows: in a Python environment of its own under
//! `target/tools`, exactly as its list says, installed once a list. Nothing of the system's Python changes.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::Result;

use crate::files;
use crate::step::{Outcome, quiet_step};
use crate::tools::{self, command, root};

const LIST: &str = "server/tests/http/schemathesis.txt";
const PYTHON: &str = if cfg!(windows) { "python" } else { "python3" };
/// Leaves with 0 where environments can be made; the list wants this version.
const ABLE: &str = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))";

/// The program, once it is installed.
pub fn schemathesis() -> Option<PathBuf> {
    Some(inside(&folder(), "schemathesis")).filter(|program| program.is_file() && stamp().is_file())
}

/// Installs it unless it is there. Where that cannot be done, the test that wants it is skipped, and this says so.
pub fn install_schemathesis() -> Result<()> {
    let able = Command::new(PYTHON).args(["-c", ABLE]).stdin(Stdio::null()).stderr(Stdio::null()).status();
    if !able.is_ok_and(|status| status.success()) {
        eprintln!(
            "- schemathesis: skipped (wants Python 3.10 or newer with venv; Debian: apt install python3-venv)"
        );
        return Ok(());
    }
    let list = files::sha256(&files::read(&root().join(LIST))?);
    let installed = quiet_step("schemathesis in target/tools", || {
        if schemathesis().is_some() && files::read_text(&stamp()).is_ok_and(|there| there == list) {
            return Ok(Outcome::UpToDate);
        }
        let folder = folder();
        files::remove_folder(&folder)?;
        tools::run(command(PYTHON).args(["-m", "venv"]).arg(&folder), "Debian: apt install python3-venv")?;
        let mut pip = command(&inside(&folder, "python").to_string_lossy());
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", LIST]);
        tools::run(&mut pip, "check the network, then run it again")?;
        files::write(&stamp(), list.as_bytes())?;
        Ok(Outcome::Done)
    });
    if let Err(error) = installed {
        eprintln!("- schemathesis: skipped ({error:#})");
    }
    Ok(())
}

fn folder() -> PathBuf {
    root().join("target/tools/schemathesis")
}

/// Holds the hash of the list that was installed.
fn stamp() -> PathBuf {
    folder().join(".sente-stamp")
}

/// A program of an environment.
fn inside(environment: &Path, program: &str) -> PathBuf {
    match cfg!(windows) {
        true => environment.join("Scripts").join(format!("{program}.exe")),
        false => environment.join("bin").join(program),
    }
}
