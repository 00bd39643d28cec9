//! `sente-tiles relief`: a pack of tiles for shaded relief. Also the flags that name a relief, for other commands.

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use tiles::relief::pack::{ReliefPack, write};
use tiles::relief::shade::deepest_zoom;
use tiles::relief::{Dem, DemOptions};
use tiles::tile::Bounds;

use crate::refusal::refused;
use crate::speech::{self, Speech};
use crate::{input, stop};

/// The first zoom of the pack, unless told otherwise.
const FIRST: u8 = 5;

#[derive(clap::Args)]
pub struct Which {
    #[arg(long, value_name = "FILE|DIR")]
    dem: PathBuf,
    #[command(flatten)]
    said: Said,
}

#[derive(clap::Args)]
pub struct Said {
    #[arg(long, value_name = "NUMBER")]
    epsg: Option<u32>,
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
}

impl Which {
    pub fn open(self) -> anyhow::Result<Dem> {
        self.said.open(&self.dem)
    }
}

impl Said {
    pub fn open(self, dem: &Path) -> anyhow::Result<Dem> {
        Ok(Dem::open(dem, DemOptions { epsg: self.epsg, source: self.source })?)
    }
}

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    which: Which,
    #[arg(long, value_name = "A-B", value_parser = input::zooms)]
    zooms: Option<RangeInclusive<u8>>,
    #[arg(long, value_name = "W,S,E,N", value_parser = input::bounds, allow_hyphen_values = true)]
    bbox: Option<Bounds>,
    #[arg(long, value_name = "TEXT")]
    attribution: Option<String>,
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[arg(long)]
    json: bool,
}

pub fn run(args: Args, speech: &Speech) -> anyhow::Result<ExitCode> {
    let dem = args.which.open()?;
    let zooms = args.zooms.unwrap_or_else(|| {
        let deepest = deepest_zoom(&dem);
        FIRST.min(deepest)..=deepest
    });
    if *zooms.end() > 15 {
        return Err(refused("relief-zooms", []));
    }
    let bar = speech::bar("{bar:40} {pos}/{len} {msg} {eta}").with_message(speech.text("stage-tiles"));
    let progress = |done: u64, all: u64| {
        bar.set_length(all);
        bar.set_position(done);
    };
    let pack = ReliefPack { zooms, area: args.bbox, attribution: args.attribution };
    let written = write(&dem, &pack, &args.out, stop::on_request()?, &progress);
    bar.finish_and_clear();
    let written = written?;
    speech.print_written(&args.out, &written, args.json)?;
    Ok(ExitCode::SUCCESS)
}
