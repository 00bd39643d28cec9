//! The program as a person uses it: what it says, its JSON, its exit codes.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "clippy takes only the tests themselves for tests")]

#[path = "support/packs.rs"]
mod support;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tiles::read::TileKind;

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sente-tiles"));
    command.env("LC_ALL", "C");
    command
}

fn run(folder: &Path, line: &str) -> Output {
    program().current_dir(folder).args(line.split(' ')).output().unwrap()
}

fn json(folder: &Path, line: &str) -> Value {
    let output = run(folder, line);
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn error(folder: &Path, line: &str) -> String {
    let output = run(folder, line);
    assert_eq!(output.status.code(), Some(2), "{line}");
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr).unwrap()
}

fn folder_with_a_pack() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    support::write(&folder.path().join("a.pmtiles"), TileKind::Mvt, &support::vector_tiles(1));
    folder
}

#[test]
fn show_tells_zooms_counts_and_metadata() {
    let folder = folder_with_a_pack();
    let shown = json(folder.path(), "show a.pmtiles --json");
    assert_eq!(shown["zooms"], serde_json::json!([0, 4]));
    assert_eq!(shown["tiles"], 341);
    assert_eq!(shown["by_zoom"][4]["tiles"], 256);
    assert_eq!(shown["metadata"]["name"], "Essai");
    let text = String::from_utf8(run(folder.path(), "show a.pmtiles").stdout).unwrap();
    assert!(text.contains("name: Essai") && text.contains("mvt tiles (gzip), zooms 0-4"), "{text}");
}

#[test]
fn verify_answers_by_its_exit_code() {
    let folder = folder_with_a_pack();
    assert_eq!(json(folder.path(), "verify a.pmtiles --json")["findings"], serde_json::json!([]));
    let path = folder.path().join("a.pmtiles");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[16_384 + 200] ^= 0x55;
    std::fs::write(&path, bytes).unwrap();
    let output = run(folder.path(), "verify a.pmtiles --json");
    assert_eq!(output.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(!report["findings"].as_array().unwrap().is_empty());
    assert!(report["findings"][0]["tile"].is_string());
}

#[test]
fn get_gives_features_in_degrees() {
    let folder = folder_with_a_pack();
    let tile = json(folder.path(), "get a.pmtiles 4/8/5 --json");
    assert_eq!(tile["layers"][0]["name"], "land");
    let feature = &tile["layers"][0]["features"][0];
    assert_eq!(feature["geometry"]["type"], "Polygon");
    let [lon, lat] = [0, 1].map(|axis| feature["geometry"]["coordinates"][0][0][axis].as_f64().unwrap());
    assert!((0.0..22.5).contains(&lon) && (40.9..55.8).contains(&lat), "{lon} {lat}");
    assert_eq!(run(folder.path(), "get a.pmtiles 5/0/0").status.code(), Some(1));
    assert!(error(folder.path(), "get a.pmtiles 5/99/0").contains("5/99/0"));
}

#[test]
fn a_part_is_sound_too() {
    let folder = folder_with_a_pack();
    let line = "extract a.pmtiles --bbox -5,41,10,51 --zooms 2-4 --out part.pmtiles --json";
    let written = json(folder.path(), line);
    assert_eq!(written["tiles"], 2 + 2 + 2);
    assert_eq!(json(folder.path(), "verify part.pmtiles --json")["tiles"], written["tiles"]);
    assert!(error(folder.path(), "extract a.pmtiles --bbox 1,2,3 --out b").contains("W,S,E,N"));
    assert!(!folder.path().join("b").exists());
}

#[test]
fn diff_and_patch_give_the_new_pack() {
    let folder = folder_with_a_pack();
    support::write(&folder.path().join("b.pmtiles"), TileKind::Mvt, &support::vector_tiles(2));
    let changes = json(folder.path(), "diff a.pmtiles b.pmtiles --out d --json");
    let tiles = &changes["tiles"];
    assert_eq!(tiles["changed"].as_u64().unwrap() + tiles["same"].as_u64().unwrap(), 341);
    let patched = json(folder.path(), "patch a.pmtiles d --out c.pmtiles --json");
    let read = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
    assert!(read("b.pmtiles") == read("c.pmtiles"));
    assert_eq!(patched["bytes"], read("b.pmtiles").len());
    assert!(error(folder.path(), "patch b.pmtiles d --out e").contains("another pack"));
    assert!(!folder.path().join("e").exists());
}

#[test]
fn what_is_no_pack_is_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a"), "<gpx/>").unwrap();
    std::fs::write(folder.path().join("empty"), "").unwrap();
    for command in ["show a", "verify a", "get a 0/0/0", "extract a --out b", "diff a a --out b"] {
        let said = error(folder.path(), command);
        assert!(said.contains("no PMTiles pack"), "{command}: {said}");
    }
    assert!(error(folder.path(), "show none").contains("none"));
    assert!(error(folder.path(), "show empty").contains("too short"));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn results_and_refusals_are_french_where_the_locale_is() {
    let folder = folder_with_a_pack();
    std::fs::write(folder.path().join("a"), "<gpx/>").unwrap();
    let said = |line: &str| {
        let mut command = program();
        let output =
            command.current_dir(folder.path()).env("LC_ALL", "fr_FR.UTF-8").args(line.split(' ')).output();
        let output = output.unwrap();
        String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
    };
    let shown = said("show a.pmtiles");
    assert!(shown.contains("nom : Essai\n") && shown.contains("tuiles mvt (gzip), zooms 0-4"), "{shown}");
    assert!(said("verify a.pmtiles").ends_with("aucun constat\n"));
    assert_eq!(
        said("show a"),
        "sente-tiles: le paquet a ne peut pas être lu : ce n'est pas un paquet PMTiles\n"
    );
    let none = "le fichier none ne peut pas être lu : le fichier ou le dossier n'existe pas\n";
    assert_eq!(said("show none"), format!("sente-tiles: {none}"));
    assert!(said("show").contains("il manque : <PAQUET>\n« sente-tiles --help » en dit plus."));
    let help = said("build --help");
    assert!(help.contains("Utilisation : sente-tiles build") && help.contains("--osm <FICHIER.osm.pbf>"));
    assert!(said("elevation --dem .").contains("rien n'est demandé"));
}

#[test]
fn serve_answers_tiles_and_a_page_on_this_machine() {
    let folder = folder_with_a_pack();
    let mut command = program();
    command.current_dir(folder.path()).args(["serve", "a.pmtiles", "--port", "0"]).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut said = String::new();
    BufReader::new(child.stderr.take().unwrap()).read_line(&mut said).unwrap();
    let address = said.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
    let ask = |request: &str| {
        let mut stream = TcpStream::connect(&address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|end| end == b"\r\n\r\n").unwrap();
        (String::from_utf8(answer[..end].to_vec()).unwrap(), answer[end + 4..].to_vec())
    };
    let get = |path: &str| ask(&format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    let (head, body) = get("/4/8/5");
    assert!(head.starts_with("HTTP/1.1 200") && head.contains("Content-Encoding: gzip"), "{head}");
    assert_eq!(
        Some(&body),
        support::vector_tiles(1).get(&tiles::tile::Tile::new(4, 8, 5).unwrap().hilbert())
    );
    assert!(get("/9/0/0").0.starts_with("HTTP/1.1 204"));
    assert!(String::from_utf8(get("/").1).unwrap().contains("Essai"));
    assert!(serde_json::from_slice::<Value>(&get("/pack.json").1).is_ok());
    for path in ["/../a.pmtiles", "/vendor/../a.pmtiles", "/a.pmtiles", "/9/0"] {
        assert!(get(path).0.starts_with("HTTP/1.1 404"), "{path}");
    }
    assert!(ask("POST / HTTP/1.1\r\n\r\n").0.starts_with("HTTP/1.1 400"));
    child.kill().unwrap();
    child.wait().unwrap();
}
