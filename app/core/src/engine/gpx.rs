//! Opening a GPX file of the hiker: read by the tolerant reader, measured, thinned for the map.

use pdipr_data::domain::{Bounds, Metres, Position};
use pdipr_data::io::gpx::{Elevations, Event, LineReport, NotGpx, inspect_each, limits};

use super::Engine;
use crate::calls::{Handle, InspectGpx};
use crate::error::{ApiError, reasons};
use crate::gpx::{GpxClimb, GpxLine, GpxLineKind, GpxPlace, GpxReport, PLACES, SHAPE_POINTS};

impl Handle<InspectGpx> for Engine {
    fn handle(&mut self, call: InspectGpx) -> Result<GpxReport, ApiError> {
        report(&call.text).map_err(|error| ApiError::invalid("gpx", reason(&error)))
    }
}

fn reason(error: &NotGpx) -> &'static str {
    match error {
        NotGpx::Empty => reasons::GPX_EMPTY,
        NotGpx::NoRoot | NotGpx::OtherRoot(_) | NotGpx::Entities | NotGpx::Unreadable(_) => reasons::NOT_GPX,
        NotGpx::FileTooLarge
        | NotGpx::ModelTooLarge
        | NotGpx::ElementTooLong { .. }
        | NotGpx::TooManyAttributes { .. }
        | NotGpx::TooDeep { .. }
        | NotGpx::TooManyLines { .. } => reasons::GPX_TOO_LARGE,
    }
}

fn report(text: &str) -> Result<GpxReport, NotGpx> {
    if text.len() > limits::FILE_BYTES {
        return Err(NotGpx::FileTooLarge);
    }
    let mut pieces: Vec<Vec<Position>> = Vec::new();
    let mut places = Vec::new();
    let (file, findings) = inspect_each(text.as_bytes(), |event| match event {
        Event::SegmentStart | Event::RouteStart(_) => pieces.push(Vec::new()),
        Event::TrackPoint(point) | Event::RoutePoint(point) => {
            if let Some(piece) = pieces.last_mut() {
                piece.push(point.at);
            }
        }
        Event::Waypoint(point) if places.len() < PLACES => {
            let name = point.details.as_ref().and_then(|details| details.name.clone());
            places.push(GpxPlace { name, at: point.at });
        }
        _ => {}
    })?;
    let lines = |kind, reports: Vec<LineReport>| reports.into_iter().map(move |report| line(kind, report));
    Ok(GpxReport {
        name: file.name,
        lines: lines(GpxLineKind::Track, file.tracks).chain(lines(GpxLineKind::Route, file.routes)).collect(),
        waypoints: file.waypoints,
        points: file.points,
        length: metres(file.length_m),
        climb: file.elevations.map(climb),
        bounds: file.bounds.map(|[west, south, east, north]| Bounds { west, south, east, north }),
        shape: thinned(pieces, SHAPE_POINTS),
        places,
        findings,
    })
}

fn line(kind: GpxLineKind, report: LineReport) -> GpxLine {
    GpxLine {
        kind,
        name: report.name,
        points: report.points,
        length: metres(report.length_m),
        climb: report.elevations.map(climb),
    }
}

fn climb(elevations: Elevations) -> GpxClimb {
    GpxClimb {
        ascent: elevations.ascent_m.map(metres),
        descent: elevations.descent_m.map(metres),
        // A cast of a float stops at the ends of the integers.
        lowest: elevations.min.round() as i32,
        highest: elevations.max.round() as i32,
    }
}

/// The report's lengths are finite sums of lengths; what were not would be none.
fn metres(value: f64) -> Metres {
    Metres::try_from(value).unwrap_or(Metres::ZERO)
}

/// Every so many-th point, and always the last one of a piece.
fn thinned(mut pieces: Vec<Vec<Position>>, most: usize) -> Vec<Vec<Position>> {
    pieces.retain(|piece| piece.len() > 1);
    let points: usize = pieces.iter().map(Vec::len).sum();
    let step = points.div_ceil(most).max(1);
    if step > 1 {
        for piece in &mut pieces {
            let last = piece.len() - 1;
            let mut at = 0;
            piece.retain(|_| {
                at += 1;
                (at - 1) % step == 0 || at - 1 == last
            });
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    const WALK: &str = r#"<gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1">
        <wpt lat="48.5" lon="1.5"><name>Moulin</name></wpt>
        <trk><name>Tour du moulin</name><trkseg>
          <trkpt lat="48.0" lon="1.5"><ele>100</ele></trkpt><trkpt lat="48.1" lon="1.5"><ele>160</ele></trkpt>
        </trkseg><trkseg><trkpt lat="48.2" lon="1.5"/></trkseg></trk></gpx>"#;

    #[test]
    fn a_track_is_told_with_its_name_length_climb_shape_and_places() {
        let report = report(WALK).unwrap();
        assert_eq!(report.lines[0].name.as_deref(), Some("Tour du moulin"));
        assert!((report.length.value() - 11_119.0).abs() < 10.0, "{:?}", report.length);
        assert_eq!(report.climb.map(|climb| (climb.lowest, climb.highest)), Some((100, 160)));
        // A piece of one point is no line.
        assert_eq!(report.shape.iter().map(Vec::len).collect::<Vec<_>>(), [2]);
        assert_eq!(report.places[0].name.as_deref(), Some("Moulin"));
    }

    #[test]
    fn a_file_that_is_no_gpx_has_its_reason() {
        assert_eq!(report("bonjour").map_err(|error| reason(&error)), Err(reasons::NOT_GPX));
        assert_eq!(report("").map_err(|error| reason(&error)), Err(reasons::GPX_EMPTY));
    }

    #[test]
    fn a_long_line_is_thinned_and_keeps_its_ends() {
        let at = |n: u32| Position::new(1.0 + f64::from(n) / 1e5, 48.0).unwrap();
        let line: Vec<Position> = (0..1_001).map(at).collect();
        let thin = thinned(vec![line], 100);
        assert!(thin[0].len() <= 102, "{}", thin[0].len());
        assert_eq!((thin[0][0], thin[0][thin[0].len() - 1]), (at(0), at(1_000)));
    }
}
