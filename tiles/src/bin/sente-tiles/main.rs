//! `sente-tiles`: makes and looks at map packs. The contract (exit codes, JSON) stands in `docs/tiles.md`.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod build;
mod diff;
mod elevation;
mod extract;
mod get;
mod input;
mod output;
mod patch;
mod picture;
mod relief;
mod serve;
mod show;
mod stop;
mod verify;

/// Makes and looks at map packs (PMTiles).
#[derive(Parser)]
#[command(name = "sente-tiles", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Build(build::Args),
    Base(build::BaseArgs),
    Show(show::Args),
    Verify(verify::Args),
    Get(get::Args),
    Extract(extract::Args),
    Diff(diff::Args),
    Patch(patch::Args),
    Picture(picture::Args),
    Elevation(elevation::Args),
    Relief(relief::Args),
    Serve(serve::Args),
}

/// Exit codes: 0 done, 1 done with errors in the data, 2 could not run.
fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Build(args) => build::run(args),
        Command::Base(args) => build::base(args),
        Command::Show(args) => show::run(args),
        Command::Verify(args) => verify::run(args),
        Command::Get(args) => get::run(args),
        Command::Extract(args) => extract::run(args),
        Command::Diff(args) => diff::run(args),
        Command::Patch(args) => patch::run(args),
        Command::Picture(args) => picture::run(args),
        Command::Elevation(args) => elevation::run(args),
        Command::Relief(args) => relief::run(args),
        Command::Serve(args) => serve::run(args),
    };
    result.unwrap_or_else(|error| {
        if stop::asked() {
            eprintln!("sente-tiles: stopped; what lay at --out is as it was");
        } else {
            eprintln!("sente-tiles: {error:#}");
        }
        ExitCode::from(2)
    })
}
