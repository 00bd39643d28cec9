//! `sente-tiles serve`: looks at a pack in a browser on this machine.

use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use tiles::read::{Mapped, Pack};

mod answer;

use crate::input;
use crate::refusal::refused_because;
use answer::{Answer, Site};

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = "PACK")]
    pack: PathBuf,
    #[arg(long, value_name = "PORT", default_value_t = 8_080)]
    port: u16,
    #[arg(long, value_name = "DIR")]
    vendor: Option<PathBuf>,
}

/// A request that is longer is no request of a browser.
const REQUEST_MAX: usize = 16 << 10;
const PATIENCE: Duration = Duration::from_secs(10);

pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    let site = Site { pack: input::pack(&args.pack)?, vendor: args.vendor };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, args.port))
        .map_err(|error| refused_because("no-port", [("port", args.port.to_string())], error))?;
    eprintln!("http://{}/", listener.local_addr()?);
    std::thread::scope(|scope| {
        for stream in listener.incoming() {
            let site = &site;
            match stream {
                Ok(stream) => drop(scope.spawn(move || serve(stream, site))),
                Err(error) => eprintln!("sente-tiles: {error}"),
            }
        }
    });
    Ok(ExitCode::SUCCESS)
}

fn serve(mut stream: TcpStream, site: &Site<Pack<Mapped>>) {
    let served = path(&mut stream).and_then(|path| match path {
        Some(path) => send(&mut stream, &site.answer(&path)),
        None => send(&mut stream, &Answer::text(400, "no request that is understood here")),
    });
    match served {
        // A browser that has moved on closes the connection.
        Err(error) if !matches!(error.kind(), ErrorKind::BrokenPipe | ErrorKind::ConnectionReset) => {
            eprintln!("sente-tiles: {error}");
        }
        _ => {}
    }
}

/// The path of a GET request.
fn path(stream: &mut TcpStream) -> std::io::Result<Option<String>> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut request = Vec::new();
    let mut piece = [0_u8; 2_048];
    while !request.windows(4).any(|end| end == b"\r\n\r\n") {
        let length = stream.read(&mut piece)?;
        request.extend(piece.iter().take(length));
        if length == 0 || request.len() > REQUEST_MAX {
            return Ok(None);
        }
    }
    let line = request.split(|byte| *byte == b'\r').next().unwrap_or_default();
    let mut words = std::str::from_utf8(line).unwrap_or_default().split(' ');
    let target = words.next().filter(|method| *method == "GET").and(words.next());
    Ok(target.map(|target| target.split('?').next().unwrap_or_default().to_owned()))
}

fn send(stream: &mut TcpStream, answer: &Answer) -> std::io::Result<()> {
    let packed = if answer.gzip { "Content-Encoding: gzip\r\n" } else { "" };
    let head = format!(
        "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\n{packed}Cache-Control: no-cache\r\nConnection: close\r\n\r\n",
        answer.status,
        answer.media,
        answer.body.len()
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(&answer.body)
}
