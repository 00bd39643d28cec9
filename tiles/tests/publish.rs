//! `sente-tiles publish`: what lies in the folder afterwards, and what is refused.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "clippy takes only the tests themselves for tests")]

#[path = "support/packs.rs"]
mod support;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use sha2::{Digest, Sha256};
use tiles::read::TileKind;

fn run(folder: &Path, line: &str) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_sente-tiles"));
    program.env("LC_ALL", "C").current_dir(folder).args(line.split(' ')).output().unwrap()
}

fn done(folder: &Path, line: &str) {
    let output = run(folder, line);
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
}

fn refused(folder: &Path, line: &str) -> String {
    let output = run(folder, line);
    assert_eq!(output.status.code(), Some(2), "{line}");
    String::from_utf8(output.stderr).unwrap()
}

/// An older and a newer version of one pack, and what changed.
fn two_versions() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut tiles = support::vector_tiles(1);
    support::write(&folder.path().join("old.pmtiles"), TileKind::Mvt, &tiles);
    tiles.insert(40, support::vector_tiles(900)[&7].clone());
    support::write(&folder.path().join("new.pmtiles"), TileKind::Mvt, &tiles);
    done(folder.path(), "diff old.pmtiles new.pmtiles --out changes.pmdelta");
    folder
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries
        .map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap()))
        .collect()
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn every_listed_file_is_there_with_the_bytes_that_the_listing_names() {
    let folder = two_versions();
    done(folder.path(), "publish new.pmtiles --changes changes.pmdelta --out maps");
    let files = files(&folder.path().join("maps"));
    let listing: Value = serde_json::from_slice(&files["packs.json"]).unwrap();
    let (pack, changes) = (&listing["packs"][0], &listing["changes"][0]);
    for listed in [pack, changes] {
        let name = listed["file"].as_str().unwrap();
        let sha256 = hex(&files[name]);
        assert_eq!(listed["sha256"], sha256.as_str());
        assert_eq!(listed["bytes"], files[name].len());
        assert!(name.contains(&sha256[..16]), "{name}");
    }
    assert_eq!(changes["to"], pack["sha256"]);
    assert_eq!(changes["from"], hex(&std::fs::read(folder.path().join("old.pmtiles")).unwrap()).as_str());
    assert_eq!(files.len(), 3);
}

#[test]
fn the_same_packs_give_the_same_folder_and_an_older_one_stays_unlisted() {
    let folder = two_versions();
    done(folder.path(), "publish old.pmtiles --out maps");
    let json = run(folder.path(), "publish new.pmtiles --changes changes.pmdelta --out maps --json");
    let told: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert!(told["unlisted"][0].as_str().unwrap().starts_with("old-"), "{told}");
    done(folder.path(), "publish new.pmtiles --changes changes.pmdelta --out again");
    let (mut one, two) = (files(&folder.path().join("maps")), files(&folder.path().join("again")));
    one.retain(|name, _| !name.starts_with("old-"));
    assert_eq!(one, two);
}

#[test]
fn what_the_app_could_not_use_is_refused_and_the_listing_stays() {
    let folder = two_versions();
    done(folder.path(), "publish new.pmtiles --out maps");
    let before = files(&folder.path().join("maps"));
    std::fs::write(folder.path().join("photo.pmtiles"), "a photo").unwrap();
    for (line, what) in [
        ("publish photo.pmtiles --out maps", "photo.pmtiles"),
        ("publish old.pmtiles new.pmtiles --out maps", "same title and kind"),
        ("publish old.pmtiles --changes changes.pmdelta --out maps", "leads to none"),
        ("publish new.pmtiles --changes old.pmtiles --out maps", "old.pmtiles cannot be published"),
        ("publish missing.pmtiles --out maps", "missing.pmtiles"),
    ] {
        let told = refused(folder.path(), line);
        assert!(told.contains(what), "{line}: {told}");
    }
    let after = files(&folder.path().join("maps"));
    assert_eq!(after["packs.json"], before["packs.json"]);
}
