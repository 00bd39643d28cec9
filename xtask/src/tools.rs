//! Runs other programs; a failure names the whole command and what mends it.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// The folder of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// `cargo`, the one that started us, in the workspace.
pub fn cargo() -> Command {
    command(&env::var("CARGO").unwrap_or_else(|_| "cargo".into()))
}

/// A program, in the workspace.
pub fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// Runs the command with its output shown. `mend` says what to do when it fails.
pub fn run(command: &mut Command, mend: &str) -> Result<()> {
    let shown = shown(command);
    let status = command
        .stdin(Stdio::null())
        .status()
        .with_context(|| format!("could not start `{shown}`; {mend}"))?;
    if !status.success() {
        bail!("`{shown}` failed ({status}); {mend}");
    }
    Ok(())
}

/// Runs the command and gives what it wrote on stdout.
pub fn output(command: &mut Command, mend: &str) -> Result<String> {
    let shown = shown(command);
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("could not start `{shown}`; {mend}"))?;
    if !output.status.success() {
        bail!("`{shown}` failed ({}); {mend}", output.status);
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{shown}` did not answer in UTF-8"))
}

/// Where a program is, looked up in `PATH`.
pub fn which(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let name = if cfg!(windows) { format!("{program}.exe") } else { program.to_owned() };
    env::split_paths(&path).map(|folder| folder.join(&name)).find(|file| file.is_file())
}

fn shown(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_command_and_its_repair() {
        let error = run(&mut command("no-such-program-at-all"), "install it").unwrap_err();
        assert!(error.to_string().contains("no-such-program-at-all"), "{error}");
        assert!(error.to_string().contains("install it"), "{error}");
    }

    #[test]
    fn the_root_holds_the_workspace() {
        assert!(root().join("Cargo.lock").is_file());
    }
}
