//! Fetches a register from its address, with progress on stderr. What was fetched before a broken connection is kept
//! beside the catalogue and the rest is asked for, also by a later run.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, bail};
use indicatif::{ProgressBar, ProgressStyle};
use reqwest::StatusCode;
use reqwest::blocking::{Client, Response};
use reqwest::header::{ETAG, IF_RANGE, LAST_MODIFIED, RANGE};
use sha2::Digest;

/// A register is a few megabytes; an endless answer is not one.
const MOST_BYTES: u64 = 512 << 20;
/// How often a connection may break before the rest is left to the next run.
const TRIES: u32 = 5;

pub fn is_address(given: &str) -> bool {
    given.starts_with("https://") || given.starts_with("http://")
}

/// The bytes at an address; `folder` keeps an unfinished download.
pub fn fetch(address: &str, folder: &Path) -> anyhow::Result<Vec<u8>> {
    // An error means that a provider is installed already, which is as good.
    rustls::crypto::ring::default_provider().install_default().ok();
    fs::create_dir_all(folder).with_context(|| format!("could not make {}", folder.display()))?;
    let client = Client::builder()
        .user_agent(concat!("sente-data/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(Duration::from_secs(20))
        .timeout(Duration::from_secs(600))
        .build()?;
    let kept = Kept::of(address, folder);
    let mut last = None;
    for attempt in 0..TRIES {
        match kept.go_on(&client, address) {
            Ok(()) => return kept.take(),
            Err(Failure::Final(error)) => return Err(error),
            Err(Failure::Broken(error)) => last = Some(error),
        }
        std::thread::sleep(Duration::from_millis(200 << attempt));
    }
    let error = last.unwrap_or_else(|| anyhow::anyhow!("no answer"));
    Err(error.context(format!("could not fetch {address}; run the command again to fetch the rest")))
}

enum Failure {
    /// Asking again would not help.
    Final(anyhow::Error),
    /// The connection broke; what came is kept.
    Broken(anyhow::Error),
}

/// An unfinished download: the bytes so far, and by what the server knows this version of the file.
struct Kept {
    part: PathBuf,
    version: PathBuf,
}

impl Kept {
    fn of(address: &str, folder: &Path) -> Kept {
        let name: String =
            sha2::Sha256::digest(address).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        Kept {
            part: folder.join(format!("download-{name}.part")),
            version: folder.join(format!("download-{name}.version")),
        }
    }

    fn bytes(&self) -> u64 {
        fs::metadata(&self.part).map_or(0, |file| file.len())
    }

    fn go_on(&self, client: &Client, address: &str) -> Result<(), Failure> {
        let known = fs::read_to_string(&self.version).ok().filter(|_| self.bytes() > 0);
        let mut request = client.get(address);
        if let Some(version) = &known {
            // With `If-Range`, a file that has changed since is sent whole.
            request = request.header(RANGE, format!("bytes={}-", self.bytes())).header(IF_RANGE, version);
        }
        let answer = request.send().map_err(|error| Failure::Broken(error.into()))?;
        match answer.status() {
            StatusCode::PARTIAL_CONTENT => self.write(answer, OpenOptions::new().append(true)),
            StatusCode::OK => {
                self.remember(&answer).map_err(Failure::Final)?;
                self.write(answer, OpenOptions::new().write(true).create(true).truncate(true))
            }
            StatusCode::RANGE_NOT_SATISFIABLE => {
                self.forget().map_err(Failure::Final)?;
                Err(Failure::Broken(anyhow::anyhow!("the server no longer knows the rest of the file")))
            }
            status if status.is_server_error() => {
                Err(Failure::Broken(anyhow::anyhow!("the server answered {status}")))
            }
            status => Err(Failure::Final(anyhow::anyhow!("{address}: the server answered {status}"))),
        }
    }

    /// Without a version the rest cannot be asked for safely: the next try begins anew.
    fn remember(&self, answer: &Response) -> anyhow::Result<()> {
        self.forget()?;
        let headers = answer.headers();
        let version = headers.get(ETAG).or_else(|| headers.get(LAST_MODIFIED));
        if let Some(version) = version.and_then(|version| version.to_str().ok())
            && !version.starts_with("W/")
        {
            fs::write(&self.version, version)?;
        }
        Ok(())
    }

    fn write(&self, mut answer: Response, how: &OpenOptions) -> Result<(), Failure> {
        let mut file = how
            .open(&self.part)
            .with_context(|| format!("could not write {}", self.part.display()))
            .map_err(Failure::Final)?;
        let already = self.bytes();
        let total = answer.content_length().map(|rest| already + rest);
        let bar = progress(already, total);
        let mut buffer = vec![0; 64 << 10];
        loop {
            let count = answer.read(&mut buffer).map_err(|error| Failure::Broken(error.into()))?;
            if count == 0 {
                break;
            }
            append(&mut file, &buffer[..count]).map_err(Failure::Final)?;
            bar.inc(count as u64);
            if bar.position() > MOST_BYTES {
                return Err(Failure::Final(anyhow::anyhow!("the file is larger than {MOST_BYTES} bytes")));
            }
        }
        bar.finish_and_clear();
        match total {
            Some(total) if self.bytes() < total => {
                Err(Failure::Broken(anyhow::anyhow!("the connection broke after {} bytes", self.bytes())))
            }
            _ => Ok(()),
        }
    }

    fn take(&self) -> anyhow::Result<Vec<u8>> {
        let bytes =
            fs::read(&self.part).with_context(|| format!("could not read {}", self.part.display()))?;
        self.forget()?;
        if bytes.is_empty() {
            bail!("the file is empty");
        }
        Ok(bytes)
    }

    fn forget(&self) -> anyhow::Result<()> {
        for path in [&self.part, &self.version] {
            if path.exists() {
                fs::remove_file(path).with_context(|| format!("could not remove {}", path.display()))?;
            }
        }
        Ok(())
    }
}

fn append(file: &mut File, bytes: &[u8]) -> anyhow::Result<()> {
    file.write_all(bytes).context("could not keep what was fetched")
}

/// Drawn on stderr, and only where that is a terminal.
fn progress(already: u64, total: Option<u64>) -> ProgressBar {
    let bar = total.map_or_else(ProgressBar::no_length, ProgressBar::new);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {bytes} / {total_bytes}  {bytes_per_sec}") {
        bar.set_style(style);
    }
    bar.set_position(already);
    bar
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader};
    use std::net::TcpListener;
    use std::thread::JoinHandle;

    use super::*;

    const FILE: &[u8] = b"Commune;INSEE\nChartres;28085\n";

    /// Gives each connection one of the answers and returns what was asked.
    fn server(answers: Vec<Vec<u8>>) -> (String, JoinHandle<Vec<String>>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/pdipr.csv", listener.local_addr().unwrap());
        let asked = std::thread::spawn(move || {
            let answer = |answer: Vec<u8>| {
                let (mut stream, _) = listener.accept().unwrap();
                let lines = BufReader::new(stream.try_clone().unwrap()).lines();
                let request: Vec<String> =
                    lines.map(Result::unwrap).take_while(|line| !line.is_empty()).collect();
                stream.write_all(&answer).unwrap();
                request.join("\n").to_lowercase()
            };
            answers.into_iter().map(answer).collect()
        });
        (address, asked)
    }

    fn answer(status: &str, length: usize, body: &[u8]) -> Vec<u8> {
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nETag: \"v1\"\r\nConnection: close\r\n\r\n"
        );
        [head.as_bytes(), body].concat()
    }

    #[test]
    fn after_a_broken_connection_only_the_rest_is_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let (address, asked) = server(vec![
            answer("200 OK", FILE.len(), &FILE[..10]),
            answer("206 Partial Content", FILE.len() - 10, &FILE[10..]),
        ]);
        assert_eq!(fetch(&address, folder.path()).unwrap(), FILE);
        let asked = asked.join().unwrap();
        assert!(
            asked[1].contains("range: bytes=10-") && asked[1].contains("if-range: \"v1\""),
            "{}",
            asked[1]
        );
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_file_that_changed_meanwhile_is_taken_whole() {
        let folder = tempfile::tempdir().unwrap();
        let changed = b"Commune;INSEE\nDreux;28134\n";
        let (address, _asked) =
            server(vec![answer("200 OK", FILE.len(), &FILE[..10]), answer("200 OK", changed.len(), changed)]);
        assert_eq!(fetch(&address, folder.path()).unwrap(), changed);
    }

    #[test]
    fn what_is_not_there_is_asked_for_once() {
        let folder = tempfile::tempdir().unwrap();
        let (address, asked) = server(vec![answer("404 Not Found", 0, b"")]);
        assert!(fetch(&address, folder.path()).unwrap_err().to_string().contains("404"));
        assert_eq!(asked.join().unwrap().len(), 1);
    }
}
