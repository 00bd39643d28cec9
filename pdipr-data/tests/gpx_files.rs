//! GPX files of other projects' test suites: each gives the right geometry or a clear finding.

#[path = "support/shared.rs"]
mod shared;

use std::fmt::Write;

use pdipr_data::io::gpx::{Version, inspect, read, write};

#[test]
fn every_file_is_read_as_recorded() {
    let files = shared::gpx_files();
    if files.is_empty() {
        return;
    }
    let mut told = String::new();
    for (name, bytes) in files {
        let (it, findings) = inspect(&bytes[..]).unwrap_or_else(|reason| panic!("{name}: {reason}"));
        let segments: u64 = it.tracks.iter().map(|track| track.segments).sum();
        let (tracks, routes) = (it.tracks.len(), it.routes.len());
        writeln!(
            told,
            "{name}: GPX {}, {tracks} trk {segments} seg {routes} rte {} wpt, {} points, {:.1} m",
            it.version.as_deref().unwrap_or("?"),
            it.waypoints,
            it.points,
            it.length_m
        )
        .unwrap();
        if let Some([west, south, east, north]) = it.bounds {
            writeln!(told, "  bounds {west:.5} {south:.5} {east:.5} {north:.5}").unwrap();
        }
        if let Some(e) = it.elevations {
            let climb =
                e.ascent_m.zip(e.descent_m).map_or("?".into(), |(up, down)| format!("+{up:.1} -{down:.1}"));
            writeln!(told, "  elevations {:.1} to {:.1} of {} points, {climb}", e.min, e.max, e.points)
                .unwrap();
        }
        for finding in findings {
            let line = finding.place.line.unwrap_or(0);
            writeln!(told, "  {:?} {} line {line} {:?}", finding.severity, finding.code, finding.args)
                .unwrap();
        }
    }
    insta::assert_snapshot!(told);
}

#[test]
fn every_file_written_as_gpx_1_1_reads_back_the_same() {
    for (name, bytes) in shared::gpx_files() {
        let (mut file, _) = read(&bytes).unwrap();
        let written = write(&file);
        let (again, findings) = read(written.as_bytes()).unwrap();
        file.version = Version::V1_1;
        file.creator = file.creator.or(Some("Sente".into()));
        assert_eq!(again, file, "{name}");
        assert!(findings.iter().all(|finding| finding.code == "gpx-no-points"), "{name}: {findings:?}");
    }
}
