//! Runs the tests with nextest where it is installed, else with `cargo test`, and keeps what the runners say at the end.

use std::fmt;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::tools::{self, cargo, which};
use crate::{python, system, web};

/// The closing lines of all runners, and their sum.
#[derive(Debug, Default)]
pub struct Tally {
    lines: Vec<String>,
    passed: u64,
    failed: u64,
    skipped: u64,
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.lines {
            writeln!(out, "{line}")?;
        }
        write!(out, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

impl Tally {
    /// Takes a line of the runner's output if it is a summary.
    fn take(&mut self, line: &str) {
        let plain = without_colours(line);
        let plain = plain.trim();
        // nextest shows the output of a failed test as well, indented: its summary is no runner's.
        let inner = line.starts_with(' ') && plain.starts_with("test result:");
        if inner || !(plain.starts_with("Summary [") || plain.starts_with("test result:")) {
            return;
        }
        self.passed += number_before(plain, "passed");
        self.failed += number_before(plain, "failed");
        self.skipped += number_before(plain, "skipped") + number_before(plain, "ignored");
        self.lines.push(plain.to_owned());
    }
}

/// The tests of some packages; `long` lets the long ones run in full.
pub fn tests(selection: &[&str], name: Option<&str>, long: bool, tally: &mut Tally) -> Result<()> {
    let mut command = runner(name);
    // The simulation of clients and server runs fewer of its seeds where somebody starts it by hand.
    command.args(selection).env("SENTE_SEEDS", "1000");
    if let Some(program) = python::schemathesis() {
        command.env("SENTE_SCHEMATHESIS", program);
    }
    if long {
        command.env("SENTE_LONG", "1");
    }
    watch(&mut command, tally)
}

/// The end-to-end tests, two at the same time: each starts a browser or a window, and mostly waits for it.
pub fn end_to_end(name: Option<&str>, long: bool, tally: &mut Tally) -> Result<()> {
    let mut build = cargo();
    build.args(["test", "--quiet", "--no-run", "--package", "sente-tests"]);
    tools::run(&mut build, "mend what the compiler says above")?;
    small_server()?;
    let mut command = alone_with_the_loopback(runner(name));
    command.args(["--package", "sente-tests"]);
    if which("cargo-nextest").is_some() {
        // Once in some hundred full loads the page of the headless browser never gets its scripts, for no reason found yet.
        // A story may be told twice more; the runner names it as flaky.
        command.args(["--test-threads", "2", "--retries", "2"]);
    } else {
        command.env("RUST_TEST_THREADS", "2");
    }
    with_the_programs(&mut command)?;
    if long {
        command.env("SENTE_LONG", "1");
    }
    watch(&mut command, tally)
}

/// Compiles the small server, which some stories talk to.
pub fn small_server() -> Result<()> {
    let mut build = cargo();
    build.args(["build", "--quiet", "--package", "sente-server"]);
    tools::run(&mut build, "mend what the compiler says above")
}

/// Tells the stories where the programs are that they start.
pub fn with_the_programs(command: &mut Command) -> Result<&mut Command> {
    // With this set, a missing program is a failure and not a reason to skip.
    command
        .env("SENTE_E2E", "1")
        .env("RUST_BACKTRACE", "0")
        .env("SENTE_XTASK", std::env::current_exe()?)
        .env("SENTE_WEB", web::browser_folder());
    if let Some(chromium) = system::chromium() {
        command.env("SENTE_CHROMIUM", chromium);
    }
    Ok(command)
}

/// Puts the command into a network namespace that has only the loopback, so that no packet can leave the machine and each
/// one that wants to is counted. That needs root; without, the stories run in the ordinary network and count nothing.
fn alone_with_the_loopback(command: Command) -> Command {
    let possible = Command::new("unshare")
        .args(["--net", "ip", "link", "set", "lo", "up"])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !possible {
        eprintln!("  skipped: counting outbound connections needs root, unshare and ip (iproute2)");
        return command;
    }
    let mut alone = tools::command("unshare");
    alone.args(["--net", "sh", "-c", "ip link set lo up && exec \"$0\" \"$@\""]);
    alone.arg(command.get_program()).args(command.get_args());
    alone.env("CARGO_NET_OFFLINE", "true");
    alone
}

fn runner(name: Option<&str>) -> Command {
    let mut command = cargo();
    if which("cargo-nextest").is_some() {
        command.args(["nextest", "run", "--no-fail-fast", "--no-tests", "pass"]);
        command.args(["--status-level", "slow", "--final-status-level", "fail"]);
        command.args(name);
    } else {
        command.args(["test", "--quiet", "--no-fail-fast"]);
        command.args(name);
    }
    command
}

/// Shows the output as it comes and keeps the summaries. nextest writes on stderr, `cargo test` on stdout.
fn watch(command: &mut Command, tally: &mut Tally) -> Result<()> {
    let nextest = which("cargo-nextest").is_some();
    command.stdin(Stdio::null());
    if nextest {
        command.stderr(Stdio::piped())
    } else {
        command.stdout(Stdio::piped())
    };
    let mut child = command.spawn().context("could not start cargo")?;
    let output: Box<dyn std::io::Read> = match (child.stderr.take(), child.stdout.take()) {
        (Some(stderr), _) => Box::new(stderr),
        (None, Some(stdout)) => Box::new(stdout),
        (None, None) => bail!("the runner has no output"),
    };
    for line in BufReader::new(output).split(b'\n') {
        let line = String::from_utf8_lossy(&line?).into_owned();
        eprintln!("{line}");
        tally.take(&line);
    }
    let status = child.wait()?;
    if !status.success() {
        bail!("tests failed ({status}); run one alone with: cargo xtask test --only unit --name NAME");
    }
    Ok(())
}

fn number_before(line: &str, word: &str) -> u64 {
    let words: Vec<&str> = line.split([' ', ',', ';', '(', ')']).filter(|part| !part.is_empty()).collect();
    let at = words.iter().position(|part| *part == word).filter(|at| *at > 0);
    at.and_then(|at| words[at - 1].parse().ok()).unwrap_or(0)
}

fn without_colours(line: &str) -> String {
    let mut plain = String::new();
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        if letter == '\u{1b}' {
            letters.by_ref().find(|end| end.is_ascii_alphabetic());
        } else {
            plain.push(letter);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_runners_are_summed_up() {
        let mut tally = Tally::default();
        tally.take("\u{1b}[32;1m     Summary\u{1b}[0m [   0.153s] \u{1b}[1m12\u{1b}[0m tests run: \u{1b}[1m11\u{1b}[0m passed, 1 failed, 3 skipped");
        tally.take("test result: ok. 5 passed; 0 failed; 2 ignored; 0 measured; 0 filtered out");
        tally.take("test something ... ok");
        tally.take("    test result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 26 filtered out");
        assert_eq!(tally.to_string().lines().last(), Some("16 passed, 1 failed, 5 skipped"));
        assert_eq!(tally.lines.len(), 2);
    }
}
