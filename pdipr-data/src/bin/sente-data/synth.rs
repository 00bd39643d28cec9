//! `sente-data synth`: a made-up catalogue of any size, for benchmarks.

use std::path::PathBuf;
use std::process::ExitCode;

use indicatif::{ProgressBar, ProgressStyle};
use pdipr_data::synth;
use pdipr_data::terminal::{self, output};

use crate::language;

#[derive(clap::Args)]
pub struct Args {
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    routes: u32,
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    seed: u64,
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[arg(long)]
    json: bool,
}

#[derive(serde::Serialize)]
struct Summary {
    out: String,
    routes: u32,
    seed: u64,
    bytes: u64,
}

pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    let words = language::words(terminal::tongue())?;
    let bar = ProgressBar::new(u64::from(args.routes));
    bar.set_style(ProgressStyle::with_template("{bar:40} {human_pos}/{human_len} {eta}")?);
    synth::write(&args.out, args.routes, args.seed, |done| {
        if done % 1_000 == 0 || done == args.routes {
            bar.set_position(u64::from(done));
        }
    })?;
    bar.finish_and_clear();
    let out = args.out.display().to_string();
    let bytes = std::fs::metadata(&args.out)?.len();
    if args.json {
        output::print_json(&Summary { out, routes: args.routes, seed: args.seed, bytes })?;
    } else {
        let text = words.text_with(
            "synth-done",
            &[
                ("file", pdipr_data::words::Arg::Text(&out)),
                ("routes", pdipr_data::words::Arg::Count(args.routes)),
                ("bytes", pdipr_data::words::Arg::Text(&bytes.to_string())),
            ],
        );
        output::print(&format!("{text}\n"))?;
    }
    Ok(ExitCode::SUCCESS)
}
