//! `sente-data`: the catalogue from the command line. The contract (exit codes, JSON) stands in `docs/cli.md`.

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use pdipr_data::words::{Arg, Words};

mod build;
mod check;
mod export;
mod fetch;
mod figures;
mod help;
mod inspect;
mod language;
mod output;
mod place;
mod refusal;
mod search;
mod show;
mod synth;

/// What each command and argument is for stands in `messages/cli-help.*.ftl`, in both languages.
#[derive(Parser)]
#[command(name = "sente-data", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Build(build::Args),
    Search(Box<search::Args>),
    Show(show::Args),
    Export(export::Args),
    Inspect(inspect::Args),
    Check(check::Args),
    Synth(synth::Args),
}

/// Exit codes: 0 done, 1 done with errors in the data, 2 could not run.
fn main() -> ExitCode {
    let words = match language::words(language::tongue()) {
        Ok(words) => words,
        Err(error) => return could_not_run(&format!("{error:#}")),
    };
    let cli = match read_arguments(&words) {
        Ok(cli) => cli,
        Err(error) => match help::refusal(&error, &words) {
            Some(said) => {
                let more = words.text_with("usage-more", &[("command", Arg::Text("sente-data"))]);
                return could_not_run(&format!("{said}\n{more}"));
            }
            None => error.exit(),
        },
    };
    let result = match cli.command {
        Command::Build(args) => build::run(args),
        Command::Search(args) => search::run(*args),
        Command::Show(args) => show::run(args),
        Command::Export(args) => export::run(args),
        Command::Inspect(args) => inspect::run(args),
        Command::Check(args) => check::run(args),
        Command::Synth(args) => synth::run(args),
    };
    result.unwrap_or_else(|error| could_not_run(&refusal::sentence(&error)))
}

fn read_arguments(words: &Words) -> Result<Cli, clap::Error> {
    Cli::from_arg_matches(&help::spoken(Cli::command(), words).try_get_matches()?)
}

fn could_not_run(why: &str) -> ExitCode {
    eprintln!("sente-data: {why}");
    ExitCode::from(2)
}
