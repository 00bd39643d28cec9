//! The few words that stand outside the screens: the menu and what the shell says of an opened file.
//! They follow the language of the system, for the shell shows them before any setting is read.

use std::sync::LazyLock;

use pdipr_data::words::{Arg, Tongue, Words};

const FRENCH: &str = include_str!("locales/fr.ftl");
const ENGLISH: &str = include_str!("locales/en.ftl");

static TONGUE: LazyLock<Tongue> = LazyLock::new(|| {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| {
        let value = std::env::var(name).ok()?;
        (!value.is_empty()).then_some(value)
    });
    tongue(locale.as_deref().unwrap_or_default())
});

static WORDS: LazyLock<Option<Words>> = LazyLock::new(|| {
    in_tongue(*TONGUE).inspect_err(|error| tracing::error!(%error, "the shell has lost its words")).ok()
});

/// The text of `key`; without its catalogue a key shows itself.
pub fn word(key: &str) -> String {
    word_with(key, &[])
}

pub fn word_with(key: &str, args: &[(&str, Arg<'_>)]) -> String {
    WORDS.as_ref().map_or_else(|| key.to_owned(), |words| words.text_with(key, args))
}

fn in_tongue(tongue: Tongue) -> Result<Words, pdipr_data::words::BrokenCatalogue> {
    let source = match tongue {
        Tongue::French => FRENCH,
        Tongue::English => ENGLISH,
    };
    Words::new(tongue, &[source])
}

/// French where the system says nothing.
fn tongue(locale: &str) -> Tongue {
    if locale.starts_with("en") { Tongue::English } else { Tongue::French }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(source: &str) -> Vec<&str> {
        source
            .lines()
            .filter(|line| line.starts_with("shell-"))
            .filter_map(|line| line.split(" =").next())
            .collect()
    }

    #[test]
    fn both_languages_have_the_same_words() {
        assert_eq!(keys(FRENCH), keys(ENGLISH));
        for tongue in [Tongue::French, Tongue::English] {
            let words = in_tongue(tongue).unwrap();
            assert!(keys(FRENCH).iter().all(|key| words.knows(key)));
        }
    }

    #[test]
    fn french_is_spoken_where_the_system_says_nothing() {
        assert_eq!(tongue("C.UTF-8"), Tongue::French);
        assert_eq!(tongue("en_GB.UTF-8"), Tongue::English);
    }
}
