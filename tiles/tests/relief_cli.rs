//! The commands `elevation` and `relief` on a grid whose heights are a formula.
#![cfg(feature = "cli")]

#[path = "support/grids.rs"]
mod grids;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

use grids::Plan;
use tiles::gzip::gunzip;
use tiles::mvt;
use tiles::osm::synth::{Packing, Writer};
use tiles::read::{Pack, TileKind};
use tiles::relief::Crs;

fn run(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sente-tiles"));
    command.env("LC_ALL", "C");
    command.current_dir(folder).args(args).output().expect("the program starts")
}

/// A ramp in two files, 100 m at the west edge and 5 m more each 100 m.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, west) in [("1.asc", 560_000.0), ("2.asc", 565_000.0)] {
        let plan = Plan { columns: 200, rows: 200, first: [west, 6_810_000.0], step: 25.0 };
        let bytes = plan.ascii(&plan.values(|x, _| 100.0 + (x - 560_000.0) * 0.05));
        std::fs::write(folder.path().join(name), bytes).expect("a file");
    }
    folder
}

fn degrees(x: f64, y: f64) -> [f64; 2] {
    Crs::from_epsg(2154).ok().and_then(|crs| crs.to_degrees([x, y])).expect("Lambert-93")
}

#[test]
fn elevation_tells_places_and_the_climb_of_a_line() {
    let folder = folder();
    let [from, to] = [degrees(561_000.0, 6_808_000.0), degrees(569_000.0, 6_808_000.0)];
    let line = serde_json::json!({ "type": "Feature", "properties": {},
        "geometry": { "type": "LineString", "coordinates": [from, to] } });
    std::fs::write(folder.path().join("line.geojson"), line.to_string()).unwrap();
    let place = format!("{},{}", from[0], from[1]);
    let places = ["--points", &place, "--points", "-3,48"];
    let flags = [&["elevation", "--dem", ".", "--line", "line.geojson", "--json"][..], &places].concat();
    let output = run(folder.path(), &flags);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((answer["resolution_m"].as_f64(), answer["epsg"].as_u64()), (Some(25.0), Some(2154)));
    assert_eq!(answer["points"][0]["elevation_m"].as_f64(), Some(150.0));
    assert!(answer["points"][1]["elevation_m"].is_null());
    let up = answer["lines"][0]["ascent_m"].as_f64().unwrap();
    assert!((up - 400.0).abs() < 8.0, "{up}");
    assert!(answer["lines"][0]["profile"].as_array().unwrap().len() > 790);
}

#[test]
fn relief_makes_a_sound_pack_twice_the_same() {
    let folder = folder();
    for out in ["a.pmtiles", "b.pmtiles"] {
        let output = run(folder.path(), &["relief", "--dem", ".", "--source", "A ramp", "--out", out]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let [a, b] = ["a.pmtiles", "b.pmtiles"].map(|name| std::fs::read(folder.path().join(name)).unwrap());
    assert_eq!(a, b);
    let verified = run(folder.path(), &["verify", "a.pmtiles"]);
    assert_eq!(verified.status.code(), Some(0), "{}", String::from_utf8_lossy(&verified.stdout));
    let pack = Pack::open(a).unwrap();
    assert_eq!((pack.header().kind, pack.header().zoom_min, pack.header().zoom_max), (TileKind::Png, 5, 12));
    let metadata = pack.metadata().unwrap();
    assert_eq!(metadata["sente"]["relief"]["source"], "A ramp");
    assert_eq!(metadata["sente"]["relief"]["resolution_m"], 25.0);
}

#[test]
fn build_with_a_relief_draws_contour_lines_with_their_heights() {
    let folder = folder();
    let [west, south] = degrees(561_000.0, 6_807_000.0);
    let mut out = Writer::new(Vec::new(), Packing::Zlib, true).unwrap();
    let at = |degrees: f64| (degrees * 1e7) as i64;
    for (id, step) in [(1, 0.0), (2, 0.02)] {
        out.node(id, at(south + step), at(west + step), &[]).unwrap();
    }
    out.way(1, &[1, 2], &[("highway", "track")]).unwrap();
    std::fs::write(folder.path().join("a.osm.pbf"), out.finish().unwrap()).unwrap();
    let flags = ["build", "--osm", "a.osm.pbf", "--dem", ".", "--source", "A ramp", "--contours", "10,50"];
    let bbox = format!("{west},{south},{},{}", west + 0.02, south + 0.02);
    let flags = [&flags[..], &["--bbox", &bbox, "--out", "a.pmtiles"]].concat();
    let output = run(folder.path(), &flags);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let pack = Pack::open(std::fs::read(folder.path().join("a.pmtiles")).unwrap()).unwrap();
    let mut heights = BTreeSet::new();
    for run in pack.tiles() {
        let run = run.unwrap();
        if run.tiles().all(|tile| tile.z() != 14) {
            continue;
        }
        let raw = gunzip(&pack.stored(&run.entry).unwrap(), 1 << 20).unwrap();
        let layers = mvt::read(&raw).unwrap().into_iter().filter(|layer| layer.name == "contour");
        for feature in layers.flat_map(|layer| layer.features) {
            heights.extend(feature.attributes.into_iter().filter_map(|(key, value)| match value {
                mvt::Value::Uint(metres) if &*key == "ele" => Some(metres),
                mvt::Value::Int(metres) if &*key == "ele" => Some(metres as u64),
                _ => None,
            }));
        }
    }
    // 5 m more each 100 m eastward: from 150 m at the west edge of the box over about 1,490 m.
    assert!(
        heights.contains(&160) && heights.contains(&200) && heights.iter().all(|metres| metres % 10 == 0)
    );
    assert_eq!(pack.metadata().unwrap()["sente"]["relief"]["source"], "A ramp");
}

#[test]
fn what_cannot_run_says_why_and_leaves_nothing() {
    let folder = folder();
    std::fs::write(folder.path().join("3.tif"), b"II*\0\xFF\xFF\xFF\xFF").unwrap();
    let output = run(folder.path(), &["relief", "--dem", ".", "--out", "a.pmtiles"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("3.tif") && said.contains("damaged at byte"), "{said}");
    assert!(!folder.path().join("a.pmtiles").exists());
}
