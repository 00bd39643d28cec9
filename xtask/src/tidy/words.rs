//! Every sentence stands in the word catalogues, and French and English are both complete.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;

use super::{Breach, Source};
use crate::files;
use crate::tools::root;

const SCREENS: &str = "app/ui/src/locales";
/// What programs say; each folder is complete in itself.
const PROGRAMS: [&str; 2] = ["pdipr-data/src/messages", "tiles/src/messages"];
/// A language is named in itself, whatever the language of the screen.
const NAMES: &[&str] = &["Français"];
const LETTERS: &str = "àâçéèêëîïôùûœÀÂÇÉÈÊ";

/// Key → where it stands and which arguments it takes.
type Words = BTreeMap<String, (String, BTreeSet<String>)>;

pub fn check(sources: &[Source]) -> Result<Vec<Breach>> {
    let mut found = Vec::new();
    let (french, english) = screens(&mut found)?;
    compare(&french, &english, &mut found);
    for folder in PROGRAMS {
        let (french, english) = program(folder, &mut found)?;
        compare(&french, &english, &mut found);
    }
    for source in sources.iter().filter(|source| source.path.starts_with("app/ui/src/") && source.is_rust()) {
        literals(source, &french, &mut found);
    }
    Ok(found)
}

fn screens(found: &mut Vec<Breach>) -> Result<(Words, Words)> {
    let mut both = Vec::new();
    for language in ["fr", "en"] {
        let folder = format!("{SCREENS}/{language}");
        let names = files::list(&root().join(&folder))?;
        both.push(read(names.iter().map(|name| format!("{folder}/{name}")), found)?);
    }
    let english = both.pop().unwrap_or_default();
    Ok((both.pop().unwrap_or_default(), english))
}

/// `findings.fr.ftl` beside `findings.en.ftl`.
fn program(folder: &str, found: &mut Vec<Breach>) -> Result<(Words, Words)> {
    let names = files::list(&root().join(folder))?;
    let of = |ending: &'static str| {
        let names = names.clone().into_iter().filter(move |name| name.ends_with(ending));
        names.map(move |name| format!("{folder}/{name}"))
    };
    Ok((read(of(".fr.ftl"), found)?, read(of(".en.ftl"), found)?))
}

fn read(paths: impl Iterator<Item = String>, found: &mut Vec<Breach>) -> Result<Words> {
    let mut words = Words::new();
    for path in paths.filter(|path| path.ends_with(".ftl")) {
        let text = files::read_text(&root().join(Path::new(&path)))?;
        for (line, key, arguments) in messages(&text) {
            let place = format!("{path}:{line}");
            if let Some((first, _)) = words.insert(key.clone(), (place.clone(), arguments)) {
                found.push(Breach {
                    place,
                    what: format!("the key `{key}` stands at {first} already"),
                    repair: "a key stands in one file, once",
                });
            }
        }
    }
    Ok(words)
}

/// The messages of a Fluent file: line, key, arguments.
fn messages(text: &str) -> Vec<(usize, String, BTreeSet<String>)> {
    let mut messages: Vec<(usize, String, BTreeSet<String>)> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let starts = line.chars().next().is_some_and(|letter| letter.is_ascii_alphabetic() || letter == '-');
        if starts && let Some((key, _)) = line.split_once('=') {
            messages.push((index + 1, key.trim().to_owned(), BTreeSet::new()));
        }
        if line.starts_with('#') {
            continue;
        }
        if let Some((_, _, arguments)) = messages.last_mut() {
            arguments.extend(line.split('$').skip(1).map(name).filter(|name| !name.is_empty()));
        }
    }
    messages
}

fn name(text: &str) -> String {
    text.chars()
        .take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '-' || *letter == '_')
        .collect()
}

fn compare(french: &Words, english: &Words, found: &mut Vec<Breach>) {
    for (one, other, language) in [(french, english, "English"), (english, french, "French")] {
        for (key, (place, arguments)) in one {
            let what = match other.get(key) {
                None => format!("`{key}` has no {language} text"),
                Some((_, theirs)) if theirs != arguments => {
                    format!("`{key}` takes other arguments in {language}: {arguments:?} and {theirs:?}")
                }
                Some(_) => continue,
            };
            found.push(Breach { place: place.clone(), what, repair: "write the same key in both languages" });
        }
    }
}

/// Keys that code names but no catalogue has, and sentences in the code itself.
fn literals(source: &Source, words: &Words, found: &mut Vec<Breach>) {
    for (number, line) in source.code() {
        for opening in [" t(\"", "(t(\"", "!t(\"", "{t(\"", " tf(\"", "(tf(\"", "{tf(\""] {
            for rest in line.split(opening).skip(1) {
                let key = rest.split('"').next().unwrap_or_default();
                if !key.is_empty() && !words.contains_key(key) {
                    found.push(Breach {
                        place: source.place(number),
                        what: format!("`{key}` is in no word catalogue"),
                        repair: "add it to app/ui/src/locales/fr and en",
                    });
                }
            }
        }
        let mut inside = line.split('"').skip(1).step_by(2).filter(|text| !NAMES.contains(text));
        if inside.any(|text| text.chars().any(|letter| LETTERS.contains(letter))) {
            found.push(Breach {
                place: source.place(number),
                what: "a French sentence in the code".into(),
                repair: "move it to app/ui/src/locales and ask with t(\"key\")",
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Words {
        messages(text)
            .into_iter()
            .map(|(line, key, arguments)| (key, (line.to_string(), arguments)))
            .collect()
    }

    fn breaches(french: &str, english: &str) -> Vec<String> {
        let mut found = Vec::new();
        compare(&words(french), &words(english), &mut found);
        found.into_iter().map(|breach| breach.what).collect()
    }

    #[test]
    fn a_text_in_one_language_only_is_found() {
        assert_eq!(breaches("home = Accueil\n", ""), ["`home` has no English text"]);
        assert_eq!(breaches("home = Accueil\n", "home = Home\n"), Vec::<String>::new());
    }

    #[test]
    fn arguments_agree_even_where_the_text_runs_over_lines() {
        let french = "count = { $n ->\n    [one] une\n   *[other] { $n } randonnées\n}\n";
        assert_eq!(breaches(french, "count = { $n } routes\n"), Vec::<String>::new());
        assert_eq!(breaches(french, "count = routes\n").len(), 2);
    }
}
