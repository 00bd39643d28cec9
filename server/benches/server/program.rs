//! Programs that are measured: started, asked for their processor time, ended with us.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout};

pub struct Program {
    child: Child,
    pub out: Lines<BufReader<ChildStdout>>,
}

impl Program {
    pub fn start(mut command: Command) -> Program {
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut command = tokio::process::Command::from(command);
        let mut child = command.kill_on_drop(true).spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap()).lines();
        Program { child, out }
    }

    /// The address that its first line names, without `http://`.
    pub async fn address(&mut self) -> String {
        let line = self.line().await;
        let address = line.strip_prefix("listening on http://").unwrap_or_else(|| panic!("it says: {line}"));
        address.to_owned()
    }

    pub async fn line(&mut self) -> String {
        self.out.next_line().await.unwrap().expect("the program has ended; see what it says above")
    }

    pub async fn say(&mut self, line: &str) {
        use tokio::io::AsyncWriteExt;
        self.child.stdin.as_mut().unwrap().write_all(line.as_bytes()).await.unwrap();
    }

    /// Processor time since its start; without that of programs it has started.
    pub fn cpu(&self) -> Duration {
        self.child.id().map_or(Duration::ZERO, |id| cpu(&id.to_string()))
    }

    /// Asks it to end, and waits until it has.
    pub async fn stop(mut self) {
        if let Some(id) = self.child.id() {
            Command::new("kill").arg(id.to_string()).status().unwrap();
        }
        self.child.wait().await.unwrap();
    }
}

/// Processor time of a process (`self` for our own), user and system, in ticks of 10 ms.
pub fn cpu(process: &str) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // The name in brackets may hold anything; the fields after it are numbers (proc(5): utime is the 14th).
    let fields = stat.rsplit_once(')').map(|(_, fields)| fields).unwrap_or_default();
    let ticks: u64 = fields.split_whitespace().skip(11).take(2).flat_map(str::parse::<u64>).sum();
    Duration::from_millis(ticks * 10)
}

/// The processors, the load and the file system that the figures were taken on.
pub fn machine(folder: &Path) -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or_default().to_owned();
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or("", |(_, model)| model);
    let found = Command::new("stat").args(["-f", "-c", "%T"]).arg(folder).output();
    let file_system = found.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    format!("{cores} cores ({model}), load {load}, data on {}", file_system.unwrap_or_default())
}
