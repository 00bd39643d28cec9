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
use std::time::{Duration, Instant};

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
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); runners.len()];
    let mut peaks = vec![0_u64; runners.len()];
    for round in 0..rounds {
        for (index, name) in runners.iter().enumerate() {
            let start = Instant::now();
            let output = command(name).stderr(Stdio::null()).output();
            let time = start.elapsed();
            match output {
                Ok(output) if output.status.success() => {
                    times[index].push(time);
                    let told = String::from_utf8_lossy(&output.stdout);
                    peaks[index] = peaks[index].max(told.trim().parse().unwrap_or(0));
                }
                _ if round == 0 => println!("{name}: not here or failed"),
                _ => {}
            }
        }
    }
    let best = |times: &[Duration]| times.iter().min().map(Duration::as_secs_f64);
    let ours = best(&times[0]).ok_or("our own run failed")?;
    for (index, name) in runners.iter().enumerate() {
        let Some(best) = best(&times[index]) else { continue };
        let peak = if peaks[index] > 0 {
            format!(", {:.1} MB resident at most", peaks[index] as f64 / 1_000.0)
        } else {
            String::new()
        };
        println!("{name}: {:.0} ms, {:.1} × ours{peak}", best * 1_000.0, best / ours);
    }
    Ok(())
}

/// The most memory this process had resident, in kB; 0 where the system does not tell.
fn peak_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse().ok()).unwrap_or(0)
}
