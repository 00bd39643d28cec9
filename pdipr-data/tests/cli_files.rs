//! The commands `export` and `inspect` as a user runs them: output, exit codes, language.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod support;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use pdipr_data::store;

fn run(folder: &Path, language: &str, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sente-data"))
        .args(args)
        .current_dir(folder)
        .env("LC_ALL", language)
        .output()
        .expect("the program starts")
}

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).expect("stdout holds JSON and nothing else")
}

fn file(folder: &Path, name: &str, content: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, content).unwrap();
    path
}

#[test]
fn a_route_is_exported_and_inspected_again() {
    let folder = tempfile::tempdir().unwrap();
    store::write(support::catalogue(), &folder.path().join("c.sqlite")).unwrap();
    let catalogue = ["--catalogue", "c.sqlite"];
    let export = |more: &[&str]| run(folder.path(), "C", &[&["export"], &catalogue[..], more].concat());

    let by_name = export(&["f15-e-28310"]);
    assert_eq!(by_name.status.code(), Some(0), "{by_name:?}");
    let report = json(&run(folder.path(), "C", &["inspect", "sente-f15-e.gpx", "--json"]));
    assert_eq!((&report["creator"], &report["findings"]), (&"Sente".into(), &serde_json::json!([])));
    assert_eq!(report["tracks"].as_array().unwrap().len(), 1);
    assert!(report["length_m"].as_f64().unwrap() > 5_000.0 && report["elevations"].is_null());

    let by_code = export(&["F15.E", "--no-date", "-o", "-"]);
    assert_eq!(by_code.stdout, export(&["f15-e-28310", "--no-date", "-o", "-"]).stdout);
    let geojson = json(&export(&["f15-e-28310", "--format", "geojson", "-o", "-"]));
    assert_eq!(geojson["type"], "FeatureCollection");

    let unknown = export(&["no-such-route"]);
    assert_eq!((unknown.status.code(), unknown.stdout.len()), (Some(2), 0));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("no-such-route"));
}

#[test]
fn a_cut_file_ends_with_1_and_its_sentence_in_the_language_of_the_user() {
    let folder = tempfile::tempdir().unwrap();
    file(folder.path(), "cut.gpx", "<gpx version='1.1'><wpt lat='48,5' lon='1.5'/><trk>");
    for (language, words) in
        [("fr_FR.UTF-8", "s'arrête au milieu"), ("en_GB.UTF-8", "stops inside an element")]
    {
        let output = run(folder.path(), language, &["inspect", "cut.gpx", "--json"]);
        assert_eq!(output.status.code(), Some(1));
        let findings = &json(&output)["findings"];
        assert!(findings[0]["sentence"].as_str().unwrap().contains(words), "{findings}");
        assert_eq!(findings[1]["code"], "gpx-decimal-comma");
    }
}

#[test]
fn what_is_no_gpx_ends_with_2_and_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    file(folder.path(), "a.kml", "<kml/>");
    let output = run(folder.path(), "fr_FR.UTF-8", &["inspect", "a.kml", "--json"]);
    assert_eq!((output.status.code(), &json(&output)["refused"]), (Some(2), &"other-root".into()));
    let absent = run(folder.path(), "C", &["inspect", "absent.gpx"]);
    assert_eq!((absent.status.code(), absent.stdout.len()), (Some(2), 0));
    assert!(String::from_utf8_lossy(&absent.stderr).contains("absent.gpx"));
}
