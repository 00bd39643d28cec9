//! `sente-data`: the catalogue from the command line. The contract (exit codes, JSON) stands in `docs/cli.md`.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use pdipr_data::terminal;

mod build;
mod check;
mod export;
mod fetch;
mod figures;
mod inspect;
mod language;
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
    let words = match language::words(terminal::tongue()) {
        Ok(words) => words,
        Err(error) => return could_not_run(&format!("{error:#}")),
    };
    let cli: Cli = match terminal::arguments(&words) {
        Ok(cli) => cli,
        Err(code) => return code,
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
    result.unwrap_or_else(|error| could_not_run(&refusal::sentence(&error, &words)))
}

fn could_not_run(why: &str) -> ExitCode {
    terminal::could_not_run("sente-data", why)
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
            let gaps = unsaid(&spoken(Cli::command(), &language::words(tongue).unwrap()));
            assert!(gaps.is_empty(), "{tongue:?}: {gaps:?}");
        }
    }

    #[test]
    fn help_in_french_has_no_english_heading() {
        let words = language::words(Tongue::French).unwrap();
        let help = spoken(Cli::command(), &words).render_help().to_string();
        assert!(help.contains("Utilisation : sente-data") && help.contains("Commandes:"), "{help}");
        assert!(!help.contains("Usage") && !help.contains("Commands") && !help.contains("Print"), "{help}");
    }

    #[test]
    fn a_command_line_that_cannot_be_understood_is_refused_in_french() {
        let words = language::words(Tongue::French).unwrap();
        let said = |line: &str| {
            let error = spoken(Cli::command(), &words).try_get_matches_from(line.split(' ')).unwrap_err();
            refusal(&error, &words).unwrap_or_else(|| panic!("{error}"))
        };
        assert_eq!(said("sente-data show x --wide"), "l'argument --wide n'existe pas");
        assert_eq!(said("sente-data serch"), "la commande serch n'existe pas");
        assert_eq!(said("sente-data show"), "il manque : <ITINÉRAIRE>");
        assert_eq!(said("sente-data search --text"), "--text <MOTS> demande une valeur");
        assert!(said("sente-data search --near 1.5").ends_with("une latitude, en degrés"));
        assert!(said("sente-data export x --format pdf").ends_with("au choix gpx, geojson, kml"));
        assert!(said("sente-data synth --routes 0 --out x").contains("« 0 » ne convient pas"));
        assert!(said("sente-data check --json --json").contains("qu'une fois"));
    }

    #[test]
    fn the_command_line_is_sound() {
        spoken(Cli::command(), &language::words(Tongue::English).unwrap()).debug_assert();
        assert!(Cli::try_parse_from(["sente-data", "show", "gr22"]).is_ok());
    }
}
