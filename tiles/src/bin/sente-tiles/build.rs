//! `sente-tiles build` and `sente-tiles base`: sources in, one pack out.

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use indicatif::ProgressBar;
use pdipr_data::terminal::output;
use serde_json::json;
use tiles::build::{Budget, Frame, Inputs, Made, Relief, Stage, make, outline};
use tiles::feature::World;
use tiles::osm::Pass;
use tiles::tile::Bounds;

use crate::refusal::Because;
use crate::relief::Said;
use crate::speech::{self, Speech};
use crate::{input, stop};

#[derive(clap::Args)]
pub struct Args {
    #[arg(long, value_name = "FILE.osm.pbf")]
    osm: PathBuf,
    #[arg(long, value_name = "FILE")]
    catalogue: Option<PathBuf>,
    #[arg(long, value_name = "FILE|DIR")]
    dem: Option<PathBuf>,
    #[command(flatten)]
    said: Said,
    #[arg(long, value_name = "STEP,INDEX", value_parser = contours, default_value = "5,25")]
    contours: (u16, u16),
    #[arg(long, value_name = "GEOJSON", conflicts_with = "bbox")]
    clip: Option<PathBuf>,
    #[arg(long, value_name = "W,S,E,N", value_parser = input::bounds, allow_hyphen_values = true)]
    bbox: Option<Bounds>,
    #[arg(long, value_name = "A-B", value_parser = input::zooms, default_value = "5-15")]
    zooms: RangeInclusive<u8>,
    #[command(flatten)]
    how: How,
}

#[derive(clap::Args)]
pub struct BaseArgs {
    #[arg(long, value_name = "FILE", default_value = "data/28/built/catalogue.sqlite")]
    catalogue: PathBuf,
    #[arg(long, value_name = "FILE|DIR")]
    dem: Option<PathBuf>,
    #[command(flatten)]
    said: Said,
    #[arg(long, value_name = "A-B", value_parser = input::zooms, default_value = "5-14")]
    zooms: RangeInclusive<u8>,
    #[command(flatten)]
    how: How,
}

#[derive(clap::Args)]
struct How {
    #[arg(long, value_name = "FILE.pmtiles")]
    out: PathBuf,
    #[arg(long, value_name = "MB", default_value = "32")]
    memory: usize,
    #[arg(long)]
    json: bool,
}

pub fn run(args: Args, speech: &Speech) -> anyhow::Result<ExitCode> {
    let mut frame = Frame::new(args.zooms)?;
    if let Some(Bounds { west, south, east, north }) = args.bbox {
        frame = frame.within(World::from_degrees(west, north), World::from_degrees(east, south));
    }
    if let Some(path) = &args.clip {
        let text = std::fs::read(path).because("no-read", path)?;
        let polygons = outline::polygons(&text).because("in-file", path)?;
        frame = frame.clipped(&polygons)?;
    }
    let relief = relief(args.dem, args.said, args.contours)?;
    build(Some(args.osm), args.catalogue, relief, frame, &args.how, speech)
}

pub fn base(args: BaseArgs, speech: &Speech) -> anyhow::Result<ExitCode> {
    let relief = relief(args.dem, args.said, (1, 1))?;
    build(None, Some(args.catalogue), relief, Frame::new(args.zooms)?, &args.how, speech)
}

fn relief(dem: Option<PathBuf>, said: Said, (step, index): (u16, u16)) -> anyhow::Result<Option<Relief>> {
    dem.map(|path| Ok(Relief { dem: said.open(&path)?, step, index })).transpose()
}

/// `STEP,INDEX` in metres.
fn contours(text: &str) -> Result<(u16, u16), &'static str> {
    let metres = text
        .split_once(',')
        .and_then(|(step, index)| step.trim().parse().ok().zip(index.trim().parse().ok()));
    metres
        .filter(|(step, index): &(u16, u16)| *step > 0 && index.is_multiple_of(*step))
        .ok_or("usage-contours")
}

fn build(
    osm: Option<PathBuf>,
    catalogue: Option<PathBuf>,
    relief: Option<Relief>,
    frame: Frame,
    how: &How,
    speech: &Speech,
) -> anyhow::Result<ExitCode> {
    let memory = how.memory.saturating_mul(1_000_000);
    let inputs = Inputs { osm, catalogue, relief, frame, budget: Budget::default(), memory };
    let bar = speech::bar("{msg} {wide_bar} {pos}/{len}");
    let made = make(&inputs, &how.out, &|stage| show(&bar, stage, speech), stop::on_request()?);
    bar.finish_and_clear();
    let made = made?;
    if how.json {
        output::print_json(&report(&made, &how.out))?;
    } else {
        output::print(&summary(&made, &how.out, speech))?;
    }
    let whole = made.report.too_large.is_empty() && made.osm.is_none_or(|osm| osm.finding_counts.is_empty());
    Ok(if whole { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn show(bar: &ProgressBar, stage: Stage, speech: &Speech) {
    bar.set_message(speech.text(match stage {
        Stage::Catalogue => "stage-catalogue",
        Stage::Relief => "stage-relief",
        Stage::Osm(step) => match step.pass {
            Pass::Relations => "stage-relations",
            Pass::Wanted => "stage-wanted",
            Pass::Nodes => "stage-nodes",
            Pass::Ways => "stage-ways",
            Pass::Assembly => "stage-assembly",
        },
        Stage::Tiles(_) => "stage-tiles",
    }));
    match stage {
        Stage::Catalogue | Stage::Relief => {}
        Stage::Osm(step) => {
            bar.set_length(step.of as u64);
            bar.set_position(step.done as u64);
        }
        Stage::Tiles(tiles) => {
            bar.unset_length();
            bar.set_position(tiles);
        }
    }
}

/// What `--json` prints; see `docs/tiles.md`.
fn report(made: &Made, out: &Path) -> serde_json::Value {
    let report = &made.report;
    let layers: Vec<_> = report
        .layers
        .iter()
        .map(|(layer, facts)| {
            let zooms = [facts.zooms.0, facts.zooms.1];
            json!({ "name": layer.name(), "features": facts.features, "zooms": zooms })
        })
        .collect();
    let lost = report.lost.iter().map(
        |lost| json!({ "tile": lost.tile.to_string(), "layer": lost.layer.name(), "features": lost.features }),
    );
    let too_large = report.too_large.iter();
    let too_large = too_large.map(|one| json!({ "layer": one.layer.name(), "id": one.id, "zoom": one.zoom }));
    let findings = made.osm.iter().flat_map(|osm| &osm.findings).map(|finding| {
        let object = finding.object.map(|object| object.to_string());
        json!({ "code": finding.code, "object": object, "detail": finding.detail })
    });
    json!({
        "out": out,
        "kind": made.kind.name(),
        "bytes": made.written.bytes,
        "tiles": made.written.tiles,
        "contents": made.written.contents,
        "features": report.features,
        "pieces": report.pieces,
        "largest": { "raw": report.largest_raw, "gzip": report.largest_stored },
        "layers": layers,
        "lost": lost.collect::<Vec<_>>(),
        "too_large": too_large.collect::<Vec<_>>(),
        "findings": findings.collect::<Vec<_>>(),
        "finding_counts": made.osm.as_ref().map(|osm| &osm.finding_counts),
    })
}

fn summary(made: &Made, out: &Path, speech: &Speech) -> String {
    let report = &made.report;
    let mut lines = Vec::new();
    for (code, count) in made.osm.iter().flat_map(|osm| &osm.finding_counts) {
        let meaning = speech.text(&format!("osm-{code}"));
        let args = [("count", &*count.to_string()), ("code", code), ("meaning", &meaning)];
        lines.push(speech.say("build-finding", &args));
    }
    for one in &report.too_large {
        let (id, zoom) = (one.id.to_string(), one.zoom.to_string());
        let args = [("layer", one.layer.name()), ("id", &id), ("zoom", &zoom)];
        lines.push(speech.say("build-too-large", &args));
    }
    for lost in &report.lost {
        let (tile, features) = (lost.tile.to_string(), lost.features.to_string());
        let args = [("tile", tile.as_str()), ("features", &features), ("layer", lost.layer.name())];
        lines.push(speech.say("build-lost", &args));
    }
    let args = [
        ("file", out.display().to_string()),
        ("size", speech.size(made.written.bytes)),
        ("tiles", made.written.tiles.to_string()),
        ("contents", made.written.contents.to_string()),
        ("features", report.features.to_string()),
        ("raw", speech.size(report.largest_raw as u64)),
        ("packed", speech.size(report.largest_stored as u64)),
    ];
    lines.push(speech.say("build-made", &args.each_ref().map(|(name, text)| (*name, text.as_str()))));
    lines.join("\n") + "\n"
}
