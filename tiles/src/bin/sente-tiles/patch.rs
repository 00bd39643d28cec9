//! `sente-tiles patch`: makes the new pack out of the old one and the changes.

use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::json;
use tiles::pack::delta::{Head, patch_file};

use crate::output::size;
use crate::{input, output};

/// Makes the new pack, byte for byte, out of the old one and the changes; `--out` may be the old pack
#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = "OLD")]
    old: PathBuf,
    #[arg(value_name = "DELTA")]
    delta: PathBuf,
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[arg(long)]
    json: bool,
}

pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    let (old, delta) = (input::mapped(&args.old)?, input::mapped(&args.delta)?);
    let head = Head::read(&delta)?;
    patch_file(&old, &delta, &args.out)?;
    let sha256: String = head.new.sha256.iter().map(|byte| format!("{byte:02x}")).collect();
    if args.json {
        output::print_json(&json!({ "bytes": head.new.length, "sha256": sha256 }))?;
    } else {
        output::print(&format!("{}: {}, SHA-256 {sha256}\n", args.out.display(), size(head.new.length)))?;
    }
    Ok(ExitCode::SUCCESS)
}
