//! How long the window takes to open, as a person sees it: from the start of the program until the first cards of routes
//! are drawn, and from the opening of the map until it has come to rest (`src-tauri/src/start.rs` tells). Warm: the starts
//! before are not counted.

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

/// What is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    FirstList,
    MapAtRest,
}

impl Until {
    /// The value of `SENTE_TRACE_START`.
    fn traced(self) -> &'static str {
        match self {
            Until::FirstList => "list",
            Until::MapAtRest => "map",
        }
    }

    fn said(self) -> &'static str {
        match self {
            Until::FirstList => "open the app to the first list",
            Until::MapAtRest => "open the map to its rest",
        }
    }

    fn target(self) -> Duration {
        Duration::from_millis(match self {
            Until::FirstList => 700,
            Until::MapAtRest => 1_500,
        })
    }

    /// The time that counts, of a start that took `total` and of which the shell `said` so much.
    fn time(self, total: Duration, said: &str) -> Result<Duration> {
        match self {
            Until::FirstList => Ok(total),
            Until::MapAtRest => {
                let figure = said.strip_prefix("map at rest: ").and_then(|rest| rest.split(' ').next());
                let figure = figure.with_context(|| format!("the shell says no time: {said}"))?;
                Ok(Duration::from_millis(figure.parse()?))
            }
        }
    }
}

pub fn run(until: Until) -> Result<()> {
    if run::has_display() {
        setup::for_window()?;
    } else {
        setup::for_window_unseen()?;
    }
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
            let (total, said) = one(until, &home, screen.as_ref())?;
            eprintln!("  {:>5} ms; {said}", total.as_millis());
            if number >= NOT_COUNTED {
                times.push(until.time(total, &said)?);
            }
        }
        Ok(times)
    })?;
    println!("{}", verdict(until, times));
    Ok(())
}

/// The time of one start, and what the shell said of it.
fn one(until: Until, home: &Path, screen: Option<&Screen>) -> Result<(Duration, String)> {
    std::fs::create_dir_all(home).with_context(|| format!("could not make {}", home.display()))?;
    let mut command = tools::command(&program().to_string_lossy());
    // An own data folder is an own app: an open window of the person is left alone.
    command.env("SENTE_DATA_DIR", home).env("SENTE_TRACE_START", until.traced());
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

fn verdict(until: Until, mut times: Vec<Duration>) -> String {
    times.sort();
    let at = |index: usize| times[index].as_millis();
    let median = (at((times.len() - 1) / 2) + at(times.len() / 2)) / 2;
    let target = until.target().as_millis();
    let kept = if median <= target { "met" } else { "missed" };
    format!(
        "{}: median of {} starts {median} ms (least {} ms, most {} ms); target ≤ {target} ms: {kept}",
        until.said(),
        times.len(),
        at(0),
        at(times.len() - 1),
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
        let said = verdict(Until::FirstList, times);
        assert!(said.contains("median of 4 starts 650 ms") && said.ends_with("met"), "{said}");
    }

    #[test]
    fn the_map_counts_from_its_opening_and_not_from_the_start() {
        let start = Duration::from_secs(2);
        let time = Until::MapAtRest.time(start, "map at rest: 812 ms after it was opened").unwrap();
        assert_eq!(time, Duration::from_millis(812));
        assert!(Until::MapAtRest.time(start, "first list: 300 ms").is_err());
        assert_eq!(Until::FirstList.time(start, "first list: 300 ms").unwrap(), start);
    }
}
