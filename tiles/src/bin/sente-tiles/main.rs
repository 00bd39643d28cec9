//! `sente-tiles`: makes and looks at map packs. The contract (exit codes, JSON) stands in `docs/tiles.md`.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use pdipr_data::terminal;

mod build;
mod diff;
mod elevation;
mod extract;
mod get;
mod input;
mod lines;
mod patch;
mod picture;
mod publish;
mod refusal;
mod relief;
mod serve;
mod show;
mod speech;
mod stop;
mod verify;

use speech::Speech;

/// What each command and argument is for stands in `messages/help.*.ftl`, in both languages.
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
    Publish(publish::Args),
    Elevation(elevation::Args),
    Relief(relief::Args),
    Serve(serve::Args),
}

/// Exit codes: 0 done, 1 done with errors in the data, 2 could not run.
fn main() -> ExitCode {
    let speech = match Speech::new(terminal::tongue()) {
        Ok(speech) => speech,
        Err(error) => return could_not_run(&error.to_string()),
    };
    let cli: Cli = match terminal::arguments(&speech.words) {
        Ok(cli) => cli,
        Err(code) => return code,
    };
    run(cli.command, &speech).unwrap_or_else(|error| {
        could_not_run(&if stop::asked() {
            speech.text("stopped")
        } else {
            refusal::sentence(&error, &speech)
        })
    })
}

fn run(command: Command, speech: &Speech) -> anyhow::Result<ExitCode> {
    match command {
        Command::Build(args) => build::run(args, speech),
        Command::Base(args) => build::base(args, speech),
        Command::Show(args) => show::run(args, speech),
        Command::Verify(args) => verify::run(args, speech),
        Command::Get(args) => get::run(args, speech),
        Command::Extract(args) => extract::run(args, speech),
        Command::Diff(args) => diff::run(args, speech),
        Command::Patch(args) => patch::run(args, speech),
        Command::Picture(args) => picture::run(args, speech),
        Command::Publish(args) => publish::run(args, speech),
        Command::Elevation(args) => elevation::run(args, speech),
        Command::Relief(args) => relief::run(args, speech),
        Command::Serve(args) => serve::run(args),
    }
}

fn could_not_run(why: &str) -> ExitCode {
    terminal::could_not_run("sente-tiles", why)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;
    use pdipr_data::terminal::help::{refusal, spoken, unsaid};
    use pdipr_data::words::Tongue;

    use super::*;

    #[test]
    fn every_command_and_argument_has_its_text_in_both_languages() {
        for tongue in [Tongue::French, Tongue::English] {
            let speech = Speech::new(tongue).unwrap();
            let command = spoken(Cli::command(), &speech.words);
            let gaps = unsaid(&command);
            assert!(gaps.is_empty(), "{tongue:?}: {gaps:?}");
            command.debug_assert();
        }
    }

    #[test]
    fn a_command_line_that_cannot_be_understood_is_refused_in_french() {
        let speech = Speech::new(Tongue::French).unwrap();
        let said = |line: &str| {
            let error =
                spoken(Cli::command(), &speech.words).try_get_matches_from(line.split(' ')).unwrap_err();
            refusal(&error, &speech.words).unwrap_or_else(|| panic!("{error}"))
        };
        assert_eq!(said("sente-tiles shw"), "la commande shw n'existe pas");
        assert_eq!(said("sente-tiles show"), "il manque : <PAQUET>");
        assert!(said("sente-tiles get a 99/0/0").ends_with("Z/X/Y, X et Y au-dessous de 2^Z"));
        assert!(
            said("sente-tiles extract a --out b --bbox 1,2,3").contains("--bbox <O,S,E,N> : quatre nombres")
        );
        assert!(said("sente-tiles build --osm a --out b --zooms 9-2").contains("de 0 à 31"));
        assert!(said("sente-tiles build --osm a --out b --memory x").ends_with("un nombre entier"));
        assert!(said("sente-tiles serve a --port 70000").ends_with("un nombre entier dans 0..=65535"));
        assert!(said("sente-tiles picture --pack a --route b --out c.svg --look dusk").contains("(nuit)"));
        assert_eq!(
            said("sente-tiles patch a b --out c --in-place"),
            "--out <FICHIER> ne va pas avec --in-place"
        );
    }
}
