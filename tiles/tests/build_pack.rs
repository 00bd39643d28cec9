//! The detailed map of a real extract: sound, within its budget, and no water, signpost or station is lost on the way.

mod support;

use std::collections::BTreeSet;
use std::process::Command;

use osmpbf::{Element, ElementReader};
use tiles::gzip::gunzip;
use tiles::mvt;
use tiles::pack::verify;
use tiles::read::{Mapped, Pack};

#[test]
fn a_real_extract_becomes_a_sound_pack_with_every_named_water_signpost_and_station() {
    let Some(extract) = support::extract("monaco.osm.pbf") else { return };
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("monaco.pmtiles");
    let mut command = Command::new(env!("CARGO_BIN_EXE_sente-tiles"));
    let output = command
        .arg("build")
        .arg("--osm")
        .arg(&extract)
        .arg("--json")
        .arg("--out")
        .arg(&out)
        .output()
        .unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(report["largest"]["raw"].as_u64().unwrap() <= 200_000);
    assert!(report["largest"]["gzip"].as_u64().unwrap() <= 60_000);
    assert_eq!(report["lost"], serde_json::json!([]));

    let pack = Pack::open(Mapped::open(&out).unwrap()).unwrap();
    assert_eq!(verify(&pack, &|_, _| {}).findings, []);
    let bounds = pack.header().bounds;
    let mut wanted = BTreeSet::new();
    let mut look = |tags: Vec<(&str, &str)>, lon: f64, lat: f64| {
        let is = |key, value| tags.contains(&(key, value));
        let inside = (bounds.west..bounds.east).contains(&lon) && (bounds.south..bounds.north).contains(&lat);
        let name = tags.iter().find(|(key, _)| *key == "name").map(|(_, name)| (*name).to_owned());
        if inside
            && (is("amenity", "drinking_water") || is("information", "guidepost") || is("railway", "station"))
        {
            wanted.extend(name);
        }
    };
    let read = ElementReader::from_path(&extract).unwrap().for_each(|element| match element {
        Element::Node(node) => look(node.tags().collect(), node.lon(), node.lat()),
        Element::DenseNode(node) => look(node.tags().collect(), node.lon(), node.lat()),
        _ => {}
    });
    read.unwrap();
    assert!(!wanted.is_empty());
    let mut found = BTreeSet::new();
    for run in pack.tiles() {
        let run = run.unwrap();
        if run.tiles().any(|tile| tile.z() == 15) {
            let raw = gunzip(&pack.stored(&run.entry).unwrap(), 1 << 20).unwrap();
            for feature in mvt::read(&raw).unwrap().into_iter().flat_map(|layer| layer.features) {
                found.extend(feature.attributes.into_iter().filter_map(|(key, value)| match value {
                    mvt::Value::Text(text) if &*key == "name" => Some(text.to_string()),
                    _ => None,
                }));
            }
        }
    }
    let lost: Vec<&String> = wanted.difference(&found).collect();
    assert!(lost.is_empty(), "{lost:?}");
}
