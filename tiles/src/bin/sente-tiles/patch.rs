//! `sente-tiles patch`: makes the new pack out of the old one and the changes, beside it or in its place.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use pdipr_data::terminal::output;
use serde_json::json;
use tiles::pack::delta::{Head, patch_file};
use tiles::pack::update::file::update_file;
use tiles::read::Mapped;

use crate::input;
use crate::speech::{self, Speech};

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = "OLD")]
    old: PathBuf,
    #[arg(value_name = "DELTA")]
    delta: PathBuf,
    #[arg(long, value_name = "FILE", required_unless_present = "in_place")]
    out: Option<PathBuf>,
    #[arg(long, conflicts_with = "out")]
    in_place: bool,
    #[arg(long)]
    json: bool,
}

pub fn run(args: Args, speech: &Speech) -> anyhow::Result<ExitCode> {
    let delta = input::mapped(&args.delta)?;
    let head = Head::read(&delta)?;
    let Some(out) = args.out else { return in_place(&args.old, &delta, args.json, speech) };
    let old = input::mapped(&args.old)?;
    patch_file(&old, &delta, &out)?;
    let sha256: String = head.new.sha256.iter().map(|byte| format!("{byte:02x}")).collect();
    if args.json {
        output::print_json(&json!({ "bytes": head.new.length, "sha256": sha256 }))?;
    } else {
        let (file, size) = (out.display().to_string(), speech.size(head.new.length));
        let args = [("file", file.as_str()), ("size", &size), ("sha", &sha256)];
        output::print(&(speech.say("patch-made", &args) + "\n"))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn in_place(old: &Path, delta: &Mapped, json: bool, speech: &Speech) -> anyhow::Result<ExitCode> {
    let bar = speech::bar("{wide_bar} {bytes}/{total_bytes}");
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
        let [size, added, waste] =
            [updated.bytes, updated.appended, updated.waste].map(|bytes| speech.size(bytes));
        let file = old.display().to_string();
        let args = [("file", file.as_str()), ("size", &size), ("added", &added), ("waste", &waste)];
        output::print(&(speech.say("patch-in-place", &args) + "\n"))?;
    }
    Ok(ExitCode::SUCCESS)
}
