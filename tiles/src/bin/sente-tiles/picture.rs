//! `sente-tiles picture`: a route of the catalogue on its map, as SVG or PNG.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, anyhow, bail};
use pdipr_data::domain::{RouteId, RouteSheet};
use pdipr_data::store::CatalogueStore;
use serde_json::json;
use tiles::picture::{Look, Scene, Size, draw, png};
use tiles::write::whole::Unfinished;

use crate::{input, output};

/// Draws a route on its map; the ending of `--out` decides between SVG and PNG
#[derive(clap::Args)]
pub struct Args {
    /// A map, the lowest first: the locator map, then a detailed one
    #[arg(long = "pack", value_name = "FILE.pmtiles", required = true)]
    packs: Vec<PathBuf>,
    #[arg(long, value_name = "FILE", default_value = "data/28/built/catalogue.sqlite")]
    catalogue: PathBuf,
    #[arg(long, value_name = "ID")]
    route: String,
    /// Pixels
    #[arg(long, value_name = "WIDTHxHEIGHT", value_parser = size, default_value = "1200x630")]
    size: Size,
    #[arg(long, value_name = "day|sun|night", default_value = "day")]
    look: Look,
    #[arg(long, value_name = "FILE.svg|FILE.png")]
    out: PathBuf,
    #[arg(long)]
    json: bool,
}

pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    let as_png = match args.out.extension().and_then(|ending| ending.to_str()) {
        Some("svg") => false,
        Some("png") => true,
        _ => bail!("{}: wanted a name that ends in .svg or .png", args.out.display()),
    };
    let sheet = sheet(&args.catalogue, &args.route)?;
    let packs = args.packs.iter().map(|path| input::pack(path)).collect::<Result<Vec<_>, _>>()?;
    let packs: Vec<_> = packs.iter().collect();
    let scene = Scene::of_route(&sheet, details(&sheet));
    let svg = draw(&packs, &scene, args.size, args.look).context("could not draw the map")?;
    let bytes = if as_png { png(&svg)? } else { svg.into_bytes() };
    let mut file = Unfinished::beside(&args.out)?;
    file.write_all(&bytes).with_context(|| format!("could not write {}", args.out.display()))?;
    file.finish()?;
    let (width, height) = args.size.sides();
    if args.json {
        output::print_json(
            &json!({ "bytes": bytes.len(), "size": [width, height], "route": sheet.card.id }),
        )?;
    } else {
        let size = output::size(bytes.len() as u64);
        output::print(&format!(
            "{}: {}, {width} × {height} pixels, {size}\n",
            args.out.display(),
            sheet.card.name
        ))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// How long it is, as it is written in French.
fn details(sheet: &RouteSheet) -> String {
    format!("{:.1} km", sheet.card.lengths.total().value() / 1_000.0).replace('.', ",")
}

fn sheet(catalogue: &Path, route: &str) -> anyhow::Result<RouteSheet> {
    let store =
        CatalogueStore::open(catalogue).with_context(|| format!("could not open {}", catalogue.display()))?;
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
    Err(anyhow!("there is no route {route:?}; nearest: {}", near.join(", ")))
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
fn size(text: &str) -> anyhow::Result<Size> {
    let sides = text.split_once('x').and_then(|(width, height)| width.parse().ok().zip(height.parse().ok()));
    let (width, height) =
        sides.ok_or_else(|| anyhow!("{text:?} is no size: wanted WIDTHxHEIGHT in pixels"))?;
    Ok(Size::new(width, height)?)
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
