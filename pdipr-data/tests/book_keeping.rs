//! The books of the real register come out even.

mod support;

use std::collections::BTreeMap;

use pdipr_data::domain::{Leg, Severity};

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
