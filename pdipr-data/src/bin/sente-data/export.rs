//! `sente-data export`: one route as GPX, GeoJSON or KML.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::ValueEnum;
use pdipr_data::domain::{RouteId, RouteSheet};
use pdipr_data::filter::{Page, RouteQuery};
use pdipr_data::io::{ExportFormat, export};
use pdipr_data::store::CatalogueStore;
use pdipr_data::terminal;
use pdipr_data::words::Arg;

use crate::{language, place};

#[derive(clap::Args)]
pub struct Args {
    route: String,
    #[arg(long, value_name = "FILE")]
    catalogue: Option<PathBuf>,
    #[arg(long, value_enum, default_value = "gpx")]
    format: Format,
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[arg(long)]
    no_date: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Gpx,
    Geojson,
    Kml,
}

impl From<Format> for ExportFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Gpx => ExportFormat::Gpx,
            Format::Geojson => ExportFormat::GeoJson,
            Format::Kml => ExportFormat::Kml,
        }
    }
}

pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    let words = language::words(terminal::tongue())?;
    let path = place::catalogue(args.catalogue);
    let store = CatalogueStore::open(&path).with_context(|| format!("could not open {}", path.display()))?;
    let Some(sheet) = find(&store, &args.route)? else {
        eprintln!("{}", words.text_with("export-unknown-route", &[("route", Arg::Text(&args.route))]));
        return Ok(ExitCode::from(2));
    };
    let sources = store.about()?.info.sources;
    let now = (!args.no_date).then(now).transpose()?;
    let file = match export(&sheet, args.format.into(), &sources, now) {
        Ok(file) => file,
        Err(withheld) => {
            eprintln!("{}", words.text_with("export-withheld", &[("reason", Arg::Text(&withheld.reason))]));
            return Ok(ExitCode::from(1));
        }
    };
    let out = args.out.unwrap_or_else(|| PathBuf::from(&file.file_name));
    if out == Path::new("-") {
        std::io::stdout().write_all(file.text.as_bytes()).context("could not write to stdout")?;
        return Ok(ExitCode::SUCCESS);
    }
    std::fs::write(&out, &file.text).with_context(|| format!("could not write {}", out.display()))?;
    eprintln!(
        "{}",
        words.text_with(
            "export-saved",
            &[
                ("file", Arg::Text(&out.display().to_string())),
                ("name", Arg::Text(&sheet.card.name)),
                ("size", Arg::Text(&file.text.len().to_string())),
            ],
        )
    );
    Ok(ExitCode::SUCCESS)
}

/// By identity in any case, or by code where only one route has it.
fn find(store: &CatalogueStore, typed: &str) -> anyhow::Result<Option<RouteSheet>> {
    if let Some(sheet) = store.sheet(&RouteId(typed.trim().to_lowercase()))? {
        return Ok(Some(sheet));
    }
    let compact = |code: &str| code.replace(' ', "").to_lowercase();
    let query = RouteQuery { text: typed.to_owned(), ..RouteQuery::default() };
    let found = store.search(&query, Page { offset: 0, limit: 50 })?.found;
    let same: Vec<_> = found.iter().filter(|found| compact(&found.card.code) == compact(typed)).collect();
    match same.as_slice() {
        [one] => Ok(store.sheet(&one.card.id)?),
        _ => Ok(None),
    }
}

/// The time of the export to the second.
fn now() -> anyhow::Result<jiff::Timestamp> {
    let since = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .context("the clock of this machine stands before 1970")?;
    Ok(jiff::Timestamp::from_second(since.as_secs().try_into()?)?)
}
