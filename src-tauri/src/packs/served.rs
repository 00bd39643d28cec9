//! A published folder behind a small web server for the tests, which plays tricks.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::locked;

/// How the next file is answered; without any, as a good server does.
#[derive(Debug, Clone, Copy)]
pub enum Trick {
    /// The connection breaks after so many bytes.
    Cut(usize),
    /// The whole file, whatever was asked for.
    NoRange,
    /// Other bytes of the same number.
    Other,
    /// A page of another length.
    Page,
    Missing,
}

pub struct Served {
    pub address: String,
    tricks: Arc<Mutex<VecDeque<Trick>>>,
    /// What was asked for: file, and from which byte.
    asked: Arc<Mutex<Vec<(String, u64)>>>,
}

impl Served {
    pub fn folder(folder: &Path) -> Served {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/cartes", listener.local_addr().unwrap());
        let (tricks, asked) = (Arc::default(), Arc::default());
        let served = Served { address, tricks: Arc::clone(&tricks), asked: Arc::clone(&asked) };
        let folder = folder.to_owned();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                // Whoever has what they want goes away.
                answer(stream.unwrap(), &folder, &tricks, &asked).ok();
            }
        });
        served
    }

    pub fn play(&self, tricks: &[Trick]) {
        locked(&self.tricks).extend(tricks);
    }

    /// From which bytes files were asked for since the last time.
    pub fn asked(&self) -> Vec<u64> {
        let asked = std::mem::take(&mut *locked(&self.asked));
        asked.into_iter().filter(|(file, _)| !file.ends_with(".json")).map(|(_, from)| from).collect()
    }
}

fn answer(
    mut stream: TcpStream,
    folder: &Path,
    tricks: &Mutex<VecDeque<Trick>>,
    asked: &Mutex<Vec<(String, u64)>>,
) -> std::io::Result<()> {
    let lines = BufReader::new(stream.try_clone()?).lines().map_while(Result::ok);
    let lines: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    let path = lines[0].split(' ').nth(1).unwrap();
    let name = path.strip_prefix("/cartes/").unwrap().to_owned();
    let from = lines.iter().find_map(|line| {
        let range = line.to_lowercase();
        range.strip_prefix("range: bytes=")?.trim_end_matches('-').parse::<u64>().ok()
    });
    locked(asked).push((name.clone(), from.unwrap_or(0)));
    let trick = if name.ends_with(".json") { None } else { locked(tricks).pop_front() };
    let file: PathBuf = folder.join(&name);
    let Some(mut bytes) = std::fs::read(file).ok().filter(|_| !matches!(trick, Some(Trick::Missing))) else {
        return stream.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    };
    let all = bytes.len();
    let mut status = "200 OK".to_owned();
    match trick {
        Some(Trick::Page) => bytes = b"<html>Bienvenue</html>".to_vec(),
        Some(Trick::NoRange) => {}
        _ => {
            if let Some(from) = from {
                status = format!("206 Partial Content\r\nContent-Range: bytes {from}-{}/{all}", all - 1);
                bytes.drain(..from as usize);
            }
        }
    }
    if let Some(Trick::Other) = trick {
        bytes.iter_mut().for_each(|byte| *byte ^= 1);
    }
    let length = bytes.len();
    write!(stream, "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n")?;
    let end = if let Some(Trick::Cut(after)) = trick { after.min(length) } else { length };
    stream.write_all(&bytes[..end])?;
    stream.flush()
}
