//! `sente-tiles publish`: a folder of plain files from which the app downloads its maps.

use std::path::PathBuf;
use std::process::ExitCode;

use pdipr_data::terminal::output;
use tiles::pack::publish::publish;

use crate::speech::Speech;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = "PACK", required = true)]
    packs: Vec<PathBuf>,
    #[arg(long, value_name = "DELTA", num_args = 1..)]
    changes: Vec<PathBuf>,
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    #[arg(long)]
    json: bool,
}

pub fn run(args: Args, speech: &Speech) -> anyhow::Result<ExitCode> {
    let published = publish(&args.out, &args.packs, &args.changes)?;
    if args.json {
        output::print_json(&published)?;
        return Ok(ExitCode::SUCCESS);
    }
    let say = |key: &str, args: &[(&str, &str)]| output::print(&(speech.say(key, args) + "\n"));
    for pack in &published.listing.packs {
        let size = speech.size(pack.about.bytes);
        say("publish-pack", &[("title", &pack.about.title), ("file", &pack.file), ("size", &size)])?;
    }
    for changes in &published.listing.changes {
        say("publish-changes", &[("file", &changes.file), ("size", &speech.size(changes.bytes))])?;
    }
    for file in &published.unlisted {
        say("publish-unlisted", &[("file", file)])?;
    }
    Ok(ExitCode::SUCCESS)
}
