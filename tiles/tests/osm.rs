//! Real extracts come out as features.
#![cfg(feature = "build")]

mod support;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use tiles::feature::Feature;
use tiles::osm::{self, Options, OsmError, Report};

fn read(path: &Path, options: Options) -> Result<(Report, Vec<Feature>), OsmError> {
    let mut features = Vec::new();
    let report =
        osm::read(path, options, &|_| (), &AtomicBool::new(false), &mut |feature| features.push(feature))?;
    Ok((report, features))
}

#[test]
fn monaco_has_something_in_each_layer_that_a_town_by_the_sea_has() {
    let Some(path) = support::extract("monaco.osm.pbf") else { return };
    let (report, features) = read(&path, Options::default()).unwrap();
    let mut layers: BTreeMap<&str, usize> = BTreeMap::new();
    for feature in &features {
        *layers.entry(feature.layer.name()).or_default() += 1;
    }
    eprintln!("{:?} {layers:#?} {:?}", report.counts, report.finding_counts);
    for layer in [
        "land",
        "water_polygons",
        "buildings",
        "streets",
        "street_labels",
        "pois",
        "place_labels",
        "public_transport",
        "barriers",
    ] {
        assert!(layers.contains_key(layer), "{layer}");
    }
    assert_eq!(report.counts.features, features.len() as u64);
}

#[test]
fn the_features_do_not_depend_on_the_number_of_workers() {
    let Some(path) = support::extract("monaco.osm.pbf") else { return };
    let alone = read(&path, Options { workers: 1, ..Options::default() }).unwrap();
    assert!(alone == read(&path, Options { workers: 5, ..Options::default() }).unwrap());
}

#[test]
fn attributes_are_sorted_and_no_key_comes_twice() {
    let Some(path) = support::extract("monaco.osm.pbf") else { return };
    for feature in read(&path, Options::default()).unwrap().1 {
        assert!(feature.attributes.is_sorted_by(|one, next| one.0 < next.0), "{feature:?}");
    }
}
