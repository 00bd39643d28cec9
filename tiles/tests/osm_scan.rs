//! What the extract holds, read a second time by other people's programs (the crate osmpbf; osmium where it is installed), is what
//! comes out.
#![cfg(feature = "build")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[path = "support/extracts.rs"]
mod extracts;
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use osmpbf::{Element, ElementReader};
use tiles::feature::{Feature, Shape, Value};
use tiles::layers::Layer;
use tiles::osm::Options;

/// Feature ids and tags of all objects.
fn scan(path: &Path) -> Vec<(u64, BTreeMap<String, String>)> {
    fn owned<'a>(tags: impl Iterator<Item = (&'a str, &'a str)>) -> BTreeMap<String, String> {
        tags.map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
    }
    let mut all = Vec::new();
    let reader = ElementReader::from_path(path).unwrap();
    reader
        .for_each(|element| {
            let (id, digit, tags) = match &element {
                Element::Node(node) => (node.id(), 1, owned(node.tags())),
                Element::DenseNode(node) => (node.id(), 1, owned(node.tags())),
                Element::Way(way) => (way.id(), 2, owned(way.tags())),
                Element::Relation(relation) => (relation.id(), 3, owned(relation.tags())),
            };
            all.push((id as u64 * 10 + digit, tags));
        })
        .unwrap();
    all
}

fn is(tags: &BTreeMap<String, String>, key: &str, value: &str) -> bool {
    tags.get(key).is_some_and(|found| found == value)
}

fn read(name: &str) -> Option<(std::path::PathBuf, Vec<Feature>)> {
    let path = support::extract(name)?;
    let features = extracts::read(&path, Options::default()).unwrap().1;
    Some((path, features))
}

/// Ids and names of the features of a kind.
fn of_kind(features: &[Feature], layer: Layer, kind: &'static str) -> BTreeSet<(u64, Option<String>)> {
    let kind = ("kind", Value::from(kind));
    let own = features.iter().filter(|feature| feature.layer == layer && feature.attributes.contains(&kind));
    own.map(|feature| {
        let name = feature.attributes.iter().find(|attribute| attribute.0 == "name");
        let name = name
            .and_then(|(_, value)| if let Value::Text(text) = value { Some(text.to_string()) } else { None });
        (feature.id, name)
    })
    .collect()
}

#[test]
fn every_drinking_water_point_guidepost_and_station_of_the_extract_is_there_with_its_name() {
    let wanted: [(&str, &str, Layer, &'static str); 4] = [
        ("amenity", "drinking_water", Layer::Pois, "drinking_water"),
        ("information", "guidepost", Layer::Pois, "guidepost"),
        ("railway", "station", Layer::PublicTransport, "station"),
        ("railway", "tram_stop", Layer::PublicTransport, "tram_stop"),
    ];
    let mut seen = [0; 4];
    for name in ["monaco.osm.pbf", "bremen-trams.osm.pbf"] {
        let Some((path, features)) = read(name) else { continue };
        let objects = scan(&path);
        for (index, (key, value, layer, kind)) in wanted.iter().enumerate() {
            let found = of_kind(&features, *layer, kind);
            for (id, tags) in objects.iter().filter(|(_, tags)| is(tags, key, value)) {
                seen[index] += 1;
                assert!(found.contains(&(*id, tags.get("name").cloned())), "{name}: {id} {tags:?}");
            }
        }
    }
    eprintln!("checked {seen:?} of {:?}", wanted.map(|row| row.1));
}

#[test]
fn every_street_of_the_extract_is_there_once() {
    let Some((path, features)) = read("monaco.osm.pbf") else { return };
    let left_out = [
        "construction",
        "proposed",
        "platform",
        "elevator",
        "corridor",
        "rest_area",
        "services",
        "razed",
        "abandoned",
    ];
    let there: Vec<u64> =
        features.iter().filter(|feature| feature.layer == Layer::Streets).map(|feature| feature.id).collect();
    let unique: BTreeSet<u64> = there.iter().copied().collect();
    assert_eq!(there.len(), unique.len());
    let mut missed = BTreeMap::new();
    for (id, tags) in scan(&path)
        .iter()
        .filter(|(id, tags)| id % 10 == 2 && tags.contains_key("highway") && !is(tags, "area", "yes"))
    {
        if !unique.contains(id) && !left_out.contains(&tags["highway"].as_str()) {
            missed.insert(*id, tags["highway"].clone());
        }
    }
    assert_eq!(missed, BTreeMap::new());
}

/// How many polygons there are and how large they are together, in squares of `World`.
fn outline(polygons: &[Vec<Vec<[f64; 2]>>]) -> (usize, f64) {
    let area = |ring: &Vec<[f64; 2]>| {
        let (x, y) = (ring[0][0], ring[0][1]);
        let next = ring.iter().cycle().skip(1);
        ring.iter()
            .zip(next)
            .map(|(one, other)| (one[0] - x) * (other[1] - y) - (other[0] - x) * (one[1] - y))
            .sum::<f64>()
            .abs()
            / 2.0
    };
    let whole = polygons.iter().map(|rings| area(&rings[0]) - rings[1..].iter().map(area).sum::<f64>()).sum();
    (polygons.len(), whole)
}

#[test]
fn buildings_woods_and_parks_have_the_shapes_that_osmium_gives_them() {
    let Some((path, features)) = read("monaco.osm.pbf") else { return };
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("export.json");
    std::fs::write(&config, r#"{"attributes":{},"linear_tags":false,"area_tags":true}"#).unwrap();
    let told = Command::new("osmium")
        .args([
            "export",
            "-f",
            "geojsonseq",
            "-x",
            "print_record_separator=false",
            "-u",
            "type_id",
            "--geometry-types=polygon",
            "-c",
        ])
        .arg(&config)
        .arg(&path)
        .output();
    let Ok(told) = told else { return eprintln!("skipped: no osmium here (apt install osmium-tool)") };
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let mut theirs = BTreeMap::new();
    for line in String::from_utf8(told.stdout).unwrap().lines() {
        let area: serde_json::Value = serde_json::from_str(line).unwrap();
        // osmium numbers areas twice the way's id, or that of the relation and one more.
        let number: u64 = area["id"].as_str().unwrap().trim_start_matches('a').parse().unwrap();
        let id = number / 2 * 10 + 2 + number % 2;
        let polygons: Vec<Vec<Vec<[f64; 2]>>> =
            serde_json::from_value(area["geometry"]["coordinates"].clone()).unwrap();
        let to_world = |place: [f64; 2]| {
            let world = tiles::feature::World::from_degrees(place[0], place[1]);
            [f64::from(world.x), f64::from(world.y)]
        };
        let polygons: Vec<Vec<Vec<[f64; 2]>>> = polygons
            .into_iter()
            .map(|rings| rings.into_iter().map(|ring| ring.into_iter().map(to_world).collect()).collect())
            .collect();
        theirs.insert(id, outline(&polygons));
    }
    let (mut compared, mut alone) = (0, BTreeSet::new());
    for feature in features.iter().filter(|feature| [Layer::Buildings, Layer::Land].contains(&feature.layer))
    {
        let Shape::Polygons(polygons) = &feature.shape else { continue };
        let place = |world: &tiles::feature::World| [f64::from(world.x), f64::from(world.y)];
        let polygons: Vec<Vec<Vec<[f64; 2]>>> = polygons
            .iter()
            .map(|rings| rings.iter().map(|ring| ring.iter().map(place).collect()).collect())
            .collect();
        let ours = outline(&polygons);
        let Some(theirs) = theirs.get(&feature.id) else {
            alone.insert(feature.id);
            continue;
        };
        compared += 1;
        assert_eq!(ours.0, theirs.0, "{}", feature.id);
        assert!(
            (ours.1 - theirs.1).abs() <= theirs.1 * 1e-6 + 1.0,
            "{}: {} {}",
            feature.id,
            ours.1,
            theirs.1
        );
    }
    eprintln!("{compared} areas agree with osmium; osmium does not have {alone:?}");
    assert!(compared > 1_000);
}
