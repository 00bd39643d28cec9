//! Help and refusals of the command line in the language of the locale. Clap knows the commands and their arguments;
//! the words of both languages stand in `messages/cli-help.*.ftl` and are put in here.

use std::error::Error as _;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, Error};
use pdipr_data::words::{Arg as Word, Words};

/// The command line with every text in the given words.
pub fn spoken(command: Command, words: &Words) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|it| it.get_name().to_owned()).collect();
    let command = command
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .arg(flag("version", 'V', ArgAction::Version, words))
        .subcommand_help_heading(words.text("help-commands"))
        .subcommand_value_name(words.text("value-command"))
        .after_help(words.text("help-after"));
    let command = told(command, "help", words);
    names.iter().fold(command, |command, name| {
        command.mut_subcommand(name, |sub| told(sub, &format!("help-{name}"), words))
    })
}

/// What is wrong with the command line, or clap's own words where it is rare or asked for (`--help`, `--version`).
pub fn refusal(error: &Error, words: &Words) -> Option<String> {
    let arg = context(error, ContextKind::InvalidArg);
    let value = context(error, ContextKind::InvalidValue).unwrap_or_default();
    let (key, arg, reason) = match error.kind() {
        ErrorKind::UnknownArgument => ("usage-unknown-argument", arg?, None),
        ErrorKind::InvalidSubcommand => {
            ("usage-unknown-command", context(error, ContextKind::InvalidSubcommand)?, None)
        }
        ErrorKind::MissingRequiredArgument => ("usage-missing", arg?, None),
        ErrorKind::ArgumentConflict if arg == context(error, ContextKind::PriorArg) => {
            ("usage-twice", arg?, None)
        }
        ErrorKind::InvalidValue if value.is_empty() => ("usage-no-value", arg?, None),
        ErrorKind::InvalidValue => {
            let values = context(error, ContextKind::ValidValue)?;
            (
                "usage-bad-value",
                arg?,
                Some(words.text_with("usage-one-of", &[("values", Word::Text(&values))])),
            )
        }
        // A reason of our own is a key, that of a number or of JSON is a sentence already.
        ErrorKind::ValueValidation => {
            ("usage-bad-value", arg?, Some(words.text(&error.source()?.to_string())))
        }
        _ => return None,
    };
    let args = [("arg", arg.as_str()), ("value", &value), ("reason", reason.as_deref().unwrap_or_default())];
    Some(words.text_with(key, &args.map(|(name, text)| (name, Word::Text(text)))))
}

fn told(command: Command, key: &str, words: &Words) -> Command {
    let usage = words.text("help-usage");
    command
        .about(words.text(key))
        .help_template(format!("{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}{{after-help}}\n"))
        .mut_args(|arg| explained(arg, key, words))
        .disable_help_flag(true)
        .arg(flag("help", 'h', ArgAction::Help, words))
}

/// The text says what holds without the argument, so clap need not.
fn explained(arg: Arg, key: &str, words: &Words) -> Arg {
    if ["help", "version"].contains(&arg.get_id().as_str()) {
        return arg;
    }
    let text = words.text(&format!("{key}-{}", arg.get_id()));
    let names: Vec<String> =
        arg.get_value_names().unwrap_or_default().iter().map(|it| named(it, words)).collect();
    let arg = arg.help(text);
    if !arg.get_action().takes_values() {
        return arg;
    }
    let arg = arg.hide_default_value(true).hide_possible_values(true);
    if names.is_empty() { arg } else { arg.value_names(names) }
}

/// `FILE|URL` is `value-file-url`.
fn named(value: &str, words: &Words) -> String {
    words.text(&format!("value-{}", value.to_lowercase().replace(['|', ','], "-")))
}

fn flag(name: &'static str, short: char, action: ArgAction, words: &Words) -> Arg {
    Arg::new(name).short(short).long(name).action(action).help(words.text(&format!("help-{name}")))
}

fn context(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join(", ")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};
    use pdipr_data::words::Tongue;

    use super::*;
    use crate::{Cli, language};

    fn texts_of(command: &Command) -> Vec<String> {
        let mut texts: Vec<String> = command.get_about().map(ToString::to_string).into_iter().collect();
        for arg in command.get_arguments() {
            texts.push(arg.get_help().map(ToString::to_string).unwrap_or_default());
            texts.extend(arg.get_value_names().unwrap_or_default().iter().map(ToString::to_string));
        }
        texts.extend(command.get_subcommands().flat_map(texts_of));
        texts
    }

    #[test]
    fn every_command_and_argument_has_its_text_in_both_languages() {
        for tongue in [Tongue::French, Tongue::English] {
            let texts = texts_of(&spoken(Cli::command(), &language::words(tongue).unwrap()));
            assert!(texts.len() > 60, "{texts:?}");
            let gaps: Vec<_> = texts
                .iter()
                .filter(|text| text.is_empty() || text.starts_with("help") || text.starts_with("value-"))
                .collect();
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
