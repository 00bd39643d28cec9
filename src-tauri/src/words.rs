//! The few words that stand outside the screens: the menu and what the shell says of an opened file.
//! They follow the language of the system until the screens say which one the hiker has chosen.

use std::sync::{LazyLock, PoisonError, RwLock};

use pdipr_data::words::{Arg, Tongue, Words};

const FRENCH: &str = include_str!("locales/fr.ftl");
const ENGLISH: &str = include_str!("locales/en.ftl");

static SPOKEN: LazyLock<RwLock<Tongue>> = LazyLock::new(|| {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| {
        let value = std::env::var(name).ok()?;
        (!value.is_empty()).then_some(value)
    });
    RwLock::new(tongue(locale.as_deref().unwrap_or_default()))
});

static IN_FRENCH: LazyLock<Option<Words>> = LazyLock::new(|| sound(Tongue::French));
static IN_ENGLISH: LazyLock<Option<Words>> = LazyLock::new(|| sound(Tongue::English));

/// Speaks another language from now on; answers whether that changes anything.
pub fn speak(language: &str) -> bool {
    let wanted = tongue(language);
    let mut spoken = SPOKEN.write().unwrap_or_else(PoisonError::into_inner);
    let changes = *spoken != wanted;
    *spoken = wanted;
    changes
}

fn spoken() -> Tongue {
    *SPOKEN.read().unwrap_or_else(PoisonError::into_inner)
}

/// The text of `key`; without its catalogue a key shows itself.
pub fn word(key: &str) -> String {
    word_with(key, &[])
}

pub fn word_with(key: &str, args: &[(&str, Arg<'_>)]) -> String {
    let words = match spoken() {
        Tongue::French => &*IN_FRENCH,
        Tongue::English => &*IN_ENGLISH,
    };
    words.as_ref().map_or_else(|| key.to_owned(), |words| words.text_with(key, args))
}

fn sound(tongue: Tongue) -> Option<Words> {
    in_tongue(tongue).inspect_err(|error| tracing::error!(%error, "the shell has lost its words")).ok()
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
    fn the_language_chosen_in_the_app_wins() {
        speak("en");
        assert_eq!((speak("fr"), word("shell-file")), (true, "Fichier".to_owned()));
        assert_eq!((speak("fr"), speak("en")), (false, true));
        assert_eq!(word("shell-file"), "File");
    }

    #[test]
    fn french_is_spoken_where_the_system_says_nothing() {
        assert_eq!(tongue("C.UTF-8"), Tongue::French);
        assert_eq!(tongue("en_GB.UTF-8"), Tongue::English);
    }
}
