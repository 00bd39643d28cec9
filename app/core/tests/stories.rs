//! What a hiker does, told to the engine in JSON as a host would.
#![cfg(feature = "store")]
// A helper that fails is a failed test.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::country::*;
use common::samples::id;
use pdipr_data::domain::{Network, Practice};
use pdipr_data::filter::Page;
use pdipr_data::io::ExportFormat;
use sente_core::calls::*;
use sente_core::carnet::{Look, NOTE_MAX, Progress, RouteMarks, Settings};
use sente_core::{ApiError, Engine, reasons};

fn two_routes() -> Engine {
    engine_with([formerly(a_route("f3"), "f3-ancien"), a_route("f4")])
}

fn favourite(engine: &mut Engine, route: &str) -> RouteMarks {
    ask(engine, SetFavourite { id: id(route), favourite: true }).unwrap()
}

fn note(engine: &mut Engine, route: &str, text: &str) -> Result<RouteMarks, ApiError> {
    ask(engine, SetNote { id: id(route), note: Some(text.to_owned()) })
}

fn kept(engine: &mut Engine) -> Vec<String> {
    ask(engine, OpenCarnet {}).unwrap().entries.into_iter().map(|entry| entry.id.0).collect()
}

fn refused<T: std::fmt::Debug>(answer: Result<T, ApiError>) -> (String, String) {
    match answer {
        Err(ApiError::Invalid { field, reason }) => (field, reason),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_no_call_is_answered_as_such() {
    let answer = two_routes().answer(r#"{"call": "MakeCoffee", "args": {}}"#, now());
    assert!(answer.contains(r#""error":"bad-request""#), "{answer}");
}

#[test]
fn an_unknown_route_is_not_found() {
    let answer = ask(&mut two_routes(), OpenRoute { id: id("f99") });
    assert_eq!(answer, Err(ApiError::not_found("route", "f99")));
}

#[test]
fn a_former_id_opens_the_route_and_its_marks() {
    let mut engine = two_routes();
    favourite(&mut engine, "f3-ancien");
    let opened = ask(&mut engine, OpenRoute { id: id("f3-ancien") }).unwrap();
    assert_eq!((opened.sheet.card.id, opened.marks.favourite), (id("f3"), true));
}

#[test]
fn cards_come_in_the_order_asked_for_without_the_unknown() {
    let cards = ask(&mut two_routes(), OpenCards { ids: vec![id("f4"), id("nowhere"), id("f3")] }).unwrap();
    assert_eq!(cards.into_iter().map(|card| card.id.0).collect::<Vec<_>>(), ["f4", "f3"]);
}

#[test]
fn a_notebook_outlives_the_app() {
    let dir = tempfile::tempdir().unwrap();
    let open = || {
        let carnet = rusqlite::Connection::open(dir.path().join("carnet.sqlite")).unwrap();
        open(catalogue([a_route("f3")]), carnet)
    };
    favourite(&mut open(), "f3");
    assert_eq!(kept(&mut open()), ["f3"]);
}

#[test]
fn the_newest_entry_stands_first() {
    let mut engine = two_routes();
    for (route, hour) in [("f3", "08"), ("f4", "09")] {
        let at = format!("2026-05-02T{hour}:00:00Z").parse().unwrap();
        ask_at(&mut engine, SetFavourite { id: id(route), favourite: true }, at).unwrap();
    }
    assert_eq!(kept(&mut engine), ["f4", "f3"]);
}

#[test]
fn a_route_without_any_mark_leaves_the_notebook() {
    let mut engine = two_routes();
    favourite(&mut engine, "f3");
    ask(&mut engine, SetFavourite { id: id("f3"), favourite: false }).unwrap();
    assert!(kept(&mut engine).is_empty());
}

#[test]
fn a_route_that_the_catalogue_lost_stays_and_can_be_unmarked() {
    let dir = tempfile::tempdir().unwrap();
    let carnet = || rusqlite::Connection::open(dir.path().join("carnet.sqlite")).unwrap();
    favourite(&mut open(catalogue([a_route("f3")]), carnet()), "f3");
    let mut engine = open(catalogue([a_route("f4")]), carnet());
    let page = ask(&mut engine, OpenCarnet {}).unwrap();
    assert_eq!((page.entries[0].id.as_str(), &page.entries[0].card), ("f3", &None));
    ask(&mut engine, SetFavourite { id: id("f3"), favourite: false }).unwrap();
    assert!(kept(&mut engine).is_empty());
}

#[test]
fn marks_and_lists_follow_a_route_to_its_new_id() {
    let dir = tempfile::tempdir().unwrap();
    let carnet = || rusqlite::Connection::open(dir.path().join("carnet.sqlite")).unwrap();
    let mut before = open(catalogue([a_route("f3")]), carnet());
    favourite(&mut before, "f3");
    let list = ask(&mut before, CreateList { name: "Été".into() }).unwrap();
    ask(&mut before, SetListed { list: list.id, id: id("f3"), listed: true }).unwrap();
    drop(before);
    let mut after = open(catalogue([formerly(a_route("f3-28357"), "f3")]), carnet());
    let opened = ask(&mut after, OpenRoute { id: id("f3-28357") }).unwrap();
    assert_eq!((opened.marks.favourite, opened.marks.lists), (true, vec![list.id]));
}

#[test]
fn a_note_is_trimmed_kept_within_its_limit_and_removed_by_blanks() {
    let mut engine = two_routes();
    assert_eq!(note(&mut engine, "f3", "  boue \n").unwrap().note.as_deref(), Some("boue"));
    let long = "é".repeat(NOTE_MAX + 1);
    assert_eq!(refused(note(&mut engine, "f3", &long)), ("note".into(), reasons::TOO_LONG.into()));
    assert_eq!(note(&mut engine, "f3", "   ").unwrap().note, None);
}

#[test]
fn a_walk_is_not_done_before_it_is_walked() {
    let mut engine = two_routes();
    let done = |day| SetProgress {
        id: id("f3"),
        progress: Some(Progress::Done { on: jiff::civil::date(2026, 5, day) }),
    };
    assert_eq!(refused(ask(&mut engine, done(4))).1, reasons::IN_THE_FUTURE);
    assert!(ask(&mut engine, done(2)).unwrap().progress.is_some());
}

#[test]
fn a_repeated_call_changes_nothing_more() {
    let mut engine = two_routes();
    let first = ask(&mut engine, CreateList { name: "Été".into() }).unwrap();
    assert_eq!(ask(&mut engine, CreateList { name: " Été ".into() }).unwrap(), first);
    let put = || SetListed { list: first.id, id: id("f3"), listed: true };
    let marks = ask(&mut engine, put()).unwrap();
    assert_eq!(ask(&mut engine, put()).unwrap(), marks);
    assert_eq!(ask(&mut engine, OpenCarnet {}).unwrap().lists[0].routes, [id("f3")]);
}

#[test]
fn two_lists_never_have_one_name() {
    let mut engine = two_routes();
    let list = ask(&mut engine, CreateList { name: "Été".into() }).unwrap();
    ask(&mut engine, SetListed { list: list.id, id: id("f3"), listed: true }).unwrap();
    let again = ask(&mut engine, CreateList { name: "Été".into() });
    assert_eq!(refused(again), ("name".into(), reasons::TAKEN.into()));
    let other = ask(&mut engine, CreateList { name: "Hiver".into() }).unwrap();
    let renamed = ask(&mut engine, RenameList { list: other.id, name: "Été".into() });
    assert_eq!(refused(renamed), ("name".into(), reasons::TAKEN.into()));
}

#[test]
fn a_deleted_list_comes_back_as_it_was_even_after_another_was_made() {
    let mut engine = two_routes();
    let list = ask(&mut engine, CreateList { name: "Été".into() }).unwrap();
    for route in ["f4", "f3"] {
        ask(&mut engine, SetListed { list: list.id, id: id(route), listed: true }).unwrap();
    }
    let deleted = ask(&mut engine, DeleteList { list: list.id }).unwrap();
    ask(&mut engine, CreateList { name: "Hiver".into() }).unwrap();
    let restored = ask(&mut engine, RestoreList { list: deleted.clone() }).unwrap();
    assert_eq!(restored, deleted);
    assert_eq!(deleted.routes, [id("f4"), id("f3")]);
    assert_eq!(ask(&mut engine, DeleteList { list: 99 }), Err(ApiError::not_found("list", 99)));
}

#[test]
fn an_erased_notebook_comes_back_from_what_the_erasing_answered() {
    let mut engine = two_routes();
    favourite(&mut engine, "f3");
    note(&mut engine, "f4", "avec \"Léa\"").unwrap();
    let list = ask(&mut engine, CreateList { name: "Été".into() }).unwrap();
    ask(&mut engine, SetListed { list: list.id, id: id("f4"), listed: true }).unwrap();
    let settings = Settings { look: Look::Night, ..Settings::default() };
    ask(&mut engine, SaveSettings { settings: settings.clone() }).unwrap();
    let before = ask(&mut engine, OpenCarnet {}).unwrap();

    let erased = ask(&mut engine, EraseCarnet {}).unwrap();
    assert!(kept(&mut engine).is_empty());
    assert_eq!(ask(&mut engine, OpenSettings {}).unwrap(), Settings::default());

    let after = ask(&mut engine, ImportCarnet { text: erased.text }).unwrap();
    assert_eq!(after, before);
    assert_eq!(ask(&mut engine, OpenSettings {}).unwrap(), settings);
}

#[test]
fn erased_words_do_not_stay_in_the_file() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("carnet.sqlite");
    let carnet = rusqlite::Connection::open(&path).unwrap();
    let mut engine = open(catalogue([a_route("f3")]), carnet);
    note(&mut engine, "f3", "un secret de famille").unwrap();
    ask(&mut engine, EraseCarnet {}).unwrap();
    drop(engine);
    let mut bytes = Vec::new();
    for file in std::fs::read_dir(dir.path()).unwrap() {
        bytes.extend(std::fs::read(file.unwrap().path()).unwrap());
    }
    assert!(!bytes.windows(9).any(|window| window == b"un secret"));
}

#[test]
fn settings_outside_their_range_are_refused() {
    let settings = Settings { text_percent: Some(300), ..Settings::default() };
    let answer = ask(&mut two_routes(), SaveSettings { settings });
    assert_eq!(refused(answer), ("text_percent".into(), reasons::OUT_OF_RANGE.into()));
}

#[test]
fn the_view_comes_back_as_it_was_left() {
    let mut engine = two_routes();
    let view = common::samples::view();
    ask(&mut engine, RememberView { view: view.clone() }).unwrap();
    assert_eq!(ask(&mut engine, RecallView {}).unwrap(), view);
}

#[test]
fn a_route_leaves_as_a_file_unless_its_line_is_withheld() {
    let mut engine = engine_with([a_route("f3"), withheld(a_route("gr22"), "ligne non diffusable")]);
    let file = ask(&mut engine, ExportRoute { id: id("f3"), format: ExportFormat::Gpx }).unwrap();
    assert!(file.text.contains("<trkpt"), "{}", file.text);
    let refused = ask(&mut engine, ExportRoute { id: id("gr22"), format: ExportFormat::Gpx });
    assert!(
        matches!(&refused, Err(ApiError::Withheld { reason }) if reason.contains("non diffusable")),
        "{refused:?}"
    );
}

#[test]
fn each_selection_counts_what_its_own_search_finds() {
    let mut engine = engine_with([
        near_the_station(a_route("f3")),
        of_network(a_route("gr22"), Network::Gr, Practice::Walking),
        of_network(a_route("vtt6"), Network::MountainBike, Practice::MountainBike),
    ]);
    let home = ask(&mut engine, OpenHome {}).unwrap();
    let counts: Vec<_> = home.selections.iter().map(|one| (one.id.as_str(), one.count)).collect();
    assert_eq!(home.routes, 3);
    assert_eq!(
        counts,
        [
            ("gare", 1),
            ("petites-boucles", 2),
            ("famille", 2),
            ("nature", 2),
            ("grande-randonnee", 1),
            ("vtt", 1)
        ]
    );
    for selection in home.selections {
        let found = ask(&mut engine, SearchRoutes { query: selection.query, page: Page::default() }).unwrap();
        assert_eq!(
            (found.total, found.found[0].card.id.clone()),
            (selection.count, selection.cards[0].id.clone())
        );
    }
}

#[test]
fn the_storage_report_tells_both_files() {
    let report = ask(&mut two_routes(), OpenStorage {}).unwrap();
    assert!(report.catalogue_bytes > 0 && report.carnet_bytes > 0);
}

#[test]
fn a_way_tells_the_routes_that_use_it() {
    let segment = OpenSegment { id: pdipr_data::domain::SegmentId("a".into()) };
    let sheet = ask(&mut two_routes(), segment).unwrap();
    assert_eq!(sheet.routes.len(), 2);
}
