//! Real extracts come out as features.
#![cfg(feature = "build")]

#[path = "support/extracts.rs"]
mod extracts;
mod support;

use std::collections::BTreeMap;

use extracts::{hamlet, read, read_bytes};
use tiles::feature::{Feature, Shape, Value, World};
use tiles::layers::Layer;
use tiles::osm::synth::{Country, Packing, write_country};
use tiles::osm::{Options, OsmError};

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
        "ocean",
        "hiking",
        "boundaries",
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

fn text<'a>(feature: &'a Feature, key: &str) -> Option<&'a str> {
    feature.attributes.iter().find(|attribute| attribute.0 == key).and_then(|attribute| match &attribute.1 {
        Value::Text(text) => Some(text.as_ref()),
        _ => None,
    })
}

#[test]
fn a_hamlet_comes_out_whole_from_plain_and_packed_blobs() {
    for packing in [Packing::Plain, Packing::Zlib] {
        let (report, features) = read_bytes(&hamlet(packing), Options::default()).unwrap();
        assert_eq!(report.findings, []);
        let one = |layer: Layer| {
            let found: Vec<&Feature> = features.iter().filter(|feature| feature.layer == layer).collect();
            assert_eq!(found.len(), 1, "{layer:?} {found:#?}");
            found[0]
        };
        let wood = one(Layer::Land);
        assert!(
            matches!(&wood.shape, Shape::Polygons(polygons) if polygons.len() == 1 && polygons[0].len() == 2),
            "{wood:?}"
        );
        assert_eq!(wood.id, 13);
        assert_eq!(text(one(Layer::LandLabels), "name"), Some("Bois Brûlé"));
        assert_eq!(text(one(Layer::Streets), "tracktype"), Some("grade3"));
        assert_eq!(text(one(Layer::StreetLabels), "name"), Some("Chemin du Moulin"));
        assert_eq!(text(one(Layer::PlaceLabels), "name_en"), Some("The Mill"));
        assert_eq!(text(one(Layer::Hiking), "osmc_symbol"), Some("yellow:white:yellow_bar"));
        assert!(matches!(&one(Layer::Hiking).shape, Shape::Lines(lines) if lines.len() == 1));
        assert_eq!(features.iter().filter(|feature| feature.layer == Layer::Boundaries).count(), 2);
        let post = features.iter().find(|feature| text(feature, "kind") == Some("guidepost")).unwrap();
        assert_eq!(text(post, "ref"), Some("28-17"));
        assert!(post.attributes.contains(&("ele", Value::Int(143))));
        let cafe = features.iter().find(|feature| text(feature, "kind") == Some("cafe")).unwrap();
        assert!(matches!(&cafe.shape, Shape::Points(places) if places.len() == 1));
        one(Layer::Buildings);
    }
}

#[test]
fn a_country_made_up_has_no_findings_and_all_its_walks() {
    let country = Country { parishes_east: 2, parishes_north: 2, seed: 7 };
    let bytes = write_country(Vec::new(), country, Packing::Zlib).unwrap();
    let (report, features) = read_bytes(&bytes, Options::default()).unwrap();
    assert_eq!(report.findings, []);
    let walks: Vec<&Feature> = features.iter().filter(|feature| feature.layer == Layer::Hiking).collect();
    assert_eq!(walks.len(), 4);
    assert!(walks.iter().all(|walk| matches!(&walk.shape, Shape::Lines(lines) if lines.len() == 1)));
}

#[test]
fn a_file_that_lies_about_its_order_is_refused() {
    let mut out = tiles::osm::synth::Writer::new(Vec::new(), Packing::Plain, true).unwrap();
    for block in 0..4 {
        out.way(1 + block, &[1, 2], &[("highway", "path")]).unwrap();
        out.node(1 + block, 484_000_000, 14_000_000, &[]).unwrap();
    }
    assert!(matches!(
        read_bytes(&out.finish().unwrap(), Options::default()),
        Err(OsmError::NotSorted { .. })
    ));
}

#[test]
fn an_extract_too_large_for_the_memory_allowed_is_refused() {
    let found = read_bytes(&hamlet(Packing::Plain), Options { memory: 64, ..Options::default() });
    assert!(matches!(found, Err(OsmError::Memory { limit: 64, .. })));
}

#[test]
fn a_cancelled_reading_says_so() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), hamlet(Packing::Zlib)).unwrap();
    let cancel = std::sync::atomic::AtomicBool::new(true);
    let found = tiles::osm::read(file.path(), Options::default(), &|_| (), &cancel, &mut |_| ());
    assert!(matches!(found, Err(OsmError::Cancelled)));
}

#[test]
fn off_monaco_there_is_sea_and_in_its_streets_there_is_none() {
    let Some(path) = support::extract("monaco.osm.pbf") else { return };
    let features = read(&path, Options::default()).unwrap().1;
    let rings: Vec<&Vec<World>> = features
        .iter()
        .filter(|feature| feature.layer == Layer::Ocean)
        .filter_map(
            |feature| if let Shape::Polygons(polygons) = &feature.shape { Some(polygons) } else { None },
        )
        .flatten()
        .flatten()
        .collect();
    let is_sea = |lon: f64, lat: f64| {
        let World { x, y } = World::from_degrees(lon, lat);
        let mut crossings = 0;
        for ring in &rings {
            for (one, other) in ring.iter().zip(ring.iter().cycle().skip(1)) {
                if (one.y > y) != (other.y > y) {
                    let part = (f64::from(y) - f64::from(one.y)) / (f64::from(other.y) - f64::from(one.y));
                    crossings += usize::from(
                        f64::from(one.x) + part * (f64::from(other.x) - f64::from(one.x)) > f64::from(x),
                    );
                }
            }
        }
        crossings % 2 == 1
    };
    // Off Larvotto and off the Rock; then the palace, the casino, Beausoleil.
    for (lon, lat) in [(7.4440, 43.7400), (7.4320, 43.7260), (7.4480, 43.7240)] {
        assert!(is_sea(lon, lat), "{lon} {lat}");
    }
    for (lon, lat) in [(7.4202, 43.7313), (7.4284, 43.7396), (7.4240, 43.7440)] {
        assert!(!is_sea(lon, lat), "{lon} {lat}");
    }
}
