//! `sente-tiles picture`: a route of the catalogue on its map, as SVG or PNG.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use pdipr_data::domain::{Days, RouteId, RouteOnMap, RouteSheet};
use pdipr_data::store::CatalogueStore;
use pdipr_data::terminal::output;
use serde_json::json;
use tiles::picture::{Look, Scene, Size, draw, png};
use tiles::write::whole::Unfinished;

use crate::input;
use crate::refusal::{Because, refused};
use crate::speech::Speech;

#[derive(clap::Args)]
pub struct Args {
    #[arg(long = "pack", value_name = "FILE.pmtiles", required = true)]
    packs: Vec<PathBuf>,
    #[arg(long, value_name = "FILE", default_value = "data/28/built/catalogue.sqlite")]
    catalogue: PathBuf,
    #[arg(long, value_name = "ID")]
    route: String,
    #[arg(long, value_name = "WIDTHxHEIGHT", value_parser = size, default_value = "1200x630")]
    size: Size,
    #[arg(long, value_name = "day|sun|night", value_parser = look, default_value = "day")]
    look: Look,
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    day: Option<Date>,
    #[arg(long, value_name = "FILE.svg|FILE.png")]
    out: PathBuf,
    #[arg(long)]
    json: bool,
}

pub fn run(args: Args, speech: &Speech) -> anyhow::Result<ExitCode> {
    let as_png = match args.out.extension().and_then(|ending| ending.to_str()) {
        Some("svg") => false,
        Some("png") => true,
        _ => return Err(refused("picture-name", [("file", args.out.display().to_string())])),
    };
    let sheet = sheet(&args.catalogue, &args.route)?;
    let packs = args.packs.iter().map(|path| input::pack(path)).collect::<Result<Vec<_>, _>>()?;
    let packs: Vec<_> = packs.iter().collect();
    let day = args.day.unwrap_or_else(|| TimeZone::UTC.to_datetime(Timestamp::now()).date());
    let route = RouteOnMap::from(&sheet).closed_on(day, &sheet.state, closed);
    let scene = Scene::of_route(&route, details(&sheet));
    let svg = draw(&packs, &scene, args.size, args.look)?;
    let bytes = if as_png { png(&svg)? } else { svg.into_bytes() };
    let mut file = Unfinished::beside(&args.out)?;
    file.write_all(&bytes).because("no-write", &args.out)?;
    file.finish()?;
    let (width, height) = args.size.sides();
    if args.json {
        output::print_json(
            &json!({ "bytes": bytes.len(), "size": [width, height], "route": sheet.card.id }),
        )?;
    } else {
        let (file, size) = (args.out.display().to_string(), speech.size(bytes.len() as u64));
        let (width, height) = (width.to_string(), height.to_string());
        output::print(
            &(speech.say(
                "picture-made",
                &[
                    ("file", &file),
                    ("route", &sheet.card.name),
                    ("width", &width),
                    ("height", &height),
                    ("size", &size),
                ],
            ) + "\n"),
        )?;
    }
    Ok(ExitCode::SUCCESS)
}

/// How long it is, as it is written in French.
fn details(sheet: &RouteSheet) -> String {
    format!("{:.1} km", sheet.card.lengths.total().value() / 1_000.0).replace('.', ",")
}

/// What stands beside a closed stretch, as it is written in French.
fn closed(days: Days) -> String {
    match days.until {
        Some(until) => format!("fermé jusqu’au {:02}/{:02}/{}", until.day(), until.month(), until.year()),
        None => "fermé jusqu’à nouvel ordre".to_owned(),
    }
}

fn sheet(catalogue: &Path, route: &str) -> anyhow::Result<RouteSheet> {
    let store = CatalogueStore::open(catalogue).because("in-file", catalogue)?;
    let typed = route.trim().to_lowercase();
    if let Some(sheet) = store.sheet(&RouteId(typed.clone()))? {
        return Ok(sheet);
    }
    let mut known: Vec<(usize, String)> = Vec::new();
    for routes in store.lines_of_routes()? {
        let id = routes.route.id.0;
        known.push((apart(&typed, &id), id));
    }
    known.sort();
    let near: Vec<String> = known.into_iter().take(3).map(|(_, id)| id).collect();
    Err(refused("unknown-route", [("route", route.to_owned()), ("near", near.join(", "))]))
}

/// How many letters must be changed, added or taken away to make one of the other (Levenshtein's distance).
fn apart(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (count, letter) in one.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], count + 1);
        for (at, wanted) in other.iter().enumerate() {
            let changed = corner + usize::from(*wanted != letter);
            corner = row[at + 1];
            row[at + 1] = changed.min(corner + 1).min(row[at] + 1);
        }
    }
    row[other.len()]
}

/// `WIDTHxHEIGHT`.
fn size(text: &str) -> Result<Size, &'static str> {
    let sides = text.split_once('x').and_then(|(width, height)| width.parse().ok().zip(height.parse().ok()));
    sides.and_then(|(width, height)| Size::new(width, height).ok()).ok_or("usage-size")
}

fn day(text: &str) -> Result<Date, &'static str> {
    text.parse().map_err(|_| "usage-day")
}

fn look(text: &str) -> Result<Look, &'static str> {
    text.parse().map_err(|_| "usage-look")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_as_far_apart_as_their_letters() {
        assert_eq!(
            [apart("gr35", "gr35"), apart("gr35", "gr22"), apart("", "gr"), apart("pr1", "gr1-a")],
            [0, 2, 2, 3]
        );
    }

    #[test]
    fn sizes_are_read_or_refused() {
        assert!(size("1200x630").is_ok());
        for wrong in ["", "1200", "1200x", "10x10", "99999x100", "-5x100"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }
}
