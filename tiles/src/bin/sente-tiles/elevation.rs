//! `sente-tiles elevation`: elevations of places, and profile, D+ and D− of lines.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, anyhow};
use pdipr_data::domain::Position;
use pdipr_data::methods::{Ascent, COARSEST, Reason, Sample};
use serde::Serialize;
use serde_json::Value;
use tiles::relief::ascent::{ascent, profile};
use tiles::relief::pack::About;

use crate::output;
use crate::relief::Which;

/// Tells elevations of places and the climb along lines
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    which: Which,
    /// A place in degrees; may be given several times
    #[arg(long, value_name = "LON,LAT", value_parser = position, allow_hyphen_values = true)]
    points: Vec<Position>,
    /// A GeoJSON file; each of its lines is measured
    #[arg(long, value_name = "GEOJSON")]
    line: Option<PathBuf>,
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Answer {
    #[serde(flatten)]
    about: About,
    points: Vec<Point>,
    lines: Vec<Line>,
}

#[derive(Serialize)]
struct Point {
    at: Position,
    elevation_m: Option<f64>,
}

#[derive(Serialize)]
struct Line {
    length_m: f64,
    ascent_m: Option<f64>,
    descent_m: Option<f64>,
    /// `too-coarse`, `gap` or `no-line`, where the climb is not known.
    unknown: Option<&'static str>,
    /// Distance from the start and elevation.
    profile: Vec<(f64, Option<f64>)>,
}

pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    let lines = args.line.map(|path| lines(&path)).transpose()?.unwrap_or_default();
    anyhow::ensure!(!(args.points.is_empty() && lines.is_empty()), "nothing asked: give --points or --line");
    let dem = args.which.open()?;
    let mut answer = Answer { about: About::of(&dem), points: Vec::new(), lines: Vec::new() };
    for at in args.points {
        let elevation_m = dem.elevation(at)?.map(|elevation| decimetre(elevation.metres()));
        answer.points.push(Point { at, elevation_m });
    }
    for line in lines {
        answer.lines.push(measured(&profile(&dem, &line)?, ascent(&dem, &line)?));
    }
    if args.json {
        output::print_json(&answer)?
    } else {
        output::print(&text(&answer))?
    }
    Ok(ExitCode::SUCCESS)
}

fn measured(profile: &[Sample], climb: Ascent) -> Line {
    let (climb, unknown) = match climb {
        Ascent::Known(climb) => (Some(climb), None),
        Ascent::Unknown(Reason::TooCoarse { .. }) => (None, Some("too-coarse")),
        Ascent::Unknown(Reason::Gap { .. }) => (None, Some("gap")),
        Ascent::Unknown(Reason::NoLine) => (None, Some("no-line")),
    };
    let elevation = |sample: &Sample| sample.elevation.map(|elevation| decimetre(elevation.metres()));
    Line {
        length_m: profile.last().map_or(0.0, |sample| decimetre(sample.distance.value())),
        ascent_m: climb.map(|climb| decimetre(climb.ascent)),
        descent_m: climb.map(|climb| decimetre(climb.descent)),
        unknown,
        profile: profile.iter().map(|it| (decimetre(it.distance.value()), elevation(it))).collect(),
    }
}

fn text(answer: &Answer) -> String {
    let mut lines = vec![format!("{}, a cell of {} m", answer.about.source, answer.about.resolution_m)];
    for Point { at, elevation_m } in &answer.points {
        let metres = elevation_m.map_or("unknown".to_owned(), |metres| format!("{metres} m"));
        lines.push(format!("{}, {}: {metres}", at.lon(), at.lat()));
    }
    for line in &answer.lines {
        let climb = match (line.ascent_m, line.descent_m, line.unknown) {
            (Some(up), Some(down), _) => format!("D+ {up:.0} m, D− {down:.0} m"),
            (.., Some("too-coarse")) => {
                format!("climb unknown: cells further apart than {} m", COARSEST.value())
            }
            (.., Some("gap")) => "climb unknown: a stretch without elevations".to_owned(),
            _ => "climb unknown: the line has no length".to_owned(),
        };
        lines.push(format!("{:.2} km, {climb}", line.length_m / 1_000.0));
    }
    lines.join("\n") + "\n"
}

fn decimetre(metres: f64) -> f64 {
    (metres * 10.0).round() / 10.0
}

/// `LON,LAT` in degrees.
fn position(text: &str) -> anyhow::Result<Position> {
    let (lon, lat) = text.split_once(',').ok_or_else(|| anyhow!("{text:?} is no place: wanted LON,LAT"))?;
    Ok(Position::new(lon.trim().parse()?, lat.trim().parse()?)?)
}

/// All lines of a GeoJSON file, one below the other.
fn lines(path: &std::path::Path) -> anyhow::Result<Vec<Vec<Position>>> {
    let name = path.display();
    let text = std::fs::read_to_string(path).with_context(|| format!("could not read {name}"))?;
    let value: Value = serde_json::from_str(&text).with_context(|| format!("{name} is no JSON"))?;
    let mut found = Vec::new();
    collect(&value, &mut found).with_context(|| format!("{name} is no GeoJSON that holds lines"))?;
    anyhow::ensure!(!found.is_empty(), "{name} holds no line");
    Ok(found)
}

fn collect(value: &Value, found: &mut Vec<Vec<Position>>) -> anyhow::Result<()> {
    let part = |key: &str| value.get(key).ok_or_else(|| anyhow!("{key} is missing"));
    let list = |key: &str| part(key)?.as_array().ok_or_else(|| anyhow!("{key} is no list"));
    match value.get("type").and_then(Value::as_str) {
        Some("FeatureCollection") => list("features")?.iter().try_for_each(|feature| collect(feature, found)),
        Some("Feature") => collect(part("geometry")?, found),
        Some("GeometryCollection") => list("geometries")?.iter().try_for_each(|part| collect(part, found)),
        Some("LineString") => {
            found.push(line(part("coordinates")?)?);
            Ok(())
        }
        Some("MultiLineString") => list("coordinates")?.iter().try_for_each(|part| {
            found.push(line(part)?);
            Ok(())
        }),
        // Places and areas have no climb.
        _ => Ok(()),
    }
}

fn line(coordinates: &Value) -> anyhow::Result<Vec<Position>> {
    let points = coordinates.as_array().ok_or_else(|| anyhow!("coordinates are no list"))?;
    let place = |point: &Value| {
        let number = |index: usize| point.get(index).and_then(Value::as_f64);
        let (lon, lat) = number(0).zip(number(1)).ok_or_else(|| anyhow!("a point is no pair of numbers"))?;
        anyhow::Ok(Position::new(lon, lat)?)
    };
    points.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_at_any_depth_and_wrong_ones_are_refused() {
        let json = serde_json::json!({ "type": "FeatureCollection", "features": [
            { "type": "Feature", "geometry": { "type": "Point", "coordinates": [1, 2] } },
            { "type": "Feature", "geometry": { "type": "MultiLineString",
                "coordinates": [[[1, 48], [1.1, 48, 120]], [[2, 48], [2.1, 48]]] } },
        ] });
        let mut found = Vec::new();
        collect(&json, &mut found).unwrap();
        assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2]);
        let wrong = serde_json::json!({ "type": "LineString", "coordinates": [[1, 480]] });
        assert!(collect(&wrong, &mut Vec::new()).is_err());
        assert!(position("1.5;48").is_err() && position("-1.5,48").is_ok());
    }
}
