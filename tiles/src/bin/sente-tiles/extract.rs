//! `sente-tiles extract`: the part of a pack that lies in a box.

use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::process::ExitCode;

use tiles::pack::{Wanted, extract};
use tiles::tile::{Bounds, DEEPEST};

use crate::input;
use crate::speech::Speech;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = "PACK")]
    pack: PathBuf,
    #[arg(long, value_name = "W,S,E,N", value_parser = input::bounds, allow_hyphen_values = true)]
    bbox: Option<Bounds>,
    #[arg(long, value_name = "A-B", value_parser = input::zooms)]
    zooms: Option<RangeInclusive<u8>>,
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[arg(long)]
    json: bool,
}

pub fn run(args: Args, speech: &Speech) -> anyhow::Result<ExitCode> {
    let pack = input::pack(&args.pack)?;
    let wanted = Wanted {
        bounds: args.bbox.unwrap_or(pack.header().bounds),
        zooms: args.zooms.unwrap_or(0..=DEEPEST),
    };
    let written = extract(&pack, &wanted, &args.out)?;
    speech.print_written(&args.out, &written, args.json)?;
    Ok(ExitCode::SUCCESS)
}
