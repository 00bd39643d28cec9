//! `search`, `show` and `synth` as programs: exit codes, JSON, languages.
#![cfg(feature = "cli")]

use std::path::PathBuf;
use std::process::{Command, Output};

use pdipr_data::domain::RouteSheet;
use pdipr_data::filter::SearchResult;

fn sente_data(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sente-data"));
    command.args(arguments).env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", "fr_FR.UTF-8");
    command.output().expect("the program runs")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("the output is UTF-8")
}

/// A small made-up catalogue in a folder of its own.
fn a_catalogue() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("catalogue.sqlite");
    let out = path.to_str().expect("a path in UTF-8");
    let made = sente_data(&["synth", "--routes", "60", "--seed", "3", "--out", out]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    (folder, path)
}

#[test]
fn search_prints_the_result_as_json() {
    let (_folder, path) = a_catalogue();
    let output = sente_data(&["search", "--catalogue", path.to_str().unwrap(), "--limit", "5", "--json"]);
    let result: SearchResult = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!((result.total, result.found.len(), output.status.code()), (60, 5, Some(0)));
}

#[test]
fn search_speaks_the_language_of_the_locale() {
    let (_folder, path) = a_catalogue();
    let french = sente_data(&["search", "--catalogue", path.to_str().unwrap(), "--text", "xyzzy"]);
    assert!(stdout(&french).starts_with("Aucun itinéraire\n"));
}

#[test]
fn a_criterion_that_does_not_exist_is_refused() {
    let output = sente_data(&["search", "--filter", "{\"altitude\":1}"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn show_prints_the_sheet_of_a_found_route() {
    let (_folder, path) = a_catalogue();
    let output = sente_data(&["show", "--catalogue", path.to_str().unwrap(), "s0000007", "--json"]);
    let sheet: RouteSheet = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(sheet.card.id.as_str(), "s0000007");
}

#[test]
fn show_says_that_a_route_does_not_exist() {
    let (_folder, path) = a_catalogue();
    let output = sente_data(&["show", "--catalogue", path.to_str().unwrap(), "nowhere"]);
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""));
}

#[test]
fn a_missing_catalogue_is_an_error_that_names_it() {
    let output = sente_data(&["search", "--catalogue", "/nowhere/catalogue.sqlite"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("/nowhere/catalogue.sqlite"));
}
