//! What crosses the border between the screens and the engine. A snapshot of each call and reply shows every change;
//! what an older version has sent (`tests/wire/<version>/`) stays readable.
// A helper that fails is a failed test.
#![allow(clippy::unwrap_used)]

mod common;

use std::fmt::Debug;
use std::path::PathBuf;

use common::{samples, written};
use pdipr_data::domain::{LayerName, SegmentId};
use pdipr_data::filter::Page;
use pdipr_data::io::ExportFormat;
use sente_core::ApiError;
use sente_core::calls::*;
use sente_core::carnet::Progress;
use sente_core::community::{NotAsked, ReviewSort};
use sente_core::reading;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

#[derive(Serialize, Deserialize)]
struct Wire {
    request: Value,
    answer: Value,
}

struct Example {
    name: &'static str,
    wire: Wire,
    /// Reads a request and an answer as this version's types.
    read: fn(&Wire) -> Result<(), String>,
}

fn example<C>(call: C, reply: C::Reply) -> Example
where
    C: Call + Clone + PartialEq + Debug,
    C::Reply: Clone,
{
    let request: Request = call.into();
    let wire = Wire {
        request: serde_json::to_value(request).unwrap(),
        answer: serde_json::from_str(&to_json(Ok(reply))).unwrap(),
    };
    Example { name: C::NAME, wire, read: read::<C::Reply> }
}

fn read<R: DeserializeOwned>(wire: &Wire) -> Result<(), String> {
    read_request(&wire.request.to_string()).map_err(|error| error.to_string())?;
    match reading::from_value::<Answer<R>>(&wire.answer) {
        Ok(Answer::Ok(_)) => Ok(()),
        Ok(Answer::Err(error)) => Err(error.to_string()),
        Err(error) => Err(error.to_string()),
    }
}

fn examples() -> Vec<Example> {
    let id = || samples::id("f3-28357");
    let done = || Progress::Done { on: jiff::civil::date(2026, 5, 2) };
    vec![
        example(SearchRoutes { query: samples::query(), page: Page::default() }, samples::search_result()),
        example(Suggest { text: "st pi".into(), limit: 8 }, samples::suggestions()),
        example(OpenHome {}, samples::home()),
        example(OpenRoute { id: id() }, samples::opened_route()),
        example(OpenCards { ids: vec![id()] }, vec![samples::card()]),
        example(OpenSegment { id: SegmentId("28357-1".into()) }, samples::segment_sheet()),
        example(OpenLayer { layer: LayerName::Routes }, "{}".to_owned()),
        example(OpenPlaces {}, samples::places()),
        example(OpenAbout {}, samples::about()),
        example(
            OpenFindings { code: "long-gap".into(), page: Page::default() },
            samples::opened_route().sheet.findings,
        ),
        example(InspectGpx { text: "<gpx/>".into() }, samples::gpx()),
        example(OpenStorage {}, samples::storage()),
        example(ExportRoute { id: id(), format: ExportFormat::Gpx }, samples::exported_file()),
        example(OpenCarnet {}, samples::carnet_page()),
        example(SetFavourite { id: id(), favourite: true }, samples::marks()),
        example(SetProgress { id: id(), progress: Some(done()) }, samples::marks()),
        example(SetNote { id: id(), note: Some("Boue au gué".into()) }, samples::marks()),
        example(CreateList { name: "Cet été".into() }, samples::list()),
        example(RenameList { list: 1, name: "Cet été".into() }, samples::list()),
        example(DeleteList { list: 1 }, samples::list()),
        example(RestoreList { list: samples::list() }, samples::list()),
        example(SetListed { list: 1, id: id(), listed: true }, samples::marks()),
        example(OpenSettings {}, samples::settings()),
        example(SaveSettings { settings: samples::settings() }, samples::settings()),
        example(RecallView {}, samples::view()),
        example(RememberView { view: samples::view() }, ()),
        example(ExportCarnet {}, samples::exported_file()),
        example(ImportCarnet { text: "{}".into() }, samples::carnet_page()),
        example(EraseCarnet {}, samples::exported_file()),
        example(WriteReview { thing: None, review: written::review("f3-28357") }, written::post()),
        example(
            WriteRecommendation {
                thing: Some(written::thing()),
                recommendation: written::recommendation("f3-28357"),
            },
            written::post(),
        ),
        example(WriteReport { thing: None, report: written::report("f3-28357") }, written::post()),
        example(WithdrawPost { thing: written::thing() }, written::posts_page()),
        example(OpenPosts {}, written::posts_page()),
        example(
            OpenReviews { route: id(), sort: ReviewSort::Worst, page: Page::default() },
            written::reviews_page(),
        ),
        example(PlaceOf { at: samples::at(1.58, 48.54), route: Some(id()) }, Some(written::snapped_place())),
        example(NearbyReports { place: written::place("f3-28357") }, vec![written::known_report()]),
        example(OpenSync {}, written::sync_state()),
        example(SyncNow {}, written::sync_state()),
        example(OpenSatisfaction {}, written::question()),
        example(AnswerSatisfaction { stars: written::stars(5) }, written::question()),
        example(PutSatisfactionAside { until: NotAsked::ForGood }, written::question()),
        example(ExportPosts {}, samples::exported_file()),
        example(ErasePosts {}, written::posts_page()),
        example(ShowKey {}, "sente-key:00ff".to_owned()),
        example(AdoptKey { text: "sente-key:00ff".into() }, written::posts_page()),
    ]
}

#[test]
fn every_call_has_its_example() {
    let names: Vec<_> = examples().iter().map(|example| example.name).collect();
    assert_eq!(names, NAMES);
}

#[test]
fn every_call_and_reply_is_as_in_its_snapshot() {
    for example in examples() {
        insta::assert_json_snapshot!(example.name, example.wire);
    }
}

#[test]
fn every_error_is_as_in_its_snapshot() {
    let errors = [
        ApiError::not_found("route", "f3"),
        ApiError::invalid("note", sente_core::reasons::TOO_LONG),
        ApiError::Withheld { reason: "fermé".into() },
        ApiError::NewerCarnet { found: 2, known: 1 },
        ApiError::NoCatalogue { reason: "no such file".into() },
        ApiError::Storage { reason: "disk full".into() },
        ApiError::Unavailable { reason: "worker gone".into() },
        ApiError::BadRequest { reason: "unknown call".into() },
    ];
    let answers = errors.map(|error| to_json::<()>(Err(error)));
    insta::assert_snapshot!(answers.join("\n"));
}

/// `SENTE_FREEZE_WIRE=0.2 cargo test -p sente-core --test wire` adds the present wire to the old ones, at a release.
#[test]
fn what_an_older_version_has_sent_is_still_read() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/wire");
    let examples = examples();
    if let Ok(version) = std::env::var("SENTE_FREEZE_WIRE") {
        freeze(&folder.join(version), &examples);
    }
    let mut read = 0;
    for version in std::fs::read_dir(&folder).unwrap() {
        for file in std::fs::read_dir(version.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap();
            let example = examples.iter().find(|example| example.name == name).expect(name);
            let old: Wire = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
            (example.read)(&old).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            read += 1;
        }
    }
    assert!(read >= 27, "only {read} old examples were found");
}

fn freeze(folder: &std::path::Path, examples: &[Example]) {
    std::fs::create_dir_all(folder).unwrap();
    for example in examples {
        let text = serde_json::to_string(&example.wire).unwrap();
        std::fs::write(folder.join(example.name).with_extension("json"), text + "\n").unwrap();
    }
}
