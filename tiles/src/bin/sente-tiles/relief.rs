//! `sente-tiles relief`: a pack of tiles for shaded relief. Also the flags that name a relief, for other commands.

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use tiles::relief::pack::{ReliefPack, write};
use tiles::relief::shade::deepest_zoom;
use tiles::relief::{Dem, DemOptions};
use tiles::tile::Bounds;

use crate::{input, output, stop};

/// The first zoom of the pack, unless told otherwise.
const FIRST: u8 = 5;

/// Which relief.
#[derive(clap::Args)]
pub struct Which {
    /// A GeoTIFF, ESRI ASCII or .hgt file, or a folder of them on one lattice
    #[arg(long, value_name = "FILE|DIR")]
    dem: PathBuf,
    #[command(flatten)]
    said: Said,
}

/// What the files of a relief do not say.
#[derive(clap::Args)]
pub struct Said {
    /// The projection of the relief, where its files do not name it (2154 is Lambert-93, 4326 degrees)
    #[arg(long, value_name = "NUMBER")]
    epsg: Option<u32>,
    /// The name of the relief's source, as it is shown
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

/// Makes tiles for shaded relief from elevations
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    which: Which,
    /// Without it from 5 to where a pixel is as large as a cell
    #[arg(long, value_name = "A-B", value_parser = input::zooms)]
    zooms: Option<RangeInclusive<u8>>,
    #[arg(long, value_name = "W,S,E,N", value_parser = input::bounds, allow_hyphen_values = true)]
    bbox: Option<Bounds>,
    /// What the licence of the elevations wants shown
    #[arg(long, value_name = "TEXT")]
    attribution: Option<String>,
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[arg(long)]
    json: bool,
}

pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    let dem = args.which.open()?;
    let zooms = args.zooms.unwrap_or_else(|| {
        let deepest = deepest_zoom(&dem);
        FIRST.min(deepest)..=deepest
    });
    anyhow::ensure!(*zooms.end() <= 15, "zooms end at 15: no relief is finer");
    let bar = output::bar("{bar:40} {pos}/{len} tiles, {eta} left");
    let progress = |done: u64, all: u64| {
        bar.set_length(all);
        bar.set_position(done);
    };
    let pack = ReliefPack { zooms, area: args.bbox, attribution: args.attribution };
    let written = write(&dem, &pack, &args.out, stop::on_request()?, &progress);
    bar.finish_and_clear();
    output::written(&args.out, &written?, args.json)?;
    Ok(ExitCode::SUCCESS)
}
