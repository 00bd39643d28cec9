//! What an extract names is in the pack and can be searched for there: the extract is scanned by another program's library.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[path = "support/mod.rs"]
mod support;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use osmpbf::{Element, ElementReader};
use tiles::places::{Place, gather};
use tiles::read::{Mapped, Pack};

/// Key and value of OSM, and the kind that we give it.
const SOUGHT: [(&str, &str, &str); 3] = [
    ("amenity", "drinking_water", "drinking_water"),
    ("information", "guidepost", "guidepost"),
    ("railway", "station", "station"),
];

fn pack_of(extract: &Path, folder: &Path) -> Pack<Mapped> {
    let out = folder.join("map.pmtiles");
    let built = Command::new(env!("CARGO_BIN_EXE_sente-tiles"))
        .args(["build", "--osm"])
        .arg(extract)
        .arg("--out")
        .arg(&out)
        .output()
        .unwrap();
    // 1: done, with errors in the extract.
    assert!(matches!(built.status.code(), Some(0 | 1)), "{}", String::from_utf8_lossy(&built.stderr));
    Pack::open(Mapped::open(&out).unwrap()).unwrap()
}

/// Kind and name of every named point of the extract that a hiker counts on.
fn named(extract: &Path) -> BTreeSet<(String, String)> {
    fn of<'a>(tags: impl Iterator<Item = (&'a str, &'a str)>) -> Option<(String, String)> {
        let tags: Vec<_> = tags.collect();
        let (_, _, kind) = SOUGHT.iter().find(|(key, value, _)| tags.contains(&(key, value)))?;
        let (_, name) = tags.iter().find(|(key, _)| *key == "name")?;
        Some(((*kind).to_owned(), (*name).to_owned()))
    }
    let mut found = BTreeSet::new();
    let reader = ElementReader::from_path(extract).unwrap();
    reader
        .for_each(|element| {
            found.extend(match &element {
                Element::Node(node) => of(node.tags()),
                Element::DenseNode(node) => of(node.tags()),
                Element::Way(_) | Element::Relation(_) => None,
            });
        })
        .unwrap();
    found
}

fn places(pack: &Pack<Mapped>) -> Vec<Place> {
    let gathered = gather(pack).unwrap();
    assert_eq!(gathered.unreadable, 0);
    gathered.places
}

#[test]
fn every_named_water_point_signpost_and_station_of_the_extract_is_in_the_pack() {
    for name in ["monaco.osm.pbf", "bremen-trams.osm.pbf"] {
        let Some(extract) = support::extract(name) else { continue };
        let folder = tempfile::tempdir().unwrap();
        let found = places(&pack_of(&extract, folder.path()));
        let found: BTreeSet<_> = found.into_iter().map(|place| (place.kind, place.name)).collect();
        let missing: Vec<_> = named(&extract).difference(&found).cloned().collect();
        assert!(missing.is_empty(), "{name}: {missing:?}");
        assert!(!found.is_empty());
    }
}
