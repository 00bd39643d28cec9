//! Help and refusals of a command line in the language of the locale. Clap knows the commands and their arguments; the
//! words of both languages stand in the catalogues of the program (`help-COMMAND-ARGUMENT`) and are put in here.

use std::error::Error as _;
use std::num::ParseIntError;

use crate::words::{Arg as Word, Words};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, Error};

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
        ErrorKind::ArgumentConflict => match context(error, ContextKind::PriorArg) {
            same if same == arg => ("usage-twice", arg?, None),
            other => {
                let (arg, other) = (arg?, other?);
                let args = [("arg", Word::Text(&arg)), ("other", Word::Text(&other))];
                return Some(words.text_with("usage-conflict", &args));
            }
        },
        ErrorKind::InvalidValue if value.is_empty() => ("usage-no-value", arg?, None),
        ErrorKind::InvalidValue => {
            let values = context(error, ContextKind::ValidValue)?;
            (
                "usage-bad-value",
                arg?,
                Some(words.text_with("usage-one-of", &[("values", Word::Text(&values))])),
            )
        }
        ErrorKind::ValueValidation => ("usage-bad-value", arg?, Some(reason(error, words)?)),
        _ => return None,
    };
    let args = [("arg", arg.as_str()), ("value", &value), ("reason", reason.as_deref().unwrap_or_default())];
    Some(words.text_with(key, &args.map(|(name, text)| (name, Word::Text(text)))))
}

/// A reason of our own is a key, that of JSON is a sentence already; numbers have clap's words.
fn reason(error: &Error, words: &Words) -> Option<String> {
    let source = error.source()?;
    let said = source.to_string();
    Some(match said.split_once(" is not in ") {
        _ if source.is::<ParseIntError>() => words.text("usage-number"),
        Some((_, range)) => words.text_with("usage-range", &[("range", Word::Text(range))]),
        None => words.text(&said),
    })
}

/// The texts of a spoken command line that no catalogue holds: none, as a test of each program says.
pub fn unsaid(command: &Command) -> Vec<String> {
    let mut texts: Vec<String> = command.get_about().map(ToString::to_string).into_iter().collect();
    for arg in command.get_arguments() {
        texts.push(arg.get_help().map(ToString::to_string).unwrap_or_default());
        texts.extend(arg.get_value_names().unwrap_or_default().iter().map(ToString::to_string));
    }
    texts.retain(|text| text.is_empty() || text.starts_with("help") || text.starts_with("value-"));
    texts.extend(command.get_subcommands().flat_map(unsaid));
    texts
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

/// The text says what holds without the argument, so clap need not. What several commands take alike is `help-any-ARGUMENT`.
fn explained(arg: Arg, key: &str, words: &Words) -> Arg {
    if ["help", "version"].contains(&arg.get_id().as_str()) {
        return arg;
    }
    let (own, any) = (format!("{key}-{}", arg.get_id()), format!("help-any-{}", arg.get_id()));
    let text = words.text(if words.knows(&own) || !words.knows(&any) { &own } else { &any });
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
    words.text(&format!("value-{}", value.to_lowercase().replace(['|', ',', '.', '/'], "-")))
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
