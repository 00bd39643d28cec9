//! What the programs of the house have in common on a command line: the language, help and refusals in it, text to
//! stdout. Each program adds its own words; the contract (exit codes, JSON) stands in its page of `docs/`.

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use crate::words::{Arg, Tongue, Words};

pub mod help;
pub mod output;
pub mod refusal;

/// The words that every program needs, by language.
pub const TERMINAL_FR: &str = include_str!("../messages/terminal.fr.ftl");
pub const TERMINAL_EN: &str = include_str!("../messages/terminal.en.ftl");

/// The language of the messages: that of the locale, English where it names none.
pub fn tongue() -> Tongue {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set).unwrap_or_default();
    if locale.starts_with("fr") { Tongue::French } else { Tongue::English }
}

/// What was typed after the name of the program. Help and the version are said here and end it with 0; what cannot be
/// understood is refused on stderr and answered with the exit code 2.
pub fn arguments<C: CommandFactory + FromArgMatches>(words: &Words) -> Result<C, ExitCode> {
    let command = C::command();
    let name = command.get_name().to_owned();
    let typed = help::spoken(command, words).try_get_matches();
    typed.and_then(|typed| C::from_arg_matches(&typed)).map_err(|error| match help::refusal(&error, words) {
        Some(said) => {
            let more = words.text_with("usage-more", &[("command", Arg::Text(&name))]);
            could_not_run(&name, &format!("{said}\n{more}"))
        }
        None => error.exit(),
    })
}

/// Says why on stderr; the exit code is 2.
pub fn could_not_run(program: &str, why: &str) -> ExitCode {
    eprintln!("{program}: {why}");
    ExitCode::from(2)
}
