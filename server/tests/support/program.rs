//! The server as a process of its own.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A process that does not outlive its test, however that ends.
pub struct Program(Child);

impl Program {
    /// As `kill -9` does.
    pub fn kill(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended already.
        drop(self.0.kill().and_then(|()| self.0.wait()));
    }
}

/// Serves this folder without limits of rate; answers with its address once it listens.
pub fn serving(folder: &Path) -> (Program, String) {
    serving_with(folder, &[])
}

/// The same with more settings.
pub fn serving_with(folder: &Path, settings: &[&str]) -> (Program, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sente-server"));
    command.args([
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--rate-per-key",
        "0",
        "--rate-per-address",
        "0",
        "--data",
    ]);
    command
        .arg(folder)
        .args(settings)
        .env("RUST_LOG", "error")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit());
    let mut child = command.spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("listening on http://").unwrap_or_else(|| panic!("{line:?}"));
    let address = address.to_owned();
    (Program(child), address)
}
