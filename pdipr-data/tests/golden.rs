//! What the build makes of the register, line by line, as a reviewer reads it. After a change that is meant:
//! `cargo xtask bless`.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails should say where")]

mod support;

use std::fmt::Write;

use pdipr_data::build::{self, Inputs};
use pdipr_data::domain::{Catalogue, Direction, Leg, Metres, Route};
use pdipr_data::words::{FINDINGS_EN, Tongue, Words};

fn km(metres: Metres) -> String {
    format!("{:.2}", metres.kilometres())
}

fn legs(route: &Route) -> String {
    let leg = |leg: &Leg| match leg {
        Leg::Inscribed { segment, direction, retraced } => format!(
            "{}{segment}{}",
            if *direction == Direction::Forward { "+" } else { "-" },
            if *retraced { " again" } else { "" }
        ),
        Leg::Liaison { length, .. } => format!("~{:.0}", length.value()),
    };
    let part = |part: &pdipr_data::domain::Part| part.legs.iter().map(leg).collect::<Vec<_>>().join(" ");
    route.parts.iter().map(part).collect::<Vec<_>>().join(" | ")
}

fn sheet_of(route: &Route) -> String {
    let mut text = format!("{} « {} » [{}]", route.id, route.name, route.network.as_str());
    let shape = route.shape.map_or("-", |shape| shape.value.as_str());
    let partial = if route.partial { " partial" } else { "" };
    writeln!(text, " {shape}{partial} typed {}", route.raw_codes.join(" ")).unwrap();
    writeln!(
        text,
        "  inscribed {} retraced {} liaison {} gaps {}",
        km(route.lengths.inscribed),
        km(route.lengths.retraced),
        km(route.lengths.liaison),
        km(route.lengths.gaps)
    )
    .unwrap();
    let communes: Vec<&str> = route.communes.iter().map(|insee| insee.as_str()).collect();
    let minutes = route.duration.map(|duration| duration.value.minutes.0);
    let effort = route.effort.map(|effort| effort.value.0);
    writeln!(text, "  communes {} minutes {minutes:?} effort {effort:?}", communes.join(" ")).unwrap();
    let themes: Vec<&str> = route.themes.iter().map(|theme| theme.value.as_str()).collect();
    let near = |near: &[pdipr_data::domain::Nearby]| {
        near.first().map_or("-".to_owned(), |near| format!("{} {}", near.name, km(near.distance)))
    };
    writeln!(
        text,
        "  themes {} town {} station {}",
        themes.join(" "),
        near(&route.towns),
        near(&route.stations)
    )
    .unwrap();
    writeln!(text, "  {}", legs(route)).unwrap();
    text
}

fn findings(catalogue: &Catalogue) -> String {
    let words = Words::new(Tongue::English, &[FINDINGS_EN]).unwrap();
    let lines = catalogue.findings.iter().map(|finding| {
        let line = finding.place.line.map_or("-".to_owned(), |line| line.to_string());
        format!("{line} {}: {}\n", finding.place.subject.as_deref().unwrap_or("-"), words.finding(finding))
    });
    lines.collect()
}

#[test]
fn thirteen_rows_exactly_as_published_become_these_routes() {
    let register = include_bytes!("../fixtures/pdipr-verbatim-13.csv");
    let inputs = Inputs { register, register_name: "pdipr-verbatim-13.csv", ..support::inputs() };
    let catalogue = build::catalogue(&inputs).unwrap();
    assert_eq!((catalogue.info.rows_read, catalogue.info.rows_refused), (13, 0));
    let mut text = String::new();
    for segment in &catalogue.segments {
        let commune = segment.commune.as_deref().unwrap_or("-");
        let name = segment.way_name.as_deref().unwrap_or("-");
        let points = segment.line.len();
        writeln!(text, "{} {commune}, {name}: {points} points, {} km", segment.id, km(segment.length))
            .unwrap();
    }
    text.extend(catalogue.routes.iter().map(sheet_of));
    text += &findings(&catalogue);
    insta::assert_snapshot!(text);
}

#[test]
fn the_real_register_becomes_these_routes() {
    let text: String = support::catalogue().routes.iter().map(sheet_of).collect();
    insta::assert_snapshot!(text);
}

#[test]
fn the_published_file_and_the_bundled_one_agree_on_its_rows() {
    let register = include_bytes!("../fixtures/pdipr-verbatim-13.csv");
    let published = pdipr_data::register::read(register, "pdipr-verbatim-13.csv").unwrap();
    for segment in published.segments {
        let bundled = support::catalogue().segments.iter().find(|known| known.id == segment.id).unwrap();
        assert!((bundled.length.value() - segment.length.value()).abs() < 1.0, "{}", segment.id);
        assert_eq!(bundled.raw_codes, segment.raw_codes);
        assert_eq!(bundled.line.len(), segment.line.len());
    }
}

#[test]
fn no_two_routes_bear_the_same_name() {
    let mut names: Vec<&str> = support::catalogue().routes.iter().map(|route| route.name.as_str()).collect();
    names.sort_unstable();
    assert!(names.is_sorted_by(|a, b| a < b), "{names:?}");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 24, failure_persistence: None, ..Default::default() })]

    #[test]
    fn digits_typed_wrong_never_stop_the_build(
        slips in proptest::collection::vec((0..5_000usize, b'0'..=b'9'), 1..60),
    ) {
        let mut register = include_bytes!("../fixtures/pdipr-verbatim-13.csv").to_vec();
        let digits: Vec<usize> = (0..register.len()).filter(|at| register[*at].is_ascii_digit()).collect();
        for (slip, digit) in slips {
            register[digits[slip * 7 % digits.len()]] = digit;
        }
        let inputs = Inputs { register: &register, register_name: "slips.csv", ..support::inputs() };
        let catalogue = build::catalogue(&inputs).unwrap();
        let walked = catalogue.routes.iter().map(|route| route.lengths.inscribed.value()).sum::<f64>();
        proptest::prop_assert!(walked.is_finite());
        proptest::prop_assert_eq!(
            catalogue.segments.len() as u64 + catalogue.info.rows_refused,
            catalogue.info.rows_read
        );
    }
}
