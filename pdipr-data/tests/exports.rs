//! Every route of the real catalogue leaves the app as sound GPX, GeoJSON and KML.
#![allow(clippy::panic, reason = "the checks of the schema say where")]

#[path = "support/gpx_schema.rs"]
mod gpx_schema;
mod support;

use std::process::{Command, Stdio};
use std::sync::OnceLock;

use pdipr_data::domain::{RouteSheet, StretchKind};
use pdipr_data::io::gpx::{inspect, read, write};
use pdipr_data::io::{ExportFormat, export};
use pdipr_data::sheets::{Lookup, sheet};

fn sheets() -> &'static [RouteSheet] {
    static SHEETS: OnceLock<Vec<RouteSheet>> = OnceLock::new();
    SHEETS.get_or_init(|| {
        let catalogue = support::catalogue();
        let lookup = Lookup::new(&catalogue.segments, &catalogue.communes);
        catalogue.routes.iter().map(|route| sheet(route, &lookup)).collect()
    })
}

fn exported(sheet: &RouteSheet, format: ExportFormat) -> String {
    let sources = &support::catalogue().info.sources;
    export(sheet, format, sources, None).unwrap_or_else(|withheld| panic!("{withheld}")).text
}

#[test]
fn every_route_as_gpx_keeps_to_the_schema_and_reads_back_the_same() {
    for sheet in sheets() {
        let text = exported(sheet, ExportFormat::Gpx);
        gpx_schema::check(&text);
        let (file, findings) = read(text.as_bytes()).unwrap();
        assert_eq!(findings, [], "{}", sheet.card.id);
        assert_eq!(write(&file), text, "{}", sheet.card.id);
    }
}

#[test]
fn the_line_that_leaves_is_as_long_as_the_sheet_says() {
    for sheet in sheets() {
        let (it, _) = inspect(exported(sheet, ExportFormat::Gpx).as_bytes()).unwrap();
        let lengths = &sheet.card.lengths;
        let mostly_liaison = lengths.inscribed_share().is_none_or(|share| share.value() < 0.5);
        let mut expected = lengths.inscribed + lengths.retraced;
        if !(sheet.card.partial && mostly_liaison) {
            expected += lengths.liaison;
        }
        // Ends within 15 m of each other are joined without a liaison of their own.
        let joints =
            15.0 * sheet.parts.iter().flatten().map(|stretch| stretch.segments.len()).sum::<usize>() as f64;
        let surplus = it.length_m - expected.value();
        assert!((-1.0..=joints).contains(&surplus), "{}: {surplus} m", sheet.card.id);
    }
}

#[test]
fn no_line_is_drawn_across_a_gap() {
    for sheet in sheets() {
        let (file, _) = read(exported(sheet, ExportFormat::Gpx).as_bytes()).unwrap();
        let segments = &file.tracks[0].segments;
        let inscribed =
            sheet.parts.iter().flatten().filter(|stretch| stretch.kind == StretchKind::Inscribed).count();
        let marked = segments.iter().filter(|s| s.extensions.0.contains("kind=\"liaison\"")).count();
        assert_eq!(segments.len() - marked, inscribed, "{}", sheet.card.id);
    }
}

#[test]
fn every_route_as_geojson_and_kml_is_sound() {
    for sheet in sheets() {
        let collection: geojson::FeatureCollection = exported(sheet, ExportFormat::GeoJson).parse().unwrap();
        assert!(!collection.features.is_empty(), "{}", sheet.card.id);
        let kml = exported(sheet, ExportFormat::Kml);
        let mut reader = quick_xml::Reader::from_str(&kml);
        while reader.read_event().unwrap_or_else(|error| panic!("{}: {error}", sheet.card.id))
            != quick_xml::events::Event::Eof
        {}
    }
}

#[test]
fn gpsbabel_reads_the_points_that_we_wrote() {
    if Command::new("gpsbabel").arg("-V").stdout(Stdio::null()).status().is_err() {
        eprintln!("skipped: gpsbabel is not installed");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for sheet in sheets().iter().step_by(23) {
        let text = exported(sheet, ExportFormat::Gpx);
        let (ours, theirs) = (folder.path().join("ours.gpx"), folder.path().join("theirs.gpx"));
        std::fs::write(&ours, &text).unwrap();
        let status = Command::new("gpsbabel")
            .args(["-i", "gpx", "-f"])
            .arg(&ours)
            .args(["-o", "gpx", "-F"])
            .arg(&theirs)
            .stderr(Stdio::null())
            .status()
            .unwrap();
        assert!(status.success(), "{}", sheet.card.id);
        let (before, _) = inspect(text.as_bytes()).unwrap();
        let (after, _) = inspect(&std::fs::read(&theirs).unwrap()[..]).unwrap();
        assert_eq!((after.points, after.waypoints), (before.points, before.waypoints), "{}", sheet.card.id);
        assert_eq!(after.tracks[0].segments, before.tracks[0].segments, "{}", sheet.card.id);
        assert!((after.length_m - before.length_m).abs() < 1.0, "{}", sheet.card.id);
    }
}
