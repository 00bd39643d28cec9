//! How long the window takes to open, as a person sees it: from the start of the program until the first cards of routes
//! are drawn (`src-tauri/src/start.rs` tells). Warm: the starts before are not counted.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::step::step;
use crate::tools::{self, cargo, root};
use crate::web::{self, Build};
use crate::{run, setup};

const STARTS: usize = 10;
const NOT_COUNTED: usize = 2;
const PATIENCE: Duration = Duration::from_secs(60);
const TARGET: Duration = Duration::from_millis(700);

pub fn run() -> Result<()> {
    setup::for_window()?;
    web::build(Build::Release)?;
    step("compile the window", || {
        let mut command = cargo();
        command.args(["build", "--quiet", "--release", "--package", "sente-shell", "--bin", "sente"]);
        tools::run(&mut command, "mend what the compiler says above")
    })?;
    let times = step("open the window", || {
        let screen = if run::has_display() { None } else { Some(Screen::open()?) };
        let home = root().join("target/tmp/start");
        let mut times = Vec::new();
        for number in 0..NOT_COUNTED + STARTS {
            let (total, said) = one(&home, screen.as_ref())?;
            eprintln!("  {:>5} ms; {said}", total.as_millis());
            if number >= NOT_COUNTED {
                times.push(total);
            }
        }
        Ok(times)
    })?;
    println!("{}", verdict(times));
    Ok(())
}

/// The time of one start, and what the shell said of it.
fn one(home: &Path, screen: Option<&Screen>) -> Result<(Duration, String)> {
    std::fs::create_dir_all(home).with_context(|| format!("could not make {}", home.display()))?;
    let mut command = tools::command(&program().to_string_lossy());
    // An own data folder is an own app: an open window of the person is left alone.
    command.env("SENTE_DATA_DIR", home).env("SENTE_TRACE_START", "1");
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    if let Some(screen) = screen {
        command.env("DISPLAY", &screen.name).env("GDK_BACKEND", "x11");
    }
    let begin = Instant::now();
    let mut child = command.spawn().context("could not start the app")?;
    let said = first_line(&mut child, PATIENCE);
    let total = begin.elapsed();
    if said.is_err() {
        child.kill()?;
    }
    child.wait()?;
    Ok((total, said?))
}

fn first_line(child: &mut Child, patience: Duration) -> Result<String> {
    let stdout = child.stdout.take().context("a program has an output")?;
    let (send, lines) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            // Nobody listens any more after the first; reading on keeps the program from blocking.
            if send.send(line).is_err() {
                continue;
            }
        }
    });
    match lines.recv_timeout(patience) {
        Ok(line) => Ok(line),
        Err(RecvTimeoutError::Timeout) => bail!("nothing to see after {} s", patience.as_secs()),
        Err(RecvTimeoutError::Disconnected) => {
            bail!("it ended before there was anything to see; see what it says above")
        }
    }
}

fn program() -> PathBuf {
    root().join("target/release").join(if cfg!(windows) { "sente.exe" } else { "sente" })
}

fn verdict(mut times: Vec<Duration>) -> String {
    times.sort();
    let at = |index: usize| times[index].as_millis();
    let median = (at((times.len() - 1) / 2) + at(times.len() / 2)) / 2;
    let kept = if median <= TARGET.as_millis() { "met" } else { "missed" };
    format!(
        "open the app to the first list: median of {} starts {median} ms (least {} ms, most {} ms); target ≤ {} ms: {kept}",
        times.len(),
        at(0),
        at(times.len() - 1),
        TARGET.as_millis()
    )
}

/// A virtual screen where there is none.
struct Screen {
    xvfb: Child,
    name: String,
}

impl Screen {
    fn open() -> Result<Screen> {
        let mut command = Command::new("Xvfb");
        // Without `-noreset` it starts anew when a window closes, and the next start may fall into that.
        command.args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut xvfb = command.spawn().context("no display and no Xvfb (Debian: apt install xvfb)")?;
        let number = first_line(&mut xvfb, PATIENCE)?;
        Ok(Screen { xvfb, name: format!(":{}", number.trim()) })
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        if self.xvfb.kill().and_then(|()| self.xvfb.wait()).is_err() {
            eprintln!("  the virtual screen {} may still be there", self.name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_lies_between_the_two_in_the_middle() {
        let times = [900, 500, 700, 600].map(Duration::from_millis).to_vec();
        let said = verdict(times);
        assert!(said.contains("median of 4 starts 650 ms") && said.ends_with("met"), "{said}");
    }
}
