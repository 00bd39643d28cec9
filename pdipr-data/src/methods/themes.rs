//! Themes hinted by the names of the ways: "chemin du Moulin" hints at a mill, and no more.

use crate::domain::Theme;
use unicode_normalization::UnicodeNormalization;

/// Words without accents; a plural counts as well.
const WORDS: &[(&str, Theme)] = &[
    ("abbaye", Theme::Abbey),
    ("prieure", Theme::Abbey),
    ("couvent", Theme::Abbey),
    ("bois", Theme::Wood),
    ("foret", Theme::Wood),
    ("forestier", Theme::Wood),
    ("forestiere", Theme::Wood),
    ("moulin", Theme::Mill),
    ("etang", Theme::Water),
    ("mare", Theme::Water),
    ("fontaine", Theme::Water),
    ("riviere", Theme::Water),
    ("ruisseau", Theme::Water),
    ("gue", Theme::Water),
    ("eure", Theme::Water),
    ("loir", Theme::Water),
    ("eglise", Theme::Church),
    ("chapelle", Theme::Church),
    ("chateau", Theme::Castle),
    ("lavoir", Theme::WashHouse),
    ("dolmen", Theme::Megalith),
    ("menhir", Theme::Megalith),
    ("polissoir", Theme::Megalith),
    ("vigne", Theme::Vineyard),
    ("belvedere", Theme::Viewpoint),
    ("panorama", Theme::Viewpoint),
    ("tramway", Theme::Railway),
    ("ferree", Theme::Railway),
    ("ferre", Theme::Railway),
];

/// The themes that the names hint at, each once, in the order of the list of themes.
pub fn themes<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<Theme> {
    let mut found = Vec::new();
    for name in names {
        let plain: String = name.nfd().filter(char::is_ascii).collect::<String>().to_lowercase();
        for word in plain.split(|sign: char| !sign.is_alphanumeric()) {
            let hint = WORDS.iter().find(|(known, _)| is_word(word, known));
            found.extend(hint.map(|(_, theme)| *theme));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn is_word(word: &str, known: &str) -> bool {
    word.strip_prefix(known).is_some_and(|rest| matches!(rest, "" | "s" | "x"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_to_the_mill_hints_at_a_mill() {
        assert_eq!(
            themes(["du Moulin de la Croix au Moulin Canet", "des Étangs"]),
            [Theme::Mill, Theme::Water]
        );
    }

    #[test]
    fn a_word_inside_another_hints_at_nothing() {
        assert_eq!(themes(["de la Boissière au Gué-Marais"]), [Theme::Water]);
        assert_eq!(themes(["de la Boissière"]), []);
    }
}
