//! `sente-tiles elevation`: elevations of places, and profile, D+ and D− of lines.

use std::path::PathBuf;
use std::process::ExitCode;

use pdipr_data::domain::Position;
use pdipr_data::methods::{Ascent, COARSEST, Reason, Sample};
use pdipr_data::terminal::output;
use serde::Serialize;
use tiles::relief::ascent::{ascent, profile};
use tiles::relief::pack::About;

use crate::lines::lines;
use crate::refusal::refused;
use crate::relief::Which;
use crate::speech::Speech;

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    which: Which,
    #[arg(long, value_name = "LON,LAT", value_parser = position, allow_hyphen_values = true)]
    points: Vec<Position>,
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

pub fn run(args: Args, speech: &Speech) -> anyhow::Result<ExitCode> {
    let lines = args.line.map(|path| lines(&path)).transpose()?.unwrap_or_default();
    if args.points.is_empty() && lines.is_empty() {
        return Err(refused("nothing-asked", []));
    }
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
        output::print(&text(&answer, speech))?
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

fn text(answer: &Answer, speech: &Speech) -> String {
    let resolution = speech.number(answer.about.resolution_m, 1);
    let source = [("source", answer.about.source.as_str()), ("resolution", &resolution)];
    let mut lines = vec![speech.say("elevation-source", &source)];
    for Point { at, elevation_m } in &answer.points {
        let (lon, lat) = (at.lon().to_string(), at.lat().to_string());
        lines.push(match elevation_m {
            Some(metres) => speech.say(
                "elevation-point",
                &[("lon", &lon), ("lat", &lat), ("metres", &speech.number(*metres, 1))],
            ),
            None => speech.say("elevation-no-point", &[("lon", &lon), ("lat", &lat)]),
        });
    }
    for line in &answer.lines {
        let km = speech.number(line.length_m / 1_000.0, 2);
        lines.push(match (line.ascent_m, line.descent_m, line.unknown) {
            (Some(up), Some(down), _) => {
                let [up, down] = [up, down].map(|metres| speech.number(metres, 0));
                speech.say("elevation-line", &[("km", &km), ("up", &up), ("down", &down)])
            }
            (.., Some("too-coarse")) => {
                let most = speech.number(COARSEST.value(), 0);
                speech.say("elevation-too-coarse", &[("km", &km), ("most", &most)])
            }
            (.., Some("gap")) => speech.say("elevation-gap", &[("km", &km)]),
            _ => speech.say("elevation-no-line", &[("km", &km)]),
        });
    }
    lines.join("\n") + "\n"
}

fn decimetre(metres: f64) -> f64 {
    (metres * 10.0).round() / 10.0
}

/// `LON,LAT` in degrees.
fn position(text: &str) -> Result<Position, &'static str> {
    let numbers =
        text.split_once(',').and_then(|(lon, lat)| lon.trim().parse().ok().zip(lat.trim().parse().ok()));
    numbers.and_then(|(lon, lat)| Position::new(lon, lat).ok()).ok_or("usage-position")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_or_refused() {
        assert!(position("1.5;48").is_err() && position("1.5,480").is_err() && position("-1.5,48").is_ok());
    }
}
