//! `sente-tiles diff`: the changes that make a new pack out of an old one.

use std::io::BufWriter;
use std::path::PathBuf;
use std::process::ExitCode;

use pdipr_data::terminal::output;
use serde_json::json;
use tiles::pack::delta::diff;
use tiles::write::Unfinished;

use crate::input;
use crate::refusal::Because;
use crate::speech::Speech;

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

pub fn run(args: Args, speech: &Speech) -> anyhow::Result<ExitCode> {
    let (old, new) = (input::pack(&args.old)?, input::pack(&args.new)?);
    let delta = diff(&old, &new)?;
    let mut file = BufWriter::new(Unfinished::beside(&args.out)?);
    delta.write(&mut file)?;
    file.into_inner().map_err(|error| error.into_error()).because("no-write", &args.out)?.finish()?;
    let changes = delta.changes;
    if args.json {
        output::print_json(&json!({ "bytes": delta.length(), "tiles": changes }))?;
    } else {
        let [changed, added, removed, same] =
            [changes.changed, changes.added, changes.removed, changes.same].map(|count| count.to_string());
        let (file, size) = (args.out.display().to_string(), speech.size(delta.length()));
        output::print(
            &(speech.say(
                "diff-made",
                &[
                    ("file", &file),
                    ("size", &size),
                    ("changed", &changed),
                    ("added", &added),
                    ("removed", &removed),
                    ("same", &same),
                ],
            ) + "\n"),
        )?;
    }
    Ok(ExitCode::SUCCESS)
}
