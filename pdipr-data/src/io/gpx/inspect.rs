//! Says what is in a GPX file: lines, points, lengths, elevations, bounds. Streams: a file of any size is read in
//! little memory.

use std::io::Read;

use jiff::Timestamp;
use serde::Serialize;

use super::model::{LineInfo, Version, Waypoint};
use super::{Event, NotGpx, Stream};
use crate::domain::{Bounds, Finding, Metres, Position};
use crate::methods::{Climb, ClimbMeter};

#[derive(Debug, Clone, PartialEq, Serialize, Default)]
pub struct Inspection {
    /// `None` where the file does not say.
    pub version: Option<String>,
    pub creator: Option<String>,
    pub name: Option<String>,
    pub tracks: Vec<LineReport>,
    pub routes: Vec<LineReport>,
    pub waypoints: u64,
    /// Waypoints and points of tracks and routes.
    pub points: u64,
    /// Geodesic length of all tracks and routes.
    pub length_m: f64,
    /// Around every point, as computed; `[west, south, east, north]`.
    pub bounds: Option<[f64; 4]>,
    /// Over all tracks and routes; `None` where the file has none.
    pub elevations: Option<Elevations>,
    pub first_time: Option<Timestamp>,
    pub last_time: Option<Timestamp>,
    /// Points whose extensions hold something.
    pub points_with_extensions: u64,
}

/// A track or a route.
#[derive(Debug, Clone, PartialEq, Serialize, Default)]
pub struct LineReport {
    pub name: Option<String>,
    /// Continuous pieces; a route has one.
    pub segments: u64,
    pub points: u64,
    pub length_m: f64,
    pub elevations: Option<Elevations>,
}

/// Metres above sea level, and the climb by the published method (`docs/methods.md`).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Elevations {
    pub min: f64,
    pub max: f64,
    /// Points that have an elevation.
    pub points: u64,
    /// `None` where the elevations do not make a profile.
    pub ascent_m: Option<f64>,
    pub descent_m: Option<f64>,
}

/// Reads the file to its end.
pub fn inspect(reader: impl Read) -> Result<(Inspection, Vec<Finding>), NotGpx> {
    inspect_each(reader, |_| {})
}

/// The same, for those who want to see what is read as well.
pub fn inspect_each(
    reader: impl Read,
    mut see: impl FnMut(&Event),
) -> Result<(Inspection, Vec<Finding>), NotGpx> {
    let mut stream = Stream::new(reader);
    let mut report = Inspection::default();
    let mut bounds = None;
    let mut line = LineReport::default();
    let mut piece = Piece::default();
    for event in stream.by_ref() {
        see(&event);
        if let Event::Waypoint(point) | Event::RoutePoint(point) | Event::TrackPoint(point) = &event {
            report.count(point, &mut bounds);
        }
        match event {
            Event::Opening(head) => {
                report.version = match head.version {
                    Version::V1_0 => Some("1.0".into()),
                    Version::V1_1 => Some("1.1".into()),
                    Version::Other(other) => Some(other),
                    Version::Missing => None,
                };
                report.creator = head.creator;
                report.name = head.metadata.name;
            }
            Event::Waypoint(_) => report.waypoints += 1,
            Event::RouteStart(info) => line = named(*info),
            Event::TrackStart(info) => line = named(*info),
            Event::SegmentStart => {}
            Event::RoutePoint(point) | Event::TrackPoint(point) => piece.push(&point),
            Event::SegmentEnd(_) => line.add(std::mem::take(&mut piece)),
            Event::TrackEnd(late) => {
                name_late(&mut line, late);
                report.tracks.push(std::mem::take(&mut line));
            }
            Event::RouteEnd(late) => {
                name_late(&mut line, late);
                line.add(std::mem::take(&mut piece));
                report.routes.push(std::mem::take(&mut line));
            }
            Event::Closing(closing) => report.name = report.name.or(closing.late_metadata.name),
        }
    }
    let mut findings = stream.finish()?;
    report.finish(bounds);
    if report.forget_flat_zero() {
        findings.push(Finding::warning("gpx-elevations-all-zero"));
    }
    Ok((report, findings))
}

fn named(info: LineInfo) -> LineReport {
    LineReport { name: info.name, ..LineReport::default() }
}

fn name_late(line: &mut LineReport, late: Option<Box<LineInfo>>) {
    if line.name.is_none() {
        line.name = late.and_then(|late| late.name);
    }
}

/// A continuous piece of line as it is read.
#[derive(Default)]
struct Piece {
    last: Option<Position>,
    points: u64,
    length: f64,
    heights: Option<(f64, f64, u64)>,
    climb: ClimbMeter,
}

impl Piece {
    fn push(&mut self, point: &Waypoint) {
        if let Some(last) = self.last {
            self.length += last.distance_to(point.at).value();
        }
        self.last = Some(point.at);
        self.points += 1;
        if let Some(elevation) = point.elevation {
            let height = elevation.value();
            let (min, max, points) = self.heights.unwrap_or((height, height, 0));
            self.heights = Some((min.min(height), max.max(height), points + 1));
            self.climb.push(self.length, height);
        }
    }
}

impl LineReport {
    fn add(&mut self, piece: Piece) {
        self.segments += 1;
        self.points += piece.points;
        self.length_m += piece.length;
        let Some((min, max, points)) = piece.heights else { return };
        let climb = piece.climb.finish();
        let piece = Elevations {
            min,
            max,
            points,
            ascent_m: climb.map(|climb: Climb| climb.ascent),
            descent_m: climb.map(|climb| climb.descent),
        };
        self.elevations = Some(self.elevations.map_or(piece, |known| known.joined(piece)));
    }
}

impl Elevations {
    fn joined(self, other: Elevations) -> Elevations {
        let sum = |one: Option<f64>, two: Option<f64>| match (one, two) {
            (Some(one), Some(two)) => Some(one + two),
            (one, two) => one.or(two),
        };
        Elevations {
            min: self.min.min(other.min),
            max: self.max.max(other.max),
            points: self.points + other.points,
            ascent_m: sum(self.ascent_m, other.ascent_m),
            descent_m: sum(self.descent_m, other.descent_m),
        }
    }

    fn rounded(self) -> Elevations {
        Elevations { ascent_m: self.ascent_m.map(tenths), descent_m: self.descent_m.map(tenths), ..self }
    }
}

impl Inspection {
    fn count(&mut self, point: &Waypoint, bounds: &mut Option<Bounds>) {
        self.points += 1;
        let here = Bounds::around([point.at]);
        *bounds = match (*bounds, here) {
            (Some(known), Some(here)) => Some(known.joined(here)),
            (known, here) => known.or(here),
        };
        if let Some(time) = point.time {
            self.first_time = Some(self.first_time.map_or(time, |first| first.min(time)));
            self.last_time = Some(self.last_time.map_or(time, |last| last.max(time)));
        }
        if point.details.as_ref().is_some_and(|details| !details.extensions.is_empty()) {
            self.points_with_extensions += 1;
        }
    }

    fn finish(&mut self, bounds: Option<Bounds>) {
        self.bounds = bounds.map(|b| [b.west, b.south, b.east, b.north]);
        for line in self.tracks.iter_mut().chain(&mut self.routes) {
            self.length_m += line.length_m;
            line.length_m = tenths(line.length_m);
            line.elevations = line.elevations.map(Elevations::rounded);
            self.elevations = match (self.elevations, line.elevations) {
                (Some(known), Some(more)) => Some(known.joined(more).rounded()),
                (known, more) => known.or(more),
            };
        }
        self.length_m = tenths(self.length_m);
    }

    /// Some tools write 0 where they know nothing. A line that is 0 everywhere tells nothing: unknown is not 0.
    fn forget_flat_zero(&mut self) -> bool {
        let flat = |elevations: Option<Elevations>| {
            elevations.is_some_and(|e| e.min == 0.0 && e.max == 0.0 && e.points > 1)
        };
        let all = flat(self.elevations);
        if all {
            self.elevations = None;
            for line in self.tracks.iter_mut().chain(&mut self.routes) {
                line.elevations = None;
            }
        }
        all
    }
}

/// A decimetre: more would pretend to know more.
fn tenths(value: f64) -> f64 {
    Metres::try_from(value).map_or(0.0, |metres| (metres.value() * 10.0).round() / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inspected(content: &str) -> (Inspection, Vec<Finding>) {
        inspect(format!("<gpx version='1.1' creator='t'>{content}</gpx>").as_bytes()).unwrap()
    }

    #[test]
    fn length_is_geodesic_and_does_not_jump_between_segments() {
        let degree = "<trkseg><trkpt lat='48' lon='1'/><trkpt lat='49' lon='1'/></trkseg>";
        let (report, _) = inspected(&format!("<trk>{degree}<trkseg><trkpt lat='0' lon='0'/></trkseg></trk>"));
        assert!((report.length_m - 111_209.0).abs() < 10.0, "{}", report.length_m);
        assert_eq!((report.tracks[0].segments, report.tracks[0].points), (2, 3));
    }

    #[test]
    fn elevations_that_are_absent_are_unknown() {
        let (report, _) =
            inspected("<trk><trkseg><trkpt lat='48' lon='1'/><trkpt lat='48.1' lon='1'/></trkseg></trk>");
        assert_eq!(report.elevations, None);
    }

    #[test]
    fn elevations_that_are_all_zero_are_unknown_and_told() {
        let point = |lat: &str| format!("<trkpt lat='{lat}' lon='1'><ele>0</ele></trkpt>");
        let (report, findings) =
            inspected(&format!("<trk><trkseg>{}{}</trkseg></trk>", point("48"), point("48.1")));
        assert_eq!((report.elevations, findings[0].code.as_str()), (None, "gpx-elevations-all-zero"));
    }

    #[test]
    fn a_route_is_measured_like_a_track() {
        let (report, _) = inspected(
            "<rte><name>R</name><rtept lat='48' lon='1'><ele>100</ele></rtept>\
             <rtept lat='48.01' lon='1'><ele>150</ele></rtept></rte>",
        );
        let elevations = report.routes[0].elevations.unwrap();
        assert_eq!(report.routes[0].name.as_deref(), Some("R"));
        assert!((elevations.ascent_m.unwrap() - 50.0).abs() < 1.5, "{elevations:?}");
    }
}
