//! The small server beside the app, for `cargo xtask run --with-server`: its data in `target/server`, with accounts of staff
//! to try out.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::step::step;
use crate::tools::{self, root};
use crate::{data, runner, web};

/// For all demonstration accounts; they exist on this machine only.
const PASSWORD: &str = "sente-demonstration";
const ACCOUNTS: [(&str, &[&str]); 4] =
    [("agence", &[]), ("commune", &["--communes", "28085"]), ("baliseur", &[]), ("lecteur", &[])];

/// A running server, which ends with us.
pub struct Server {
    child: Child,
    pub address: String,
}

impl Server {
    /// Waits until it ends, which it does with Ctrl-C.
    pub fn wait(mut self) -> Result<()> {
        let status = self.child.wait()?;
        if status.success() { Ok(()) } else { bail!("the server failed ({status}); see what it says above") }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already; then there is nothing to end.
        if self.child.kill().is_ok() {
            self.child.wait().ok();
        }
    }
}

/// Compiles the server, adds the accounts where there are none yet, starts it with the browser version of the app.
pub fn start(port: u16) -> Result<Server> {
    step("compile the server (minutes the first time)", runner::small_server)?;
    step("accounts of staff to try out", accounts)?;
    let mut command = program();
    command.arg("serve").arg("--data").arg(folder()).arg("--pages").arg(web::browser_folder());
    command.args(["--listen", &format!("127.0.0.1:{port}"), "--name", "Sente (démonstration)"]);
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().context("could not start the server")?;
    let mut line = String::new();
    let out = child.stdout.as_mut().context("the server has an output")?;
    BufReader::new(out).read_line(&mut line)?;
    let Some(address) = line.trim().strip_prefix("listening on ").map(str::to_owned) else {
        bail!("the server did not start; if port {port} is in use, choose another: --port N");
    };
    eprintln!("▸ the server answers at {address}; staff signs in with the password {PASSWORD} as");
    for (name, _) in ACCOUNTS {
        eprintln!("    {name}");
    }
    Ok(Server { child, address })
}

fn folder() -> PathBuf {
    root().join("target/server")
}

fn program() -> Command {
    tools::command(&data::compiled("sente-server").to_string_lossy())
}

fn accounts() -> Result<()> {
    for (name, more) in ACCOUNTS {
        let mut command = program();
        command.args(["admin", "add-staff", "--account", name, "--role", name]).args(more);
        command.arg("--data").arg(folder());
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
        writeln!(child.stdin.take().context("the program has an input")?, "{PASSWORD}")?;
        let output = child.wait_with_output()?;
        let said = String::from_utf8_lossy(&output.stderr);
        // From an earlier start.
        if !output.status.success() && !said.contains("already") {
            bail!("the account `{name}` could not be added: {said}");
        }
    }
    Ok(())
}
