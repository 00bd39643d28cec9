//! What is in a GPX file, in a few lines.

use pdipr_data::domain::{Finding, Metres};
use pdipr_data::io::gpx::{self, GpxFile, Waypoint};
use pdipr_data::words::Arg;

use crate::words::{kilometres, word, word_with};

/// Never fails: a file that is no GPX has a sentence as well.
pub fn of(bytes: &[u8]) -> String {
    match gpx::read(bytes) {
        Ok((file, findings)) => lines(&file, &findings).join("\n"),
        Err(error) => {
            tracing::info!(%error, "an opened file is no GPX");
            word("shell-gpx-refused")
        }
    }
}

fn lines(file: &GpxFile, findings: &[Finding]) -> Vec<String> {
    let paths = paths(file);
    let points: usize = paths.iter().map(|path| path.len()).sum();
    let length: Metres = paths.iter().map(|path| length(path)).sum();
    let first_named =
        file.tracks.iter().map(|track| &track.info).chain(file.routes.iter().map(|route| &route.info));
    let name =
        file.metadata.name.clone().or_else(|| first_named.into_iter().find_map(|info| info.name.clone()));
    let mut lines: Vec<String> = name.into_iter().collect();
    lines.push(format!(
        "{} · {}",
        counted("shell-gpx-lines", file.tracks.len() + file.routes.len()),
        counted("shell-gpx-points", points),
    ));
    if length > Metres::ZERO {
        let text = kilometres(length.kilometres());
        lines.push(word_with("shell-gpx-length", &[("length", Arg::Text(&text))]));
    }
    if !file.waypoints.is_empty() {
        lines.push(counted("shell-gpx-waypoints", file.waypoints.len()));
    }
    if !findings.is_empty() {
        lines.push(counted("shell-gpx-findings", findings.len()));
    }
    lines
}

fn paths(file: &GpxFile) -> Vec<&[Waypoint]> {
    let segments =
        file.tracks.iter().flat_map(|track| &track.segments).map(|segment| segment.points.as_slice());
    segments.chain(file.routes.iter().map(|route| route.points.as_slice())).collect()
}

fn length(path: &[Waypoint]) -> Metres {
    path.windows(2).map(|pair| pair[0].at.distance_to(pair[1].at)).sum()
}

fn counted(key: &str, count: usize) -> String {
    word_with(key, &[("n", Arg::Count(u32::try_from(count).unwrap_or(u32::MAX)))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_track_is_summed_up_with_its_name_points_and_length() {
        let text = of(br#"<gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1">
            <wpt lat="48.5" lon="1.5"/>
            <trk><name>Tour du moulin</name><trkseg>
              <trkpt lat="48.0" lon="1.5"/><trkpt lat="48.1" lon="1.5"/>
            </trkseg></trk></gpx>"#);
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines[0], "Tour du moulin");
        assert!(lines[1].starts_with("1 ") && lines[1].contains("2 points"), "{text}");
        assert!(lines[2].contains("11,1") || lines[2].contains("11.1"), "{text}");
        assert_eq!(lines.len(), 4, "{text}");
    }

    #[test]
    fn a_file_that_is_no_gpx_has_its_sentence() {
        assert_eq!(of(b"bonjour"), word("shell-gpx-refused"));
    }
}
