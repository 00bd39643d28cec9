//! Folds words the way people type them: no accents, no hyphens, no apostrophes, `st` is `saint`.

/// Words that say nothing alone; a query keeps them only if it has no other.
const EMPTY_WORDS: &[&str] = &[
    "a", "au", "aux", "d", "dans", "de", "des", "dit", "du", "en", "et", "l", "la", "le", "les", "lez", "of",
    "par", "pour", "pres", "s", "sous", "sur", "the",
];

/// Lower case, without accents and ligatures.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let accent = |letter: &char| ('\u{300}'..='\u{36f}').contains(letter);
    for letter in text.chars().flat_map(char::to_lowercase).filter(|letter| !accent(letter)) {
        match plain(letter) {
            "" => folded.push(letter),
            plain => folded.push_str(plain),
        }
    }
    folded
}

/// A small letter of a Latin alphabet of Europe without its accent, written out where it is a ligature; empty where it is
/// plain already. (Unicode's own tables, for all scripts of the world, would be a tenth of what the browser fetches of
/// the engine; a test holds this one against them.)
const fn plain(letter: char) -> &'static str {
    match letter {
        '¹' => "1",
        '½' => "1⁄2",
        '¼' => "1⁄4",
        '²' => "2",
        '³' => "3",
        '¾' => "3⁄4",
        'ª' | 'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' | 'ǎ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' => "h",
        'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ǐ' => "i",
        'ĳ' => "ij",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' => "l",
        'ŀ' => "l·",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'º' | 'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ō' | 'ŏ' | 'ő' | 'ǒ' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ſ' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ț' => "t",
        'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ǔ' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => {
            "u"
        }
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'ŉ' => "ʼn",
        'µ' => "μ",
        _ => "",
    }
}

/// The folded words of a text, abbreviations written out.
pub fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| match word {
            "st" => "saint".to_owned(),
            "ste" => "sainte".to_owned(),
            other => other.to_owned(),
        })
        .collect()
}

/// The words that carry meaning; all words where none does.
pub fn telling_words(text: &str) -> Vec<String> {
    let all = words(text);
    let telling: Vec<String> = all.iter().filter(|word| !is_empty_word(word)).cloned().collect();
    if telling.is_empty() { all } else { telling }
}

pub fn is_empty_word(word: &str) -> bool {
    EMPTY_WORDS.binary_search(&word).is_ok()
}

/// A place name as one term (`saintprest`), so that a search for it cannot mix two places.
pub fn place_key(name: &str) -> String {
    telling_words(name).concat()
}

/// A code as one term (`F15.E` → `f15e`), however its dots and spaces are typed.
pub fn code_key(code: &str) -> String {
    fold(code).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// Orders names as a French reader expects: accents aside, numbers by value (F2 before F10).
pub fn sort_key(name: &str) -> String {
    let mut key = String::new();
    let folded = fold(name);
    let mut letters = folded.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter.is_ascii_digit() {
            let mut number = String::from(letter);
            while let Some(digit) = letters.next_if(char::is_ascii_digit) {
                number.push(digit);
            }
            key.push_str(&format!("{number:0>8}"));
        } else if letter.is_alphanumeric() {
            key.push(letter);
        } else if !key.ends_with(' ') {
            key.push(' ');
        }
    }
    key
}

/// The singular of a folded word, well enough to compare.
pub fn singular(word: &str) -> &str {
    let stem = word.strip_suffix(['s', 'x']).unwrap_or(word);
    if stem.len() >= 3 { stem } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_empty_words_are_sorted_for_the_binary_search() {
        assert!(EMPTY_WORDS.is_sorted());
    }

    #[test]
    fn letters_lose_what_unicode_itself_takes_from_them() {
        use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
        let by_unicode = |text: &str| -> String {
            let letters = text.nfkd().filter(|one| !is_combining_mark(*one)).flat_map(char::to_lowercase);
            letters.collect::<String>().replace('œ', "oe").replace('æ', "ae").replace('ß', "ss")
        };
        for letter in (' '..='\u{17f}').filter(|letter| letter.is_alphanumeric()) {
            let text = letter.to_string();
            assert_eq!(fold(&text), by_unicode(&text), "{letter}");
            let apart: String = text.nfd().collect();
            assert_eq!(fold(&apart), by_unicode(&text), "{letter} with its accent apart");
        }
    }

    #[test]
    fn three_spellings_of_saint_prest_are_one_key() {
        for typed in ["st prest", "saint-prest", "Saint Prest", "ST-PREST"] {
            assert_eq!(place_key(typed), "saintprest");
        }
    }

    #[test]
    fn accents_ligatures_and_apostrophes_fold() {
        assert_eq!(words("Cœur de l’Étang"), ["coeur", "de", "l", "etang"]);
    }

    #[test]
    fn numbers_sort_by_value() {
        assert!(sort_key("F2 — Brou") < sort_key("F10 — Brou"));
    }

    #[test]
    fn accents_do_not_change_the_order_of_names() {
        assert!(sort_key("Épernon") < sort_key("Fontaine"));
    }
}
