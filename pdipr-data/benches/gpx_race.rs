//! A 20 MB GPX file read and written by us, by GPSBabel and by gpxpy, each as a process of its own, in turns.
//!
//! ```text
//! cargo bench -p pdipr-data --no-default-features --bench gpx_race -- [ROUNDS] [PYTHON]
//! ```
//! Wants `apt-get install gpsbabel` and a Python with `pip install gpxpy`; what is absent is said and left out.

#[path = "support/copy.rs"]
mod copy;

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use pdipr_data::io::gpx::{read, write};

type Done = Result<(), Box<dyn std::error::Error>>;

const GPXPY: &str = "import sys, gpxpy
gpx = gpxpy.parse(open(sys.argv[1], encoding='utf-8'))
open(sys.argv[2], 'w', encoding='utf-8').write(gpx.to_xml())";

fn main() -> Done {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    match args.first().map(String::as_str) {
        Some("stream") => streamed(Path::new(&args[1]), Path::new(&args[2])),
        Some("memory") => in_memory(Path::new(&args[1]), Path::new(&args[2])),
        rounds => race(
            rounds.and_then(|n| n.parse().ok()).unwrap_or(3),
            args.get(1).map_or("python3", String::as_str),
        ),
    }
}

fn streamed(from: &Path, to: &Path) -> Done {
    let mut out = BufWriter::new(File::create(to)?);
    copy::copy(File::open(from)?, &mut out)?;
    out.flush()?;
    println!("{}", peak_kb());
    Ok(())
}

fn in_memory(from: &Path, to: &Path) -> Done {
    let (file, _) = read(&std::fs::read(from)?)?;
    std::fs::write(to, write(&file))?;
    println!("{}", peak_kb());
    Ok(())
}

fn race(rounds: usize, python: &str) -> Done {
    let folder = tempfile::tempdir()?;
    let (from, to) = (folder.path().join("walk.gpx"), folder.path().join("out.gpx"));
    std::fs::write(&from, copy::walk(20_000_000))?;
    let own = std::env::current_exe()?;
    let command = |name: &str| {
        let mut command = match name {
            "gpsbabel" => Command::new("gpsbabel"),
            "gpxpy" => Command::new(python),
            _ => Command::new(&own),
        };
        match name {
            "gpsbabel" => {
                command.args(["-t", "-i", "gpx", "-f"]).arg(&from).args(["-o", "gpx", "-F"]).arg(&to)
            }
            "gpxpy" => command.args(["-c", GPXPY]).arg(&from).arg(&to),
            mode => command.arg(mode).arg(&from).arg(&to),
        };
        command
    };
    let runners = ["stream", "memory", "gpsbabel", "gpxpy"];
    let mut costs: Vec<Vec<Cost>> = vec![Vec::new(); runners.len()];
    for round in 0..rounds {
        for (index, name) in runners.iter().enumerate() {
            match measured(command(name)) {
                Some(cost) => costs[index].push(cost),
                None if round == 0 => println!("{name}: not here or failed"),
                None => {}
            }
        }
    }
    let best = |costs: &[Cost], of: fn(&Cost) -> f64| costs.iter().map(of).min_by(f64::total_cmp);
    let ours = best(&costs[0], |cost| cost.processor).ok_or("our own run failed")?;
    for (index, name) in runners.iter().enumerate() {
        let costs = &costs[index];
        let (Some(processor), Some(wall)) =
            (best(costs, |cost| cost.processor), best(costs, |cost| cost.wall))
        else {
            continue;
        };
        let peak = costs.iter().filter_map(|cost| cost.peak_kb).max();
        let peak =
            peak.map_or(String::new(), |kb| format!(", {:.1} MB resident at most", kb as f64 / 1_000.0));
        println!(
            "{name}: {:.0} ms processor ({:.1} × ours), {:.0} ms wall{peak}",
            processor * 1e3,
            processor / ours,
            wall * 1e3
        );
    }
    Ok(())
}

/// Seconds, and memory where the process tells it.
#[derive(Debug, Clone, Copy)]
struct Cost {
    /// User and system time: says the same on a busy machine.
    processor: f64,
    wall: f64,
    peak_kb: Option<u64>,
}

/// Runs the command under a shell, whose `times` tells what its children used.
fn measured(command: Command) -> Option<Cost> {
    let mut shell = Command::new("sh");
    shell.args(["-c", "\"$@\" && times", "sh"]).arg(command.get_program()).args(command.get_args());
    let start = Instant::now();
    let output = shell.stderr(Stdio::null()).output().ok()?;
    let wall = start.elapsed().as_secs_f64();
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let children = told.lines().last().filter(|_| output.status.success())?;
    let processor = children.split_whitespace().map(seconds).sum::<Option<f64>>()?;
    Some(Cost { processor, wall, peak_kb: told.lines().next().and_then(|line| line.trim().parse().ok()) })
}

/// `1m2.34s`
fn seconds(text: &str) -> Option<f64> {
    let (minutes, seconds) = text.trim_end_matches('s').split_once('m')?;
    Some(minutes.parse::<f64>().ok()? * 60.0 + seconds.parse::<f64>().ok()?)
}

/// The most memory this process had resident, in kB; 0 where the system does not tell.
fn peak_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse().ok()).unwrap_or(0)
}
