//! `--closures` as an agency uses it: built into a catalogue, checked, shown on a day, in both languages.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails should say where")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use pdipr_data::domain::{Metres, SegmentId};
use pdipr_data::store::CatalogueStore;

fn sente_data(language: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sente-data"));
    command.args(arguments).env("LC_ALL", language).output().unwrap()
}

fn stdout(output: &Output) -> String {
    assert!(output.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap().replace('\u{a0}', " ")
}

/// A catalogue of thirteen ways, with these rows in its file of closures, and the summary of its build.
fn build(folder: &Path, rows: &str) -> (PathBuf, Output) {
    let file = folder.join("fermetures.csv");
    let text = format!("# État du 2026-11-26\nIdentifiant tronçon;De (m);À (m);Du;Au;Motif;Source\n{rows}");
    std::fs::write(&file, text).unwrap();
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = folder.join("catalogue.sqlite");
    let built = Command::new(env!("CARGO_BIN_EXE_sente-data"))
        .args(["build", "--json", "--pdipr"])
        .arg(here.join("fixtures/pdipr-verbatim-13.csv"))
        .arg("--base-data")
        .arg(here.join("../data/28"))
        .arg("--closures")
        .arg(&file)
        .arg("--out")
        .arg(&out)
        .output();
    (out, built.unwrap())
}

const FORD: &str = "tr4.1-28310;100;300;03/12/2026;20/12/2026;gué submergé;mairie\n";

#[test]
fn a_closure_is_shown_on_every_route_of_its_way_until_its_last_day() {
    let folder = tempfile::tempdir().unwrap();
    let (catalogue, built) = build(folder.path(), FORD);
    assert_eq!(built.status.code(), Some(0), "{}", String::from_utf8_lossy(&built.stderr));
    let show = |language: &str, route: &str, on: &str| {
        let catalogue = catalogue.to_str().unwrap();
        stdout(&sente_data(language, &["show", "--catalogue", catalogue, "--on", on, route]))
    };
    let line = "Fermé du 2026-12-03 au 2026-12-20 : gué submergé, à ";
    for route in ["f15-e-28310", "f15-h1-28373", "grpvba-28373"] {
        assert!(show("fr_FR", route, "2026-12-20").contains(line), "{route}");
        assert!(show("fr_FR", route, "2026-12-21").contains("aucune fermeture signalée"), "{route}");
    }
    assert!(show("C", "f15-e-28310", "2026-12-02").contains("Will be closed from 2026-12-03 to 2026-12-20"));
    assert!(
        show("fr_FR", "gr35-28000", "2026-12-20").contains("État du jour (2026-11-26) : aucune fermeture")
    );
}

#[test]
fn the_closures_of_a_way_are_those_of_its_rows() {
    let folder = tempfile::tempdir().unwrap();
    let (catalogue, _) = build(folder.path(), FORD);
    let store = CatalogueStore::open(&catalogue).unwrap();
    let of = |id: &str| store.closures_of(&SegmentId(id.to_owned())).unwrap();
    let [ford] = of("tr4.1-28310").try_into().unwrap();
    assert_eq!(ford.stretch, Some((Metres::whole(100), Metres::whole(300))));
    assert_eq!(ford.reason.as_deref(), Some("gué submergé"));
    assert_eq!(of("no-such-way"), []);
}

#[test]
fn a_refused_closure_is_exit_code_1_and_the_check_names_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let (catalogue, built) = build(folder.path(), &format!("{FORD}tr0-0;;;2026-12-01;;gué;\n"));
    assert_eq!(built.status.code(), Some(1));
    let summary: serde_json::Value = serde_json::from_slice(&built.stdout).unwrap();
    assert_eq!((&summary["closures"], &summary["state_of"]), (&1.into(), &"2026-11-26".into()));
    let catalogue = catalogue.to_str().unwrap();
    let checked =
        sente_data("fr_FR", &["check", "--catalogue", catalogue, "--code", "closure-unknown-segment"]);
    let said = stdout(&checked);
    assert!(said.contains("fermetures.csv:4, Identifiant tronçon, tr0-0"), "{said}");
    assert_eq!(checked.status.code(), Some(1));
}

#[test]
fn the_same_closures_give_the_same_bytes() {
    let [one, other] = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let (first, second) = (build(one.path(), FORD).0, build(other.path(), FORD).0);
    assert!(std::fs::read(first).unwrap() == std::fs::read(second).unwrap());
}

#[test]
fn a_day_that_is_none_is_refused_with_what_is_expected() {
    let output = sente_data("fr_FR", &["show", "f15-e-28310", "--on", "demain"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("un jour, comme 2026-12-03"));
}
