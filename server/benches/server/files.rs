//! Static files beside nginx: the same folder, the same headers, connections that stay open, one after the other.

use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use crate::program::Program;
use crate::reads::{Read, wrk};
use crate::words::Chance;

pub struct Line {
    pub what: &'static str,
    pub ours: Read,
    pub peer: Read,
}

const ROUNDS: usize = 3;
const SMALL: usize = 2_048;
const LARGE: usize = 700_000;
/// The headers of our answers that are the same for every file.
const HEADERS: &[(&str, &str)] = &[
    ("Cache-Control", "no-cache"),
    ("Vary", "accept-encoding"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Content-Security-Policy", POLICY),
    ("Permissions-Policy", PERMISSIONS),
];
const POLICY: &str = sente_server::guard::headers::PAGE_POLICY;
const PERMISSIONS: &str = sente_server::guard::headers::PERMISSIONS;

/// Empty where nginx or wrk is not installed.
pub async fn run(folder: &Path) -> Vec<Line> {
    let installed = |name: &str| Command::new(name).arg("-v").output().is_ok();
    if !installed("nginx") || !installed("wrk") {
        println!("skipped: nginx and wrk are not installed (apt-get install nginx-light wrk)");
        return vec![];
    }
    let pages = folder.join("pages");
    write_files(&pages);
    let mut command = Command::new(env!("CARGO_BIN_EXE_sente-server"));
    command.arg("serve").arg("--data").arg(folder.join("files")).arg("--pages").arg(&pages);
    command.args(["--listen", "127.0.0.1:0", "--rate-per-address", "0"]).env("RUST_LOG", "error");
    let mut ours = Program::start(command);
    let address = ours.address().await;
    let (nginx, peer) = nginx(folder, &pages);
    let ask = |what, path| {
        let brotli = ["accept-encoding: br"];
        // In turns, so that what else the machine does meets both.
        let rounds = (0..ROUNDS)
            .map(|_| (wrk(what, &address, path, &brotli, None), wrk(what, &peer, path, &brotli, None)));
        let (ours, peer): (Vec<_>, Vec<_>) = rounds.unzip();
        Line { what, ours: median(ours), peer: median(peer) }
    };
    let lines = vec![
        ask("a style sheet of 2 kB", "/small.css"),
        ask("a wasm of 700 kB, compressed beforehand", "/large.wasm"),
    ];
    nginx.stop().await;
    ours.stop().await;
    lines
}

fn median(mut rounds: Vec<Read>) -> Read {
    rounds.sort_by(|one, other| one.a_second.total_cmp(&other.a_second));
    rounds.swap_remove(rounds.len() / 2)
}

fn write_files(pages: &Path) {
    std::fs::create_dir(pages).unwrap();
    let chance = &mut Chance(7);
    let mut noise = |length: usize| -> Vec<u8> { (0..length).map(|_| chance.next() as u8).collect() };
    std::fs::write(pages.join("index.html"), "<!doctype html><title>Sente</title>").unwrap();
    std::fs::write(pages.join("small.css"), "a{color:red}".repeat(SMALL / 12)).unwrap();
    std::fs::write(pages.join("large.wasm"), noise(LARGE * 3)).unwrap();
    // Neither server looks into it.
    std::fs::write(pages.join("large.wasm.br"), noise(LARGE)).unwrap();
}

/// Two workers, no log, files kept open, in its own folder; and its address.
fn nginx(folder: &Path, pages: &Path) -> (Program, String) {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let (own, address) = (folder.join("nginx"), format!("127.0.0.1:{port}"));
    std::fs::create_dir(&own).unwrap();
    let headers: String =
        HEADERS.iter().map(|(name, value)| format!("add_header {name} \"{value}\";\n")).collect();
    let text = format!(
        "user root; worker_processes 2; daemon off; pid {own}/pid; error_log stderr crit;\n\
         events {{ worker_connections 1024; }}\n\
         http {{ types {{ text/css css; application/wasm wasm; }}\n\
         access_log off; sendfile on; tcp_nopush on; tcp_nodelay on; etag on;\n\
         keepalive_requests 100000000; open_file_cache max=100 inactive=60s; open_file_cache_valid 60s;\n\
         client_body_temp_path {own}/body; proxy_temp_path {own}/proxy; fastcgi_temp_path {own}/fastcgi;\n\
         uwsgi_temp_path {own}/uwsgi; scgi_temp_path {own}/scgi;\n\
         server {{ listen {address}; root {pages};\n{headers}\
         location = /large.wasm {{ types {{}} default_type application/wasm; try_files /large.wasm.br =404;\n\
         {headers}add_header Content-Encoding br; }} }} }}\n",
        own = own.display(),
        pages = pages.display(),
    );
    let config = own.join("nginx.conf");
    std::fs::File::create(&config).unwrap().write_all(text.as_bytes()).unwrap();
    let mut command = Command::new("nginx");
    command.arg("-c").arg(config).arg("-p").arg(&own);
    let program = Program::start(command);
    while std::net::TcpStream::connect(&address).is_err() {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    (program, address)
}
