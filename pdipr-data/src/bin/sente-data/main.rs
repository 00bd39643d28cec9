//! `sente-data`: the catalogue from the command line. The contract (exit codes, JSON) stands in `docs/cli.md`.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod build;
mod check;
mod export;
mod fetch;
mod figures;
mod inspect;
mod language;
mod output;
mod place;
mod refusal;
mod search;
mod show;
mod synth;

/// Builds, searches, checks and exports the catalogue of waymarked routes.
#[derive(Parser)]
#[command(name = "sente-data", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the catalogue from the register and the base data.
    Build(build::Args),
    /// Find routes by words and criteria.
    Search(Box<search::Args>),
    /// Show the sheet of one route.
    Show(show::Args),
    /// Export one route as GPX, GeoJSON or KML.
    Export(export::Args),
    /// Say what is in a GPX file.
    Inspect(inspect::Args),
    /// Report on the quality of a catalogue.
    Check(check::Args),
    /// Make a synthetic catalogue for benchmarks.
    Synth(synth::Args),
}

/// Exit codes: 0 done, 1 done with errors in the data, 2 could not run.
fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Build(args) => build::run(args),
        Command::Search(args) => search::run(*args),
        Command::Show(args) => show::run(args),
        Command::Export(args) => export::run(args),
        Command::Inspect(args) => inspect::run(args),
        Command::Check(args) => check::run(args),
        Command::Synth(args) => synth::run(args),
    };
    result.unwrap_or_else(|error| {
        eprintln!("sente-data: {}", refusal::sentence(&error));
        ExitCode::from(2)
    })
}
