//! `sente-data build` and `check` as an agency runs them: files, an address, exit codes, JSON.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails should say where")]

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const ROWS: &[u8] = include_bytes!("../fixtures/pdipr-verbatim-13.csv");

fn base_data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/28")
}

fn sente_data(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sente-data"));
    command.args(arguments).env("LC_ALL", "fr_FR.UTF-8").output().unwrap()
}

fn build(register: &str, out: &Path) -> Output {
    let base = base_data();
    let base = base.to_str().unwrap();
    sente_data(&["build", "--pdipr", register, "--base-data", base, "--out", out.to_str().unwrap(), "--json"])
}

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
}

/// Serves the register; the first connection breaks in the middle.
fn serve_in_two_goes() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/pdipr.csv", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let asked: Vec<String> = lines.map(Result::unwrap).take_while(|line| !line.is_empty()).collect();
            let rest = asked.iter().find_map(|line| {
                line.to_lowercase().strip_prefix("range: bytes=")?.strip_suffix('-')?.parse::<usize>().ok()
            });
            let (status, from, to) = match rest {
                Some(from) => ("206 Partial Content", from, ROWS.len()),
                None => ("200 OK", 0, ROWS.len() / 2),
            };
            let length = ROWS.len() - from;
            write!(stream, "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nETag: \"a\"\r\n\r\n").unwrap();
            stream.write_all(&ROWS[from..to]).unwrap();
        }
    });
    address
}

#[test]
fn a_register_from_an_address_is_built_though_the_connection_breaks() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("catalogue.sqlite");
    let output = build(&serve_in_two_goes(), &out);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(json(&output)["rows_read"], 13);
    assert!(out.is_file());
}

#[test]
fn the_same_register_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let register = base_data().join("pdipr.csv");
    let [first, second] = ["a.sqlite", "b.sqlite"].map(|name| folder.path().join(name));
    let one = json(&build(register.to_str().unwrap(), &first));
    let other = json(&build(register.to_str().unwrap(), &second));
    assert_eq!(one["sha256"], other["sha256"]);
    assert_eq!(std::fs::read(first).unwrap(), std::fs::read(second).unwrap());
}

#[test]
fn a_refused_row_is_exit_code_1_and_the_check_says_so_in_french() {
    let folder = tempfile::tempdir().unwrap();
    let register = folder.path().join("register.csv");
    let broken = [ROWS, b"un;deux;trois\n"].concat();
    std::fs::write(&register, broken).unwrap();
    let out = folder.path().join("catalogue.sqlite");
    let built = build(register.to_str().unwrap(), &out);
    assert_eq!((built.status.code(), &json(&built)["rows_refused"]), (Some(1), &1.into()));
    let checked = sente_data(&["check", "--catalogue", out.to_str().unwrap(), "--json"]);
    assert_eq!(checked.status.code(), Some(1));
    let first = &json(&checked)["findings"][0];
    assert_eq!(first["place"]["line"], 15);
    assert!(first["sentence"].as_str().unwrap().starts_with("Ligne refusée"), "{first}");
}

#[test]
fn what_is_no_register_is_exit_code_2_and_leaves_no_catalogue() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("catalogue.sqlite");
    let output = build(base_data().join("stations.csv").to_str().unwrap(), &out);
    assert_eq!(output.status.code(), Some(2));
    let reason = String::from_utf8_lossy(&output.stderr);
    assert!(
        reason.contains("n'est pas un registre PDIPR") && reason.contains("Identifiant tronçon"),
        "{reason}"
    );
    assert!(!out.exists());
}

#[test]
fn a_catalogue_that_is_not_there_is_exit_code_2_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("none.sqlite");
    let output = sente_data(&["check", "--catalogue", missing.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("sente-data build"));
}
