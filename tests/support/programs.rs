//! The real programs: where they are, and processes that end with the test.

use std::env;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

const PATIENCE: Duration = Duration::from_secs(30);

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// A program of ours, built in the `dev` profile.
pub fn ours(name: &str) -> Result<PathBuf> {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let path = target.join("debug").join(name);
    if !path.is_file() {
        bail!("{} is not built; run the stories with: cargo xtask test --only e2e", path.display());
    }
    Ok(path)
}

/// Runs a program of ours to its end; gives what it says.
pub fn run(name: &str, args: &[impl AsRef<OsStr>]) -> Result<String> {
    let mut command = Command::new(ours(name)?);
    let output = command.args(args).output()?;
    ensure!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8(output.stdout)?)
}

/// The program that serves the browser version.
pub fn xtask() -> Result<PathBuf> {
    env::var_os("SENTE_XTASK").map_or_else(|| ours("xtask"), |path| Ok(path.into()))
}

/// The laid-out browser version.
pub fn web() -> PathBuf {
    env::var_os("SENTE_WEB").map_or_else(|| root().join("target/web"), PathBuf::from)
}

pub fn chromium() -> PathBuf {
    env::var_os("SENTE_CHROMIUM").map_or_else(|| "/usr/bin/chromium".into(), PathBuf::from)
}

/// A running program, ended (with its children) when it goes out of scope.
pub struct Running {
    child: Child,
    lines: Receiver<String>,
    name: String,
}

impl Running {
    /// Starts it in a process group of its own; its stdout is read line by line. Its input stays open: some end with it.
    pub fn start(command: &mut Command) -> Result<Running> {
        use std::os::unix::process::CommandExt;
        let name = command.get_program().to_string_lossy().into_owned();
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).process_group(0);
        let mut child = command.spawn().with_context(|| format!("could not start {name}"))?;
        let stdout = child.stdout.take().context("the program has an output")?;
        let (send, lines) = mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                // Nobody listens any more once the test is over; reading on keeps the program from blocking.
                if send.send(line).is_err() {
                    continue;
                }
            }
        });
        Ok(Running { child, lines, name })
    }

    /// Waits for the first line on stdout for which `read` gives something.
    pub fn line<T>(&self, read: impl Fn(&str) -> Option<T>) -> Result<T> {
        loop {
            let line = self
                .lines
                .recv_timeout(PATIENCE)
                .with_context(|| format!("{} did not say what we wait for", self.name))?;
            if let Some(found) = read(&line) {
                return Ok(found);
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let group = format!("-{}", self.child.id());
        let killed = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        if killed.is_err() || self.child.wait().is_err() {
            eprintln!("{} may still be running", self.name);
        }
    }
}

/// A port that is free at this moment.
pub fn free_port() -> Result<u16> {
    Ok(std::net::TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
