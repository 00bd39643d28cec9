//! The texts of the screens, by key and language. `t` and `tf` follow the language: call them inside closures
//! (`move || t("…")`, or `say("…")` for one text alone) and the text changes with the language switch.

use std::sync::LazyLock;

use leptos::prelude::*;
use leptos::reactive::graph::Observer;
pub use pdipr_data::words::Arg;
use pdipr_data::words::{Tongue, Words};
use sente_core::carnet::Language;

macro_rules! catalogues {
    ($language:literal) => {
        [
            include_str!(concat!("locales/", $language, "/common.ftl")),
            include_str!(concat!("locales/", $language, "/home.ftl")),
            include_str!(concat!("locales/", $language, "/explore.ftl")),
            include_str!(concat!("locales/", $language, "/route.ftl")),
            include_str!(concat!("locales/", $language, "/map.ftl")),
            include_str!(concat!("locales/", $language, "/legend.ftl")),
            include_str!(concat!("locales/", $language, "/carnet.ftl")),
            include_str!(concat!("locales/", $language, "/more.ftl")),
            include_str!(concat!("locales/", $language, "/packs.ftl")),
            include_str!(concat!("locales/", $language, "/atelier.ftl")),
            include_str!(concat!("locales/", $language, "/community.ftl")),
            include_str!(concat!("locales/", $language, "/post.ftl")),
            include_str!(concat!("locales/", $language, "/reviews.ftl")),
        ]
    };
}

static FRENCH: LazyLock<Words> = LazyLock::new(|| {
    Words::new(Tongue::French, &catalogues!("fr")).expect("the French catalogues are tested")
});
static ENGLISH: LazyLock<Words> = LazyLock::new(|| {
    Words::new(Tongue::English, &catalogues!("en")).expect("the English catalogues are tested")
});

static LANGUAGE: LazyLock<ArcRwSignal<Language>> = LazyLock::new(|| ArcRwSignal::new(Language::Fr));

/// The language of the screens; tracked where somebody listens.
pub fn language() -> Language {
    if Observer::get().is_some() { LANGUAGE.get() } else { LANGUAGE.get_untracked() }
}

/// Changes the language of every text on the screen.
pub fn speak(language: Language) {
    if LANGUAGE.get_untracked() != language {
        LANGUAGE.set(language);
    }
}

/// The text of `key` in the current language.
pub fn t(key: &str) -> String {
    set(language(), words(language()).text(key))
}

/// The text of `key` where a view or an attribute stands, following the language: `{say("tab-home")}`. It is
/// `{move || t("tab-home")}` in one type for all keys, so the code that shows it is there once and not hundreds of times.
pub fn say(key: &'static str) -> impl Fn() -> String + Copy + Send + Sync + 'static {
    move || t(key)
}

/// The text of `key` with its arguments; counts choose the plural.
pub fn tf(key: &str, args: &[(&str, Arg<'_>)]) -> String {
    set(language(), words(language()).text_with(key, args))
}

/// Whether a text stands under `key`: for keys that come from the data.
pub fn has_text(key: &str) -> bool {
    words(language()).knows(key)
}

/// Sets French as printers do: no line breaks before `? ! : ; »`, after `«`, nor between a number and its unit. The
/// catalogues are written with plain spaces, which one can see.
fn set(language: Language, text: String) -> String {
    const NBSP: char = '\u{a0}';
    const UNITS: [&str; 7] = ["km", "m", "h", "min", "%", "Mo", "ko"];
    if language != Language::Fr || !text.contains(' ') {
        return text;
    }
    let mut set = String::with_capacity(text.len() + 8);
    let mut before = None;
    for (at, letter) in text.char_indices() {
        let after = &text[at + letter.len_utf8()..];
        let holds = letter == ' '
            && (before == Some('«')
                || before == Some('h') && after.starts_with(|one: char| one.is_ascii_digit())
                || after.starts_with(['?', '!', ':', ';', '»'])
                || before.is_some_and(|one: char| one.is_ascii_digit())
                    && UNITS.iter().any(|unit| {
                        after.strip_prefix(unit).is_some_and(|rest| !rest.starts_with(in_a_word))
                    }));
        set.push(if holds { NBSP } else { letter });
        before = Some(letter);
    }
    set
}

/// A letter of French or a digit.
fn in_a_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '\u{c0}'..='\u{17f}')
}

fn words(language: Language) -> &'static Words {
    match language {
        Language::Fr => &FRENCH,
        Language::En => &ENGLISH,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::sources;

    fn keys(language: &str) -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        for (file, text) in sources::catalogues(language) {
            for line in text.lines() {
                let Some((key, _)) = line.split_once(" =") else { continue };
                if key.starts_with(|first: char| first.is_ascii_lowercase()) {
                    let twice = found.insert(key.to_owned(), file.clone());
                    assert!(twice.is_none(), "{key} stands in {file} and in {twice:?}");
                }
            }
        }
        found
    }

    #[test]
    fn both_languages_have_the_same_keys() {
        let french: BTreeSet<_> = keys("fr").into_keys().collect();
        let english: BTreeSet<_> = keys("en").into_keys().collect();
        let only_one: Vec<_> = french.symmetric_difference(&english).collect();
        assert!(only_one.is_empty(), "in one language only: {only_one:?}");
    }

    #[test]
    fn every_key_named_in_the_sources_has_a_text() {
        let known = keys("fr");
        for (file, text) in sources::rust_files() {
            // Tests and comments may name keys that do not exist.
            let program = text.split("#[cfg(test)]").next().unwrap_or_default();
            let lines = program.lines().filter(|line| !line.trim_start().starts_with("//"));
            let program = lines.collect::<Vec<_>>().join("\n");
            for call in ["t(\"", "tf(\"", "say(\""] {
                for (before, key) in calls(&program, call) {
                    let whole_word = !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '.');
                    assert!(!whole_word || known.contains_key(key), "{file}: no text for {key}");
                }
            }
        }
    }

    fn calls<'a>(text: &'a str, call: &'a str) -> impl Iterator<Item = (Option<char>, &'a str)> {
        text.match_indices(call).filter_map(move |(at, _)| {
            let key = text[at + call.len()..].split('"').next()?;
            Some((text[..at].chars().next_back(), key))
        })
    }

    #[test]
    fn every_word_of_the_closed_lists_has_a_text() {
        use pdipr_data::domain::*;
        let known = keys("fr");
        let mut wanted = Vec::new();
        wanted.extend(
            Network::ALL
                .iter()
                .flat_map(|n| [format!("network-{}", n.as_str()), format!("waymark-{}", n.as_str())]),
        );
        wanted.extend(Practice::ALL.iter().map(|one| format!("practice-{}", one.as_str())));
        wanted.extend(RouteShape::ALL.iter().map(|one| format!("shape-{}", one.as_str())));
        wanted.extend(Difficulty::ALL.iter().map(|one| format!("difficulty-{}", one.as_str())));
        wanted.extend(Theme::ALL.iter().map(|one| format!("theme-{}", one.as_str())));
        wanted.extend(Nature::ALL.iter().map(|one| format!("nature-{}", one.as_str())));
        wanted.extend(Accessibility::ALL.iter().map(|one| format!("accessibility-{}", one.as_str())));
        for preset in pdipr_data::filter::PRESETS {
            wanted.extend([format!("preset-{}", preset.id), format!("preset-{}-rule", preset.id)]);
        }
        for key in wanted {
            assert!(known.contains_key(&key), "no text for {key}");
        }
    }

    #[test]
    fn every_text_of_both_catalogues_can_be_read() {
        for (language, name) in [(Language::Fr, "fr"), (Language::En, "en")] {
            for key in keys(name).keys() {
                assert!(words(language).knows(key), "{name}: {key} is not understood");
                assert!(
                    !words(language).text(key).contains("{?}"),
                    "{name}: {key} wants more than plain Fluent"
                );
            }
        }
    }

    #[test]
    fn french_signs_and_units_stay_on_the_line() {
        let nbsp = |text: &str| text.replace('_', "\u{a0}");
        assert_eq!(set(Language::Fr, "Avec qui ?".into()), nbsp("Avec qui_?"));
        assert_eq!(
            set(Language::Fr, "sans « moins de 5 km » (7)".into()),
            nbsp("sans «_moins de 5_km_» (7)")
        );
        assert_eq!(set(Language::Fr, "2 h 30 au plus, 3 moulins".into()), nbsp("2_h_30 au plus, 3 moulins"));
        assert_eq!(set(Language::En, "5 km".into()), "5 km");
    }

    #[test]
    fn the_language_switch_changes_the_text() {
        assert_ne!(words(Language::Fr).text("tab-home"), words(Language::En).text("tab-home"));
    }
}
