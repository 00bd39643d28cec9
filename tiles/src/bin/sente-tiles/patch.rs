//! `sente-tiles patch`: makes the new pack out of the old one and the changes, beside it or in its place.

use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::json;
use tiles::pack::delta::{Head, patch_file};
use tiles::pack::update::file::update_file;

use crate::output::size;
use crate::{input, output};

/// Makes the new pack, byte for byte, out of the old one and the changes; `--out` may be the old pack
#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = "OLD")]
    old: PathBuf,
    #[arg(value_name = "DELTA")]
    delta: PathBuf,
    #[arg(long, value_name = "FILE", required_unless_present = "in_place")]
    out: Option<PathBuf>,
    /// Changes the old pack itself: needs no more room than what changed, and leaves what is no longer used as waste
    #[arg(long, conflicts_with = "out")]
    in_place: bool,
    #[arg(long)]
    json: bool,
}

pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    let delta = input::mapped(&args.delta)?;
    let head = Head::read(&delta)?;
    let Some(out) = args.out else { return in_place(&args.old, &delta, args.json) };
    let old = input::mapped(&args.old)?;
    patch_file(&old, &delta, &out)?;
    let sha256: String = head.new.sha256.iter().map(|byte| format!("{byte:02x}")).collect();
    if args.json {
        output::print_json(&json!({ "bytes": head.new.length, "sha256": sha256 }))?;
    } else {
        output::print(&format!("{}: {}, SHA-256 {sha256}\n", out.display(), size(head.new.length)))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn in_place(old: &std::path::Path, delta: &tiles::read::Mapped, json: bool) -> anyhow::Result<ExitCode> {
    let bar = output::bar("{wide_bar} {bytes}/{total_bytes}");
    let updated = update_file(old, delta, &mut |done, all| {
        bar.set_length(all);
        bar.set_position(done);
        true
    });
    bar.finish_and_clear();
    let updated = updated?;
    if json {
        output::print_json(&updated)?;
    } else {
        let (all, added, waste) = (size(updated.bytes), size(updated.appended), size(updated.waste));
        output::print(&format!("{}: {all}, of which {added} new and {waste} unused\n", old.display()))?;
    }
    Ok(ExitCode::SUCCESS)
}
