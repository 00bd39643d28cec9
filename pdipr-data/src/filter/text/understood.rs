//! Says which words were taken for others.

use super::fit::{Fit, fit};
use super::fold::{is_empty_word, words};
use super::read::{Reading, Target};
use super::vocabulary::{Field, Vocabulary};

/// The text with each word replaced that has no meaning as it stands.
pub(super) fn understood(text: &str, reading: &Reading, vocabulary: &Vocabulary) -> Option<String> {
    let mut changed = false;
    let mut telling = 0;
    let mut result = Vec::new();
    for word in words(text) {
        if reading.words.get(telling) != Some(&word) {
            if is_empty_word(&word) {
                result.push(word);
            }
            continue;
        }
        let index = telling;
        telling += 1;
        match replacement(index, &word, reading, vocabulary) {
            Some(other) => {
                changed = true;
                result.push(vocabulary.spelled(&other));
            }
            None => result.push(word),
        }
    }
    changed.then(|| result.join(" "))
}

/// The known word that stands for the typed one; `None` where it stands for itself or only begins others.
fn replacement(index: usize, word: &str, reading: &Reading, vocabulary: &Vocabulary) -> Option<String> {
    let own = reading.probes.iter().filter(|probe| probe.words.contains(&index));
    let mut best: Option<(Fit, String)> = None;
    for probe in own {
        let candidates: Vec<&str> = match &probe.target {
            Target::Term { field: Field::Name | Field::Ways, term } => vec![term],
            Target::Term { field: Field::Code, .. } | Target::Practice(_) | Target::Network(_) => {
                return None;
            }
            Target::Term { .. } => {
                let place = vocabulary.places.iter().find(|place| place.name == probe.label);
                if place.is_some_and(|place| place.key == reading.words[probe.words.clone()].concat()) {
                    return None;
                }
                place.into_iter().flat_map(|place| &place.words).map(String::as_str).collect()
            }
            Target::Shape(_) | Target::Theme(_) => return None,
            Target::Beginning { .. } => continue,
        };
        for known in candidates {
            if let Some(fit) = fit(word, known, true)
                && best.as_ref().is_none_or(|(least, _)| fit < *least)
            {
                best = Some((fit, known.to_owned()));
            }
        }
    }
    match best {
        Some((Fit::Number | Fit::Typo(_), known)) => Some(known),
        _ => None,
    }
}
