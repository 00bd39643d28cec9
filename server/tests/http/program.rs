//! The program itself: what it prints, how it stops, what it says when it cannot start, and what it never writes down.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use protocol::{Act, Batch, paths, sum};
use sente_server::secret;

use crate::samples::{a_key, a_review, making};

pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sente-server"));
    command.env_clear().stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A running server, and the address that it printed.
fn serving(folder: &Path, log: &str) -> (Child, String) {
    serving_with(folder, log, &[])
}

/// The same with more settings.
pub fn serving_with(folder: &Path, log: &str, settings: &[&str]) -> (Child, String) {
    let mut command = program();
    command.env("RUST_LOG", log).env("SENTE_LISTEN", "127.0.0.1:0");
    let mut child = command.arg("serve").args(settings).arg("--data").arg(folder).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("listening on http://").unwrap_or_else(|| panic!("{line:?}"));
    let address = address.to_owned();
    (child, address)
}

pub fn stopped(child: Child) -> Output {
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    child.wait_with_output().unwrap()
}

fn staff(folder: &Path, words: &[&str], password: &str) -> Output {
    let mut command = program();
    command.arg("admin").args(words).arg("--data").arg(folder).stdin(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // Not every command waits for it.
    writeln!(child.stdin.take().unwrap(), "{password}").ok();
    child.wait_with_output().unwrap()
}

pub fn said(output: &[u8]) -> String {
    String::from_utf8_lossy(output).into_owned()
}

fn asked(address: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut reply = String::new();
    stream.read_to_string(&mut reply).unwrap();
    reply
}

#[test]
fn it_prints_its_address_answers_there_and_stops_when_it_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (child, address) = serving(folder.path(), "info");
    let reply = asked(&address, "GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    assert!(reply.starts_with("HTTP/1.1 200 OK") && reply.ends_with("ok\n"), "{reply}");
    let output = stopped(child);
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn what_is_sent_and_by_whom_is_never_written_into_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let (child, address) = serving(folder.path(), "trace");
    let key = a_key(0xab);
    let batch = Batch { operations: vec![making(Act::Review(a_review("le vieux lavoir")))] };
    let body = serde_json::to_string(&batch).unwrap();
    let header = |name: &str| match name {
        paths::KEY => Some(key.as_str()),
        "content-type" => Some("application/json"),
        _ => None,
    };
    let sum = sum::of_request("POST", paths::OPERATIONS, header, body.as_bytes());
    let reply = asked(
        &address,
        &format!(
            "POST {} HTTP/1.1\r\nhost: x\r\nconnection: close\r\nsente-key: {}\r\nsente-sum: {sum}\r\ncontent-type: application/json\r\n\
             content-length: {}\r\n\r\n{body}",
            paths::OPERATIONS,
            key.as_str(),
            body.len()
        ),
    );
    assert!(reply.contains("taken"), "{reply}");
    let log = said(&stopped(child).stderr);
    let hash = secret::hex(&secret::sha256(&[key.as_str().as_bytes()]));
    for secret in ["lavoir", "f3-28357", key.as_str(), &hash] {
        assert!(!log.contains(secret), "{secret} stands in the log:\n{log}");
    }
    // Its own address may stand there, the other end's may not: it has a port of its own.
    assert!(!log.replace(&address, "").contains("127.0.0.1:"), "{log}");
}

#[test]
fn a_wrong_setting_is_named_with_its_source() {
    let output = program().args(["serve", "--data", "d", "--listen", "nowhere"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        said(&output.stderr),
        "sente-server: `listen` (from --listen): expected an address and a port, as 127.0.0.1:8028\n"
    );
}

#[test]
fn staff_is_added_once_and_may_get_another_password() {
    let folder = tempfile::tempdir().unwrap();
    let ana = ["add-staff", "--account", "Ana", "--role", "agence"];
    assert_eq!(said(&staff(folder.path(), &ana, "les sentiers de la Beauce").stdout), "added `ana`\n");
    assert!(said(&staff(folder.path(), &ana, "les sentiers de la Beauce").stderr).contains("already"));
    let reset = staff(folder.path(), &["reset-password", "--account", "ana"], "les sentiers du Perche");
    assert!(reset.status.success(), "{reset:?}");
    let short = staff(folder.path(), &["reset-password", "--account", "ana"], "court");
    assert!(said(&short.stderr).contains("12 to 200 bytes"), "{short:?}");
    let nobody = ["add-staff", "--account", "luc", "--role", "commune"];
    assert!(said(&staff(folder.path(), &nobody, "les sentiers de la Beauce").stderr).contains("--communes"));
}

#[test]
fn staff_is_listed_and_removed() {
    let folder = tempfile::tempdir().unwrap();
    let told =
        |words: &str| staff(folder.path(), &words.split(' ').collect::<Vec<_>>(), "les sentiers du Perche");
    told("add-staff --account zoe --shown Zoé --role commune --communes 28085,28357");
    told("add-staff --account ana --role agence --without-password");
    let (ana, zoe) =
        ("ana\tagence\t\tOpenID Connect only\tana\n", "zoe\tcommune\t28085,28357\tpassword\tZoé\n");
    assert_eq!(said(&told("list-staff").stdout), [ana, zoe].concat());
    assert_eq!(said(&told("remove-staff --account Zoe").stdout), "removed `zoe`; its sessions have ended\n");
    assert_eq!(said(&told("list-staff").stdout), ana);
    let again = told("remove-staff --account zoe");
    assert!(!again.status.success() && said(&again.stderr).contains("no account `zoe`"), "{again:?}");
}

#[test]
fn a_new_store_is_sound_and_can_be_exported() {
    let folder = tempfile::tempdir().unwrap();
    let run = |word: &str| program().args([word, "--data"]).arg(folder.path()).output().unwrap();
    assert!(run("migrate").status.success());
    assert_eq!(said(&run("check").stdout), "sound\n");
    let export: serde_json::Value = serde_json::from_slice(&run("export").stdout).unwrap();
    assert_eq!(export["reviews"], serde_json::json!([]));
}

#[test]
fn figures_of_the_machine_are_on_a_port_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = program();
    command
        .args(["serve", "--listen", "127.0.0.1:0", "--metrics", "127.0.0.1:0", "--data"])
        .arg(folder.path());
    let mut child = command.spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut address = |what: &str| {
        let line = lines.next().unwrap().unwrap();
        line.strip_prefix(what).unwrap_or_else(|| panic!("{line}")).to_owned()
    };
    let main = address("listening on http://");
    let metrics = address("metrics on http://");
    let metrics = metrics.trim_end_matches("/metrics");
    let get = |path: &str| format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    asked(&main, &get("/v1/about"));
    assert!(
        asked(metrics, &get("/metrics")).contains("route=\"/v1/about\",method=\"GET\",status=\"200\"} 1")
    );
    assert!(asked(&main, &get("/metrics")).starts_with("HTTP/1.1 404"));
    assert!(stopped(child).status.success());
}
