//! `sente-tiles diff`: the changes that make a new pack out of an old one.

use std::io::BufWriter;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use serde_json::json;
use tiles::pack::delta::diff;
use tiles::write::Unfinished;

use crate::output::size;
use crate::{input, output};

/// Writes what changed between two packs into one file, for `patch`
#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = "OLD")]
    old: PathBuf,
    #[arg(value_name = "NEW")]
    new: PathBuf,
    #[arg(long, value_name = "DELTA")]
    out: PathBuf,
    #[arg(long)]
    json: bool,
}

pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    let (old, new) = (input::pack(&args.old)?, input::pack(&args.new)?);
    let delta = diff(&old, &new)?;
    let mut file = BufWriter::new(Unfinished::beside(&args.out)?);
    delta.write(&mut file)?;
    let file = file.into_inner().with_context(|| format!("could not write {}", args.out.display()))?;
    file.finish()?;
    let changes = delta.changes;
    if args.json {
        output::print_json(&json!({ "bytes": delta.length(), "tiles": changes }))?;
    } else {
        output::print(&format!(
            "{}: {}; {} tiles changed, {} added, {} removed, {} the same\n",
            args.out.display(),
            size(delta.length()),
            changes.changed,
            changes.added,
            changes.removed,
            changes.same
        ))?;
    }
    Ok(ExitCode::SUCCESS)
}
