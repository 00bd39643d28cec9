//! The books of the real register come out even.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails should say where")]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use pdipr_data::domain::{Direction, Leg, Position, RouteShape, Severity};
use pdipr_data::quality::CODES;
use pdipr_data::words::{FINDINGS_EN, FINDINGS_FR, Tongue, Words};

#[test]
fn every_row_is_a_segment_or_a_refused_row() {
    let catalogue = support::catalogue();
    assert_eq!(catalogue.info.rows_read, 2_298);
    let refused = catalogue.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    assert_eq!(refused as u64, catalogue.info.rows_refused);
    assert_eq!(catalogue.segments.len() as u64 + catalogue.info.rows_refused, catalogue.info.rows_read);
}

#[test]
fn the_inscribed_length_of_all_legs_is_that_of_all_uses_of_segments() {
    let catalogue = support::catalogue();
    let routes_of: BTreeMap<&str, usize> = catalogue
        .routes
        .iter()
        .enumerate()
        .flat_map(|(index, route)| route.raw_codes.iter().map(move |raw| (raw.as_str(), index)))
        .collect();
    let mut expected = 0.0;
    for segment in &catalogue.segments {
        let mut routes: Vec<usize> = segment.raw_codes.iter().map(|raw| routes_of[raw.as_str()]).collect();
        routes.sort_unstable();
        routes.dedup();
        expected += routes.len() as f64 * segment.length.value();
    }
    let length: BTreeMap<_, _> =
        catalogue.segments.iter().map(|segment| (&segment.id, segment.length.value())).collect();
    let mut walked = 0.0;
    for leg in catalogue.routes.iter().flat_map(|route| &route.parts).flat_map(|part| &part.legs) {
        if let Leg::Inscribed { segment, retraced: false, .. } = leg {
            walked += length[segment];
        }
    }
    let stated: f64 = catalogue.routes.iter().map(|route| route.lengths.inscribed.value()).sum();
    assert!((walked - expected).abs() < 0.001 * expected, "{walked} of {expected}");
    assert!((stated - expected).abs() < 0.001 * expected, "{stated} of {expected}");
}

#[test]
fn no_segment_is_used_twice_in_a_route_unless_it_is_walked_twice() {
    for route in &support::catalogue().routes {
        let mut first_uses = BTreeSet::new();
        let mut again = Vec::new();
        for leg in route.parts.iter().flat_map(|part| &part.legs) {
            match leg {
                Leg::Inscribed { segment, retraced: false, .. } => {
                    assert!(first_uses.insert(segment), "{}: {segment} counts twice", route.id);
                }
                Leg::Inscribed { segment, retraced: true, .. } => again.push(segment),
                Leg::Liaison { .. } => {}
            }
        }
        assert!(again.iter().all(|segment| first_uses.contains(segment)), "{}", route.id);
    }
}

#[test]
fn liaisons_and_gaps_stay_under_the_ceiling() {
    let mut metres = 0.0;
    for route in &support::catalogue().routes {
        metres += (route.lengths.liaison + route.lengths.gaps).value();
        let looped = route.shape.map(|shape| shape.value) == Some(RouteShape::Loop);
        if let (true, Some(Leg::Liaison { length, .. })) = (looped, route.parts[0].legs.last()) {
            metres -= length.value();
        }
    }
    // 1.25 × the 812 km of the spanning-tree bound; the closing stretch of a loop is counted apart.
    assert!(metres <= 1_015_000.0, "{metres}");
}

#[test]
fn every_leg_begins_where_the_one_before_it_ended() {
    let catalogue = support::catalogue();
    let lines: BTreeMap<_, _> =
        catalogue.segments.iter().map(|segment| (&segment.id, &segment.line)).collect();
    for route in &catalogue.routes {
        for part in &route.parts {
            let mut here: Option<Position> = None;
            for leg in &part.legs {
                let (from, to) = match leg {
                    Leg::Liaison { from, to, length } => {
                        assert!(length.value() <= 2_010.0, "{}: a liaison of {length:?}", route.id);
                        (*from, *to)
                    }
                    Leg::Inscribed { segment, direction, .. } => {
                        let line = lines[segment];
                        let (first, last) = (line[0], line[line.len() - 1]);
                        if *direction == Direction::Forward { (first, last) } else { (last, first) }
                    }
                };
                let away = here.map_or(0.0, |here| here.distance_to(from).value());
                assert!(away <= 15.1, "{}: {away} m are jumped over", route.id);
                here = Some(to);
            }
        }
    }
}

#[test]
fn the_same_input_gives_the_same_catalogue() {
    assert_eq!(&support::build(), support::catalogue());
}

#[test]
fn a_loop_comes_back_to_its_start() {
    let catalogue = support::catalogue();
    let loops = catalogue
        .routes
        .iter()
        .filter(|route| route.shape.map(|shape| shape.value) == Some(RouteShape::Loop));
    let lines: BTreeMap<_, _> =
        catalogue.segments.iter().map(|segment| (&segment.id, &segment.line)).collect();
    let mut seen = 0;
    for route in loops {
        let end = match route.parts[0].legs.last().unwrap() {
            Leg::Liaison { to, .. } => *to,
            Leg::Inscribed { segment, direction: Direction::Forward, .. } => *lines[segment].last().unwrap(),
            Leg::Inscribed { segment, .. } => lines[segment][0],
        };
        let away = route.start.as_ref().unwrap().at.distance_to(end).value();
        assert!(away <= 15.1, "{} ends {away} m from its start", route.id);
        seen += 1;
    }
    assert!(seen > 50, "{seen} loops");
}

#[test]
fn every_finding_of_the_real_register_is_said_without_a_hole() {
    for tongue in [Tongue::French, Tongue::English] {
        let source = if tongue == Tongue::French { FINDINGS_FR } else { FINDINGS_EN };
        let words = Words::new(tongue, &[source]).unwrap();
        for finding in &support::catalogue().findings {
            let sentence = words.finding(finding);
            assert!(!sentence.contains(['{', '$']) && !sentence.starts_with("finding-"), "{sentence}");
            assert!(CODES.contains(&finding.code.as_str()), "{} is not in the list", finding.code);
        }
    }
}
